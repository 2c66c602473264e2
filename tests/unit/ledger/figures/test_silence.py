"""A silence that was asked for lasts as long as it was asked for."""

from __future__ import annotations

from interlude.clock import HOUR, MINUTE
from interlude.ledger.account import Account
from interlude.ledger.entries import Hushed, Worked
from tests.unit.ledger.made import DAY, at


class TestHush:
    def test_for_this_shift_lasts_as_long_as_the_shift(self) -> None:
        account = Account.of([Hushed("1", at(0), until=None)])
        account.add(Worked("2", at(4 * HOUR)))
        assert account.silence.lasts(at(8 * HOUR))
        assert account.silence.until(at(8 * HOUR)) is None
        assert not account.silence.lasts(at(9 * HOUR))
        account.add(Worked("3", at(10 * HOUR)))
        assert not account.silence.lasts(at(10 * HOUR))

    def test_for_an_hour_can_be_ended_early(self) -> None:
        account = Account.of([Hushed("1", at(DAY), until=DAY + HOUR)])
        assert account.silence.until(at(DAY, 60)) == at(DAY + HOUR, 60)
        account.add(Hushed("2", at(DAY + MINUTE), until=DAY + MINUTE))
        assert not account.silence.lasts(at(DAY + MINUTE))
        assert account.silence.until(at(DAY + MINUTE)) is None

    def test_a_clock_set_back_by_days_does_not_leave_one_in_silence(self) -> None:
        account = Account.of([Hushed("1", at(9 * DAY), until=9 * DAY + HOUR)])
        assert account.silence.lasts(at(9 * DAY - HOUR))
        assert not account.silence.lasts(at(8 * DAY))
