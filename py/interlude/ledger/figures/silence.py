"""The silence that a person asked for."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import Moment
from interlude.ledger.entries import Hushed
from interlude.ledger.figures.figure import Figure
from interlude.ledger.figures.shifts import Shifts
from interlude.ledger.shifts import SHIFT_GAP


@dataclass(slots=True)
class State:
    """The wish for silence that came last, and the number of the shift it was made in."""

    wish: Hushed | None = None
    shift: int = 0


class Silence(Figure[State]):
    """Whether a person is to be left in peace because they said so."""

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts

    def lasts(self, now: Moment) -> bool:
        """Whether a person has asked for silence, and it still lasts.

        "For an hour" lasts until its instant, "for this shift" until five hours without a
        sign.  A clock that is set back five hours or more ends it, so that nobody is left
        with a silence that they did not ask for.

        >>> from interlude.clock import HOUR
        >>> silence = Silence(Shifts())
        >>> silence.on_hush(Hushed(id="1", now=Moment(at=0, offset=0), until=HOUR))
        >>> [silence.lasts(Moment(at, offset=0)) for at in (HOUR - 1, HOUR)]
        [True, False]
        """
        wish = self.state.wish
        if wish is None:
            return False
        if wish.until is None:
            return self.state.shift == self._shifts.begun and self._shifts.at_work(now)
        return wish.now.at - SHIFT_GAP < now.at < wish.until

    def asked_in_shift(self, now: Moment) -> bool:
        """Whether a person asked for silence in the shift at hand, be it over or not."""
        this = self.state.shift == self._shifts.begun and self._shifts.at_work(now)
        return self.state.wish is not None and this

    def until(self, now: Moment) -> Moment | None:
        """When the silence ends by itself; None if there is none, or it is for the whole shift."""
        wish = self.state.wish
        return wish.end(now) if wish and self.lasts(now) else None

    # --- The fold --------------------------------------------------------------------------

    def on_hush(self, entry: Hushed) -> None:
        self.state = State(entry, self._shifts.begun)
