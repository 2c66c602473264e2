"""One look at a ticket: what has to be read, and what the answers say about a close."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.answers import Answers, answers, passing, search
from interlude.helpdesks.closing import Verdict, by_its_word, verdict
from interlude.helpdesks.conversation import conversation, customer_spoke
from interlude.helpdesks.looks import pause
from interlude.helpdesks.trigger import Asked
from interlude.protocol import Errand, Get, Noted, Reading
from interlude.tension.conversation import Conversation

A_MOMENT = 2_000
"""Milliseconds after which a read is tried once more, if the helpdesk names no time."""

LONGEST_PATIENCE = 20_000
"""Milliseconds.  Whoever is told to wait for longer does without: the moment would be over."""

_NO_CLOSE: tuple[Verdict, ...] = ("none", "open")


@dataclass(frozen=True, slots=True)
class More:
    """Reads that have to be done before anything can be said, after ``wait`` milliseconds;
    ``otherwise`` as in ``protocol.Errand``."""

    names: tuple[str, ...]
    wait: int
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """``talk`` is what was said in a ticket that is closed for certain, None in any other;
    ``open`` says that it is not closed at all; ``noted`` is what was odd about the answers."""

    talk: Conversation | None = None
    open: bool = False
    more: More | None = None
    noted: Noted = ""


def names(adapter: Adapter) -> tuple[str, ...]:
    """All that is read of one closed ticket, each address once."""
    return tuple(dict.fromkeys(adapter.confirm.gets + adapter.conversation.gets))


def gets(adapter: Adapter, ticket: str, wanted: tuple[str, ...]) -> tuple[Get, ...]:
    """The paths of these reads."""
    return tuple(Get(name, adapter.gets[name].replace("{ticket}", ticket)) for name in wanted)


def lasting(adapter: Adapter, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What was read that is the same for every ticket, such as who the agent is."""
    return tuple(
        reading
        for reading in readings
        if reading.status == 200 and "{ticket}" not in adapter.gets.get(reading.name, "{ticket}")
    )


def look(
    adapter: Adapter, request: Asked, errand: Errand, readings: tuple[Reading, ...], room: int
) -> Look:
    """What the answers of an errand say; ``room`` is how many more reads may be done."""
    known = (*errand.known, *readings)
    found = answers(known)
    said = verdict(adapter, request, found)
    if not errand.again:
        more = _once_more(adapter, known, found, said)
        if more and len(more.names) <= room:
            return Look(more=more)
    if said in _NO_CLOSE or (said == "untold" and not by_its_word(adapter, request, found)):
        return Look(open=said == "open", noted=_odd(found))
    talk = conversation(adapter, found)
    if customer_spoke(talk):
        return Look(talk=talk, noted=_odd(found))
    other = adapter.conversation.otherwise
    if other and not errand.otherwise and room and search(other.when, found.documents):
        return Look(more=More((other.get,), 0, otherwise=True))
    return Look(talk=talk, noted=_odd(found) or "no_words")


def _once_more(
    adapter: Adapter, readings: tuple[Reading, ...], found: Answers, said: Verdict
) -> More | None:
    """The reads that may succeed, or say more, in a moment."""
    if said in _NO_CLOSE:
        return None
    late = adapter.confirm.late
    wanted = {*found.passing, *([late] if said == "untold" and late else [])}
    # An address that the agent has no right to stays closed.
    wanted = {name for name in wanted if name in found.passing or found.states.get(name) == "good"}
    waits = [1000 * pause(reading) for reading in readings if passing(reading)]
    wait = max([A_MOMENT, *waits])
    if not wanted or wait > LONGEST_PATIENCE:
        return None
    return More(tuple(sorted(wanted)), wait)


def _odd(found: Answers) -> Noted:
    if found.any("signed_out"):
        return "signed_out"
    if found.any("bad"):
        return "unreadable"
    return "refused" if found.any("refused") else ""
