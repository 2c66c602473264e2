"""The agent's hands come first: focus and keys are theirs, whatever the card does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from practice import pages
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, press_shortcut, stays_quiet

FRAMED = """async (address) => {
    const frame = document.createElement("iframe");
    frame.name = "inner";
    frame.style = "position: fixed; inset: 0 auto auto 0; z-index: 9; inline-size: 300px";
    if (address) frame.src = address;
    document.body.append(frame);
    if (address) await new Promise((done) => (frame.onload = done));
}"""


@pytest.fixture
def ticket(tab: Page, desk: ZendeskDesk) -> Locator:
    """A tense ticket that was closed a moment ago."""
    pages.solve(tab, desk, "furious-refund")
    return pages.zendesk_pane(tab, desk, "furious-refund")


@pytest.fixture
def composer(ticket: Locator) -> Locator:
    return ticket.locator("[data-test-id=omnicomposer-rich-text-ckeditor]")


def inner_field(tab: Page, address: str) -> Locator:
    """A field in a frame of the page, such as an app's or an editor's."""
    tab.evaluate(FRAMED, address)
    frame = tab.frame("inner")
    assert frame is not None
    frame.evaluate("document.body.innerHTML = '<textarea id=field></textarea>'")
    return frame.locator("#field")


def stays(tab: Page) -> bool:
    """Whether the card is still there when whatever could take it away has had its time."""
    tab.wait_for_timeout(300)
    return tab.locator("[data-interlude]").count() == 1


def gone(tab: Page) -> None:
    tab.wait_for_selector("[data-interlude]", state="detached")


# --- Focus ---------------------------------------------------------------------------------


def test_a_half_written_reply_is_not_sent_when_the_card_goes(
    tab: Page, ticket: Locator, composer: Locator
) -> None:
    """The button that had the focus when the card came is not pressed by the next space."""
    ticket.locator("[data-test-id=submit_button-button]").focus()
    card(tab)
    composer.click()
    tab.keyboard.type("Dear Ann, I see")
    tab.keyboard.press("Escape")
    gone(tab)
    tab.keyboard.type(" that you")
    expect(composer).to_have_text("Dear Ann, I see that you")


def test_a_card_that_goes_by_itself_takes_no_letter_along(
    tab: Page, ticket: Locator, composer: Locator
) -> None:
    ticket.locator("[data-test-id=omni-header-subject]").focus()
    shown = card(tab)
    composer.click()
    shown.evaluate("setTimeout(() => document.querySelector('[data-action=closed]').click(), 200)")
    letters = "Dear Ann, I see. " * 22 + "So it is."
    tab.keyboard.type(letters, delay=2)
    gone(tab)
    expect(composer).to_have_text(letters)


def test_the_focus_goes_back_to_the_field_from_which_it_entered_the_card(
    tab: Page, composer: Locator
) -> None:
    shown = card(tab)
    composer.click()
    tab.keyboard.type("Dear Ann, ")
    shown.locator("summary").click()
    tab.keyboard.press("Escape")
    gone(tab)
    tab.keyboard.type("I see")
    expect(composer).to_have_text("Dear Ann, I see")


def remove(field: Locator) -> None:
    field.evaluate("(field) => field.remove()")


def fade(field: Locator) -> None:
    field.evaluate("(field) => (field.parentElement.style.opacity = 0)")


@pytest.mark.parametrize("change", [remove, fade])
def test_a_field_that_cannot_be_seen_any_more_is_not_gone_back_to(
    tab: Page, composer: Locator, change: Callable[[Locator], None]
) -> None:
    shown = card(tab)
    composer.click()
    shown.locator("summary").click()
    change(composer)
    tab.keyboard.press("Escape")
    gone(tab)
    assert tab.evaluate("document.activeElement === document.body && document.hasFocus()")


def test_a_button_is_not_gone_back_to(tab: Page, ticket: Locator) -> None:
    shown = card(tab)
    ticket.locator("[data-test-id=submit_button-button]").focus()
    shown.locator("summary").click()
    tab.keyboard.press("Escape")
    gone(tab)
    assert tab.evaluate("document.activeElement === document.body && document.hasFocus()")


# --- Escape --------------------------------------------------------------------------------

TAKEN = {
    "with Shift": "",
    "by the page's menu": "addEventListener('keydown', (event) => event.preventDefault())",
    "late, by the page's window": """addEventListener("keydown", (event) => {
        event.stopImmediatePropagation();
        event.preventDefault();
    }, true)""",
    "a popover of the page": """(() => {
        const open = document.createElement("div");
        open.popover = "auto";
        document.body.append(open);
        open.showPopover();
    })()""",
}


@pytest.mark.parametrize("how", TAKEN)
def test_an_escape_for_something_else_leaves_the_card(
    tab: Page, composer: Locator, how: str
) -> None:
    card(tab)
    composer.click()
    tab.evaluate(TAKEN[how])
    tab.keyboard.press("Shift+Escape" if how == "with Shift" else "Escape")
    assert stays(tab)


def test_an_escape_that_ends_a_composition_leaves_the_card(tab: Page, composer: Locator) -> None:
    card(tab)
    composer.click()
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Input.imeSetComposition", {"text": "か", "selectionStart": 1, "selectionEnd": 1})
    tab.keyboard.press("Escape")
    assert stays(tab)


def test_no_script_of_the_page_can_press_escape(tab: Page, composer: Locator) -> None:
    card(tab)
    tab.evaluate(
        """() => ["keydown", "keyup"].map((type) =>
            document.body.dispatchEvent(new KeyboardEvent(type, {key: "Escape", bubbles: true})))"""
    )
    assert stays(tab)


HUSHED = {
    "on its way down": "document.addEventListener('keydown', (e) => e.stopPropagation(), true)",
    "at the window": "addEventListener('keydown', (e) => e.stopImmediatePropagation(), true)",
}


@pytest.mark.parametrize("where", HUSHED)
def test_an_escape_that_the_page_only_stops_is_heard(
    tab: Page, desk: ZendeskDesk, where: str
) -> None:
    tab.evaluate(HUSHED[where])
    pages.open_ticket(tab, desk, "furious-refund")
    tab.evaluate(HUSHED[where])
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)
    tab.keyboard.press("Escape")
    gone(tab)


@pytest.mark.parametrize("address", ["", "/static/common.css"])
def test_escape_is_heard_in_every_frame_that_interlude_may_enter(
    tab: Page, desk: ZendeskDesk, address: str
) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    field = inner_field(tab, address)
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)
    field.click()
    field.press("Escape")
    gone(tab)


# --- In the middle of something ------------------------------------------------------------


def busy_in(field: Locator, desk: ZendeskDesk, tab: Page) -> None:
    """Solve the ticket, and type in a field while it is being saved."""
    desk.slow_next_write(2)
    pane = pages.zendesk_pane(tab, desk, "furious-refund")
    pane.locator("[data-test-id=submit_button-menu-button]").click()
    with tab.expect_response(lambda response: response.request.method == "PUT"):
        pane.locator("[data-test-id='submit_button-menu-solved']").click()
        field.focus()
        tab.keyboard.type("Ask the carrier where it is", delay=80)


@pytest.mark.parametrize("where", ["a field of the page", "a frame of the page"])
def test_no_card_comes_while_the_agent_types(tab: Page, desk: ZendeskDesk, where: str) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    ours = where == "a field of the page"
    field = tab.locator("[data-test-id=omni-header-subject]") if ours else inner_field(tab, "")
    busy_in(field, desk, tab)
    assert stays_quiet(tab)


def test_no_card_comes_while_the_agent_is_where_interlude_cannot_look(
    tab: Page, desk: ZendeskDesk
) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    field = inner_field(tab, "https://1.apps.zdusercontent.com/")
    busy_in(field, desk, tab)
    assert stays_quiet(tab)


def test_what_was_typed_before_the_ticket_was_saved_is_done(tab: Page, desk: ZendeskDesk) -> None:
    """The content script is there already, from an earlier ticket."""
    pages.solve(tab, desk, "calm-address")
    assert stays_quiet(tab)
    tab.locator("[href='/agent/filters/4001']").first.click()
    tab.locator(f"a.subject[href$='/{desk.ticket_id('furious-refund')}']").click()
    pages.zendesk_write(tab, desk, "furious-refund", "We are sorry.", "email")
    pages.zendesk_pane(tab, desk, "furious-refund").locator(
        "[data-test-id=omnicomposer-rich-text-ckeditor]"
    ).press_sequentially(" Bye")
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)


NO_DRAFT = {
    "an empty line's own sign": "(box) => (box.textContent = '\u200b\u2060')",
    "faint": "(box) => { box.textContent = 'Dear'; box.closest('.composer').style.opacity = 0 }",
    "clipped away": """(box) => {
        box.textContent = "Dear";
        box.closest(".composer").style.clipPath = "inset(50%)";
    }""",
    "shrunk": """(box) => {
        box.textContent = "Dear";
        box.closest(".composer").style.transform = "scale(0)";
    }""",
    "moved away": """(box) => {
        box.textContent = "Dear";
        box.closest(".composer").style.transform = "translateX(-200vw)";
    }""",
}


@pytest.mark.parametrize("how", NO_DRAFT)
def test_what_nobody_can_see_is_no_draft(tab: Page, desk: ZendeskDesk, how: str) -> None:
    """The page empties the box of the ticket that it saves, so this is another ticket's."""
    pages.open_ticket(tab, desk, "furious-refund")
    tab.evaluate(
        """() => {
            const box = document.querySelector("[data-test-id=omnicomposer]").cloneNode(true);
            box.style = "position: fixed; inset: 60px auto auto 60px; inline-size: 300px";
            document.body.append(box);
        }"""
    )
    box = tab.locator("body > .composer [data-test-id=omnicomposer-rich-text-ckeditor]")
    box.evaluate(NO_DRAFT[how])
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)


# --- Where the card sits -------------------------------------------------------------------

MENU = "[data-test-id=submit_button-menu-button]"


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def meets(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def waits(tab: Page) -> bool:
    """Whether the card is a small button now."""
    return box(tab.locator("[data-interlude]"))["width"] < 60


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1366, 768), (1920, 1080)])
def test_the_card_makes_way_for_the_menu_that_the_agent_opens(
    tab: Page, ticket: Locator, width: int, height: int
) -> None:
    card(tab)
    tab.set_viewport_size({"width": width, "height": height})
    host = tab.locator("[data-interlude]")
    ticket.locator(MENU).click()
    menu = ticket.locator("[role=menu]:visible")
    menu.wait_for()
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert not waits(tab)
    assert not meets(box(host), box(menu))
    for item in ("submit_button-menu-open", "submit_button-menu-solved"):
        ticket.locator(f"[data-test-id={item}]").click(trial=True)
    ticket.locator("[data-test-id='submit_button-menu-pending']").click()


def test_where_there_is_no_room_it_waits_as_a_button_and_opens_when_pressed(
    tab: Page, ticket: Locator, composer: Locator
) -> None:
    """640 x 400 is a laptop's window at 200 %."""
    tab.set_viewport_size({"width": 640, "height": 400})
    host = tab.locator("[data-interlude]")
    host.wait_for()
    tab.wait_for_function("() => document.querySelector('[data-interlude]')?.clientWidth < 60")
    assert not meets(box(host), box(composer))
    middle = box(host)
    tab.mouse.click(middle["x"] + 20, middle["y"] + 20)
    tab.wait_for_function("() => document.querySelector('[data-interlude]')?.clientWidth > 300")
    card(tab).locator("[data-action=closed]").click()
    gone(tab)


def test_a_page_that_strips_the_cards_style_changes_nothing(tab: Page, ticket: Locator) -> None:
    card(tab)
    host = tab.locator("[data-interlude]")
    before = box(host)
    tab.evaluate("document.querySelector('[data-interlude]').removeAttribute('style')")
    tab.wait_for_function(
        "() => document.querySelector('[data-interlude]').style.position === 'fixed'"
    )
    assert box(host) == before


def test_a_keyboard_where_interlude_cannot_hear_makes_it_wait(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    field = inner_field(tab, "https://1.apps.zdusercontent.com/")
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)
    field.click()
    tab.wait_for_function("() => document.querySelector('[data-interlude]')?.clientWidth < 60")
    press_shortcut(session, tab, "dismiss-card")
    gone(tab)


# --- Shortcuts -----------------------------------------------------------------------------


def test_a_fresh_profile_has_a_key_for_each_command(session: Session) -> None:
    bound = session.broker().evaluate(
        "async () => (await chrome.commands.getAll()).map(({name, shortcut}) => [name, shortcut])"
    )
    assert {name for name, _ in bound} == {"_execute_action", "declare-tense", "dismiss-card"}
    assert all(shortcut for _, shortcut in bound), bound


def test_the_shortcut_leads_into_the_card_that_is_there(
    session: Session, tab: Page, composer: Locator
) -> None:
    shown = card(tab)
    composer.click()
    press_shortcut(session, tab, "declare-tense")
    shown.wait_for_function("() => document.hasFocus()")
    tab.keyboard.press("Escape")
    gone(tab)
    expect(composer).to_be_focused()
    assert len([frame for frame in tab.frames if "/card.html" in frame.url]) == 0
