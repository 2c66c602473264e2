"""An agent decides when Interlude may speak, and what becomes of what it keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from practice import pages
from practice.server import PracticeHelpdesk
from practice.stories import agents, stories
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, press_shortcut, stays_quiet


@pytest.fixture
def settings(session: Session) -> Page:
    return session.open("settings", 900, 900)


def save(settings: Page) -> None:
    settings.get_by_role("button", name="Save settings").click()
    expect(settings.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    settings.reload()
    settings.wait_for_selector("body[data-engine=ready]")


def reads(desks: PracticeHelpdesk) -> list[str]:
    """What only Interlude asks the Zendesk desk for."""
    return [request.path for request in desks.requests if "/audits.json" in request.path]


def test_every_way_to_be_left_alone(
    session: Session, settings: Page, tab: Page, desk: ZendeskDesk, desks: PracticeHelpdesk
) -> None:
    """Silent means that not even a ticket is read; the last close shows that it was listening."""

    def close_quietly(key: str, why: str) -> None:
        save(settings)
        pages.solve(tab, desk, key)
        assert stays_quiet(tab, 1.5), why
        assert reads(desks) == [], why
        settings.bring_to_front()

    settings.get_by_label("Zendesk", exact=True).uncheck()
    close_quietly("furious-outage", "Zendesk is switched off")

    settings.get_by_label("Zendesk", exact=True).check()
    settings.get_by_label("I tell you").check()
    close_quietly("furious-delivery", "the agent wants to say it herself")

    settings.get_by_label("Notice for me").check()
    settings.get_by_label("Most pauses offered in one shift").fill("0")
    close_quietly("abusive-insults", "no pauses wanted")

    settings.get_by_label("Most pauses offered in one shift").fill("6")
    now = datetime.now()  # noqa: DTZ005 - quiet hours go by the agent's own clock
    settings.get_by_label("from", exact=True).fill(f"{now - timedelta(hours=1):%H:%M}")
    settings.get_by_label("to", exact=True).fill(f"{now + timedelta(hours=1):%H:%M}")
    close_quietly("accused-of-lying", "these are quiet hours")

    settings.get_by_label("from", exact=True).fill("")
    settings.get_by_label("to", exact=True).fill("")
    save(settings)
    pages.solve(tab, desk, "furious-refund")
    card(tab)
    assert len(reads(desks)) == 1


def test_one_helpdesk_off_leaves_the_other_on(
    session: Session, settings: Page, desks: PracticeHelpdesk
) -> None:
    settings.get_by_label("Zendesk", exact=True).uncheck()
    save(settings)
    tab = session.context.new_page()
    pages.sign_in(tab, desks.freshdesk)
    pages.solve(tab, desks.freshdesk, "furious-refund")
    card(tab)


def test_an_agent_who_tells_is_heard(
    session: Session, settings: Page, tab: Page, desk: ZendeskDesk
) -> None:
    settings.get_by_label("I tell you").check()
    save(settings)
    pages.open_ticket(tab, desk, "furious-refund")
    press_shortcut(session, tab, "declare-tense")
    card(tab)


def test_errors_stand_beside_their_fields_and_keep_what_was_typed(settings: Page) -> None:
    cap = settings.get_by_label("Most pauses offered in one shift")
    start, end = settings.get_by_label("from", exact=True), settings.get_by_label("to", exact=True)
    address = settings.get_by_label("Address", exact=True)
    settings.get_by_label("I tell you").check()
    cap.fill("99")
    start.fill("22:00")
    address.fill("help.firm.example")
    settings.get_by_role("button", name="Save settings").click()

    for field, words in (
        (cap, "Write a whole number from 0 to 12."),
        (end, "Fill in both times, or leave both empty for no quiet hours."),
        (address, "Write the whole address, such as https://help.firm.example."),
    ):
        expect(settings.get_by_text(words)).to_be_visible()
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    expect(settings.get_by_role("status").filter(has_text="Nothing is saved yet.")).to_be_visible()
    expect(settings.get_by_label("I tell you")).to_be_checked()
    expect(cap).to_have_value("99")
    expect(start).to_have_value("22:00")
    expect(address).to_have_value("help.firm.example")

    settings.reload()
    expect(cap).to_have_value("6")
    expect(settings.get_by_label("Notice for me")).to_be_checked()


def test_two_settings_pages_do_not_undo_each_other(session: Session, settings: Page) -> None:
    """Nor does another button of the page, and what is not saved is not lost without a word."""
    other = session.open("settings", 900, 900)
    cap = "Most pauses offered in one shift"
    settings.get_by_label(cap).fill("3")
    save(settings)
    other.get_by_label("from", exact=True).fill("22:00")
    other.get_by_label("to", exact=True).fill("06:00")

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    other.once("dialog", stay)
    other.close(run_before_unload=True)
    expect(other.get_by_label("from", exact=True)).to_have_value("22:00")
    assert asked == ["beforeunload"]

    save(other)
    expect(other.get_by_label(cap)).to_have_value("3")
    expect(other.get_by_label("from", exact=True)).to_have_value("22:00")


def test_an_address_is_judged_before_the_browser_is_asked(settings: Page) -> None:
    """And it is kept as the browser reads it."""
    address = settings.get_by_label("Address", exact=True)
    for typed, kept in (
        ("https://h\u00e9lp.firm.example", "https://xn--hlp-bma.firm.example"),
        ("http://127.1", "http://127.0.0.1"),
        ("https://\uff46oo.example", "https://foo.example"),
        ("https://foo\\@bar", "https://foo"),
    ):
        address.fill(typed)
        settings.locator("#add").click()
        expect(settings.locator(".rows").get_by_text(kept, exact=True)).to_be_visible()
        expect(address).to_have_value("")
    address.fill("https://me@firm.example")
    settings.locator("#add").click()
    expect(settings.get_by_text("Leave out what stands before the @")).to_be_visible()
    expect(settings.locator(".rows li")).to_have_count(4)
    expect(settings.locator(".rows").get_by_role("button", name="Allow")).to_have_count(3)


def test_the_export_holds_the_account_and_nothing_of_a_ticket(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    pages.solve(tab, desk, "furious-refund")
    card(tab)
    tab.keyboard.press("Escape")
    popup = session.popup()
    popup.keyboard.press("1")
    expect(popup.locator("[data-balance]")).to_have_text("1")
    settings = session.open("settings", 900, 900)
    with settings.expect_download() as download:
        settings.get_by_role("button", name="Export all as JSON").click()
    assert re.fullmatch(r"interlude-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))

    kinds = [entry["kind"] for entry in exported["entries"]]
    assert sorted(kinds) == [
        "deposited",
        "prompt_answered",
        "prompt_seen",
        "prompt_shown",
        "worked",
    ]
    story = next(story for story in stories() if story.key == "furious-refund")
    known = {
        str(desk.ticket_id("furious-refund")),
        desk.host,
        story.subject,
        *(part for turn in story.turns for part in re.findall(r"[^.?!\n]{12,}", turn.text)),
        *(word for name in (story.customer.name, story.customer.email) for word in name.split()),
        *(word for agent in agents() for word in agent.name.split()),
    }
    for leaf in leaves(exported):
        assert leaf not in known
        assert [
            text for text in known if len(text) > 3 and not text.isdigit() and text in leaf
        ] == []


def leaves(document: Any) -> Iterator[str]:
    """Every value in a JSON document, as text."""
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, list):
        for item in document:
            yield from leaves(item)
    else:
        yield str(document)


def test_erasing_leaves_a_fresh_account(session: Session, settings: Page) -> None:
    settings.get_by_label("I tell you").check()
    save(settings)
    popup = session.popup()
    popup.keyboard.press("1")
    expect(popup.locator("[data-balance]")).to_have_text("1")

    erase = settings.get_by_role("button", name="Erase all")
    erase.click()
    settings.reload()
    settings.wait_for_selector("body[data-engine=ready]")
    expect(settings.get_by_text("This empties your account: 1 deposit,")).to_be_visible()

    settings.get_by_label("Yes, erase everything Interlude keeps").check()
    erase.click()
    expect(settings.get_by_text("Everything is erased. This is a fresh account.")).to_be_visible()
    expect(settings.get_by_label("Notice for me")).to_be_checked()
    popup.reload()
    popup.wait_for_selector("body[data-engine=ready]")
    expect(popup.locator("[data-balance]")).to_have_text("0")
    kept = popup.evaluate(
        """async () => {
            const stores = ["entries", "answers"];
            const opening = indexedDB.open("interlude");
            await new Promise((done) => (opening.onsuccess = done));
            const reading = opening.result.transaction(stores);
            const asked = stores.map((store) => reading.objectStore(store).count());
            await new Promise((done) => (reading.oncomplete = done));
            opening.result.close();
            return asked.map((count) => count.result);
        }"""
    )
    assert kept == [0, 1], "the one answer is that everything was erased"


def test_the_button_that_saves_another_language_speaks_it_too(settings: Page) -> None:
    settings.get_by_label("Language of pages and cards").select_option("de")
    settings.get_by_role("button", name="Save settings").click()
    expect(settings.get_by_role("button", name="Einstellungen speichern")).to_be_focused()


def test_single_keys_can_be_switched_off(session: Session) -> None:
    settings = session.open("settings", 900, 900)
    expect(settings.locator(".keys")).to_contain_text("that one was tense")
    settings.locator("#single-keys").uncheck()
    settings.get_by_role("button", name="Save settings").click()
    expect(settings.locator("#note")).not_to_be_empty()
    assert not settings.locator("#single-keys").is_checked()
    popup = session.popup()
    popup.keyboard.press("2")
    popup.locator("[data-deposit=real_warmth]").click()
    expect(popup.locator("#note")).to_contain_text("Real warmth is in.")
    expect(popup.locator("[data-balance]")).to_have_text("1")
