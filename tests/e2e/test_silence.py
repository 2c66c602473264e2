"""Nothing leaves the browser: every request of a whole journey is looked at."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from practice import pages
from practice.server import PracticeHelpdesk
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card

OWN = ("chrome-extension", "blob", "data", "chrome")


def journey(session: Session, desks: PracticeHelpdesk) -> None:
    """From a closed ticket to a deposit, a slip and the settings, on both desks."""
    for desk in (desks.zendesk, desks.freshdesk):
        tab = session.context.new_page()
        pages.sign_in(tab, desk)
        pages.solve(tab, desk, "furious-refund")
        card(tab)
        tab.keyboard.press("Escape")
        popup = session.popup()
        popup.locator("[data-deposit=real_warmth]").click()
        popup.get_by_text("Real warmth is in.").wait_for()
        for name in ("dashboard", "share", "settings"):
            session.open(name, 900, 900)
        session.forget()


def test_every_request_is_the_desks_own_or_a_declared_read(
    own_session: Session, desks: PracticeHelpdesk
) -> None:
    session = own_session
    journey(session, desks)
    allowed = {desks.zendesk.host, desks.freshdesk.host}

    asked_by_pages = {
        urlsplit(url).hostname for url in session.requests if urlsplit(url).scheme not in OWN
    }
    assert asked_by_pages <= allowed

    # With catch-all rules every other host the browser could ask leads to the practice server.
    reached = {request.host for request in desks.requests}
    assert reached == allowed

    writes = {(r.method, r.path.partition("?")[0]) for r in desks.requests if r.method != "GET"}
    own_page = ("/access/login", "/graphql", "/api/v2/tickets/", "/api/_/tickets/", "/login")
    assert all(any(part in path for part in own_page) for _, path in writes)


def test_a_ticket_that_nobody_closed_is_never_read(
    tab: Page, desk: ZendeskDesk, desks: PracticeHelpdesk
) -> None:
    """The extension adds not one request to looking at tickets and writing in them.

    The page of the first ticket stays in the tab while another one is closed, so what would be read
    of the first is read by the time that all is read of the other.
    """
    desks.forget_requests()
    pages.open_ticket(tab, desk, "furious-refund")
    pages.zendesk_write(tab, desk, "furious-refund", "Ask finance.", "internal")
    pages.zendesk_submit(tab, desk, "furious-refund", "open")
    tab.locator("[href='/agent/filters/4001']").first.click()
    tab.locator(f"a.subject[href$='/{desk.ticket_id('furious-outage')}']").click()
    pages.zendesk_submit(tab, desk, "furious-outage", "solved")
    card(tab)
    audits = {request.path for request in desks.requests if "audits" in request.path}
    other = desk.ticket_id("furious-outage")
    assert audits == {f"/api/v2/tickets/{other}/audits.json?sort_order=desc"}
