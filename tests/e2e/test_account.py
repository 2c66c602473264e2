"""An agent keeps her account: deposits, taking back, pauses, silence, and what a card answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from practice import pages
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import (
    Session,
    another,
    card,
    press_shortcut,
    stays_quiet,
    until_the_card_is,
)


def shows(page: Page, balance: int, today: int, run: int) -> None:
    """The three figures of the popup or the dashboard."""
    expect(page.locator("[data-balance]")).to_have_text(str(balance))
    expect(page.locator("[data-today]")).to_have_text(str(today))
    expect(page.locator("[data-run]")).to_have_text(str(run))


def test_every_deposit_by_click_and_by_its_key(session: Session) -> None:
    popup = session.popup()
    shows(popup, 0, 0, 0)
    deposits = popup.locator("[data-deposit]")
    names = deposits.locator("span").all_inner_texts()
    keys = deposits.locator("kbd").all_inner_texts()
    assert len(set(names)) == len(set(keys)) == 14
    for nth, (name, key) in enumerate(zip(names, keys, strict=True)):
        popup.get_by_role("button", name=name, exact=True).click()
        expect(popup.locator("#note")).to_contain_text(f"{name} is in.")
        shows(popup, 2 * nth + 1, 2 * nth + 1, 1)
        popup.keyboard.press(key)
        shows(popup, 2 * nth + 2, 2 * nth + 2, 1)
    assert popup.locator(".jar [data-count]").all_inner_texts() == ["10", "8", "10"]

    popup.keyboard.press("Control+1")
    popup.keyboard.press("z")
    other = session.popup()
    shows(other, 28, 28, 1)
    other.locator("[data-deposit=real_warmth]").click()
    shows(other, 29, 29, 1)
    popup.reload()
    shows(popup, 29, 29, 1)


AS_SOON_AS_SEEN = """new MutationObserver((_, observer) => {
    const deposit = document.querySelector("main [data-deposit]");
    if (!deposit) return;
    observer.disconnect();
    deposit.click();
    const key = { key: "2", code: "Digit2", bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", key));
}).observe(document, { childList: true, subtree: true });"""


def test_what_is_pressed_as_soon_as_it_is_seen_counts(session: Session) -> None:
    """The popup paints before all of it is there."""
    session.popup().close()
    popup = session.context.new_page()
    popup.add_init_script(AS_SOON_AS_SEEN)
    popup.goto(f"{session.origin}/popup.html")
    shows(popup, 2, 2, 1)


@pytest.mark.parametrize("key", ["2", "Enter"])
def test_a_key_that_is_held_is_pressed_once(session: Session, key: str) -> None:
    popup = session.popup()
    popup.locator("[data-key='2']").focus()
    for _ in range(20):
        popup.keyboard.down(key)
    popup.keyboard.up(key)
    popup.keyboard.press("1")
    expect(popup.locator("#note")).to_contain_text("Turned it round is in.")
    shows(popup, 2, 2, 1)


@pytest.mark.parametrize(
    ("key", "code", "counts"),
    [
        ("é", "Digit2", 1),  # a French keyboard, whose digits are reached with Shift
        ("2", "Numpad2", 1),
        ("ArrowDown", "Numpad2", 0),
        ("с", "KeyC", 1),  # a Cyrillic letter
        ("ψ", "KeyC", 1),  # a Greek one
        ("c", "KeyI", 1),  # a Latin letter at another place, as on Dvorak
        ("j", "KeyC", 0),
    ],
)
def test_a_key_is_the_one_that_is_meant_on_any_keyboard(
    session: Session, key: str, code: str, counts: int
) -> None:
    popup = session.popup()
    pressed = {"key": key, "code": code, "bubbles": True, "cancelable": True}
    popup.locator("body").evaluate(
        "(body, pressed) => body.dispatchEvent(new KeyboardEvent('keydown', pressed))", pressed
    )
    popup.keyboard.press("1")
    expect(popup.locator("#note")).to_contain_text("Turned it round is in.")
    shows(popup, counts + 1, counts + 1, 1)


def test_taking_back_in_the_popup_and_in_the_history(session: Session) -> None:
    popup = session.popup()
    popup.locator("[data-deposit=real_warmth]").click()
    popup.get_by_role("button", name="Undo").click()
    expect(popup.locator("#note")).to_have_text("Taken back.")
    shows(popup, 0, 0, 0)

    popup.keyboard.press("7")
    shows(popup, 1, 1, 1)
    popup.keyboard.press("u")
    shows(popup, 0, 0, 0)

    for key in ("1", "1", "a"):
        popup.keyboard.press(key)
    shows(popup, 3, 3, 1)
    dashboard = session.open("dashboard", 900, 900)
    shows(dashboard, 3, 3, 1)
    dashboard.get_by_role("button", name=re.compile("^Undo Chose my response")).click()
    expect(dashboard.get_by_role("status").filter(has_text="Taken back.")).to_be_visible()
    shows(dashboard, 2, 2, 1)
    assert dashboard.get_by_role("button", name=re.compile("^Undo Turned it round")).count() == 2
    popup.reload()
    shows(popup, 2, 2, 1)


def test_the_popup_is_there_before_the_engine(session: Session) -> None:
    popup = session.popup()
    popup.keyboard.press("2")
    shows(popup, 1, 1, 1)
    popup.close()
    session.kill_engine()
    waking = session.tab(f"{session.origin}/popup.html")
    waking.wait_for_selector("body[data-engine=loading] [data-balance]")
    assert waking.locator("[data-balance]").inner_text() == "1"
    waking.keyboard.press("2")
    assert waking.locator("body").get_attribute("data-engine") == "loading"
    shows(waking, 2, 2, 1)
    assert waking.locator("body").get_attribute("data-engine") == "ready"


def test_silence_on_request(session: Session, tab: Page, desk: ZendeskDesk) -> None:
    def ask(button: str, answer: str) -> None:
        popup = session.popup()
        popup.get_by_role("button", name=button).click()
        expect(popup.locator(".hush").first).to_have_text(re.compile(answer))
        popup.close()

    ask("Hush for an hour", r"Hushed until .*\d\d:\d\d\.")
    pages.solve(tab, desk, "furious-outage")
    assert stays_quiet(tab, 1.5), "hushed for an hour"

    ask("Speak again", "Hush for")
    ask("Hush for this shift", "Hushed for this shift.")
    pages.solve(tab, desk, "abusive-insults")
    assert stays_quiet(tab, 1.5), "hushed for the shift"

    ask("Speak again", "Hush for")
    pages.solve(tab, desk, "furious-refund")
    card(tab)


def test_saying_that_one_was_tense_in_the_popup(session: Session) -> None:
    popup = session.popup()
    popup.get_by_role("button", name="That one was tense").click()
    popup.wait_for_selector("main[data-card]")
    popup.get_by_text("Why this?").click()
    expect(popup.get_by_text("You asked for it.")).to_be_visible()
    until_the_card_is("reframe", popup)
    popup.get_by_role("button", name="Not for me").click()
    popup.wait_for_selector("body[data-engine=ready] [data-balance]")
    shows(popup, 0, 0, 0)


def test_the_shortcut_brings_a_card(session: Session, tab: Page, desk: ZendeskDesk) -> None:
    pages.open_ticket(tab, desk, "calm-address")
    press_shortcut(session, tab, "declare-tense")
    shown = card(tab)
    words = shown.get_by_role("heading").inner_text()
    another(shown)
    assert shown.get_by_role("heading").inner_text() != words


def test_the_shortcut_away_from_any_helpdesk_opens_a_window(session: Session) -> None:
    dashboard = session.open("dashboard", 900, 900)
    with session.context.expect_page() as opened:
        press_shortcut(session, dashboard, "declare-tense")
    window = opened.value
    window.wait_for_selector("main[data-card]")
    assert dashboard.locator("[data-interlude]").count() == 0
    with window.expect_event("close"):
        window.keyboard.press("Escape")


def helped(shown: Frame) -> None:
    shown.get_by_role("button", name="Helped").click()


def not_for_me(shown: Frame) -> None:
    shown.get_by_role("button", name="Not for me").click()


@pytest.mark.parametrize(("answer", "run"), [(helped, 1), (not_for_me, 0)])
def test_a_card_says_why_and_takes_an_answer(
    session: Session, tab: Page, desk: ZendeskDesk, answer: Callable[[Frame], None], run: int
) -> None:
    """Someone who was insulted is told first that it was not okay."""
    pages.solve(tab, desk, "abusive-insults")
    shown = card(tab)
    assert shown.locator("main").get_attribute("data-card") == "reframe"
    shown.get_by_text("Why this?").click()
    expect(shown.get_by_text("Insulting or threatening words.")).to_be_in_viewport(ratio=1)
    expect(shown.get_by_text("None of its words were kept.")).to_be_in_viewport(ratio=1)
    answer(shown)
    tab.wait_for_selector("[data-interlude]", state="detached")
    shows(session.popup(), 0, 0, run)
