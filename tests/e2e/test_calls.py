"""While a person is in a call or shares their screen, one key each is enough."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from practice import pages
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, stays_quiet


def test_a_call_on_a_shared_screen_by_keyboard(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    popup = session.popup()
    popup.keyboard.press("1")
    expect(popup.locator("[data-balance]")).to_have_text("1")
    popup.keyboard.press("h")
    expect(popup.locator("#hidden")).to_be_visible()
    popup.keyboard.press("p")
    expect(popup.locator("#call")).to_contain_text("It is over")
    assert popup.evaluate("document.documentElement.scrollHeight") <= 600, "a popup has 600 px"
    popup.close()

    account = session.open("dashboard", 900, 900)
    expect(account.locator("#hidden")).to_be_visible()
    expect(account.locator("[data-balance], [data-run], table")).to_have_count(0)
    account.close()
    tab.bring_to_front()
    pages.solve(tab, desk, "furious-outage")
    assert stays_quiet(tab, 1.5), "in a call"

    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_count(0)
    popup.keyboard.press("p")
    expect(popup.locator("#call")).to_contain_text("In a call")
    popup.locator("#figures").focus()
    popup.keyboard.press("Enter")
    expect(popup.locator("[data-balance]")).to_have_text("1")
    popup.close()
    pages.solve(tab, desk, "furious-refund")
    card(tab)
