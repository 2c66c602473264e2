"""An agent solves tickets in Zendesk: a tense one brings one card, everything else none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from practice import pages
from practice.server import PracticeHelpdesk
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, stays_quiet


def test_from_a_closed_ticket_to_a_kept_breath(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    pages.solve(tab, desk, "furious-refund")
    shown = card(tab)
    assert shown.locator("main").get_attribute("data-card") in ("breath", "reframe")
    assert desk.status("furious-refund") == "solved"

    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")

    popup = session.popup()
    before = int(popup.locator("[data-balance]").inner_text())
    popup.locator("[data-deposit=turned_it_round]").click()
    popup.get_by_text("Turned it round is in.").wait_for()
    assert int(popup.locator("[data-balance]").inner_text()) == before + 1
    assert popup.locator("[data-today]").inner_text() == "1"
    assert popup.locator("[data-run]").inner_text() == "1"


def test_escape_inside_the_card_closes_it_too(tab: Page, desk: ZendeskDesk) -> None:
    pages.solve(tab, desk, "furious-refund")
    shown = card(tab)
    shown.locator("summary").click()
    shown.locator("summary").press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")


def test_the_page_can_neither_see_nor_press_the_card(tab: Page, desk: ZendeskDesk) -> None:
    pages.solve(tab, desk, "furious-refund")
    card(tab)
    assert tab.evaluate("window.length") == 0
    assert tab.evaluate("document.querySelector('[data-interlude]').shadowRoot") is None


@pytest.mark.parametrize(
    "key",
    [
        "furious-outage",
        "furious-delivery",
        "furious-reembolso-es",
        "abusive-insults",
        "accused-of-lying",
    ],
)
def test_other_tense_tickets_bring_a_card(tab: Page, desk: ZendeskDesk, key: str) -> None:
    pages.solve(tab, desk, key)
    card(tab)


def test_praise_brings_a_moment_to_let_it_in(tab: Page, desk: ZendeskDesk) -> None:
    pages.solve(tab, desk, "praise-saved-wedding")
    assert card(tab).locator("main").get_attribute("data-card") == "savour"


def bulk(tab: Page, desk: ZendeskDesk) -> None:
    pages.zendesk_bulk_solve(tab, desk, ["calm-address", "furious-refund"])


def graphql(tab: Page, desk: ZendeskDesk) -> None:
    desk.save_through_graphql = True
    pages.solve(tab, desk, "furious-refund")


def custom_status(tab: Page, desk: ZendeskDesk) -> None:
    desk.custom_statuses = True
    pages.solve(tab, desk, "furious-refund")


def next_ticket(tab: Page, desk: ZendeskDesk) -> None:
    desk.after_submit = "next"
    pages.solve(tab, desk, "furious-refund")


def slow_save(tab: Page, desk: ZendeskDesk) -> None:
    desk.slow_next_write(2)
    pages.solve(tab, desk, "furious-refund")


def failed_first(tab: Page, desk: ZendeskDesk) -> None:
    desk.fail_next_write(422)
    pages.solve(tab, desk, "furious-refund")
    assert desk.status("furious-refund") != "solved"
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")


def skewed_clock(tab: Page, desk: ZendeskDesk) -> None:
    desk.clock_skew = 3 * 3600
    pages.solve(tab, desk, "furious-refund")


def in_german(tab: Page, desk: ZendeskDesk) -> None:
    desk.locale = "de"
    pages.solve(tab, desk, "furious-refund")


def history_refused(tab: Page, desk: ZendeskDesk) -> None:
    desk.fail_next_read(429, "/audits.json", retry_after=1)
    pages.solve(tab, desk, "furious-refund")


WAYS = [bulk, graphql, custom_status, next_ticket, slow_save, failed_first, skewed_clock, in_german]


@pytest.mark.parametrize("way", [*WAYS, history_refused])
def test_every_way_of_solving_brings_a_card(
    session: Session, tab: Page, desk: ZendeskDesk, way: Callable[[Page, ZendeskDesk], None]
) -> None:
    way(tab, desk)
    card(tab)


def test_what_is_no_tense_close_brings_no_card(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    """All in one browser, with a tense close at the end that shows it was listening."""
    for http in (422, 409, 500):
        desk.fail_next_write(http)
        pages.solve(tab, desk, "furious-refund")
        assert stays_quiet(tab), f"a save that failed with {http}"

    pages.open_ticket(tab, desk, "furious-refund")
    pages.zendesk_submit(tab, desk, "furious-refund", "pending")
    assert stays_quiet(tab), "submitted as pending"

    pages.zendesk_write(tab, desk, "furious-refund", "Ask finance.", "internal")
    pages.zendesk_submit(tab, desk, "furious-refund", "open")
    assert stays_quiet(tab), "an internal note"

    pages.solve(tab, desk, "furious-solved-before")
    assert stays_quiet(tab), "a solved ticket saved again"

    desk.colleague_closes("furious-outage")
    pages.open_ticket(tab, desk, "furious-outage")
    tab.reload()
    assert stays_quiet(tab), "a colleague's close"

    desk.automation_closes("furious-delivery")
    desk.refresh_seconds = 1
    tab.goto(f"https://{desk.host}/agent/filters/4002")
    tab.locator("table.list").wait_for()
    tab.wait_for_event("response", lambda answer: "/views/4002/tickets.json" in answer.url)
    assert stays_quiet(tab), "a list refresh with solved tickets"

    # Three tickets are looked at in a minute, and no more.
    session.erase()
    pages.solve(tab, desk, "calm-address")
    assert stays_quiet(tab), "a calm ticket"

    pages.solve(tab, desk, "calm-long-setup")
    assert stays_quiet(tab), "a long and calm ticket"

    session.erase()
    pages.solve(tab, desk, "furious-refund")
    card(tab)


def test_the_next_reply_is_never_covered(tab: Page, desk: ZendeskDesk, session: Session) -> None:
    """The agent already types an answer in the next ticket: silence."""
    desk.after_submit = "next"
    desk.slow_next_write(3)
    pages.open_ticket(tab, desk, "furious-refund")
    pane = pages.zendesk_pane(tab, desk, "furious-refund")
    pane.locator("[data-test-id=submit_button-menu-button]").click()
    pane.locator("[data-test-id='submit_button-menu-solved']").click()
    composer = "[data-test-id=omnicomposer-rich-text-ckeditor]:visible"
    tab.locator(composer).first.fill("Hello, I am looking into")
    assert stays_quiet(tab, 6)
    assert desk.status("furious-refund") == "solved"


def test_one_card_and_then_a_gap(tab: Page, desk: ZendeskDesk) -> None:
    pages.solve(tab, desk, "furious-refund")
    card(tab)
    tab.keyboard.press("Escape")
    pages.solve(tab, desk, "abusive-insults")
    assert stays_quiet(tab)


def test_two_tabs_on_one_ticket_bring_one_card(
    session: Session, tab: Page, desk: ZendeskDesk
) -> None:
    other = session.context.new_page()
    pages.open_ticket(other, desk, "furious-refund")
    pages.solve(tab, desk, "furious-refund")
    card(tab)
    pages.zendesk_submit(other, desk, "furious-refund", "solved")
    assert stays_quiet(other)


def test_four_reads_at_most(tab: Page, desk: ZendeskDesk, desks: PracticeHelpdesk) -> None:
    """Counted at the desk; the page's own requests carry no .json or other parameters."""
    pages.open_ticket(tab, desk, "furious-refund")
    desks.forget_requests()
    pages.zendesk_submit(tab, desk, "furious-refund", "solved")
    card(tab)
    ticket = desk.ticket_id("furious-refund")
    ours = [
        f"/api/v2/tickets/{ticket}.json",
        f"/api/v2/tickets/{ticket}/audits.json?sort_order=desc",
        "/api/v2/users/me.json",
        f"/api/v2/tickets/{ticket}/comments.json?include=users&sort_order=desc",
    ]
    read = [request.path for request in desks.requests if request.path in ours]
    assert sorted(read) == sorted(ours)
