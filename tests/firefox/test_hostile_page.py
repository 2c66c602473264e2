"""What a page can learn of the card that lies over it, and what another page can do with a card."""

from __future__ import annotations

from practice.server import PracticeHelpdesk
from tests.firefox.browser import ORIGIN, Firefox
from tests.firefox.desk import sign_in, solve
from tests.hostile import FRAME, LEARNED, LISTEN, NOTHING


def test_the_page_learns_that_there_is_a_card_and_nothing_else(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    sign_in(firefox, desks.zendesk)
    firefox.evaluate(LISTEN)
    firefox.press_shortcut()
    with firefox.card():
        assert firefox.evaluate("() => location.hash") == ""
    assert firefox.evaluate(LEARNED) == NOTHING


def test_a_card_in_another_page_stays_empty(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    """Also where the page knows its address, an entry's id, and how the words are handed over."""
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        entry = firefox.evaluate("() => document.querySelector('main').dataset.shown")
    firefox.go("https://evil.example/")
    firefox.evaluate(FRAME, [f"{ORIGIN}/card.html", entry])
    with firefox.frame(0):
        firefox.find("body[data-page=card]")
        firefox.evaluate("() => new Promise((done) => setTimeout(done, 1000))")
        assert firefox.evaluate("() => document.body.innerText.trim()") == ""
