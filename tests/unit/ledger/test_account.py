"""What a person sees of the account, whatever the journal and the clock have been through."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Entry, Hushed, SettingsChanged
from interlude.prompts.timing import too_soon
from interlude.settings import Settings
from tests.unit.ledger.made import (
    DAY,
    DEPOSITS,
    JOURNALS,
    MOMENTS,
    UNDOS,
    at,
    deposit,
    everything,
    shown,
)


class TestReplay:
    @given(JOURNALS, MOMENTS, st.data())
    def test_it_makes_no_difference_when_one_looked(
        self, journal: list[Entry], now: Moment, data: st.DataObject
    ) -> None:
        """Any prefix folds, looking at it changes nothing, and adding equals replaying."""
        looked_at = Account()
        for entry in journal:
            looked_at.add(entry)
            if data.draw(st.booleans()):
                everything(looked_at, data.draw(MOMENTS))
        assert everything(looked_at, now) == everything(Account.of(journal), now)

    @given(st.lists(DEPOSITS | UNDOS, max_size=30), MOMENTS)
    def test_a_journal_sent_twice_counts_once(self, journal: list[Entry], now: Moment) -> None:
        once, twice = Account.of(journal), Account.of([*journal, *journal])
        assert twice.deposits.balance <= once.deposits.balance
        repeated = [copy for entry in journal for copy in (entry, entry)]
        assert everything(Account.of(repeated), now) == everything(Account.of(journal), now)

    def test_an_entry_and_a_look_cost_the_same_after_ten_years_as_after_one(self) -> None:
        """Told in lines of Python that run, which no busy machine can change."""

        def year(account: Account, number: int) -> int:
            for nth in range(number * 6_000, (number + 1) * 6_000):
                now = nth * 20 * MINUTE + nth // 25 * 16 * HOUR
                account.add(deposit(str(nth), now) if nth % 2 else shown(str(nth), now))
            return now

        def cost(account: Account, now: int) -> int:
            def look() -> None:
                account.add(deposit(f"new {now}", now))
                account.shifts.run(at(now))
                account.shifts.recent(at(now), 10)
                account.shifts.today(at(now))

            return lines_run(look)

        account = Account()
        first = cost(account, year(account, 0))
        for number in range(1, 9):
            year(account, number)
        now = year(account, 9)
        assert account.shifts.run(at(now)).length > 2_000
        assert cost(account, now) <= 1.1 * first


def lines_run(work: Callable[[], None]) -> int:
    """How many lines of Python a piece of work runs through."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


class TestClockSetBackAYear:
    def test_nothing_is_lost_and_each_day_counts_on(self) -> None:
        year, now = 365 * DAY, 400 * DAY
        account = Account.of(deposit(str(day), day * DAY) for day in range(390, 400))
        account.add(deposit("today", now))
        account.add(Hushed("h", at(now), until=now + HOUR))
        account.add(shown("s", now))
        balance, run = account.deposits.balance, account.shifts.run(at(now))

        back = at(now - year)
        assert (account.deposits.balance, account.shifts.run(back)) == (balance, run)
        assert account.shifts.today(back) == 1
        assert not account.silence.lasts(back)
        assert not too_soon(back, account, account.settings)

        account.add(deposit("same day", back.at + HOUR))
        assert account.shifts.today(at(back.at + HOUR)) == 2

        for day in range(1, 6):
            account.add(deposit(f"after {day}", now - year + day * DAY))
            assert account.shifts.today(at(now - year + day * DAY)) == 1
        assert account.deposits.balance == balance + 6
        assert account.shifts.run(at(now - year + 5 * DAY)).length == run.length + 5

        account.add(deposit("set right", now + 7 * DAY))
        assert account.deposits.balance == balance + 7
        assert account.shifts.today(at(now + 7 * DAY)) == 1
        assert account.shifts.run(at(now + 7 * DAY)).length == run.length + 6


def test_the_settings_saved_last_are_in_force() -> None:
    assert Account().settings == Settings()
    saved = [SettingsChanged(str(cap), at(cap), Settings(cap=cap)) for cap in (3, 9)]
    assert Account.of(saved).settings == Settings(cap=9)
