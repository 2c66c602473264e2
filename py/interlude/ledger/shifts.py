"""Shifts and the run of shifts: how a working life is divided, kindly.

A day here is a shift, not a date: nothing is asked of anyone on a day off, at midnight, or
when a clock or a time zone changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import HOUR, Moment

SHIFT_GAP = 5 * HOUR
RESERVES = 2
RESERVE_SPAN = 10


def begins_shift(before: int, now: int) -> bool:
    """A person who comes back after five hours or more of silence begins a new shift.

    ``now - before >= 5 h``, both in ms of UTC.  So a night is one shift, travel is no break, and a
    clock that was set back goes on with the same shift.

    >>> hour = 3_600_000
    >>> evening, night, noon = 22 * hour, 26 * hour, 36 * hour
    >>> begins_shift(evening, night), begins_shift(night, noon), begins_shift(night, evening)
    (False, True, False)
    """
    return now - before >= SHIFT_GAP


@dataclass(frozen=True, slots=True)
class Shift:
    """One worked shift: ``kept`` with a deposit or a pause in it, or covered by a ``reserve``."""

    start: Moment
    kept: bool
    reserve: bool
    deposits: int


@dataclass(frozen=True, slots=True)
class Run:
    """How many shifts were kept in a row; ``resting`` until the next one that is kept."""

    length: int
    resting: bool
    reserves_left: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person's run stands after a shift.

    ``spent`` says how many shifts ago each reserve was used: 1 is the shift that has ended now.
    """

    length: int = 0
    resting: bool = False
    spent: tuple[int, ...] = ()

    def after(self, kept: bool) -> Standing:
        """One more shift has ended: what becomes of the run.

        A shift with a deposit or a finished breath in it makes the run one longer.  A shift
        without is covered by a reserve while one is left, which leaves the run as it is; with
        none left the run rests, and the next shift that is kept begins it again.

        Kept: ``length + 1``.  Not kept: ``length`` stays if fewer than two reserves were spent
        in the nine shifts before, else 0.  A run that has not begun, or rests, spends nothing.

        >>> from functools import reduce
        >>> kept, empty = True, False
        >>> reduce(Standing.after, [kept, kept, empty, kept], Standing())
        Standing(length=3, resting=False, spent=(2,))
        >>> reduce(Standing.after, [kept, empty, empty, empty], Standing())
        Standing(length=0, resting=True, spent=(3, 2))
        >>> reduce(Standing.after, [kept, empty, empty, empty, kept], Standing()).length
        1
        """
        spent = tuple(ago + 1 for ago in self.spent if ago + 1 < RESERVE_SPAN)
        if kept:
            return Standing(self.length + 1, False, spent)
        if self.length == 0:
            return Standing(0, self.resting, spent)
        if self.reserves_left > 0:
            return Standing(self.length, False, (*spent, 1))
        return Standing(0, True, spent)

    @property
    def reserves_left(self) -> int:
        """How many reserves the next shift may draw on: two in any ten shifts."""
        return RESERVES - len(self.spent)

    @property
    def covered(self) -> bool:
        """Whether the shift that has ended now was covered by a reserve."""
        return 1 in self.spent

    @property
    def run(self) -> Run:
        """The same as a person sees it."""
        return Run(self.length, self.resting, self.reserves_left)
