"""What a person put in week by week, which is what slips are made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlude.ledger.entries import Deposited
from interlude.ledger.figures.deposits import by_jar, count
from interlude.ledger.figures.figure import Figure, keep_newest
from interlude.ledger.jars import Jar

WEEKS = 8
"""Weeks whose deposits are counted by themselves: slips are made of two of them."""


@dataclass(slots=True)
class State:
    """``counts`` are deposits by kind, by ISO week; the week that was put into last comes last."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)


class Weeks(Figure[State]):
    """The last weeks in which there was a deposit.

    >>> from interlude.clock import Moment
    >>> weeks = Weeks()
    >>> weeks.on_deposit(Deposited("a", Moment(1_795_356_000_000, 60), "real_pause"))
    >>> weeks.jars("2026-W47")["me"]
    1
    """

    def __init__(self) -> None:
        self.state = State()

    def jars(self, week: str) -> dict[Jar, int]:
        """What a person put in during an ISO week (``2026-W47``) of their own calendar, by jar.

        Nothing for a week that is long over: the last ``WEEKS`` with a deposit are known.
        """
        return by_jar(self.state.counts.get(week, {}))

    # --- The fold --------------------------------------------------------------------------

    def on_deposit(self, entry: Deposited) -> None:
        of, week = self.state.counts, entry.now.week()
        of[week] = of.pop(week, {})  # the newest, whatever the clock says
        keep_newest(of, WEEKS)
        count(of[week], entry.deposit, 1)

    def on_undo(self, entry: Deposited, shift: int) -> None:
        week = entry.now.week()
        if week in self.state.counts:
            count(self.state.counts[week], entry.deposit, -1)
