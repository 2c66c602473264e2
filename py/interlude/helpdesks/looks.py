"""How much a helpdesk may be asked.  Its limits are shared by everybody in the firm.

At most a dozen reads a minute, one look at a ticket in ten minutes, and none at all while the
helpdesk has asked to wait.  What is remembered for it is no ticket's number: only marks that
nothing can be told from once the browser is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from interlude.clock import MINUTE, Moment
from interlude.helpdesks.answers import http_date
from interlude.protocol import Reading

MOST_READS = 12
"""GETs in one minute, over all helpdesks and tabs."""

ONE_LOOK = 10 * MINUTE
LONGEST_PAUSE = 5 * MINUTE
"""A helpdesk that asks for longer is asked again after this: its clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A ticket that was looked at: its mark, and when (ms since 1970)."""

    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of the last ten minutes, the times of the reads of the last minute, and until when
    a helpdesk asked to wait.  ``salt`` is random, and new with each start of the browser."""

    salt: str = ""
    seen: tuple[Seen, ...] = ()
    reads: tuple[int, ...] = ()
    until: int = 0


def salted(looks: Looks, salt: str) -> Looks:
    """The looks with a salt, which is taken once."""
    return looks if looks.salt else replace(looks, salt=salt)


def mark(looks: Looks, origin: str, ticket: str) -> str:
    """What stands for a ticket in memory.

    >>> mark(Looks("a"), "https://x", "7") == mark(Looks("b"), "https://x", "7")
    False
    """
    text = f"{looks.salt} {origin} {ticket}"
    return sha256(text.encode(errors="replace")).hexdigest()[:24]


def room(looks: Looks, now: Moment) -> int:
    """How many reads are left of this minute's dozen.

    >>> noon = Moment(at=12 * 60 * MINUTE, offset=0)
    >>> room(Looks(reads=(noon.at,) * 8), noon), room(Looks(until=noon.at + 1), noon)
    (4, 0)
    """
    if 0 < looks.until - now.at <= LONGEST_PAUSE:
        return 0
    return max(0, MOST_READS - sum(abs(now.at - at) < MINUTE for at in looks.reads))


def was_seen(looks: Looks, ticket: str, now: Moment) -> bool:
    """Whether the ticket with this mark was looked at in the last ten minutes."""
    return any(seen.mark == ticket and _lately(seen, now) for seen in looks.seen)


def with_look(looks: Looks, ticket: str, now: Moment) -> Looks:
    """A look at the ticket with this mark begins."""
    lately = tuple(seen for seen in looks.seen if _lately(seen, now))
    return replace(looks, seen=(*lately, Seen(ticket, now.at)))


def with_reads(looks: Looks, count: int, now: Moment) -> Looks:
    """So many reads are on their way."""
    lately = tuple(at for at in looks.reads if abs(now.at - at) < MINUTE)
    return replace(looks, reads=(*lately, *(now.at,) * count))


def without(looks: Looks, tickets: Iterable[str]) -> Looks:
    """The tickets with these marks were opened again: each may be looked at anew."""
    gone = frozenset(tickets)
    left = tuple(seen for seen in looks.seen if seen.mark not in gone)
    return looks if left == looks.seen else replace(looks, seen=left)


def with_pause(looks: Looks, readings: Iterable[Reading], now: Moment) -> Looks:
    """Leave the helpdesk in peace for as long as it asks for."""
    seconds = max((pause(reading) for reading in readings), default=0)
    until = now.at + min(seconds * 1000, LONGEST_PAUSE)
    return replace(looks, until=until) if seconds and until > looks.until else looks


def pause(reading: Reading) -> int:
    """How many seconds a helpdesk that refused a read asks to wait; 0 if it does not.

    ``Retry-After`` holds seconds, or a date by the helpdesk's clock.
    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after

    >>> pause(Reading("ticket", 429, "", "", "", later="30"))
    30
    >>> date, later = "Mon, 05 Jan 2026 10:04:00 GMT", "Mon, 05 Jan 2026 10:05:00 GMT"
    >>> pause(Reading("ticket", 503, "", date, "", later))
    60
    >>> pause(Reading("ticket", 429, "", "", "", later="soon"))
    0
    """
    if reading.status not in (429, 503):
        return 0
    text = reading.later.strip()[:40]
    if text.isascii() and text.isdigit():
        return min(int(text), LONGEST_PAUSE)
    now, then = http_date(reading.date), http_date(text)
    return max(0, round((then - now).total_seconds())) if now and then else 0


def _lately(seen: Seen, now: Moment) -> bool:
    return abs(now.at - seen.at) < ONE_LOOK
