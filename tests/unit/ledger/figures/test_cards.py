"""What was offered, seen and answered."""

from __future__ import annotations

from dataclasses import replace

from interlude.clock import HOUR, MINUTE
from interlude.ledger.account import Account
from interlude.ledger.entries import Corrected, Entry, PromptAnswered, PromptSeen
from interlude.ledger.figures import cards
from interlude.prompts.timing import too_soon
from tests.unit.ledger.made import DAY, TRACE, at, offered, shown


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
        card = replace(offered("1", 0), tension="praise", trace=TRACE)
        account = Account.of([card])
        assert too_soon(at(MINUTE - 1), account, account.settings)
        assert not too_soon(at(MINUTE), account, account.settings)
        for entry in (
            PromptAnswered("2", at(0), "1", "finished"),
            PromptAnswered("3", at(0), "1", "helped"),
            Corrected("4", at(0), False, TRACE, "1"),
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
        assert too_soon(at(30 * MINUTE - 1), account, account.settings)
        assert not too_soon(at(30 * MINUTE), account, account.settings)
        account.add(PromptSeen("3", at(40 * MINUTE), "1"))
        assert account.shifts.prompts(at(HOUR)) == 1
        assert not too_soon(at(41 * MINUTE), account, account.settings)

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
