"""What an agent does on the practice desks' pages, with mouse and keyboard, for Playwright.

Each function returns when the desk has answered; none checks whether it did what was asked:
ask `desk.status(key)`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Locator, Page

from practice.freshdesk import FreshdeskDesk
from practice.zendesk import ZendeskDesk

Desk = ZendeskDesk | FreshdeskDesk


def sign_in(page: Page, desk: Desk) -> None:
    """To the desk's list of tickets, through the login form if nobody is signed in."""
    page.goto(f"https://{desk.host}/")
    if page.locator("body.login").count():
        page.locator("form button[type=submit]").click()
    page.locator("table.list").wait_for()


def open_ticket(page: Page, desk: Desk, key: str) -> None:
    page.bring_to_front()
    page.goto(desk.url(key))
    words = "[data-test-id=omni-log-message-content], [data-test-conversation=conversation-text]"
    page.locator(words).first.wait_for()
    if isinstance(desk, FreshdeskDesk):
        page.locator("[data-started]").wait_for()


def solve(page: Page, desk: Desk, key: str) -> None:
    """Open a ticket and close it the everyday way."""
    open_ticket(page, desk, key)
    if isinstance(desk, ZendeskDesk):
        zendesk_submit(page, desk, key, "solved")
    else:
        freshdesk_update(page, desk, key, "4")


def zendesk_pane(page: Page, desk: ZendeskDesk, key: str) -> Locator:
    return page.locator(f"[data-ticket-id='{desk.ticket_id(key)}']")


def zendesk_submit(page: Page, desk: ZendeskDesk, key: str, status: str) -> None:
    """Choose "Submit as …" in the open pane of the ticket."""
    pane = zendesk_pane(page, desk, key)
    pane.locator("[data-test-id=submit_button-menu-button]").click()
    saves = "/graphql" if desk.save_through_graphql else "/api/v2/tickets/"
    with page.expect_response(
        lambda r: (
            r.request.method in ("PUT", "POST")
            and saves in r.url
            and "BFFConvoLog" not in (r.request.post_data or "")
        )
    ):
        pane.locator(f"[data-test-id='submit_button-menu-{status}']").click()


def zendesk_write(
    page: Page, desk: ZendeskDesk, key: str, text: str, channel: Literal["email", "internal"]
) -> None:
    """Type into the composer of the open pane, as a public reply or an internal note."""
    pane = zendesk_pane(page, desk, key)
    pane.locator("[data-test-id=omnichannel-channel-switcher-button]").click()
    pane.locator(f"[data-test-id=omnichannel-channel-switcher-menu-item-{channel}]").click()
    pane.locator("[data-test-id=omnicomposer-rich-text-ckeditor]").fill(text)


def zendesk_bulk_solve(page: Page, desk: ZendeskDesk, keys: Sequence[str]) -> None:
    """Tick tickets in the first view and solve them all at once."""
    page.goto(f"https://{desk.host}/agent/filters/4001")
    for key in keys:
        page.locator(f"tbody input[value='{desk.ticket_id(key)}']").check()
    with page.expect_response(lambda r: "update_many" in r.url):
        page.locator("[data-test-id=bulk-set-solved]").click()


def freshdesk_update(page: Page, desk: FreshdeskDesk, key: str, status: str) -> None:
    """Choose a status in the properties panel and press Update."""
    page.locator("[data-started]").wait_for()  # what is drawn before is drawn once more
    page.locator("[data-test-id=ticket-status]").select_option(status)
    with _freshdesk_save(page, desk, key):
        page.locator("[data-test-id=update-properties]").click()


def freshdesk_close_button(page: Page, desk: FreshdeskDesk, key: str) -> None:
    """Press Close on the action bar."""
    with _freshdesk_save(page, desk, key):
        page.locator("[data-test-actions=close]").click()


def freshdesk_reply(
    page: Page,
    desk: FreshdeskDesk,
    key: str,
    text: str,
    status: str | None = None,
    kind: Literal["reply", "note"] = "reply",
) -> None:
    """Send a reply or a note, and with `status` set it along with it."""
    page.locator(f"[data-test-actions={kind}]").click()
    page.locator(".fr-element").fill(text)
    part = "/notes" if kind == "note" else "/reply"
    with page.expect_response(lambda r: part in r.url):
        if status is None:
            page.locator(".reply-btn").click()
        else:
            page.locator("#send-and-set").click()
            page.locator(f".send-and-set-item[data-status='{status}']").click()
    page.locator(".fr-element").wait_for(state="detached")


def freshdesk_scenario(page: Page, desk: FreshdeskDesk, key: str, scenario: int) -> None:
    """Run a scenario from the action bar's menu."""
    page.locator("[data-test-actions=scenario]").click()
    with _freshdesk_save(page, desk, key):
        page.locator(f"[data-test-scenario='{scenario}']").click()


def freshdesk_bulk_close(page: Page, desk: FreshdeskDesk, keys: Sequence[str]) -> None:
    """Tick tickets in the list and close them all at once."""
    page.goto(f"https://{desk.host}/a/tickets/filters/unresolved")
    for key in keys:
        page.locator(f"tbody input[value='{desk.ticket_id(key)}']").check()
    with page.expect_response(lambda r: "bulk_update" in r.url):
        page.locator("[data-test-bulk=close]").click()


def freshdesk_set_in_list(page: Page, desk: FreshdeskDesk, key: str, status: str) -> None:
    """Choose a status in the ticket's row of the list, which saves it at once."""
    page.goto(f"https://{desk.host}/a/tickets/filters/unresolved")
    row = page.locator("tr", has=page.locator(f"input[value='{desk.ticket_id(key)}']"))
    with _freshdesk_save(page, desk, key):
        row.locator("[data-test-id=list-status]").select_option(status)


def freshdesk_merge(page: Page, desk: FreshdeskDesk, key: str, into: str) -> None:
    """Merge the ticket into another, which closes it."""
    open_ticket(page, desk, key)
    page.locator("[data-test-actions=merge]").click()
    page.locator("[data-test-id=merge-dialog] input").fill(str(desk.ticket_id(into)))
    with page.expect_response(lambda r: r.url.endswith("/tickets/merge")):
        page.locator("[data-test-id=merge-confirm]").click()


@contextmanager
def _freshdesk_save(page: Page, desk: FreshdeskDesk, key: str) -> Iterator[None]:
    path = f"/api/_/tickets/{desk.ticket_id(key)}"
    with page.expect_response(lambda r: r.request.method == "PUT" and path in r.url):
        yield
