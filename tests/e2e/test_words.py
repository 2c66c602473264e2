"""What an agent writes in words of her own: by key and by mouse, kept twice, erased for good."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from interlude import wire
from interlude.clock import Moment
from interlude.ledger.entries import PromptShown
from interlude.prompts.library import library
from tests.e2e.browser import Session
from tests.e2e.stores import Stores

SAID = "She laughed at the end."
BETTER = "She laughed at last, and so did I."
POINTING = "Thanked @kim for #4711"


def noted(page: Page, words: str) -> None:
    expect(page.locator("#note")).to_contain_text(words)


def test_a_line_by_keys_alone_is_kept_twice_and_erased_from_everywhere(session: Session) -> None:
    popup = session.popup()
    popup.keyboard.press("2")
    noted(popup, "Real warmth is in.")
    popup.keyboard.press("n")
    expect(popup.locator("#line")).to_be_focused()
    # In a field no letter is anything but a letter.
    popup.keyboard.type("1a")
    expect(popup.locator("#line")).to_have_value("1a")
    popup.locator("#line").fill("")
    popup.keyboard.type(SAID)
    popup.keyboard.press("Enter")
    noted(popup, "Your line is kept.")
    expect(popup.locator("[data-balance]")).to_have_text("1")
    popup.close()

    stores = Stores(session)
    [line], [deposit] = stores.all("writings"), stores.all("entries")
    assert (line["text"], line["kind"], line["entry"]) == (SAID, "note", deposit["id"])
    assert stores.words() == [SAID]

    session.kill_engine()
    account = session.open("dashboard", 900, 900)
    change = account.get_by_role("button", name=re.compile("^Change the line: Real warmth"))
    change.press("Enter")
    expect(account.locator("#line")).to_be_focused()
    expect(account.locator("#line")).to_have_value(SAID)
    account.locator("#line").fill(BETTER)
    account.keyboard.press("Enter")
    noted(account, "Your line is kept.")
    expect(change).to_be_focused()
    assert stores.words() == [BETTER]
    assert BETTER in stores.everything()
    assert SAID not in stores.everything()

    account.locator("#lines summary").press("Enter")
    account.get_by_role("button", name="Erase for good").press("Enter")
    noted(account, "Your line is erased for good.")
    assert account.get_by_text(BETTER).count() == 0
    assert BETTER not in stores.everything()
    assert (stores.all("writings"), stores.words()) == ([], [])
    session.kill_engine()
    expect(session.popup().locator("[data-balance]")).to_have_text("1")
    assert stores.log() == stores.all("entries") == [deposit]


def test_what_could_point_to_somebody_is_marked_and_she_decides(session: Session) -> None:
    popup = session.popup()
    popup.locator("[data-deposit=thanked_someone]").click()
    popup.get_by_role("button", name="Add a line").click()
    popup.locator("#line").fill(POINTING)
    popup.get_by_role("button", name="Keep").click()
    expect(popup.locator("#line-problem")).to_contain_text("“@kim” and “#4711” could point")
    stores = Stores(session)
    assert "4711" not in stores.everything()
    popup.get_by_role("button", name="Keep").click()
    noted(popup, "Your line is kept.")
    assert stores.words() == [POINTING]

    settings = session.open("settings", 900, 900)
    with settings.expect_download() as saved:
        settings.locator("#export").click()
    file = json.loads(saved.value.path().read_text())
    assert file["format"] == "interlude-journal/2"
    assert [one["text"] for one in file["writings"]] == [POINTING]
    assert file["entries"] == stores.all("entries")
    session.forget()
    assert "4711" not in Stores(session).everything()


def test_the_houses_rule_comes_with_a_heavy_card(session: Session) -> None:
    settings = session.open("settings", 900, 900)
    settings.get_by_label("The rule, in one line").fill("Call the duty lead first.")
    settings.get_by_label("Whom to turn to").fill("Sam, ext. 12")
    settings.get_by_role("button", name="Save settings").click()
    noted(settings, "Saved.")
    now = settings.evaluate("Date.now()") - 60_000
    session.kill_engine()
    stores = Stores(session)
    prompt = next(prompt for prompt in library() if prompt.card == "heavy")
    heavy = PromptShown("heavy", Moment(now, 0), prompt.id, "heavy", 0, "close")
    stores.add([wire.encode_entry(heavy)])
    shown = session.open("card", 420, 480, "#heavy")
    expect(shown.locator("#card-house")).to_contain_text("Call the duty lead first.")
    expect(shown.locator("#card-house")).to_contain_text("Sam, ext. 12")


def test_what_is_typed_and_not_kept_is_nowhere(session: Session) -> None:
    popup = session.popup()
    popup.keyboard.press("2")
    noted(popup, "Real warmth is in.")
    popup.keyboard.press("n")
    popup.locator("#line").fill(SAID)
    popup.get_by_role("button", name="Not now").click()
    popup.wait_for_selector("[data-deposit]")
    assert SAID not in Stores(session).everything()
