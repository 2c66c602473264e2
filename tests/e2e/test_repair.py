"""A ``repair`` card: from a mistake to a deposit, by key and by mouse; what is typed is hers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from practice import pages
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, go_into, stays_in_sight, until_the_card_is
from tests.e2e.stores import Stores

LEARNED = "5 labels look alike, so I read each aloud."

LISTENS = """() => {
    window.heard = [];
    for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "paste", "change"])
        addEventListener(type, (event) => window.heard.push(type, event.key, event.data), true);
}"""


@pytest.fixture
def shown(session: Session, tab: Page, desk: ZendeskDesk) -> Frame:
    """The card after a ticket on which she made a mistake."""
    pages.solve(tab, desk, "own-mistake")
    shown = card(tab)
    stays_in_sight(shown)
    until_the_card_is("repair", shown)
    return shown


def field_of(shown: Frame, step: str) -> Locator:
    return shown.get_by_role("textbox", name=step)


def gone(tab: Page) -> None:
    tab.wait_for_selector("[data-interlude]", state="detached")


def test_by_keys_alone_she_keeps_what_she_learned_and_the_page_hears_nothing(
    session: Session, tab: Page, shown: Frame
) -> None:
    go_into(session, tab, shown)
    shown.locator("#steps summary").press("Enter")
    tab.evaluate(LISTENS)
    field = field_of(shown, "What I learned")
    field.focus()
    tab.keyboard.type(LEARNED)
    expect(field).to_have_value(LEARNED)
    tab.keyboard.press("Enter")
    expect(field).to_have_value(LEARNED)
    shown.get_by_label("What happened").focus()
    tab.keyboard.press("Escape")
    expect(shown.locator("#steps summary")).to_be_focused()
    expect(field).to_have_value(LEARNED)
    shown.locator("#keep-steps").focus()
    tab.keyboard.press("Space")
    expect(shown.locator("#keep-steps")).to_be_checked()
    assert tab.evaluate("window.heard") == []
    assert tab.evaluate("() => document.body.textContent").count(LEARNED) == 0
    shown.locator("#put-kind_to_myself").press("Enter")
    gone(tab)
    stores = Stores(session)
    deposit = stores.all("entries")[-1]
    assert (deposit["kind"], deposit["deposit"]) == ("deposited", "kind_to_myself")
    [line] = stores.all("writings")
    assert (line["text"], line["kind"], line["entry"]) == (LEARNED, "lesson", deposit["id"])
    account = session.open("dashboard", 900, 900)
    expect(account.locator("#lines")).to_contain_text(LEARNED)


def test_by_mouse_what_she_did_not_keep_is_nowhere(
    session: Session, tab: Page, shown: Frame
) -> None:
    shown.locator("#steps summary").click()
    field_of(shown, "What happened").fill(LEARNED)
    stays_in_sight(shown)
    shown.get_by_role("button", name="Owned it").click()
    gone(tab)
    stores = Stores(session)
    assert stores.all("entries")[-1]["deposit"] == "owned_it"
    assert stores.all("writings") == []
    assert LEARNED not in stores.everything()


def test_what_could_point_to_somebody_is_said_on_the_card_before_it_is_kept(
    session: Session, tab: Page, shown: Frame
) -> None:
    # A tab that opens takes the keyboard; from here on none does.
    stores = Stores(session)
    tab.bring_to_front()
    go_into(session, tab, shown)
    shown.locator("#steps summary").press("Enter")
    told = field_of(shown, "Whom I told, or said sorry to")
    told.fill("Ms Novak")
    shown.locator("#keep-steps").press("Space")
    shown.get_by_role("button", name="Owned it").press("Enter")
    expect(shown.locator("#steps-problem")).to_contain_text("“Ms Novak” could point to a person")
    expect(told).to_have_value("Ms Novak")
    assert "Novak" not in stores.everything()
    told.fill("The customer, in one line")
    shown.get_by_role("button", name="Owned it").press("Enter")
    gone(tab)
    assert stores.words() == ["The customer, in one line"]
