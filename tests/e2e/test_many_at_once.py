"""Many tabs, windows and profiles at the same time: one profile is one account, and one card is
enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from playwright.sync_api import Page, expect

from practice import pages
from practice.server import PracticeHelpdesk
from practice.stories import stories
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, until
from tests.e2e.stores import Stores

OPEN = [story.key for story in stories() if not story.key.endswith("solved-before")]
SOLVE = "[data-test-id=submit_button-menu-solved]"
CLOSE = "[data-test-actions=close]"


def ready_to_close(tab: Page, desk: pages.Desk, key: str) -> None:
    """Wait until one more click closes the ticket in the tab."""
    if isinstance(desk, ZendeskDesk):
        pane = pages.zendesk_pane(tab, desk, key)
        pane.locator("[data-test-id=submit_button-menu-button]").click()
        pane.locator(SOLVE).wait_for()
    else:
        tab.locator("[data-started]").wait_for()
        tab.locator(CLOSE).wait_for()


def cards(tabs: list[Page]) -> int:
    return sum(tab.locator("[data-interlude]").count() for tab in tabs)


def test_twenty_tabs_close_tickets_at_once(session: Session, desks: PracticeHelpdesk) -> None:
    """Most of them tense, and deposits are made meanwhile."""
    tab = session.context.new_page()
    tickets: list[tuple[pages.Desk, str]] = []
    for desk in (desks.zendesk, desks.freshdesk):
        pages.sign_in(tab, desk)
        tickets += [(desk, key) for key in OPEN[:10]]
    popup = session.popup()
    tabs = [session.context.new_page() for _ in tickets]
    for tab, (desk, key) in zip(tabs, tickets, strict=True):
        tab.goto(desk.url(key), wait_until="commit")
    for tab, (desk, key) in zip(tabs, tickets, strict=True):
        ready_to_close(tab, desk, key)

    for tab in tabs:
        tab.evaluate(
            "(button) => { setTimeout(() => document.querySelector(button).click()); }",
            f"{SOLVE}, {CLOSE}",
        )
    for balance in range(1, 6):
        popup.keyboard.press("2")
        expect(popup.locator("[data-balance]")).to_have_text(str(balance))

    until(popup, lambda: cards(tabs), "one of the tense tickets brings a card")
    popup.wait_for_timeout(2_000)
    assert cards(tabs) == 1
    popup.keyboard.press("2")
    expect(popup.locator("[data-balance]")).to_have_text("6")

    for desk, key in tickets:
        done = (desk.statuses["solved"], desk.statuses["closed"])
        assert desk.status(key) in done, f"{key} in {desk.name}"
    kinds = Counter(entry["kind"] for entry in Stores(session).all("entries"))
    assert kinds["deposited"] == 6
    assert kinds["prompt_shown"] == 1


def test_two_windows_are_one_account(session: Session) -> None:
    popup = session.popup()
    with session.context.expect_page() as opening:
        popup.evaluate("() => { chrome.windows.create({ url: 'popup.html' }); }")
    other = opening.value
    other.wait_for_selector("body[data-engine=ready]")
    for _ in range(3):
        for window in (popup, other):
            window.keyboard.press("2", delay=0)
    for window in (popup, other):
        expect(window.locator("#note")).to_contain_text("Real warmth is in.")
    expect(session.popup().locator("[data-balance]")).to_have_text("6")


def test_two_profiles_are_two_accounts(session: Session, start: Callable[..., Session]) -> None:
    ours = session.popup()
    colleague = start()
    try:
        theirs = colleague.popup()
        for popup, taps in ((ours, 2), (theirs, 1), (ours, 1)):
            for _ in range(taps):
                popup.keyboard.press("2")
        expect(ours.locator("[data-balance]")).to_have_text("3")
        expect(theirs.locator("[data-balance]")).to_have_text("1")
        assert not {entry["id"] for entry in Stores(session).all("entries")} & {
            entry["id"] for entry in Stores(colleague).all("entries")
        }
        assert colleague.problems == []
    finally:
        colleague.close()
