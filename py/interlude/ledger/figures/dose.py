"""Whether cards come less often, because a person let several go by."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import Moment
from interlude.ledger.entries import Corrected, PromptAnswered, PromptShown, Sort
from interlude.ledger.figures.choices import Choices
from interlude.ledger.figures.figure import Figure
from interlude.ledger.figures.shifts import Shifts

ROW = 3


@dataclass(slots=True)
class State:
    """In the shift with the number ``shift``, so many unasked cards were seen in a ``row`` to which
    nothing was said; ``as_before`` says that the person wants no fewer for all that."""

    shift: int = 0
    row: int = 0
    as_before: bool = False


class Dose(Figure[State]):
    """How often a person wants to be spoken to, by what they do with cards."""

    def __init__(self, shifts: Shifts, choices: Choices) -> None:
        self.state = State()
        self._shifts = shifts
        self._choices = choices

    def halved(self, now: Moment) -> bool:
        """A person who lets three cards in a row go by has enough to do without them.

        ``unasked cards seen in this shift since anything was said to one >= 3``, unless they asked
        for as many as before.  To close a card says nothing; any other answer, also *Not for me*,
        does.  A breath at the edge of the tab cannot be answered, so it counts for neither.

        >>> shifts = Shifts()
        >>> dose, now = Dose(shifts, Choices()), Moment(0, 0)
        >>> shifts.on_work(now)
        >>> card = PromptShown("a", now, "space_gap", "angry", 2, "close")
        >>> for _ in range(3): dose.on_seen(card, now)
        >>> dose.halved(now)
        True
        >>> dose.on_answer(card, PromptAnswered("b", now, "a", "not_for_me"), first=True)
        >>> dose.halved(now)
        False
        """
        of = self.state
        this = of.shift == self._shifts.begun and self._shifts.at_work(now)
        return this and of.row >= ROW and not of.as_before

    # --- The fold --------------------------------------------------------------------------

    def on_offer(self, shown: PromptShown) -> None:
        if shown.cause == "another":
            self.state.row = 0

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        if self.state.shift != self._shifts.begun:
            self.state = State(self._shifts.begun)
        if shown.cause == "close" and not self._at_the_edge(shown):
            self.state.row += 1

    def on_begun(self, shown: PromptShown) -> None:
        self.state.row = 0

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        if answer.verdict != "closed":
            self.state.row = 0

    def on_ban(self, sort: Sort, name: str) -> None:
        self.state.row = 0

    def on_correction(self, entry: Corrected) -> None:
        self.state.row = 0

    def on_as_before(self) -> None:
        self.state = State(self._shifts.begun, as_before=True)

    def _at_the_edge(self, shown: PromptShown) -> bool:
        """Whether it came as a line: all that breathe have ids that begin alike."""
        return self._choices.settings.breath_comes == "edge" and shown.prompt.startswith("breath")
