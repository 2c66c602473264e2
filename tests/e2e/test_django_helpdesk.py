"""An agent adds a helpdesk we did not write, at its own address, and closes tickets in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from practice.django_helpdesk import pages
from practice.django_helpdesk.server import DjangoHelpdesk
from tests.e2e.browser import Session, card, stays_quiet

WORDS = "Your new invoice is in your inbox."


@pytest.fixture
def signed_in(session: Session, django: DjangoHelpdesk) -> Page:
    """A signed-in tab of a helpdesk that Interlude does not know yet."""
    session.context.clear_cookies()
    page = session.context.new_page()
    pages.login(page, django)
    return page


@pytest.fixture
def tab(session: Session, django: DjangoHelpdesk, signed_in: Page) -> Page:
    """A signed-in tab of a helpdesk that the agent has added."""
    add(session, django)
    return signed_in


def add(session: Session, django: DjangoHelpdesk) -> None:
    """On the settings page, as the agent does it."""
    settings = session.open("settings", 900, 900)
    settings.locator("#adapter").select_option(label="django-helpdesk")
    settings.locator("#address").fill(f"{django.url}/tickets/")
    settings.locator("#add").click()
    settings.get_by_role("list", name="Helpdesks you added").get_by_text(django.url).wait_for()
    settings.close()


def remove(session: Session, django: DjangoHelpdesk) -> None:
    settings = session.open("settings", 900, 900)
    settings.get_by_role("button", name=f"Remove django-helpdesk, {django.url}").click()
    settings.get_by_text(django.url).wait_for(state="detached")
    settings.close()


def test_only_the_address_that_the_agent_added_is_watched(
    session: Session, signed_in: Page, django: DjangoHelpdesk
) -> None:
    def close_quietly(when: str) -> None:
        session.requests.clear()
        pages.reply_and_close(signed_in, django, django.ticket_id("furious"), WORDS)
        assert stays_quiet(signed_in, 1.5), when
        assert [url for url in session.requests if "/api/" in url] == [], when
        assert django.status("furious") == "closed"
        django.reset()

    close_quietly("before the address was added")
    add(session, django)
    remove(session, django)
    close_quietly("after it was taken out again")

    add(session, django)
    session.requests.clear()
    pages.reply_and_close(signed_in, django, django.ticket_id("furious"), WORDS)
    shown = card(signed_in)
    ticket = f"{django.url}/api/tickets/{django.ticket_id('furious')}/"
    assert [url for url in session.requests if "/api/" in url] == [ticket], "one read is enough"
    assert shown.locator("main").get_attribute("data-card") in ("breath", "reframe")
    signed_in.keyboard.press("Escape")
    signed_in.wait_for_selector("[data-interlude]", state="detached")


def resolved(tab: Page, desk: DjangoHelpdesk, ticket: int) -> None:
    pages.reply_and_close(tab, desk, ticket, WORDS, "resolved")


def internal_comment(tab: Page, desk: DjangoHelpdesk, ticket: int) -> None:
    pages.reply_and_close(tab, desk, ticket, "Accounts have mended it.", public=False)


def bulk(tab: Page, desk: DjangoHelpdesk, ticket: int) -> None:
    pages.bulk_close(tab, desk, [desk.ticket_id("calm"), ticket])


def bulk_public(tab: Page, desk: DjangoHelpdesk, ticket: int) -> None:
    pages.bulk_close(tab, desk, [ticket], public=True)


def board(tab: Page, desk: DjangoHelpdesk, ticket: int) -> None:
    pages.kanban_drop(tab, desk, ticket, "closed")


@pytest.mark.parametrize("way", [resolved, internal_comment, bulk, bulk_public, board])
def test_every_way_of_closing_brings_a_card(
    tab: Page, django: DjangoHelpdesk, way: Callable[[Page, DjangoHelpdesk, int], None]
) -> None:
    way(tab, django, django.ticket_id("furious"))
    assert django.status("furious") in ("closed", "resolved")
    card(tab)


def test_what_is_no_tense_close_brings_no_card(
    session: Session, tab: Page, django: DjangoHelpdesk
) -> None:
    """All in one tab; the tense close at the end shows that it was listening.

    Three tickets are looked at in a minute and no more, so that is forgotten before the last two.
    """
    furious, abusive = django.ticket_id("furious"), django.ticket_id("abusive")
    long_closed, long_resolved = django.ticket_id("closed"), django.ticket_id("resolved")

    pages.refused_close(tab, django, furious, WORDS)
    assert stays_quiet(tab, 0.8), "a close that the desk refused"

    pages.reply(tab, django, furious, "I am looking into it.")
    assert stays_quiet(tab, 0.8), "a reply that leaves the ticket open"

    pages.assign(tab, django, furious, "colleague")
    pages.bulk(tab, django, [furious, abusive], "take")
    assert stays_quiet(tab, 0.8), "tickets that change hands"

    pages.reply(tab, django, long_closed, "For the file: two years.")
    assert stays_quiet(tab, 1.5), "a comment on a closed ticket"

    pages.accept_and_close(tab, django, long_resolved)
    pages.reply_and_close(tab, django, long_resolved, "Nothing more came.")
    assert django.status("resolved") == "closed"
    assert stays_quiet(tab, 1.5), "a ticket resolved long ago and now closed"

    pages.kanban_drop(tab, django, long_closed, "open")
    assert django.status("closed") == "open"
    assert stays_quiet(tab, 0.8), "a card dragged back to open"

    pages.write_reply(tab, django, abusive, "I close this.")
    tab.locator("input[name=new_status][value='4']").check()
    django.colleague_closes("abusive")
    with tab.expect_navigation():
        tab.locator("#ticket-respond-form button[type=submit].btn-success").click()
    assert stays_quiet(tab, 1.5), "a close that came second, after a colleague's"

    session.erase()
    add(session, django)
    pages.reply_and_close(tab, django, django.ticket_id("calm"), "All set.")
    assert stays_quiet(tab, 1.5), "a calm ticket"

    pages.reply_and_close(tab, django, furious, WORDS)
    card(tab)
