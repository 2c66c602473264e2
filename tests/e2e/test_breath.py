"""A breath waits for Begin, and is finished only if somebody saw it to its end."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Frame, Page, expect

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, card, go_into, press_shortcut, until_the_card_is
from tests.e2e.stores import Stores


def breath_in_popup(session: Session) -> Page:
    popup = session.popup()
    popup.get_by_role("button", name="Breathe").click()
    popup.wait_for_selector("main[data-card=breath]")
    return popup


def breath_in_helpdesk(session: Session, tab: Page, desks: PracticeHelpdesk) -> Frame:
    pages.open_ticket(tab, desks.zendesk, "calm-address")
    press_shortcut(session, tab, "declare-tense")
    shown = card(tab)
    until_the_card_is("breath", shown)
    go_into(session, tab, shown)
    return shown


def leap(page: Page | Frame, seconds: float) -> None:
    """Take the breath's clock in hand, and let it be so much later."""
    page.evaluate(
        "(ms) => { const later = performance.now() + ms; performance.now = () => later; }",
        seconds * 1000,
    )


def soon(page: Page | Frame) -> None:
    """Let the time after which an untouched card goes be short, and count from now."""
    page.evaluate(
        "() => { document.querySelector('main').dataset.goes = '50';"
        " document.dispatchEvent(new Event('pointermove')); }"
    )


def moving(page: Page | Frame) -> list[object]:
    """How often each animation of the circle comes round."""
    found = page.evaluate(
        "() => document.querySelector('.core').getAnimations()"
        ".map((one) => String(one.effect.getTiming().iterations))"
    )
    return list(found)


def kept(session: Session) -> Counter[str]:
    """The kinds of entries in the journal, and what was said to cards."""
    return Counter(entry.get("verdict", entry["kind"]) for entry in Stores(session).all("entries"))


def run(session: Session) -> str:
    return session.popup().locator("[data-run]").inner_text()


def test_with_nobody_there_nothing_comes_of_it(session: Session) -> None:
    popup = breath_in_popup(session)
    assert moving(popup) == ["Infinity"]
    assert not popup.locator(".seconds").is_visible()
    assert not popup.locator(".count").is_visible()
    expect(popup.get_by_text("4 seconds in, 6 seconds out.")).to_be_visible()
    leap(popup, 600)
    session.kill_broker()
    soon(popup)
    popup.wait_for_selector("body[data-engine=ready] [data-balance]")
    assert kept(session) == {"prompt_shown": 1, "prompt_seen": 1}
    assert popup.locator("[data-run]").inner_text() == "0"
    learned = session.open("settings", 900, 900).get_by_text("has learned nothing from you yet")
    expect(learned).to_be_visible()


def test_begun_with_a_key_it_plays_pythons_timetable_to_the_end(session: Session) -> None:
    popup = breath_in_popup(session)
    leap(popup, 0)
    popup.locator("h1").click()
    popup.keyboard.press("Space")
    cue, count, left = (popup.locator(part) for part in (".cue", ".count", ".seconds"))
    expect(cue).to_have_text("Breathe in, gently")
    expect(popup.locator("#announce")).to_have_text("It begins. Breathe in, gently.")
    assert moving(popup) == ["1"]
    leap(popup, 1)
    expect(count).to_have_text("2")
    leap(popup, 3)
    expect(cue).to_have_text("Breathe out, slowly")
    expect(left).to_have_text("56")
    leap(popup, 56)
    expect(popup.get_by_role("heading")).to_have_text("That was your minute.")
    expect(popup.locator("#announce")).to_have_text("That was your minute.")
    popup.keyboard.press(popup.locator("#pause kbd").inner_text())
    popup.wait_for_selector("body[data-engine=ready] [data-balance]")
    assert popup.locator("[data-balance]").inner_text() == "1"
    assert kept(session) == {"prompt_shown": 1, "prompt_seen": 1, "finished": 1, "deposited": 1}


def test_in_the_helpdesk_it_is_kept_though_the_broker_dies_meanwhile(
    session: Session, tab: Page, desks: PracticeHelpdesk
) -> None:
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").press("Enter")
    expect(shown.locator(".cue")).to_have_text("Breathe in, gently")
    session.kill_broker()
    leap(shown, 60)
    expect(shown.get_by_role("heading")).to_have_text("That was your minute.")
    soon(shown)
    tab.wait_for_selector("[data-interlude]", state="detached")
    assert kept(session)["finished"] == 1
    assert kept(session)["deposited"] == 0
    assert run(session) == "1"


def test_out_of_sight_it_waits_to_be_begun_again(session: Session) -> None:
    popup = breath_in_popup(session)
    leap(popup, 0)
    popup.locator("#begin").click()
    leap(popup, 30)
    expect(popup.locator(".seconds")).to_have_text("30")
    popup.evaluate(
        "() => { Object.defineProperty(document, 'visibilityState',"
        " { value: 'hidden', configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    expect(popup.locator("#begin")).to_be_visible()
    assert moving(popup) == ["Infinity"]
    assert kept(session)["finished"] == 0


def test_begun_twice_it_is_one_breath(session: Session, tab: Page, desks: PracticeHelpdesk) -> None:
    """A press that comes while the one before is still looked at does not undo it."""
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    leap(shown, 60)
    expect(shown.get_by_role("heading")).to_have_text("That was your minute.")
    assert kept(session)["finished"] == 1


HIDDEN = {
    "the page asks something": """() => {
        document.body.append(document.createElement("dialog"));
        document.querySelector("dialog").showModal();
    }""",
    "the page is gone": "() => { document.documentElement.style.display = 'none'; }",
    "the card is faded": """() => {
        const host = document.querySelector("[data-interlude]");
        host.style.setProperty("opacity", "0", "important");
    }""",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_of_a_breath_that_the_page_hid_nothing_is_counted(
    session: Session, tab: Page, desks: PracticeHelpdesk, how: str
) -> None:
    """The document of a frame counts as visible, also where nothing of it is drawn."""
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").press("Enter")
    shown.wait_for_selector("body[data-breathing]", state="attached")
    tab.wait_for_timeout(700)  # the press is looked at before the page does anything
    tab.evaluate(HIDDEN[how])
    # Where nothing is drawn no frame comes, on which Playwright's own waiting hangs.
    while shown.evaluate("'breathing' in document.body.dataset"):
        tab.wait_for_timeout(50)
    leap(shown, 60)
    tab.wait_for_timeout(500)
    assert kept(session)["finished"] == 0


def test_with_less_motion_words_say_the_rhythm(session: Session) -> None:
    popup = session.popup()
    popup.emulate_media(reduced_motion="reduce")
    popup.get_by_role("button", name="Breathe").click()
    expect(popup.get_by_text("4 seconds in, 6 seconds out.")).to_be_visible()
    assert moving(popup) == []
    popup.locator("#begin").click()
    expect(popup.locator(".cue")).to_have_text("Breathe in, gently")
    assert moving(popup) == []
