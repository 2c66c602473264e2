"""What the account knows one by one reaches as far as what asks for it."""

from __future__ import annotations

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import PromptAnswered, PromptShown
from interlude.ledger.figures.cards import CARDS
from interlude.ledger.figures.deposits import NEWEST
from interlude.ledger.figures.prompts import SEEN
from interlude.ledger.figures.refusals import REFUSED
from interlude.ledger.figures.shifts import SHIFTS
from interlude.ledger.figures.taps import TAPS
from interlude.ledger.figures.weeks import WEEKS
from interlude.ledger.shifts import RESERVE_SPAN
from interlude.pages.account.view import SHOWN
from interlude.pages.parts.strip import SQUARES
from interlude.prompts.library import library
from interlude.settings import MOST_PROMPTS
from interlude.team.slip import weeks
from interlude.tension import pace

NOW = Moment(at=1_795_343_400_000, offset=60)
PROMPTS = max(378, len(library()))
"""The library is on its way to 378 prompts."""


def test_every_deposit_that_a_page_lists_can_be_taken_back() -> None:
    assert NEWEST >= 2 * SHOWN


def test_every_week_that_can_be_shared_is_known() -> None:
    assert len(weeks(NOW)) < WEEKS


def test_the_squares_the_reserves_and_the_pace_see_enough_shifts() -> None:
    # The pace leaves the shift at hand out.
    assert max(SQUARES, RESERVE_SPAN, pace.MONTH + 1) < SHIFTS


def test_the_cards_of_a_shift_can_all_still_be_answered() -> None:
    assert 2 * MOST_PROMPTS <= CARDS


def test_the_judge_forgets_a_persons_taps_only_after_many_shifts() -> None:
    assert 10 * MOST_PROMPTS <= TAPS


def test_whoever_met_the_whole_library_is_known_to_have() -> None:
    """A prompt that has left the window would come again as if it had never been seen."""
    assert min(SEEN, REFUSED) > PROMPTS
    account = Account()
    prompts = [f"prompt_{nth}" for nth in range(PROMPTS)]
    for nth, prompt in enumerate(2 * prompts):
        shown = PromptShown(str(nth), NOW, prompt, "angry", 1, "close", seen=True)
        account.add(shown)
        account.add(PromptAnswered(f"{nth}/no", NOW, shown.id, "not_for_me"))
    assert account.prompts.seen == tuple(prompts)
    assert account.refusals.lately(NOW) == frozenset(prompts)
