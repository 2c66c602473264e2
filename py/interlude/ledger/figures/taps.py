"""What a person's taps taught the judge of tension."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from interlude.ledger.entries import TAKEN_UP, Corrected, PromptAnswered, PromptShown
from interlude.ledger.figures.figure import Figure
from interlude.ledger.figures.shifts import Shifts
from interlude.tension.features import is_trace
from interlude.tension.learn import learned
from interlude.tension.pace import pace
from interlude.tension.tuning import Tap, Tuning

TAPS = 160
"""Taps that the judge of tension learns from: more would keep it from following a change."""

# Who takes up a card found the ticket tense, or was glad of a pause: it teaches less than a word.
_TAKEN_UP = 0.3


@dataclass(slots=True)
class State:
    """``newest`` are what the judge learns from, ``count`` counts all since it last forgot."""

    newest: list[Tap] = field(default_factory=list)
    count: int = 0


class Taps(Figure[State]):
    """How a person's judge of tension differs from the shipped one."""

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts
        # What was learned from them: to learn it anew takes long.
        self._tuning: Tuning | None = None

    @property
    def tuning(self) -> Tuning:
        """How the judge of tension differs for this person, from the newest of their taps.

        What they say outright counts in full.  A card after a close that they call helpful, or a
        breath that they finish, counts for three tenths of "that one was tense".  So does, in its
        own way, how many cards their last shifts brought (see ``tension/pace.py``).

        >>> from interlude.tension.tuning import SHIPPED
        >>> Taps(Shifts()).tuning == SHIPPED
        True
        """
        if self._tuning is None:
            self._tuning = learned(self.state.newest)
        return replace(self._tuning, bias=self._tuning.bias + pace(self._shifts.cards))

    @property
    def count(self) -> int:
        """How often the judge learned from this person since it last forgot."""
        return self.state.count

    # --- The fold --------------------------------------------------------------------------

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        taken_up = answer.verdict in TAKEN_UP
        if taken_up and first and shown.tension != "praise":
            self._learn(Tap(shown.trace, tense=True, sure=_TAKEN_UP))

    def on_correction(self, entry: Corrected) -> None:
        self._learn(Tap(entry.trace, entry.tense))

    def on_unlearn(self) -> None:
        self.state = State()
        self._tuning = None

    def _learn(self, tap: Tap) -> None:
        """Take in one tap, unless its trace is empty (nothing was read) or of another build."""
        if not is_trace(tap.trace):
            return
        self.state.newest.append(tap)
        del self.state.newest[:-TAPS]
        self.state.count += 1
        self._tuning = None
