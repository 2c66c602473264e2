"""What a figure is: one thing that is told out of the journal."""

from __future__ import annotations

from typing import Generic, TypeVar

from interlude.clock import Moment
from interlude.ledger.entries import (
    Corrected,
    Deposited,
    Hushed,
    InCall,
    KeptSilent,
    PromptAnswered,
    PromptShown,
    Sort,
)
from interlude.settings import Settings

S = TypeVar("S")
T = TypeVar("T")


class Figure(Generic[S]):
    """One thing that the account can tell.

    ``state`` is a dataclass of what is kept between two entries, and nothing else is kept: a
    checkpoint freezes it.  What grows with the years is in it as a count, the rest as windows, wide
    enough for every page and every rule, so that it is no larger after ten years than after one.
    The windows belong to the fold, so a figure does not depend on where a checkpoint fell.

    A figure overrides what it wants to hear of.  It hears of each thing once, in the journal's
    order, after the figures that stand before it in the account; of an entry that repeats another,
    or that names what is not known any more, it hears nothing.
    """

    state: S

    def on_work(self, now: Moment) -> None:
        """A person gave a sign of being at work; whatever the entry says comes after it."""

    def on_deposit(self, entry: Deposited) -> None:
        """A person put one good deed in."""

    def on_undo(self, entry: Deposited, shift: int) -> None:
        """A person took a deposit back, which was made in the shift with this number."""

    def on_offer(self, shown: PromptShown) -> None:
        """A card was offered; nobody may have seen it yet."""

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        """A card that was offered came into a person's sight."""

    def on_begun(self, shown: PromptShown) -> None:
        """A person began a breath, for the first time on this card."""

    def on_kept_silent(self, entry: KeptSilent) -> None:
        """Where a card would have come there was none, by lot."""

    def on_ban(self, sort: Sort, name: str) -> None:
        """A person never wants to see a prompt, or any of a family, again."""

    def on_brought_back(self, sort: Sort, name: str) -> None:
        """A person takes that back."""

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        """A person said something to a card; ``first`` if it is the first thing said to it.

        A card that nobody saw can only be sent away.
        """

    def on_correction(self, entry: Corrected) -> None:
        """A person corrected the judge: about a card that was seen, or a close without one."""

    def on_unlearn(self) -> None:
        """A person had all forgotten that they taught, the judge's taps and their taste."""

    def on_hush(self, entry: Hushed) -> None:
        """A person asked for silence, or ended it."""

    def on_call(self, entry: InCall) -> None:
        """A person is in a call, or it is over."""

    def on_as_before(self) -> None:
        """A person wants cards as often as before, though they let some go by."""

    def on_settings(self, settings: Settings) -> None:
        """A person saved the settings."""


def keep_newest(known: dict[str, T], most: int) -> None:
    """Let go of the oldest where one more than ``most`` is known."""
    if len(known) > most:
        del known[next(iter(known))]
