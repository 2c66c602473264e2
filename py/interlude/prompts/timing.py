"""When to stay silent, and why."""

from __future__ import annotations

from random import Random
from typing import Literal, TypeAlias

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.prompts.written import families
from interlude.protocol import Scene, Stamp
from interlude.settings import Settings
from interlude.tension.judge import Kind
from interlude.words import N_, _

Silence: TypeAlias = Literal[
    "told_not_to", "hushed", "in_call", "quiet_hours", "enough", "too_soon", "composing", "typing",
    "elsewhere", "full_screen", "audible",
]  # fmt: skip

PENDING = MINUTE
LOT = 0.15
KNOWN_AFTER = 5
"""Workdays in which a newcomer sees what cards are like, and none is left out by lot."""
THOUGHT = 10_000

WORDS: dict[str, str] = {
    "told_not_to": N_("You chose to say yourself when a ticket was tense."),
    "hushed": N_("You had asked for silence."),
    "in_call": N_("You had said that you were in a call."),
    "quiet_hours": N_("The ticket was closed in your quiet hours."),
    "enough": N_(
        "You had seen as many cards in this shift as you wanted, silences by lot counted in."
    ),
    "too_soon": N_(
        "The last card, or a silence in its place, had come less than {minutes} minutes before."
    ),
    "composing": N_("You were in the middle of a reply."),
    "typing": N_("You were typing."),
    "elsewhere": N_("You were in a part of the page that Interlude cannot see."),
    "full_screen": N_("You were in full screen."),
    "audible": N_("Something was playing, perhaps a call."),
    "calm": N_("The ticket seemed calm."),
    "not_yours": N_("It was not certain that it was you who closed the ticket."),
    "no_words": N_("The customer had written nothing."),
    "by_lot": N_("A card would have fitted, and by lot there was none."),
    "not_for_me": N_("You had said “Not for me” to what would fit."),
    "seen": N_("Interlude had looked at that ticket a moment ago."),
    "enough_reads": N_("Interlude had asked your helpdesk enough for one minute."),
    "unreadable": N_("Interlude could not read the ticket."),
    "refused": N_("Your helpdesk did not let Interlude read the ticket."),
    "signed_out": N_("Your helpdesk had signed you out."),
}
"""Why a close brought no card: first the reasons to leave a person alone, in their order, then what
the close itself was; ``said`` tells it."""


def said(why: str, now: Moment, account: Account) -> str:
    """Why the last close brought no card, as a sentence; empty if nothing is known to say.

    >>> said("too_soon", Moment(at=0, offset=0), Account())
    'The last card, or a silence in its place, had come less than 20 minutes before.'
    """
    if why not in WORDS:
        return ""
    return _(WORDS[why]).format(minutes=gap(now, account, account.settings) // MINUTE)


def silence(now: Moment, account: Account, scene: Scene, settings: Settings) -> Silence | None:
    """Why a person should be left alone now; None if a prompt may be offered.

    The first reason that holds, in the order of ``Silence``: what the person chose comes before
    what they happen to be doing.

    >>> calm = Scene(composing=False, full_screen=False, audible=False)
    >>> noon = Moment(at=12 * 3_600_000, offset=0)
    >>> silence(noon, Account(), calm, Settings()) is None
    True
    >>> writing = Scene(composing=True, full_screen=False, audible=False)
    >>> WORDS[silence(noon, Account(), writing, Settings())]
    'You were in the middle of a reply.'
    """
    reasons: dict[Silence, bool] = {
        "told_not_to": settings.notice == "tell",
        "hushed": account.silence.lasts(now),
        "in_call": account.calls.lasts(now),
        "quiet_hours": in_quiet_hours(now, settings),
        "enough": had_enough(now, account, settings),
        "too_soon": too_soon(now, account, settings),
        "composing": scene.composing,
        "typing": typing(scene),
        "elsewhere": scene.foreign_focus,
        "full_screen": scene.full_screen,
        "audible": scene.audible,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def silent_until(now: Moment, account: Account) -> int:
    """A person whom no close may bring a card now need not have Python woken for the next one.

    In ms since 1970, when one may at the earliest: the latest of an hour from now where the person
    tells by themselves, is in a call or hushed the shift, the end of another hush, and the gap
    after a card.  A change of mind is an event, after which this is asked again.

    >>> from interlude.ledger.entries import PromptSeen, PromptShown
    >>> noon = Moment(at=12 * HOUR, offset=0)
    >>> account = Account.of([PromptShown("1", noon, "breath_window", "angry", 4, "close")])
    >>> silent_until(noon, account)
    0
    >>> account.add(PromptSeen("2", noon, "1"))
    >>> silent_until(noon, account) == noon.at + 20 * MINUTE
    True
    """
    ends = [0]
    if account.settings.notice == "tell" or account.calls.lasts(now):
        ends.append(now.at + HOUR)
    if account.silence.lasts(now):
        end = account.silence.until(now)
        ends.append(end.at if end else now.at + HOUR)
    peace = gap(now, account, account.settings)
    ends += [last + peace for last in _last(account) if abs(now.at - last) < peace]
    return max(ends)


def _last(account: Account) -> list[int]:
    """When a card was seen last, and when there was none by lot, in ms; where there was any."""
    return [last for last in (account.prompts.last_seen, account.lots.last) if last is not None]


def typing(scene: Scene) -> bool:
    """A person who typed a moment ago has a thought in hand, in whatever field it was.

    ``last key < 10 s ago``; what was typed before the ticket was saved belongs to that ticket.

    >>> def typed(ago): return Scene(False, False, False, typed_ms=ago)
    >>> typing(typed(9_999)), typing(typed(10_000)), typing(typed(None))
    (True, False, False)
    """
    return scene.typed_ms is not None and scene.typed_ms < THOUGHT


def in_quiet_hours(now: Moment, settings: Settings) -> bool:
    """A person has hours of the day in which nothing may speak to them, by their own clock.

    ``start <= time of day < end``, where the hours may cross midnight.

    >>> from interlude.settings import QuietHours
    >>> nights = Settings(quiet=QuietHours("22:00", "06:00"))
    >>> in_quiet_hours(Moment(at=0, offset=330), nights)
    True
    >>> in_quiet_hours(Moment(at=0, offset=360), nights)
    False
    """
    return settings.quiet is not None and settings.quiet.cover(now.local().strftime("%H:%M"))


def had_enough(now: Moment, account: Account, settings: Settings) -> bool:
    """A person is spoken to unasked only so many times in a shift; what they ask for is free.

    ``unasked prompts seen in this shift, and silences by lot >= settings.cap``.

    >>> from interlude.ledger.entries import PromptSeen, PromptShown
    >>> noon = Moment(at=12 * 3_600_000, offset=0)
    >>> account = Account.of([
    ...     PromptShown("1", noon, "breath_window", "angry", 4, "declared"),
    ...     PromptSeen("2", noon, "1"),
    ...     PromptShown("3", noon, "body_feet", "angry", 4, "close"),
    ... ])
    >>> had_enough(noon, account, Settings(cap=1))
    False
    >>> account.add(PromptSeen("4", noon, "3"))
    >>> had_enough(noon, account, Settings(cap=1))
    True
    """
    return account.shifts.prompts(now) >= settings.cap


def gap(now: Moment, account: Account, settings: Settings) -> int:
    """A person has as many minutes of peace after a prompt as they chose; in ms.

    ``minutes chosen``, twice that for the rest of a shift in which they let three cards go by.

    >>> from interlude.ledger.entries import PromptShown
    >>> noon = Moment(at=12 * HOUR, offset=0)
    >>> cards = [
    ...     PromptShown(f"{nth}", noon, "body_feet", "angry", 4, "close", seen=True)
    ...     for nth in range(3)
    ... ]
    >>> def minutes(seen, chosen="20"):
    ...     return gap(noon, Account.of(cards[:seen]), Settings(gap=chosen)) // MINUTE
    >>> minutes(2), minutes(3), minutes(3, chosen="10")
    (20, 40, 20)
    """
    return int(settings.gap) * MINUTE * (2 if account.dose.halved(now) else 1)


def too_soon(now: Moment, account: Account, settings: Settings) -> bool:
    """A person has some minutes of peace after a prompt, whether they asked for it or not.

    ``|now - last one seen| < gap or |now - last one offered| < 1 min``, for a card that was
    offered a moment ago may be seen in the next.  A silence by lot counts as one seen.  Either way
    round, so that a clock that was set back cannot silence Interlude until it has caught up.

    >>> from interlude.ledger.entries import PromptSeen, PromptShown
    >>> def minute(nth): return Moment(at=12 * 3_600_000 + nth * 60_000, offset=0)
    >>> account = Account.of([PromptShown("1", minute(0), "breath_window", "angry", 4, "close")])
    >>> def soon(nth): return too_soon(minute(nth), account, Settings(gap="10"))
    >>> soon(0), soon(1)
    (True, False)
    >>> account.add(PromptSeen("2", minute(0), "1"))
    >>> soon(9), soon(10)
    (True, False)
    """
    offered = account.cards.last
    pending = offered is not None and abs(now.at - offered.now.at) < PENDING
    peace = gap(now, account, settings)
    return pending or any(abs(now.at - last) < peace for last in _last(account))


def by_lot(stamp: Stamp, account: Account, kind: Kind) -> bool:
    """Now and then a person has a moment without a card, to find out whether cards do anything.

    ``lot < 15 %``, unless they switched that off.  Never after a ticket of a kind that they are
    owed a word on, and not in their first five workdays, in which they get to know what a card is.

    >>> from interlude.ledger.entries import Worked
    >>> days = [Worked(f"{day}", Moment(day * 24 * HOUR, 0)) for day in range(6)]
    >>> def silences(days, kind):
    ...     account, now = Account.of(days), days[-1].now
    ...     stamps = (Stamp("1", now, seed) for seed in range(1000))
    ...     return sum(by_lot(stamp, account, kind) for stamp in stamps)
    >>> 120 < silences(days, "angry") < 180, silences(days, "abusive")
    (True, 0)
    >>> silences(days[:5], "angry")
    0
    """
    if not account.settings.lots or any(f.by_right and kind in f.kinds for f in families()):
        return False
    # Another row of numbers than the one that chose the prompt: a seed has 32 bits.
    lot = Random(stamp.seed + 2**32).random()
    return account.shifts.workday(stamp.now) > KNOWN_AFTER and lot < LOT
