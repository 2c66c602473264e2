"""A shift is what a person worked, whatever the clock says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Deposited,
    Entry,
    Hushed,
    SettingsChanged,
    Undone,
    Unlearned,
    Worked,
)
from interlude.ledger.shifts import SHIFT_GAP
from interlude.settings import Settings
from tests.unit.ledger.made import DAY, JOURNALS, MOMENTS, at, deposit, shown


class TestShiftAtHand:
    def test_a_night_across_midnight_is_one_shift(self) -> None:
        account = Account.of([deposit("1", 22 * HOUR), deposit("2", 26 * HOUR)])
        assert account.shifts.today(at(30 * HOUR)) == 2

    def test_after_five_quiet_hours_today_begins_at_zero(self) -> None:
        account = Account.of([deposit("1", 0)])
        assert account.shifts.today(at(SHIFT_GAP - 1)) == 1
        assert account.shifts.today(at(SHIFT_GAP)) == 0
        account.add(Worked("2", at(SHIFT_GAP)))
        assert account.shifts.today(at(SHIFT_GAP)) == 0

    def test_a_mark_of_work_keeps_a_long_quiet_shift_together(self) -> None:
        marks = [Worked(str(hour), at(hour * HOUR)) for hour in (2, 4, 6)]
        account = Account.of([deposit("d", 0), *marks])
        assert account.shifts.today(at(8 * HOUR)) == 1

    @pytest.mark.parametrize(("away", "stale"), [(119, False), (120, True), (-119, False)])
    def test_a_mark_is_due_after_two_hours_without_one(self, away: int, stale: bool) -> None:
        account = Account.of([Worked("1", at(DAY))])
        assert account.shifts.is_stale(at(DAY + away * MINUTE)) is stale

    def test_a_mark_is_due_on_a_fresh_install_and_after_the_clock_went_far_back(self) -> None:
        assert Account().shifts.is_stale(at(0))
        assert Account.of([Worked("1", at(DAY))]).shifts.is_stale(at(0))

    @pytest.mark.parametrize(
        "tidying",
        [
            Undone("u", at(2 * DAY), "1"),
            SettingsChanged("s", at(2 * DAY), Settings()),
            Unlearned("f", at(2 * DAY)),
        ],
    )
    def test_tidying_up_on_a_day_off_is_not_a_shift(self, tidying: Entry) -> None:
        account = Account.of([deposit("1", 0), deposit("2", 0), tidying])
        assert len(account.shifts.recent(at(3 * DAY), 10)) == 1

    def test_a_clock_set_back_goes_on_with_the_same_shift_and_loses_nothing(self) -> None:
        account = Account.of([deposit("1", 10 * DAY), deposit("2", 3 * DAY)])
        now = at(3 * DAY + HOUR)
        assert account.shifts.today(now) == 2
        assert account.shifts.run(now).length == 1
        account.add(deposit("3", 4 * DAY))
        assert account.shifts.today(at(4 * DAY)) == 1
        assert account.shifts.run(at(4 * DAY)).length == 2


class TestLateTaps:
    """A tap that was kept while Interlude could not start comes with the time it was made at."""

    def test_it_counts_in_the_shift_at_hand_which_goes_on(self) -> None:
        late = deposit("late", 10 * DAY, "real_pause")
        hush = Hushed("h", at(13 * DAY), until=None)
        account = Account.of([deposit("1", 12 * DAY), shown("2", 13 * DAY), hush, late])
        assert (account.deposits.balance, account.deposits.jars["me"]) == (2, 1)
        account.add(Worked("w", at(13 * DAY + HOUR)))
        now = at(13 * DAY + 2 * HOUR)
        assert len(account.shifts.recent(now, 10)) == 2
        assert account.shifts.today(now) == 1
        assert account.shifts.prompts(now) == 1
        assert account.silence.lasts(now)
        assert not account.shifts.at_work(at(13 * DAY + 7 * HOUR))

    def test_it_is_shared_with_the_week_it_was_made_in(self) -> None:
        account = Account.of([deposit("1", 20 * DAY), deposit("late", 12 * DAY)])
        assert account.weeks.jars(at(12 * DAY).week())["customers"] == 1
        assert account.weeks.jars(at(20 * DAY).week())["customers"] == 1

    @given(JOURNALS, st.lists(MOMENTS, max_size=4), st.integers(0, 9 * HOUR))
    def test_it_never_shortens_a_run(
        self, journal: list[Entry], taps: list[Moment], away: int
    ) -> None:
        furthest = max([entry.now.at for entry in journal], default=40 * DAY)
        now = at(furthest + away)
        late = [
            Deposited(f"late {nth}", Moment(min(tap.at, furthest), tap.offset), "real_warmth")
            for nth, tap in enumerate(taps)
        ]
        without = Account.of([*journal, Worked("w", now)])
        account = Account.of([*journal, *late, Worked("w", now)])
        assert account.deposits.balance == without.deposits.balance + len(late)
        assert account.shifts.run(now).length >= without.shifts.run(now).length
