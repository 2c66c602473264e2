"""What a page can learn of the card that lies over it, and what another page can do with a card."""

from __future__ import annotations

from playwright.sync_api import Page

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, card
from tests.hostile import FRAME, LEARNED, LISTEN, NOTHING


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


def test_a_card_in_another_page_stays_empty(session: Session, desks: PracticeHelpdesk) -> None:
    """Also where the page knows its address, an entry's id, and how the words are handed over."""
    tab = solve(session, desks)
    entry = card(tab).locator("main").get_attribute("data-shown")
    evil = session.tab("https://evil.example/")
    evil.evaluate(FRAME, [address(session, tab), entry])
    [framed] = [frame for frame in evil.frames if frame.parent_frame]
    framed.wait_for_function("document.readyState === 'complete'")
    evil.wait_for_timeout(1000)
    assert framed.locator("main").count() == 1, "it is our page"
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
