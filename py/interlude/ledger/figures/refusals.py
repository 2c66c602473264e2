"""What a person does not want to be offered again for a while."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlude.clock import MONTH, Moment
from interlude.ledger.entries import PromptAnswered, PromptShown, Sort
from interlude.ledger.figures.figure import Figure, keep_newest
from interlude.ledger.figures.shifts import Shifts
from interlude.ledger.tastes import Refusal

REFUSED = 512
"""Prompts that were refused, each once: more than the library has."""


@dataclass(slots=True)
class State:
    """``said`` goes by id of prompt, newest last."""

    said: dict[str, Refusal] = field(default_factory=dict)


class Refusals(Figure[State]):
    """The prompts that a person said "Not for me" to."""

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts

    def lately(self, now: Moment) -> frozenset[str]:
        """Ids of the prompts that a person said "Not for me" to, less than a month ago.

        ``|now - said| < 30 days``; either way round, so that a clock that was set back keeps none
        away for ever.

        >>> from interlude.clock import DAY
        >>> from interlude.ledger.account import Account
        >>> account = Account.of([
        ...     PromptShown("1", Moment(0, 0), "body_jaw", "angry", 2, "close", seen=True),
        ...     PromptAnswered("2", Moment(0, 0), shown="1", verdict="not_for_me"),
        ... ])
        >>> [account.refusals.lately(Moment(days * DAY, 0)) for days in (29, 30)]
        [frozenset({'body_jaw'}), frozenset()]
        """
        said = self.state.said.items()
        return frozenset(one for one, when in said if _recent(when, now))

    def in_shift(self, now: Moment) -> frozenset[str]:
        """Ids of the prompts that a person said "Not for me" to in the shift at hand."""
        if not self._shifts.at_work(now):
            return frozenset()
        said = self.state.said.items()
        return frozenset(one for one, when in said if when.shift == self._shifts.begun)

    # --- The fold --------------------------------------------------------------------------

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        if answer.verdict == "not_for_me":
            self.state.said.pop(shown.prompt, None)
            self.state.said[shown.prompt] = Refusal(answer.now.at, self._shifts.begun)
            self.state.said = {
                one: when for one, when in self.state.said.items() if _recent(when, answer.now)
            }
            keep_newest(self.state.said, REFUSED)

    def on_unlearn(self) -> None:
        self.state = State()

    def on_brought_back(self, sort: Sort, name: str) -> None:
        self.state.said.pop(name, None)


def _recent(refusal: Refusal, now: Moment) -> bool:
    return abs(now.at - refusal.at) < MONTH
