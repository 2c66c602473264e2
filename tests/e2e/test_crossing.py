"""What crosses between a helpdesk's tab, the broker and the engine, and what may not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from playwright.sync_api import Page

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session
from tests.e2e.stores import Stores


def in_content_world(session: Session, tab: Page, function: str) -> Any:
    """What a JavaScript function, which may be async, gives where our content scripts run."""
    return session.broker().evaluate(
        f"""async (url) => {{
            const tab = (await chrome.tabs.query({{}})).find((tab) => tab.url === url);
            const run = {{ target: {{ tabId: tab.id }}, func: {function} }};
            return (await chrome.scripting.executeScript(run))[0].result;
        }}""",
        tab.url,
    )


def memo(session: Session) -> str:
    """What the broker keeps for Python."""
    kept: str = session.broker().evaluate(
        "async () => (await chrome.storage.session.get({ memo: '' })).memo"
    )
    return kept


READ_THE_SESSION = """async () => {
    const reading = chrome.storage.session.get(null);
    return reading.then(() => "read", () => "refused");
}"""


def calm_close(session: Session, desks: PracticeHelpdesk, key: str) -> Page:
    """Close a calm ticket, and wait until it is remembered."""
    tab = session.context.new_page()
    pages.sign_in(tab, desks.zendesk)
    pages.solve(tab, desks.zendesk, key)
    for _ in range(600):
        if "trace" in memo(session):
            return tab
        tab.wait_for_timeout(50)
    raise AssertionError("the calm close was never remembered")


def test_a_memo_outlives_engine_and_broker_but_not_the_browser(
    session: Session, desks: PracticeHelpdesk
) -> None:
    tab = calm_close(session, desks, "calm-address")
    assert in_content_world(session, tab, READ_THE_SESSION) == "refused"

    session.kill_engine()
    session.kill_broker()
    popup = session.popup()
    popup.locator("[data-action=declare]").click()
    popup.wait_for_selector("main[data-card]")
    stores = Stores(session)
    assert Counter(entry["kind"] for entry in stores.all("entries"))["corrected"] == 1

    session.forget()
    calm_close(session, desks, "calm-long-setup")
    session.forget()
    assert "trace" not in memo(session)

    calm_close(session, desks, "calm-bug-report")
    session.kill_browser()
    assert memo(session) == ""
