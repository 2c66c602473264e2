"""An agent closes tickets in Freshdesk: a tense one brings one card, everything else none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from practice import pages
from practice.freshdesk import FreshdeskDesk
from practice.server import FRESHSERVICE_HOST, VANITY_HOST, PracticeHelpdesk
from tests.e2e.browser import Session, card, stays_quiet

OPEN, PENDING, RESOLVED, CLOSED = "2345"
REFUND_SENT, SECOND_LEVEL = 610, 611


@pytest.fixture
def desk(desks: PracticeHelpdesk) -> FreshdeskDesk:
    return desks.freshdesk


def test_from_a_resolved_ticket_to_one_card(tab: Page, desk: FreshdeskDesk) -> None:
    pages.solve(tab, desk, "furious-refund")
    shown = card(tab)
    assert shown.locator("main").get_attribute("data-card") in ("breath", "reframe")
    assert desk.status("furious-refund") == int(RESOLVED)

    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")
    pages.solve(tab, desk, "abusive-insults")
    assert stays_quiet(tab, 1.5), "a second card within twenty minutes"


def close_button(tab: Page, desk: FreshdeskDesk) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    pages.freshdesk_close_button(tab, desk, "furious-refund")


def update_properties(tab: Page, desk: FreshdeskDesk) -> None:
    desk.close_style = "update_properties"
    pages.solve(tab, desk, "furious-refund")


def reply_with_status(tab: Page, desk: FreshdeskDesk) -> None:
    desk.reply_style = "with_status"
    pages.open_ticket(tab, desk, "furious-refund")
    pages.freshdesk_reply(tab, desk, "furious-refund", "Your refund is sent.", RESOLVED)


def reply_then_put(tab: Page, desk: FreshdeskDesk) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    pages.freshdesk_reply(tab, desk, "furious-refund", "Your refund is sent.", CLOSED)


def scenario(tab: Page, desk: FreshdeskDesk) -> None:
    pages.open_ticket(tab, desk, "furious-refund")
    pages.freshdesk_scenario(tab, desk, "furious-refund", REFUND_SENT)


def bulk(tab: Page, desk: FreshdeskDesk) -> None:
    pages.freshdesk_bulk_close(tab, desk, ["calm-address", "furious-refund"])


def in_the_list(tab: Page, desk: FreshdeskDesk) -> None:
    pages.freshdesk_set_in_list(tab, desk, "furious-refund", RESOLVED)


def history_later(tab: Page, desk: FreshdeskDesk) -> None:
    """The activities tell of the scenario at the second look, and the save does not say it."""
    desk.history_delay = 1.5
    scenario(tab, desk)


def history_forbidden(tab: Page, desk: FreshdeskDesk) -> None:
    desk.fail_next_read(403, "/activities")
    close_button(tab, desk)


@pytest.mark.parametrize(
    "way",
    [
        history_later,
        history_forbidden,
        close_button,
        update_properties,
        reply_with_status,
        reply_then_put,
        scenario,
        bulk,
        in_the_list,
    ],
)
def test_every_way_of_closing_brings_a_card(
    tab: Page, desk: FreshdeskDesk, way: Callable[[Page, FreshdeskDesk], None]
) -> None:
    way(tab, desk)
    card(tab)


def test_what_is_no_tense_close_brings_no_card(
    session: Session, tab: Page, desk: FreshdeskDesk
) -> None:
    """All in one tab; the tense close at the end shows that it was listening.

    Three tickets are looked at in a minute and no more, and one is looked at once in ten minutes:
    so what is remembered of that is forgotten in between.
    """
    for http in (400, 409, 429, 500):
        desk.fail_next_write(http)
        pages.solve(tab, desk, "furious-refund")
        assert stays_quiet(tab, 0.8), f"a save that failed with {http}"

    pages.freshdesk_update(tab, desk, "furious-refund", PENDING)
    assert stays_quiet(tab, 0.8), "set to pending"

    pages.freshdesk_scenario(tab, desk, "furious-refund", SECOND_LEVEL)
    assert stays_quiet(tab, 1.5), "a scenario without a status"

    pages.freshdesk_reply(tab, desk, "furious-refund", "Ask finance.", kind="note")
    assert stays_quiet(tab, 0.8), "a private note"

    tab.locator("[data-test-actions=reply]").click()
    tab.locator(".fr-element").fill("We are looking into")
    with tab.expect_response("**/draft"):
        tab.locator(".ticket-subject-heading").click()
    tab.locator("[data-test-id=discard]").click()
    assert stays_quiet(tab, 0.8), "a draft that was saved and thrown away"

    pages.open_ticket(tab, desk, "furious-outage")
    pages.freshdesk_reply(tab, desk, "furious-outage", "We are looking into it.")
    assert stays_quiet(tab, 0.8), "a reply that leaves the ticket open"

    pages.freshdesk_merge(tab, desk, "furious-outage", into="calm-bug-report")
    assert stays_quiet(tab, 1.5), "a merge"

    pages.solve(tab, desk, "furious-solved-before")
    assert stays_quiet(tab, 1.5), "a resolved ticket saved again"
    session.erase()
    pages.freshdesk_close_button(tab, desk, "furious-solved-before")
    assert desk.status("furious-solved-before") == int(CLOSED)
    assert stays_quiet(tab, 1.5), "a ticket resolved long ago and now closed"

    desk.colleague_closes("accused-of-lying")
    pages.open_ticket(tab, desk, "accused-of-lying")
    assert stays_quiet(tab, 0.8), "a colleague's close"
    pages.freshdesk_update(tab, desk, "accused-of-lying", RESOLVED)
    assert stays_quiet(tab, 1.5), "saving what a colleague has closed a moment ago"

    desk.refresh_seconds = 1
    desk.automation_closes("furious-delivery")
    tab.goto(f"https://{desk.host}/a/tickets/filters/all_tickets")
    assert stays_quiet(tab, 1.5), "a list with closed tickets that keeps itself fresh"

    session.erase()
    for calm in ("calm-address", "calm-factura-es"):
        pages.solve(tab, desk, calm)
        assert stays_quiet(tab, 1.5), f"a calm ticket: {calm}"

    session.erase()
    pages.solve(tab, desk, "furious-refund")
    card(tab)


def test_other_hosts_with_the_same_app_are_left_alone(
    tab: Page, desk: FreshdeskDesk, desks: PracticeHelpdesk
) -> None:
    """A customer's own domain that the agent has not added, and a sister product."""
    for host in (VANITY_HOST, FRESHSERVICE_HOST):
        tab.goto(f"https://{host}/")
        tab.locator("form button[type=submit]").click()
        tab.locator("table.list").wait_for()
        tab.goto(f"https://{host}/a/tickets/{desk.ticket_id('furious-refund')}")
        desks.forget_requests()
        pages.freshdesk_update(tab, desk, "furious-refund", RESOLVED)
        assert desk.status("furious-refund") == int(RESOLVED)
        assert stays_quiet(tab, 1.5), host
        reads = [request for request in desks.requests if "activities" in request.path]
        assert reads == [], "only Interlude asks for a ticket's activities"
        desk.set_status("furious-refund", int(OPEN))

    pages.solve(tab, desk, "furious-refund")
    card(tab)
