"""What crosses between a helpdesk's tab, the broker and the engine, and what may not."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from interlude.engine import CHECKPOINT_EVERY
from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, card, press_shortcut, until
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
    until(tab, lambda: "trace" in memo(session), "the calm close is remembered")
    return tab


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


# --- What a helpdesk's tab hears -----------------------------------------------------------------

# Our content scripts say and hear everything through these two functions.
RECORD = """() => {
    globalThis.recorded = { heard: [], replies: [] };
    chrome.runtime.onMessage.addListener((message) => void recorded.heard.push(message));
    const send = chrome.runtime.sendMessage;
    chrome.runtime.sendMessage = async (message) => {
        const reply = await send.call(chrome.runtime, message);
        recorded.replies.push(reply);
        return reply;
    };
}"""

DEPOSIT = """async (times) => {
    const event = {
        kind: "acted", page: "popup", tab: null, action: "deposit", fields: { kind: "real_warmth" },
    };
    for (let left = times; left > 0; left -= 1)
        await chrome.runtime.sendMessage({ to: "broker", id: crypto.randomUUID(), event });
}"""


def entries(session: Session) -> list[Any]:
    stores = Stores(session)
    found = stores.all("entries")
    stores.close()
    return found


def test_nothing_of_the_account_enters_the_helpdesks_tab(
    session: Session, tab: Page, desks: PracticeHelpdesk
) -> None:
    """Over a journey of more than 200 events, one of the tab's own brings the checkpoint."""
    pages.open_ticket(tab, desks.zendesk, "furious-refund")
    in_content_world(session, tab, RECORD)
    pages.zendesk_submit(tab, desks.zendesk, "furious-refund", "solved")
    card(tab)
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")

    popup = session.popup()
    popup.evaluate(DEPOSIT, CHECKPOINT_EVERY - 2 - len(entries(session)))
    tab.bring_to_front()
    for _ in range(2):
        press_shortcut(session, tab, "declare-tense")
        card(tab)
        tab.keyboard.press("Escape")
        tab.wait_for_selector("[data-interlude]", state="detached")
    kept = entries(session)
    assert len(kept) > CHECKPOINT_EVERY
    assert kept[CHECKPOINT_EVERY - 1]["kind"] in ("prompt_seen", "prompt_answered")

    recorded = in_content_world(session, tab, "() => recorded")
    assert Counter(message["kind"] for message in recorded["heard"]) >= Counter(read=1, show_card=3)
    assert len(recorded["replies"]) >= 4
    assert all(reply is True for reply in recorded["replies"])
    said = json.dumps(recorded["heard"])
    for prompt in {entry["prompt"] for entry in kept if entry["kind"] == "prompt_shown"}:
        assert prompt not in said
    for word in ("append", "checkpoint", "memo", "html", "<main", "prompt_", "real_warmth", "heat"):
        assert word not in said


# --- What may be said from there -----------------------------------------------------------------

FORGE = """async () => {
    const now = { at: Date.now(), offset: 0 };
    const acted = (page, action, fields) => ({ kind: "acted", page, tab: null, action, fields });
    const events = [
        acted("popup", "deposit", { kind: "real_warmth" }),
        acted("popup", "declare", {}),
        acted("popup", "open", {}),
        acted("popup", "declare", {}),
        acted("popup", "hush", { until: "hour" }),
        acted("account", "open", {}),
        acted("settings", "export", {}),
        acted("settings", "erase", { sure: "yes" }),
        { kind: "opened", journal: [] },
        { kind: "write_seen", tab: 1, page: "", method: "PUT", url: "", status: 200, body: "" },
        null,
    ];
    const answers = [];
    for (const to of ["broker", "engine"]) {
        for (const event of events) {
            const id = crypto.randomUUID();
            const stamped = event && { ...event, keep: true, stamp: { id, now, seed: 1 } };
            const asking = chrome.runtime.sendMessage({ to, id, event: stamped, memo: "" });
            answers.push((await asking.catch(() => null)) ?? null);
        }
    }
    return answers.filter((answer) => answer !== null);
}"""


def with_a_deposit(session: Session) -> Page:
    popup = session.popup()
    popup.keyboard.press("2")
    expect(popup.locator("[data-balance]")).to_have_text("1")
    return popup


def test_a_content_script_can_neither_act_for_the_agent_nor_read_the_account(
    session: Session, tab: Page
) -> None:
    with_a_deposit(session)
    assert in_content_world(session, tab, FORGE) == []
    assert [entry["kind"] for entry in entries(session)] == ["deposited"]


FRAME = """(url) => new Promise((loaded) => {
    const frame = document.createElement("iframe");
    frame.onload = loaded;
    frame.src = url;
    document.body.append(frame);
})"""


@pytest.mark.parametrize("name", ["popup", "settings"])
def test_a_page_in_a_frame_does_nothing(
    session: Session, desks: PracticeHelpdesk, name: str
) -> None:
    """Only the card can be framed, so it has to be led there; it never does that by itself."""
    with_a_deposit(session)
    tab = session.tab("https://evil.example/")
    address = session.broker().evaluate("chrome.runtime.getURL('card.html')")
    tab.evaluate(FRAME, address)
    frame = tab.frames[-1]
    with session.context.expect_event("weberror"):
        frame.goto(f"{session.origin}/{name}.html")
    assert all("shows no page in a frame" in problem for problem in session.problems)
    session.problems.clear()
    assert frame.locator("main").inner_html() == ""
    assert frame.evaluate(FORGE) == []
    assert [entry["kind"] for entry in entries(session)] == ["deposited"]
