"""A card of every kind, from the journal to its end: it comes, is seen, and goes when sent away."""

from __future__ import annotations

from playwright.sync_api import expect

from interlude import wire
from interlude.cards.kinds import kinds
from interlude.clock import Moment
from interlude.ledger.entries import PromptShown
from interlude.prompts.library import library
from tests.e2e.browser import Session
from tests.e2e.stores import Stores


def offered(kind: str, now: int) -> PromptShown:
    prompt = next(prompt for prompt in library() if prompt.card == kind)
    return PromptShown(kind, Moment(now, 0), prompt.id, prompt.kinds[0], 2, "close")


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
