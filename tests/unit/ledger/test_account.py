"""What a person sees of the account, whatever the journal and the clock have been through."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import CheckpointError, freeze, thaw
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    Cause,
    Corrected,
    Deposited,
    Entry,
    Hushed,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Undone,
    Unlearned,
    Worked,
)
from interlude.ledger.figures import cards, deposits, prompts, refusals, shifts, taps, weeks
from interlude.ledger.shifts import SHIFT_GAP
from interlude.prompts.timing import too_soon
from interlude.settings import Settings
from interlude.tension.features import WEIGHTS
from interlude.tension.judge import Kind
from interlude.tension.tuning import SHIPPED, Tap

DAY = 24 * HOUR
KINDS = [kind.id for kind in deposit_kinds()]


def at(time: int, offset: int = 0) -> Moment:
    return Moment(at=time, offset=offset)


def deposit(entry: str, time: int, kind: str = "real_warmth") -> Deposited:
    return Deposited(entry, at(time), kind)


def shown(
    entry: str, time: int, cause: Cause = "close", prompt: str = "breath_window"
) -> PromptShown:
    """A prompt that was offered and seen at once."""
    return PromptShown(entry, at(time), prompt, tension="angry", heat=4, cause=cause, seen=True)


def offered(entry: str, time: int, cause: Cause = "close") -> PromptShown:
    return replace(shown(entry, time, cause), seen=False)


# Times go back as well as forward; ids repeat, so that entries refer to each other and are
# sometimes sent twice.
TIMES = st.integers(0, 40 * DAY)
MOMENTS = st.builds(Moment, at=TIMES, offset=st.integers(-12 * 60, 14 * 60))
IDS = st.integers(0, 12).map(str)
DEPOSITS = st.builds(
    Deposited, id=IDS, now=MOMENTS, deposit=st.sampled_from([*KINDS, "from_the_future"])
)
TRACES = st.sampled_from([(), (1, 2), (8,) * len(WEIGHTS), tuple(range(len(WEIGHTS)))])
UNDOS = st.builds(Undone, id=IDS, now=MOMENTS, entry=IDS)
OTHERS = st.one_of(
    st.builds(
        PromptShown,
        id=IDS,
        now=MOMENTS,
        prompt=st.sampled_from(["breath_window", "body_feet"]),
        tension=st.just("angry"),
        heat=st.integers(0, 5),
        cause=st.sampled_from(get_args(Cause)),
        reasons=st.just(()),
        trace=TRACES,
        seen=st.booleans(),
    ),
    st.builds(PromptSeen, id=IDS, now=MOMENTS, shown=IDS),
    st.builds(Corrected, id=IDS, now=MOMENTS, tense=st.booleans(), trace=TRACES, shown=IDS),
    st.builds(Unlearned, id=IDS, now=MOMENTS),
    st.builds(
        PromptAnswered,
        id=IDS,
        now=MOMENTS,
        shown=IDS,
        verdict=st.sampled_from(["helped", "not_for_me", "closed", "finished"]),
    ),
    st.builds(Hushed, id=IDS, now=MOMENTS, until=st.none() | TIMES),
    st.builds(Worked, id=IDS, now=MOMENTS),
    st.builds(
        SettingsChanged,
        id=IDS,
        now=MOMENTS,
        settings=st.builds(Settings, notice=st.just("tell"), cap=st.integers(0, 12)),
    ),
)
WINDOWS = (
    (cards, "CARDS"),
    (deposits, "NEWEST"),
    (prompts, "SEEN"),
    (refusals, "REFUSED"),
    (shifts, "SHIFTS"),
    (taps, "TAPS"),
    (weeks, "WEEKS"),
)
JOURNALS = st.lists(DEPOSITS | UNDOS | OTHERS, max_size=40)


def everything(account: Account, now: Moment) -> tuple[Any, ...]:
    """All that a person could see of an account."""
    return (
        account.deposits.balance,
        account.deposits.jars,
        account.deposits.counts,
        account.deposits.newest,
        [account.weeks.jars(Moment(week * 7 * DAY, 0).week()) for week in range(7)],
        account.shifts.today(now),
        account.shifts.run(now),
        account.shifts.recent(now, 10),
        account.shifts.at_work(now),
        account.shifts.is_stale(now),
        account.prompts.seen,
        account.shifts.prompts(now),
        account.cards.last,
        account.prompts.last_seen,
        account.cards.answered,
        account.silence.lasts(now),
        account.silence.until(now),
        account.settings,
        account.taps.tuning,
        account.taps.count,
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
        assert not too_soon(back, account)

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


class TestCheckpoint:
    @given(JOURNALS, JOURNALS, MOMENTS, st.booleans())
    def test_it_makes_no_difference_where_a_checkpoint_fell(
        self, before: list[Entry], after: list[Entry], now: Moment, small: bool
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for figure, window in WINDOWS if small else ():
                patch.setattr(figure, window, 2)
            whole = Account.of([*before, *after])
            resumed = thaw(freeze(Account.of(before)))
            for entry in after:
                resumed.add(entry)
            assert everything(resumed, now) == everything(whole, now)
            assert freeze(resumed) == freeze(whole)

    def test_ten_years_are_no_bigger_than_one(self) -> None:
        def years(count: int) -> str:
            journal: list[Entry] = []
            for nth in range(count * 3_000):
                entry, now = f"0f8fad5b-d9cb-469f-a165-{nth:012}", nth * 3 * HOUR
                journal.append(deposit(entry, now, KINDS[nth % len(KINDS)]))
                trace = tuple(range(len(WEIGHTS)))
                journal.append(replace(shown(f"{entry}:0", now), trace=trace))
                journal.append(Corrected(f"{entry}:1", at(now), False, trace, f"{entry}:0"))
            return freeze(Account.of(journal))

        one, ten = years(1), years(10)
        assert abs(len(ten) - len(one)) < 1_000
        assert len(ten) < 60_000

    @given(st.integers(0, 2_000), st.characters())
    def test_a_damaged_one_is_told_from_a_whole_one(self, place: int, letter: str) -> None:
        text = freeze(Account.of(deposit(str(nth), nth) for nth in range(20)))
        place %= len(text)
        damaged = text[:place] + letter + text[place + 1 :]
        if damaged != text:
            with pytest.raises(CheckpointError, match="read the whole journal"):
                thaw(damaged)
        with pytest.raises(CheckpointError, match="read the whole journal"):
            thaw(text[:place])

    @pytest.mark.parametrize("state", ["null", '{"entries":"many"}', "{", '{"shifts":[1]}'])
    def test_a_whole_text_of_another_shape_is_refused(self, state: str) -> None:
        with pytest.raises(CheckpointError, match="read the whole journal"):
            thaw(f"{crc32(state.encode()):08x} {state}")


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


class TestPrompts:
    def test_only_prompts_that_came_unasked_in_this_shift_are_counted(self) -> None:
        journal: list[Entry] = [shown("1", 0), shown("2", DAY), shown("3", DAY, "another")]
        account = Account.of(journal)
        assert account.shifts.prompts(at(DAY)) == 1
        assert account.shifts.prompts(at(2 * DAY)) == 0

    def test_a_prompt_can_be_found_again_by_its_entry(self) -> None:
        first, last = shown("1", 0), shown("2", 1, "breath", "body_feet")
        account = Account.of([first, last])
        assert account.cards.shown("1") == first
        assert account.cards.shown("9") is None
        assert account.cards.last == last
        assert account.prompts.seen == ("breath_window", "body_feet")

    def test_a_card_that_nobody_saw_leaves_no_mark_but_its_minute(self) -> None:
        card = replace(offered("1", 0), tension="praise", trace=TestTaps.TRACE)
        account = Account.of([card])
        assert too_soon(at(MINUTE - 1), account)
        assert not too_soon(at(MINUTE), account)
        for entry in (
            PromptAnswered("2", at(0), "1", "finished"),
            PromptAnswered("3", at(0), "1", "helped"),
            Corrected("4", at(0), False, TestTaps.TRACE, "1"),
        ):
            account.add(entry)
        assert account.prompts.seen == ()
        assert account.shifts.prompts(at(0)) == 0
        assert not account.shifts.praised(at(0))
        assert account.taps.count == 0
        assert account.cards.answered == {}
        assert account.shifts.run(at(DAY)).length == 0

    def test_a_card_counts_from_the_moment_at_which_it_was_seen(self) -> None:
        card = replace(offered("1", 0), tension="praise")
        account = Account.of([card, PromptSeen("2", at(10 * MINUTE), "1")])
        assert account.cards.seen("1")
        assert account.prompts.seen == ("breath_window",)
        assert account.shifts.prompts(at(HOUR)) == 1
        assert account.shifts.praised(at(HOUR))
        assert too_soon(at(30 * MINUTE - 1), account)
        assert not too_soon(at(30 * MINUTE), account)
        account.add(PromptSeen("3", at(40 * MINUTE), "1"))
        assert account.shifts.prompts(at(HOUR)) == 1
        assert not too_soon(at(41 * MINUTE), account)

    def test_a_card_can_be_sent_away_unseen(self) -> None:
        account = Account.of([offered("1", 0), PromptAnswered("2", at(0), "1", "closed")])
        assert account.cards.answered == {"1": "closed"}

    def test_what_is_said_to_a_card_that_never_was_is_not_kept(self) -> None:
        account = Account.of([shown("1", 0), PromptAnswered("2", at(0), "1", "helped")])
        for nth in range(3 * cards.CARDS):
            account.add(PromptAnswered(f"answer {nth}", at(0), f"nowhere {nth}", "helped"))
        assert account.cards.answered == {"1": "helped"}

    def test_answers_are_kept_as_long_as_their_cards(self) -> None:
        account = Account()
        for nth in range(3 * cards.CARDS):
            account.add(shown(str(nth), nth))
            account.add(PromptAnswered(f"answer {nth}", at(nth), str(nth), "helped"))
        assert len(account.cards.answered) == cards.CARDS

    def test_closing_the_card_does_not_take_back_that_it_helped(self) -> None:
        helped = PromptAnswered("2", at(0), "1", "helped")
        closed = PromptAnswered("3", at(0), "1", "closed")
        assert Account.of([shown("1", 0), helped, closed]).cards.answered == {"1": "helped"}
        assert Account.of([shown("1", 0), closed, helped]).cards.answered == {"1": "helped"}

    def test_a_card_that_is_open_for_days_can_still_be_answered(self) -> None:
        account = Account.of(shown(str(nth), nth * DAY) for nth in range(20))
        assert account.cards.shown("0") == shown("0", 0)


class TestTaps:
    TRACE = tuple(range(len(WEIGHTS)))

    def card(self, entry: str, tension: Kind = "angry") -> PromptShown:
        return replace(shown(entry, 0), tension=tension, trace=self.TRACE)

    def test_a_correction_counts_in_full_and_taking_up_a_card_less(self) -> None:
        corrected = Corrected("2", at(0), False, self.TRACE, "1")
        finished = PromptAnswered("4", at(0), "3", "finished")
        account = Account.of([self.card("1"), corrected, self.card("3"), finished])
        assert account.taps.count == 2
        assert account.taps.state.newest == [Tap(self.TRACE, False), Tap(self.TRACE, True, 0.3)]

    def test_what_is_no_judgement_teaches_nothing(self) -> None:
        journal: list[Entry] = [
            self.card("1"),
            PromptAnswered("2", at(0), "1", "not_for_me"),
            self.card("3"),
            PromptAnswered("4", at(0), "3", "closed"),
            self.card("5", "praise"),
            PromptAnswered("6", at(0), "5", "helped"),
            shown("7", 0, "declared"),
            PromptAnswered("8", at(0), "7", "helped"),
        ]
        account = Account.of(journal)
        assert account.taps.count == 0
        assert account.taps.tuning == SHIPPED

    def test_to_one_card_one_thing_is_said(self) -> None:
        corrected = Corrected("2", at(0), False, self.TRACE, "1")
        helped = PromptAnswered("3", at(0), "1", "helped")
        assert Account.of([self.card("1"), corrected, helped, corrected]).taps.count == 1
        assert Account.of([self.card("1"), helped, corrected, helped]).taps.count == 1

    def test_a_trace_of_another_version_or_a_damaged_one_is_passed_over(self) -> None:
        traces: list[tuple[int, ...]] = [(), self.TRACE[:-1], (10**400, *self.TRACE[1:])]
        account = Account.of(Corrected(str(n), at(0), True, t) for n, t in enumerate(traces))
        assert account.taps.tuning == SHIPPED

    @given(JOURNALS, MOMENTS)
    def test_forgetting_brings_the_shipped_judge_back_and_takes_nothing_else(
        self, journal: list[Entry], now: Moment
    ) -> None:
        account, other = Account.of(journal), Account.of(journal)
        account.add(Unlearned("end", now))
        assert account.taps.tuning == SHIPPED
        assert account.taps.count == 0
        assert everything(account, now)[:-2] == everything(other, now)[:-2]
        anew = Corrected("new", now, False, self.TRACE)
        account.add(anew)
        assert account.taps.tuning == Account.of([anew]).taps.tuning


class TestPace:
    """How many cards a person's shifts brought moves what the next one must weigh."""

    @staticmethod
    def after(shifts: int, cards: int) -> float:
        entries: list[Entry] = []
        for nth in range(shifts):
            day = nth * 24 * HOUR
            entries.append(Worked(f"{nth}/worked", at(day)))
            entries += [shown(f"{nth}/{card}", day + card * MINUTE) for card in range(cards)]
        return Account.of(entries).taps.tuning.bias

    def test_cards_all_day_long_become_rarer(self) -> None:
        assert self.after(shifts=22, cards=12) < self.after(shifts=22, cards=6) < 0

    def test_a_month_without_any_brings_fainter_ones(self) -> None:
        assert self.after(shifts=22, cards=0) > 0

    def test_a_few_a_shift_change_nothing(self) -> None:
        assert self.after(shifts=22, cards=2) == self.after(shifts=3, cards=0) == 0


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


def test_the_settings_saved_last_are_in_force() -> None:
    assert Account().settings == Settings()
    saved = [SettingsChanged(str(cap), at(cap), Settings(cap=cap)) for cap in (3, 9)]
    assert Account.of(saved).settings == Settings(cap=9)
