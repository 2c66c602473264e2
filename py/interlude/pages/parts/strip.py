"""The last ten shifts as ten squares, for the popup and the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.shifts import Shift
from interlude.pages.parts.dates import day
from interlude.words import _

SQUARES = 10

State: TypeAlias = Literal["kept", "reserve", "rest", "open", "ahead"]


@dataclass(frozen=True, slots=True)
class Square:
    """One shift: ``state`` gives its shape, ``outcome`` says the same in words.

    ``now`` marks the shift at work; ``began`` is the name of its first day.
    """

    state: State
    now: bool = False
    began: str = ""
    deposits: int = 0
    outcome: str = ""

    @property
    def words(self) -> str:
        """The square for those who listen, and for the pointer that rests on it."""
        if self.state == "ahead":
            return _("Still ahead")
        return _("{day}: {outcome}").format(day=self.began, outcome=self.outcome)


def squares(account: Account, now: Moment) -> tuple[Square, ...]:
    """The last ten shifts, oldest first, filled up with squares that are still ahead."""
    shifts = account.shifts.recent(now, SQUARES)
    found = []
    for shift in shifts:
        current = shift is shifts[-1] and account.shifts.at_work(now)
        state, outcome = _state(shift, current)
        found.append(Square(state, current, day(shift.start, now), shift.deposits, outcome))
    return (*found, *[Square("ahead")] * (SQUARES - len(found)))


def _state(shift: Shift, current: bool) -> tuple[State, str]:
    if shift.kept:
        # L10n: of a shift with a good deed in it, by which the run goes on
        return "kept", _("kept, now at work") if current else _("kept")
    if current:
        return "open", _("now at work, nothing in yet")
    if shift.reserve:
        return "reserve", _("quiet, covered by a reserve")
    return "rest", _("the run rested")
