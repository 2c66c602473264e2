"""What a page can learn of the card that lies over it, and what another page can do with a card."""

from __future__ import annotations

from practice.server import PracticeHelpdesk
from tests.firefox.browser import ORIGIN, Firefox, wait
from tests.firefox.desk import sign_in, solve
from tests.hostile import FRAME, LEARNED, LISTEN, NOTHING, OVER, REDRESS, TURNED_AWAY, redress

# Marionette clicks where a frame was before it was moved.
MOVING = ("a push under the pointer", "a card that will not keep still")


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
    wait(lambda: firefox.evaluate(TURNED_AWAY), "the card has asked in vain")
    with firefox.frame(0):
        firefox.find("body[data-page=card]")
        assert firefox.evaluate("() => document.body.innerText.trim()") == ""


def test_a_press_on_what_nobody_could_see_sends_the_card_away_and_does_nothing_else(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    """Nor does any other click: Firefox cannot tell that nothing lies over a frame."""
    written = []
    for trick in ("nothing at all", *[one for one in REDRESS if one not in MOVING]):
        sign_in(firefox, desks.zendesk)
        firefox.press_shortcut()
        with firefox.card():
            pass
        if trick in REDRESS:
            firefox.evaluate(redress(trick))
        if trick == OVER:
            wait(lambda: width(firefox) < 60, "the card waits as a small button")
            firefox.click("[data-interlude]")
            wait(lambda: width(firefox) > 300, "the card is open again")
        with firefox.frame(0):
            firefox.click(".acts [data-action]:not(#closed, #begin)")
        firefox.gone("[data-interlude]")
        written += ["prompt_shown", "prompt_seen", "closed"]
    assert [entry.get("verdict") or entry["kind"] for entry in firefox.journal()] == written


def width(firefox: Firefox) -> int:
    """Of the card, in pixels."""
    return int(firefox.evaluate("() => document.querySelector('[data-interlude]').clientWidth"))
