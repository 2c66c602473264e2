"""The agent's hands come first, in Firefox too: focus and keys are theirs, not the card's."""

from __future__ import annotations

import pytest

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox, wait
from tests.firefox.desk import solve

ESCAPE = "\ue00c"
SUBMIT = "[data-test-id=submit_button-button]"
COMPOSER = "[data-test-id=omnicomposer-rich-text-ckeditor]"


@pytest.fixture
def closed(firefox: Firefox, desks: PracticeHelpdesk) -> Firefox:
    """A Firefox in which a tense ticket was closed a moment ago."""
    solve(firefox, desks.zendesk, "furious-refund")
    return firefox


def written(firefox: Firefox) -> str:
    """What stands in the reply box, as a person reads it."""
    return firefox.text(COMPOSER).replace("\xa0", " ")


def the_page_has_the_focus(firefox: Firefox) -> bool:
    return bool(
        firefox.evaluate("() => document.activeElement === document.body && document.hasFocus()")
    )


def test_a_half_written_reply_is_not_sent_when_the_card_goes(closed: Firefox) -> None:
    """The button that had the focus when the card came is not pressed by the next space."""
    closed.evaluate("(selector) => document.querySelector(selector).focus()", SUBMIT)
    with closed.card():
        pass
    closed.click(COMPOSER)
    closed.press("Dear Ann, I see")
    closed.press(ESCAPE)
    closed.gone("[data-interlude]")
    closed.press(" that you")
    assert written(closed) == "Dear Ann, I see that you"


def test_the_focus_goes_back_to_the_field_from_which_it_entered_the_card(closed: Firefox) -> None:
    with closed.card():
        pass
    closed.click(COMPOSER)
    closed.press("Dear Ann, ")
    with closed.card():
        closed.click("summary")
    closed.press(ESCAPE)
    closed.gone("[data-interlude]")
    closed.press("I see")
    assert written(closed) == "Dear Ann, I see"


def test_a_button_is_not_gone_back_to(closed: Firefox) -> None:
    with closed.card():
        pass
    closed.evaluate("(selector) => document.querySelector(selector).focus()", SUBMIT)
    with closed.card():
        closed.click("summary")
    closed.press(ESCAPE)
    closed.gone("[data-interlude]")
    wait(lambda: the_page_has_the_focus(closed), "the page has the focus")


def test_an_escape_that_the_page_used_leaves_the_card_and_one_that_it_stops_does_not(
    closed: Firefox,
) -> None:
    with closed.card():
        pass
    closed.evaluate("() => (onkeydown = (event) => event.preventDefault())")
    closed.click(COMPOSER)
    closed.press(ESCAPE)
    assert closed.stays("[data-interlude]")
    closed.evaluate("() => (onkeydown = null)")
    closed.evaluate(
        "() => document.addEventListener('keydown', (event) => event.stopPropagation(), true)"
    )
    closed.press(ESCAPE)
    closed.gone("[data-interlude]")


@pytest.mark.parametrize("address", ["", "/static/common.css"])
def test_escape_is_heard_in_every_frame_that_interlude_may_enter(
    closed: Firefox, address: str
) -> None:
    """Such as an editor's."""
    closed.evaluate(
        """async (address) => {
            const frame = document.createElement("iframe");
            if (address) frame.src = address;
            document.body.prepend(frame);
            if (address) await new Promise((done) => (frame.onload = done));
            frame.contentDocument.body.innerHTML = "<textarea></textarea>";
        }""",
        address,
    )
    with closed.card(index=1):
        pass
    with closed.frame(0):
        closed.click("textarea")
        closed.press(ESCAPE)
    closed.gone("[data-interlude]")
