"""What an agent does on the practice desks' pages, in Firefox."""

from __future__ import annotations

from practice.freshdesk import FreshdeskDesk
from practice.zendesk import ZendeskDesk
from tests.firefox.browser import Firefox, wait

Desk = ZendeskDesk | FreshdeskDesk

WORDS = "[data-test-id=omni-log-message-content], [data-test-conversation=conversation-text]"


def sign_in(firefox: Firefox, desk: Desk) -> None:
    """To the desk's list of tickets, through the login form if nobody is signed in."""
    firefox.go(f"https://{desk.host}/")
    if firefox.shows("body.login"):
        firefox.click("form button[type=submit]")
    firefox.find("table.list")


def solve(firefox: Firefox, desk: Desk, key: str) -> None:
    """Open a ticket and close it the everyday way; the desk has it when this returns."""
    sign_in(firefox, desk)
    firefox.go(desk.url(key))
    firefox.find(WORDS)
    before = desk.status(key)
    if isinstance(desk, ZendeskDesk):
        firefox.click("[data-test-id=submit_button-menu-button]")
        firefox.click("[data-test-id='submit_button-menu-solved']")
    else:
        firefox.click("[data-test-actions=close]")
    wait(lambda: desk.status(key) != before, f"{desk.host} has {key} closed")
