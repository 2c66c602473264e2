"""The call that a person is in."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import Moment
from interlude.ledger.entries import InCall
from interlude.ledger.figures.figure import Figure
from interlude.ledger.figures.shifts import Shifts


@dataclass(slots=True)
class State:
    """``on`` while a person is in a call; ``shift`` is the number of that in which they said so."""

    on: bool = False
    shift: int = 0


class Calls(Figure[State]):
    """Whether a person is in a call, because they said so."""

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts

    def lasts(self, now: Moment) -> bool:
        """A person in a call hears nothing, until they say that it is over.

        A call that was forgotten ends with the shift, after five hours without a sign.

        >>> from interlude.clock import HOUR
        >>> shifts = Shifts()
        >>> calls, begun = Calls(shifts), Moment(at=0, offset=0)
        >>> shifts.on_work(begun)
        >>> calls.on_call(InCall("1", begun, on=True))
        >>> [calls.lasts(Moment(at=hours * HOUR, offset=0)) for hours in (4, 5)]
        [True, False]
        >>> calls.on_call(InCall("2", begun, on=False))
        >>> calls.lasts(begun)
        False
        """
        of = self.state
        return of.on and of.shift == self._shifts.begun and self._shifts.at_work(now)

    # --- The fold --------------------------------------------------------------------------

    def on_call(self, entry: InCall) -> None:
        self.state = State(entry.on, self._shifts.begun)
