"""What a page can learn of the card that lies over it, and what another page can do with a card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, expect

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import (
    Session,
    card,
    press_shortcut,
    stays_in_sight,
    stays_quiet,
    until,
    until_the_card_is,
)
from tests.e2e.stores import Stores
from tests.hostile import FRAME, LEARNED, LISTEN, NOTHING, OVER, REDRESS, TURNED_AWAY, redress


def solve(session: Session, desks: PracticeHelpdesk, hostile: str = "() => {}") -> Page:
    """A helpdesk's tab in which something ran before the card came."""
    tab = session.context.new_page()
    pages.sign_in(tab, desks.zendesk)
    pages.open_ticket(tab, desks.zendesk, "furious-refund")
    tab.evaluate(hostile)
    pages.zendesk_submit(tab, desks.zendesk, "furious-refund", "solved")
    return tab


def test_the_page_learns_that_there_is_a_card_and_nothing_else(
    session: Session, desks: PracticeHelpdesk
) -> None:
    tab = solve(session, desks, LISTEN)
    shown = card(tab)
    assert "#" not in shown.url
    assert tab.evaluate(LEARNED) == NOTHING


HIDDEN = """() => [...document.querySelectorAll("html > [popover]")].map((host) => {
    const { width, height } = host.getBoundingClientRect();
    return [host.outerHTML, host.hasAttribute("data-interlude"), width + height];
})"""


def test_the_frame_of_a_card_that_never_comes_is_hidden_empty_and_gone(
    session: Session, tab: Page, desks: PracticeHelpdesk
) -> None:
    """It loads while a ticket is read, and the ticket is calm."""
    held = desks.zendesk.hold_next_read("/audits.json")
    pages.solve(tab, desks.zendesk, "calm-address")
    until(tab, held.arrived.is_set, "the ticket is read")
    [framed] = [frame for frame in tab.frames if "/card.html" in frame.url]
    framed.wait_for_load_state()
    assert framed.locator("main").inner_html() == ""
    [[html, marked, size]] = tab.evaluate(HIDDEN)
    assert (html.count("<"), marked, size) == (2, False, 0)
    assert tab.evaluate("[document.activeElement.localName, window.length]") == ["body", 0]
    held.released.set()
    until(tab, lambda: tab.evaluate(HIDDEN) == [], "it is gone")
    until(tab, lambda: tab.frames == [tab.main_frame], "and so is its page")


def test_a_card_in_another_page_stays_empty(session: Session, desks: PracticeHelpdesk) -> None:
    """Also where the page knows its address, an entry's id, and how the words are handed over."""
    tab = solve(session, desks)
    entry = card(tab).locator("main").get_attribute("data-shown")
    evil = session.tab("https://evil.example/")
    evil.evaluate(FRAME, [address(session, tab), entry])
    [framed] = [frame for frame in evil.frames if frame.parent_frame]
    evil.wait_for_function(TURNED_AWAY)
    assert framed.locator("body").get_attribute("data-page") == "card"
    assert framed.locator("body").inner_text().strip() == ""


def address(session: Session, tab: Page) -> str:
    """What a content script is told as the card's address, which changes with each session."""
    asked: str = session.broker().evaluate(
        """async (url) => {
            const { id } = (await chrome.tabs.query({})).find((tab) => tab.url === url);
            const func = () => chrome.runtime.getURL("card.html");
            const target = { tabId: id };
            const [asked] = await chrome.scripting.executeScript({ target, func });
            return asked.result;
        }""",
        tab.url,
    )
    return asked


ANSWER = ".acts [data-action]:not(#closed, #begin)"


def ask(session: Session, tab: Page) -> Frame:
    """Have a card, as an agent does who says that one was tense."""
    press_shortcut(session, tab, "declare-tense")
    return card(tab)


def kept(session: Session) -> list[str]:
    """What the journal holds, and what was answered."""
    stores = Stores(session)
    entries = stores.all("entries")
    stores.close()
    return [entry.get("verdict") or entry["kind"] for entry in entries]


def open_again(tab: Page) -> None:
    """Press the small button as which a card waits."""
    tab.wait_for_function("() => document.querySelector('[data-interlude]')?.clientWidth < 60")
    tab.locator("[data-interlude]").click(force=True)
    tab.wait_for_function("() => document.querySelector('[data-interlude]')?.clientWidth > 300")


def click(tab: Page, shown: Frame) -> None:
    """Press where the card's first answer is."""
    box = shown.locator(ANSWER).first.bounding_box()
    assert box
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_press_on_what_nobody_could_see_sends_the_card_away_and_does_nothing_else(
    session: Session, tab: Page
) -> None:
    written: list[str] = []
    for trick in REDRESS:
        tab.reload()
        shown = ask(session, tab)
        tab.evaluate(redress(trick))
        if trick == OVER:
            open_again(tab)
        click(tab, shown)
        tab.wait_for_selector("[data-interlude]", state="detached")
        written += ["prompt_shown", "prompt_seen", "closed"]
        assert wait_for(tab, session, written) == written, trick


@pytest.mark.parametrize(
    "style",
    [
        "-webkit-mask-box-image: linear-gradient(transparent, transparent) !important",
        "outline: 200px solid white !important; outline-offset: -200px !important",
    ],
    ids=["a mask around it", "an outline that reaches inwards"],
)
def test_what_the_page_paints_over_the_card_makes_its_press_nobodys(
    session: Session, tab: Page, style: str
) -> None:
    shown = ask(session, tab)
    until_the_card_is("reframe", shown)
    tab.evaluate(
        "(style) => { document.querySelector('[data-interlude]').style.cssText += style; }", style
    )
    tab.wait_for_timeout(1500)
    click(tab, shown)
    tab.wait_for_selector("[data-interlude]", state="detached")
    assert [entry for entry in kept(session) if not entry.startswith("prompt")] in ([], ["closed"])


def test_a_press_on_what_was_seen_counts(session: Session, tab: Page) -> None:
    """By a pointer, and by a key."""
    for press in (click, by_key):
        shown = ask(session, tab)
        until_the_card_is("reframe", shown)
        expect(shown.locator(".keys-only")).to_be_hidden()
        stays_in_sight(shown)
        press(tab, shown)
        tab.wait_for_selector("[data-interlude]", state="detached")
    verdicts = [entry for entry in kept(session) if not entry.startswith("prompt")]
    assert verdicts == ["helped", "helped"]


def by_key(_: Page, shown: Frame) -> None:
    """Press Enter on the card's first answer."""
    shown.locator(ANSWER).first.press("Enter")


@pytest.mark.parametrize(
    "hide",
    [
        "document.body.append(Object.assign(document.createElement('dialog'), {id: 'ask'}));"
        "document.querySelector('#ask').showModal()",
        "document.addEventListener('beforetoggle', (event) => event.target.remove(), true)",
    ],
    ids=["a modal dialog of the page", "a page that removes it"],
)
def test_a_card_that_nobody_saw_does_not_count(session: Session, tab: Page, hide: str) -> None:
    tab.evaluate(hide)
    press_shortcut(session, tab, "declare-tense")
    assert stays_quiet(tab)
    assert kept(session) == ["prompt_shown"]


def test_the_card_waits_until_the_pages_own_question_is_answered(
    session: Session, tab: Page
) -> None:
    ask(session, tab)
    tab.evaluate("""() => {
        document.body.append(document.createElement("dialog"));
        document.querySelector("dialog").showModal();
    }""")
    tab.wait_for_selector("[data-interlude]", state="detached")
    tab.evaluate("document.querySelector('dialog').close()")
    tab.wait_for_selector("[data-interlude]", state="visible")


def test_beside_the_card_the_page_can_be_pressed(session: Session, tab: Page) -> None:
    ask(session, tab)
    assert (
        tab.evaluate("""() => {
        const host = document.querySelector("[data-interlude]");
        const { left, top, right, bottom } = host.getBoundingClientRect();
        const beside = [[left - 2, top + 40], [right + 2, top + 40]];
        const around = [...beside, [left + 40, top - 2], [left + 40, bottom + 2]];
        return around.some(([x, y]) => document.elementFromPoint(x, y) === host);
    }""")
        is False
    )


def wait_for(tab: Page, session: Session, written: list[str]) -> list[str]:
    """What the journal holds as soon as it holds so many entries."""
    enough = len(written)
    until(tab, lambda: len(kept(session)) >= enough, f"the journal holds {enough} entries")
    return kept(session)
