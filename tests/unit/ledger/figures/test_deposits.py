"""What was put in stays, and can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, Entry, Undone, Worked
from interlude.ledger.figures import deposits, shifts
from tests.unit.ledger.made import (
    DAY,
    DEPOSITS,
    JOURNALS,
    KINDS,
    MOMENTS,
    UNDOS,
    at,
    deposit,
    everything,
)


class TestBalance:
    def test_an_empty_account_is_no_reproach(self) -> None:
        account = Account()
        assert account.deposits.balance == 0
        assert account.deposits.jars == {"customers": 0, "colleagues": 0, "me": 0}
        assert account.shifts.today(at(0)) == 0
        assert account.shifts.run(at(0)).length == 0
        assert not account.shifts.run(at(0)).resting
        assert account.shifts.recent(at(0), 10) == ()

    @given(JOURNALS)
    def test_only_taking_back_makes_the_balance_less(self, journal: list[Entry]) -> None:
        account = Account()
        for entry in journal:
            before = account.deposits.balance
            account.add(entry)
            if isinstance(entry, Undone):
                assert before - account.deposits.balance in (0, 1)
            else:
                assert account.deposits.balance >= before

    @given(st.lists(DEPOSITS, unique_by=lambda entry: entry.id))
    def test_every_deposit_weighs_one(self, journal: list[Deposited]) -> None:
        account = Account.of(journal)
        known = [entry for entry in journal if entry.deposit in KINDS]
        assert account.deposits.balance == len(journal)
        assert sum(account.deposits.jars.values()) == len(known)

    def test_jars_handed_out_cannot_change_the_account(self) -> None:
        account = Account.of([deposit("1", 0)])
        account.deposits.jars["customers"] = 99
        assert account.deposits.jars["customers"] == 1


class TestUndo:
    @given(JOURNALS, DEPOSITS, MOMENTS)
    def test_taking_back_at_once_leaves_no_trace(
        self, journal: list[Entry], mistake: Deposited, now: Moment
    ) -> None:
        mistake = Deposited("mistake", mistake.now, mistake.deposit)
        worked = Worked("worked", mistake.now)
        undone = Undone("undone", mistake.now, "mistake")
        without = Account.of([*journal, worked])
        account = Account.of([*journal, mistake])
        account.shifts.run(now)
        account.add(undone)
        assert everything(account, now) == everything(without, now)

    @given(JOURNALS, UNDOS, MOMENTS)
    def test_taking_back_twice_is_taking_back_once(
        self, journal: list[Entry], undone: Undone, now: Moment
    ) -> None:
        once, twice = Account.of([*journal, undone]), Account.of([*journal, undone, undone])
        assert everything(once, now) == everything(twice, now)

    def test_a_deposit_that_was_taken_back_is_gone_from_the_history(self) -> None:
        account = Account.of([deposit("1", 0), deposit("2", 1), Undone("3", at(2), "1")])
        assert [entry.id for entry in account.deposits.newest] == ["2"]
        assert account.deposits.find("1") is None
        assert account.deposits.find("2") == deposit("2", 1)

    def test_taking_back_after_weeks_changes_the_shift_it_was_in(self) -> None:
        journal: list[Entry] = [deposit(str(day), day * DAY) for day in range(5)]
        account = Account.of(journal)
        now = at(4 * DAY)
        assert account.shifts.run(now).length == 5
        account.add(Undone("u", now, "1"))
        assert account.shifts.run(now).length == 4
        assert [shift.reserve for shift in account.shifts.recent(now, 5)] == [0, 1, 0, 0, 0]


class TestLongAgo:
    def test_a_deposit_that_is_not_listed_any_more_stays(self) -> None:
        account = Account.of(deposit(str(nth), nth * HOUR) for nth in range(deposits.NEWEST + 1))
        assert account.deposits.find("0") is None
        assert account.deposits.find("1") is not None
        account.add(Undone("u", at(DAY), "0"))
        assert account.deposits.balance == deposits.NEWEST + 1

    def test_taking_back_lowers_the_balance_however_long_ago_its_shift_was(self) -> None:
        account = Account.of(deposit(str(nth), nth * DAY) for nth in range(shifts.SHIFTS + 1))
        now = at(shifts.SHIFTS * DAY)
        run = account.shifts.run(now)
        account.add(Undone("u", now, "0"))
        assert account.deposits.balance == sum(account.deposits.jars.values()) == shifts.SHIFTS
        assert account.shifts.run(now) == run
        account.add(Undone("v", now, "1"))
        assert account.shifts.run(now).length == run.length - 1

    def test_this_week_and_the_last_can_always_be_shared(self) -> None:
        account = Account.of(deposit(str(nth), nth * HOUR) for nth in range(100 * 24))
        now = at(100 * 24 * HOUR)
        assert account.weeks.jars(Moment(now.at - 7 * DAY, 0).week())["customers"] == 7 * 24
