"""What comes of an answer to a card, and the answers that all kinds have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Banned,
    Corrected,
    Entry,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    Sort,
    Verdict,
)
from interlude.prompts import offer
from interlude.prompts.library import prompt_by_id
from interlude.protocol import Acted
from interlude.writings.writing import Writing


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer puts into the journal, and what the card does then.

    It ``shows`` a prompt, the same or another, that it is ``done`` with it, and for how many
    ``seconds`` a person wants it, with what is ``typed`` (``Drawing``); or it ``stays`` as it is
    drawn; or it goes.  ``put`` are lines in the person's own words.
    """

    entries: tuple[Entry, ...] = ()
    shows: PromptShown | None = None
    done: bool = False
    seconds: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)
    put: tuple[Writing, ...] = ()
    stays: bool = False


Answering: TypeAlias = Callable[[Acted, Account, PromptShown], Said]


def sight(event: Acted, account: Account, shown: PromptShown) -> tuple[PromptSeen, ...]:
    """That the card was seen, unless it was before, or was sent away unseen."""
    if account.cards.seen(shown.id) or shown.id in account.cards.answered:
        return ()
    return (PromptSeen(id=event.stamp.id, now=event.stamp.now, shown=shown.id),)


def verdict(said: Verdict) -> Answering:
    """A word on the prompt, after which the card goes."""

    def answering(event: Acted, account: Account, shown: PromptShown) -> Said:
        if shown.id in account.cards.answered:
            return Said()
        # To a card that nobody saw, whatever is pressed can only mean: go away.
        meant = said if account.cards.seen(shown.id) else "closed"
        stamp = event.stamp
        return Said((PromptAnswered(id=stamp.id, now=stamp.now, shown=shown.id, verdict=meant),))

    return answering


dismissed = verdict("closed")


def another(event: Acted, account: Account, shown: PromptShown) -> Said:
    """A different prompt for the same moment, in the same card."""
    if not account.cards.seen(shown.id):
        return dismissed(event, account, shown)
    stamp = event.stamp
    instead = offer.another(stamp, account, shown)
    # It takes the place of one that is in sight.
    seen = PromptSeen(f"{stamp.id}/seen", stamp.now, instead.id)
    return Said((instead, seen), shows=instead)


def never(sort: Sort) -> Answering:
    """Never again this prompt, or nothing of its family; the card goes.

    It is a word on that alone: nothing is learned of it, and one prompt that is banned keeps none
    of its like away.  A family that a person is owed cannot be banned.  The settings page brings
    back what was.
    """

    def answering(event: Acted, account: Account, shown: PromptShown) -> Said:
        said = dismissed(event, account, shown)
        found = prompt_by_id(shown.prompt)
        owed = sort == "family" and found.by_right
        if not account.cards.seen(shown.id) or not said.entries or owed:
            return said
        name = found.id if sort == "prompt" else found.family
        ban = Banned(f"{event.stamp.id}/never", event.stamp.now, sort, name)
        return Said((*said.entries, ban))

    return answering


def not_tense(event: Acted, account: Account, shown: PromptShown) -> Said:
    """The judge was wrong about this one: it hears so, and the card goes."""
    if shown.id in account.cards.answered or not shown.trace:
        return Said()
    if not account.cards.seen(shown.id):
        return dismissed(event, account, shown)
    stamp = event.stamp
    return Said((Corrected(stamp.id, stamp.now, tense=False, trace=shown.trace, shown=shown.id),))


EVERY: Mapping[str, Answering] = {
    "helped": verdict("helped"),
    "again": verdict("again"),
    "not_for_me": verdict("not_for_me"),
    "never": never("prompt"),
    "never_any": never("family"),
    "another": another,
    "not_tense": not_tense,
}
"""What can be said to a card of any kind, whether or not it asks for it."""
