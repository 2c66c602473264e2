"""The agent's hands come first, in Firefox too: focus and keys are theirs, not the card's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox, wait
from tests.firefox.desk import sign_in, solve

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


def test_no_card_comes_while_the_agent_types(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    """In a field that is no reply box."""
    desks.zendesk.slow_next_write(2)
    sign_in(firefox, desks.zendesk)
    firefox.go(desks.zendesk.url("furious-refund"))
    firefox.click("[data-test-id=submit_button-menu-button]")
    firefox.click("[data-test-id='submit_button-menu-solved']")
    firefox.click("[data-test-id=omni-header-subject]")
    firefox.press("Ask the carrier")
    wait(lambda: desks.zendesk.status("furious-refund") == "solved", "the ticket is closed")
    firefox.press("?")
    assert firefox.stays_quiet()


def place(firefox: Firefox, selector: str) -> list[float]:
    """Left, top, right and bottom of the first visible thing that a CSS selector matches."""
    edges: list[float] = firefox.evaluate(
        """(selector) => {
            const seen = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
            const { left, top, right, bottom } = seen.getBoundingClientRect();
            return [left, top, right, bottom];
        }""",
        selector,
    )
    return edges


def test_the_card_makes_way_for_the_menu_that_the_agent_opens(closed: Firefox) -> None:
    with closed.card():
        pass
    closed.click("[data-test-id=submit_button-menu-button]")

    def apart() -> bool:
        one, other = place(closed, "[data-interlude]"), place(closed, "[role=menu]:not([hidden])")
        return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]

    wait(apart, "the menu is free")


TAB = "\ue004"
ENTER = "\ue007"
HELPED = "#helped"


def by_shortcut(firefox: Firefox) -> None:
    """Go into the card with the shortcut, and on to its answer."""
    firefox.press_shortcut("H")
    with firefox.card():
        wait(lambda: firefox.evaluate("() => document.hasFocus()"), "the card has the keyboard")
        firefox.evaluate("(selector) => document.querySelector(selector).focus()", HELPED)


def by_tab(firefox: Firefox) -> None:
    """Go into the card with Tab, from the last thing of the page, and on to its answer."""
    firefox.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, textarea")]
            .filter((element) => element.checkVisibility()).at(-1).focus()"""
    )

    def there() -> bool:
        firefox.press(TAB)
        with firefox.frame(0):
            selected = "(selector) => document.activeElement.matches(selector)"
            return bool(firefox.evaluate(selected, HELPED))

    wait(there, "Tab has come to the answer")


@pytest.mark.parametrize("enter", [by_shortcut, by_tab])
def test_a_key_is_believed_of_who_went_into_the_card_with_keys(
    closed: Firefox, enter: Callable[[Firefox], None]
) -> None:
    """Though no click is: Firefox cannot tell that nothing lies over a frame."""
    with closed.card():
        pass
    enter(closed)
    closed.press(ENTER)
    closed.gone("[data-interlude]")
    [answered] = [e for e in closed.journal() if e["kind"] == "prompt_answered"]
    assert answered["verdict"] == "helped"


def test_a_fresh_profile_has_a_key_for_each_command_and_they_do_what_they_say(
    closed: Firefox,
) -> None:
    with closed.card():
        pass
    closed.press_shortcut("H")
    with closed.card():
        wait(lambda: closed.evaluate("() => document.hasFocus()"), "the card has the keyboard")
    closed.press_shortcut("K")
    closed.gone("[data-interlude]")
    closed.open("settings")
    bound = closed.evaluate(
        "async () => (await chrome.commands.getAll()).map(({name, shortcut}) => [name, shortcut])"
    )
    assert {name for name, _ in bound} == {"_execute_action", "declare-tense", "dismiss-card"}
    assert all(shortcut for _, shortcut in bound), bound
