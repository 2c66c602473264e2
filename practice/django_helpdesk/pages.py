"""What an agent does on the desk's pages, with mouse and keyboard, for Playwright tests.

Every function starts by opening the page it needs, and returns when the desk has answered.
None checks whether the desk did what was asked: ask `desk.status(key)`.
"""

import re
from collections.abc import Sequence

from playwright.sync_api import Page

from practice.django_helpdesk.server import STATUS_IDS, DjangoHelpdesk, Status

COMPOSER = "#commentBox"


def login(page: Page, desk: DjangoHelpdesk) -> None:
    user, password = desk.login
    page.goto(f"{desk.url}/login/?next=/tickets/")
    page.locator("input[name=username]").fill(user)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{desk.url}/tickets/")


def open_ticket(page: Page, desk: DjangoHelpdesk, ticket_id: int) -> None:
    page.goto(f"{desk.url}/tickets/{ticket_id}/")


def write_reply(page: Page, desk: DjangoHelpdesk, ticket_id: int, text: str) -> None:
    """Open the ticket and type a reply, without sending it."""
    open_ticket(page, desk, ticket_id)
    page.locator("#respond-tab").click()
    page.locator(COMPOSER).fill(text)


def reply(
    page: Page,
    desk: DjangoHelpdesk,
    ticket_id: int,
    text: str,
    *,
    status: Status | None = None,
    public: bool = True,
    title: str | None = None,
) -> None:
    """Send the reply form. `status=None` leaves the status as it is; `title=""` is refused."""
    write_reply(page, desk, ticket_id, text)
    form = page.locator("#ticket-respond-form")
    if status is not None:
        form.locator(f'input[name=new_status][value="{STATUS_IDS[status]}"]').check()
    form.locator("#id_public").set_checked(public)
    if title is not None:
        form.locator('a[href="#collapseDetails"]').click()
        form.locator("input[name=title]").fill(title)
    with page.expect_navigation():
        form.locator("button[type=submit].btn-success").click()


def reply_and_close(
    page: Page,
    desk: DjangoHelpdesk,
    ticket_id: int,
    text: str,
    status: Status = "closed",
    *,
    public: bool = True,
) -> None:
    reply(page, desk, ticket_id, text, status=status, public=public)


def refused_close(page: Page, desk: DjangoHelpdesk, ticket_id: int, text: str) -> None:
    """Try to close with an empty title: the desk answers 200 and stores nothing."""
    reply(page, desk, ticket_id, text, status="closed", title="")


def accept_and_close(page: Page, desk: DjangoHelpdesk, ticket_id: int) -> None:
    """Follow "Accept and Close" on a resolved ticket, which in 2.6.1 leaves it resolved."""
    open_ticket(page, desk, ticket_id)
    with page.expect_navigation():
        page.locator('a[href="?close"]').click()


def assign(page: Page, desk: DjangoHelpdesk, ticket_id: int, username: str) -> None:
    """Change the owner on the ticket page: the form of the reply's URL, without a status."""
    open_ticket(page, desk, ticket_id)
    value = page.locator("#id_owner option", has_text=re.compile(rf"^\s*{re.escape(username)}\s*$"))
    form = page.locator('form[action$="/update/"]:not(#ticket-respond-form)')
    form.locator("select[name=owner]").select_option(value.get_attribute("value"))
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def bulk(page: Page, desk: DjangoHelpdesk, ticket_ids: Sequence[int], action: str) -> None:
    """Tick tickets in the list and run an action: close, close_public, take, delete, ..."""
    page.goto(f"{desk.url}/tickets/?status=1&status=2&status=3&status=4&status=5")
    for ticket_id in ticket_ids:
        page.locator(f'input[name=ticket_id][value="{ticket_id}"]').check()
    page.locator("#actions-dropdown > button").click()
    page.locator("#id_mass_action").select_option(action)
    with page.expect_navigation():
        page.locator("#actions-dropdown button[type=submit]").click()


def bulk_close(
    page: Page, desk: DjangoHelpdesk, ticket_ids: Sequence[int], *, public: bool = False
) -> None:
    bulk(page, desk, ticket_ids, "close_public" if public else "close")


def kanban_drop(page: Page, desk: DjangoHelpdesk, ticket_id: int, column: Status) -> None:
    """Open the board, drag the ticket's card to another column, and wait for the answer."""
    # Without due_weeks=0 the board hides every ticket that has no due date.
    page.goto(f"{desk.url}/kanban/?due_weeks=0")
    card = page.locator(f'.kanban-card[data-ticket-id="{ticket_id}"]')
    zone = page.locator(f'.kanban-drop-zone[data-status="{STATUS_IDS[column]}"]')
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), zone.bounding_box()
    if start is None or end is None:
        raise LookupError(f"ticket {ticket_id} or column {column!r} is not on the board")
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    # Level with the card, since scrolling between press and drop would take another card.
    page.mouse.move(x + 8, y, steps=2)
    page.mouse.move(end["x"] + end["width"] / 2, y, steps=4)
    with page.expect_response(f"**/tickets/{ticket_id}/kanban-update/"):
        page.mouse.up()
