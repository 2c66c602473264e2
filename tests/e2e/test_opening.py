"""A shift opens with something from the agent's own account, with her own line about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from interlude import wire
from interlude.clock import HOUR, Moment
from interlude.ledger.entries import Deposited
from practice import pages
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, stays_in_sight
from tests.e2e.stores import Stores

LINE = "She laughed at the end, after three weeks of waiting. " * 5


@pytest.fixture
def yesterday(session: Session) -> None:
    """One deposit with a line, from a shift that is over."""
    popup = session.popup()
    now = popup.evaluate("Date.now()")
    popup.close()
    session.kill_engine()
    stores = Stores(session)
    past = Deposited("past", Moment(now - 20 * HOUR, 0), "real_warmth")
    stores.add([wire.encode_entry(past)])
    stores.close()
    account = session.open("dashboard", 900, 900)
    account.locator("#line-past").click()
    account.locator("#line").fill(LINE)
    account.keyboard.press("Enter")
    expect(account.locator("#note")).to_contain_text("Your line is kept.")
    account.close()


@pytest.mark.usefixtures("yesterday")
def test_in_the_popup_and_after_the_first_calm_close(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    popup = session.popup()
    expect(popup.locator("#recalled")).to_contain_text("Real warmth.")
    expect(popup.locator("#note")).to_contain_text(LINE.strip())
    popup.set_viewport_size({"width": 380, "height": 600})
    assert popup.evaluate("document.documentElement.scrollHeight") <= 600, "a popup has 600 px"
    popup.close()
    assert "laughed" not in Stores(session).pictures()

    tab.bring_to_front()
    pages.solve(tab, desk, "calm-address")
    shown = card(tab)
    expect(shown.locator("main[data-card=opening] #recalled")).to_contain_text("Real warmth")
    expect(shown.locator("#recalled")).to_contain_text(LINE.strip())
    stays_in_sight(shown)
    shown.get_by_role("button", name="Helped").click()
    tab.wait_for_selector("[data-interlude]", state="detached")
    assert "prompt_answered" in [entry["kind"] for entry in Stores(session).all("entries")]
