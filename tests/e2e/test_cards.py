"""A card of every kind, from the journal to its end: it comes, is seen, and goes when sent away."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from interlude import wire
from interlude.cards.kinds import kinds
from interlude.clock import Moment
from interlude.ledger.entries import Banned, Entry, PromptShown
from interlude.prompts.library import library, prompt_by_id
from tests.e2e.browser import Session
from tests.e2e.stores import Stores


def offered(kind: str, now: int) -> PromptShown:
    prompt = next(prompt for prompt in library() if prompt.card == kind)
    return PromptShown(
        kind, Moment(now, 0), prompt.id, next(iter(prompt.kinds), "none"), 2, "close"
    )


def test_each_kind_is_seen_and_goes_when_it_is_sent_away(session: Session) -> None:
    popup = session.popup()
    now = popup.evaluate("Date.now()") - 60_000
    popup.close()
    session.kill_engine()
    stores = Stores(session)
    stores.add(wire.encode_entry(offered(kind, now)) for kind in kinds())
    for kind in kinds():
        shown = session.open("card", 420, 480, f"#{kind}")
        expect(shown.locator("main")).to_have_attribute("data-card", kind)
        shown.keyboard.press("Escape")
        shown.wait_for_url(f"{session.origin}/popup.html")
    said = {(entry["kind"], entry.get("shown")) for entry in stores.all("entries")}
    assert said >= {(what, kind) for kind in kinds() for what in ("prompt_seen", "prompt_answered")}


def test_by_keyboard_a_card_is_never_to_come_again_and_is_brought_back(session: Session) -> None:
    popup = session.popup()
    now = popup.evaluate("Date.now()") - 60_000
    popup.close()
    session.kill_engine()
    stores = Stores(session)
    entry = offered("reframe", now)
    before: list[Entry] = [
        Banned(name, Moment(now, 0), "prompt", name) for name in ("space_gap", "space_jaw")
    ]
    stores.add([wire.encode_entry(one) for one in [*before, entry]])
    card = session.open("card", 420, 480, "#reframe")
    expect(card.locator("main")).to_be_visible()
    tab_to(card, "#why summary")
    card.keyboard.press("Enter")
    tab_to(card, "#never")
    card.keyboard.press("Enter")
    card.wait_for_url(f"{session.origin}/popup.html")
    settings = session.open("settings", 900, 900)
    words = prompt_by_id(entry.prompt).words
    expect(settings.get_by_role("listitem").filter(has_text=words)).to_be_visible()
    back = f"#back-{entry.prompt}"
    settings.locator("#erase-form").wait_for()
    tab_to(settings, back)
    settings.keyboard.press("Enter")
    expect(settings.locator("#note")).to_have_text("It may come again.")
    expect(settings.locator(back)).to_have_count(0)
    expect(settings.locator("#banned-title")).to_be_focused()
    for name, heading in (("space_gap", "#banned-title"), ("space_jaw", "#learned-title")):
        tab_to(settings, f"#back-{name}")
        settings.keyboard.press("Enter")
        expect(settings.locator(f"#back-{name}")).to_have_count(0)
        expect(settings.locator(heading)).to_be_focused()
    said = [one["kind"] for one in stores.all("entries")]
    assert said[-5:] == ["prompt_answered", "banned", *["brought_back"] * 3]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(selector).evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {selector}")
