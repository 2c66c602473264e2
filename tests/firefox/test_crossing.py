"""What crosses between a helpdesk's tab and the broker, and what may not; in Firefox."""

from __future__ import annotations

from typing import Any

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox, wait
from tests.firefox.desk import solve

# In another tab, where our content scripts run, started from a page of the extension.
_IN_CONTENT_WORLD = """async (url) => {
    const tab = await browser.tabs.create({ url });
    // A new tab is complete once before it goes where it is to go.
    const there = (now) => now.status === "complete" && now.url.startsWith(url);
    const loaded = () => browser.tabs.get(tab.id).then(there);
    while (!(await loaded())) await new Promise((resolve) => setTimeout(resolve, 50));
    const run = { target: { tabId: tab.id }, func: %s };
    const [{ result }] = await browser.scripting.executeScript(run);
    await browser.tabs.remove(tab.id);
    return result;
}"""

# What a content script says by right, and then what only our own pages may say.
_SAY = """async () => {
    const say = async (event) => {
        const message = { to: "broker", id: crypto.randomUUID(), event };
        return (await chrome.runtime.sendMessage(message).catch(() => null)) ?? null;
    };
    const acted = (page, action, fields) => ({ kind: "acted", page, tab: null, action, fields });
    const stamp = { id: "write", now: { at: 0, offset: 0 }, seed: 0 };
    const write = {
        stamp, tab: 1, page: "", method: "PUT", url: location.href, status: 200, body: "", form: {},
    };
    const read = {
        kind: "read_done", tab: 1, readings: [], scene: { composing: false },
        errand: { adapter: "zendesk", ticket: "1", rest: [], write },
    };
    const session = chrome.storage.session;
    return {
        heard: await say(read),
        refused: [
            await say(acted("popup", "deposit", { kind: "real_warmth" })),
            await say(acted("popup", "open", {})),
            await say(acted("settings", "export", {})),
            await say(acted("settings", "erase", { sure: "yes" })),
            await say(acted("popup", "declare", {})),
        ],
        session: session ? await session.get().then(() => "read", () => "refused") : "refused",
    };
}"""


def test_a_content_script_hears_that_it_was_heard_and_nothing_else(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    firefox.open("popup")
    firefox.click("[data-deposit=real_warmth]")
    firefox.find("[data-deposit=real_warmth].in")
    url = f"https://{desks.zendesk.host}/"
    said: dict[str, Any] = firefox.evaluate(_IN_CONTENT_WORLD % _SAY, url)
    assert said == {"heard": True, "refused": [None] * 5, "session": "refused"}
    assert [entry["kind"] for entry in firefox.journal()] == ["deposited"]


_DEPOSIT = """async () => {
    const event = {
        kind: "acted", page: "popup", tab: null, action: "deposit", fields: { kind: "real_warmth" },
    };
    return (await chrome.runtime.sendMessage({ to: "broker", id: "framed", event })) ?? null;
}"""


def test_a_page_in_a_frame_does_nothing(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        firefox.evaluate("() => location.assign('popup.html')")
        wait(lambda: firefox.evaluate("() => location.pathname") == "/popup.html", "it went there")
        firefox.find("body[data-page=popup]")
        assert firefox.evaluate("() => document.querySelector('main').children.length") == 0
        assert firefox.evaluate(_DEPOSIT) is None
        assert firefox.evaluate("() => document.querySelector('main').children.length") == 0
    assert "deposited" not in {entry["kind"] for entry in firefox.journal()}
