"""What taps teach the judge, and how the number of cards moves it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Corrected,
    Entry,
    PromptAnswered,
    PromptShown,
    Unlearned,
    Worked,
)
from interlude.tension.judge import Kind
from interlude.tension.tuning import SHIPPED, Tap
from tests.unit.ledger.made import JOURNALS, MOMENTS, TRACE, at, everything, shown


class TestTaps:
    def card(self, entry: str, tension: Kind = "angry") -> PromptShown:
        return replace(shown(entry, 0), tension=tension, trace=TRACE)

    def test_a_correction_counts_in_full_and_taking_up_a_card_less(self) -> None:
        corrected = Corrected("2", at(0), False, TRACE, "1")
        finished = PromptAnswered("4", at(0), "3", "finished")
        account = Account.of([self.card("1"), corrected, self.card("3"), finished])
        assert account.taps.count == 2
        assert account.taps.state.newest == [Tap(TRACE, False), Tap(TRACE, True, 0.3)]

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
        corrected = Corrected("2", at(0), False, TRACE, "1")
        helped = PromptAnswered("3", at(0), "1", "helped")
        assert Account.of([self.card("1"), corrected, helped, corrected]).taps.count == 1
        assert Account.of([self.card("1"), helped, corrected, helped]).taps.count == 1

    def test_a_trace_of_another_version_or_a_damaged_one_is_passed_over(self) -> None:
        traces: list[tuple[int, ...]] = [(), TRACE[:-1], (10**400, *TRACE[1:])]
        account = Account.of(Corrected(str(n), at(0), True, t) for n, t in enumerate(traces))
        assert account.taps.tuning == SHIPPED

    @given(JOURNALS, MOMENTS)
    def test_forgetting_takes_what_was_taught_and_nothing_else(
        self, journal: list[Entry], now: Moment
    ) -> None:
        account, other = Account.of(journal), Account.of(journal)
        account.add(Unlearned("end", now))
        assert account.taps.tuning == SHIPPED
        assert account.taps.count == 0
        assert not account.prompts.taught
        assert account.prompts.seen == other.prompts.seen
        assert everything(account, now)[:-3] == everything(other, now)[:-3]
        anew = Corrected("new", now, False, TRACE)
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
