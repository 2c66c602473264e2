"""The engine wakes from a snapshot that was made on the device; where anything is wrong with it, it
starts the long way, says so on the diagnostics page, and the account is the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session
from tests.e2e.stores import Stores

PREPARED = "A prepared start: Interlude was awake at once."
FIRST = "The first start on this device: there was nothing prepared yet."
OTHER_BUILD = "Interlude was updated, so it started the long way and prepared itself anew."
DAMAGED = "A prepared start was damaged, so Interlude started the long way."
FAILED = "A prepared start did not work, so Interlude started the long way."


@pytest.fixture
def stores(session: Session) -> Iterator[Stores]:
    """The stores of an account with one deposit in it, with the engine gone."""
    popup = session.popup()
    popup.locator("[data-deposit=real_warmth]").click()
    popup.get_by_text("Real warmth is in.").wait_for()
    popup.close()
    session.kill_engine()
    opened = Stores(session)
    yield opened
    opened.close()


def starts(session: Session) -> dict[str, int]:
    """How often Interlude started in which way, as the diagnostics page says after a kill."""
    session.kill_engine()
    page = session.open("diagnostics", 900, 900)
    rows = page.locator("tr", has=page.locator("[data-times]"))
    told = {
        row.locator("th").inner_text(): int(row.locator("[data-times]").inner_text())
        for row in rows.all()
    }
    page.close()
    return told


def one_more(before: dict[str, int], words: str) -> dict[str, int]:
    return {**before, words: before.get(words, 0) + 1}


def balance_of(session: Session) -> str:
    dashboard = session.open("dashboard", 900, 900)
    shown = dashboard.locator("[data-balance]").inner_text()
    dashboard.close()
    return shown


def test_it_is_prepared_soon_after_it_was_installed(own_session: Session) -> None:
    """Nobody opens a page of it."""
    Stores(own_session).await_snapshot()
    assert starts(own_session) == {FIRST: 1, PREPARED: 1}


def test_the_second_wake_is_a_prepared_one(session: Session, stores: Stores) -> None:
    stores.discard_snapshots()
    before = starts(session)
    assert FIRST in before
    stores.await_snapshot()

    told = starts(session)
    assert told == one_more(before, PREPARED)
    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_text("1")
    popup.locator("[data-deposit=real_pause]").click()
    popup.get_by_text("Real pause is in.").wait_for()

    assert starts(session) == one_more(told, PREPARED)
    assert balance_of(session) == "2"


DAMAGE = {
    "digest": "(bytes) => bytes.fill(bytes[3] ^ 1, 3, 4)",
    "header": "(bytes) => bytes.fill(bytes[36] ^ 1, 36, 37)",
    "pages": "(bytes) => bytes.fill(bytes.at(-4001) ^ 1, -4001, -4000)",
    "half": "(bytes) => bytes.slice(0, bytes.length / 2)",
    "nothing": "() => new Uint8Array()",
}


def test_a_damaged_snapshot_is_found_out_and_made_anew(session: Session, stores: Stores) -> None:
    told = starts(session)
    name = stores.await_snapshot()
    for change in DAMAGE.values():
        session.kill_engine()
        stores.write_snapshot(name, change)
        before, told = told, starts(session)
        assert told == one_more(before, DAMAGED), change
        assert balance_of(session) == "1"

    session.kill_engine()
    stores.write_snapshot("another build", DAMAGE["half"])
    before, told = told, starts(session)
    assert told == one_more(before, OTHER_BUILD)
    assert balance_of(session) == "1"

    assert stores.await_snapshot() == name
    assert starts(session) == one_more(told, PREPARED)
    assert balance_of(session) == "1"


def test_a_snapshot_that_cannot_be_opened_is_done_without(session: Session, stores: Stores) -> None:
    told = starts(session)
    name = stores.await_snapshot()
    stores.lock_snapshot(name)
    assert starts(session) == one_more(told, FAILED)
    assert balance_of(session) == "1"


def test_a_device_that_keeps_no_snapshot_is_left_in_peace(session: Session, stores: Stores) -> None:
    """After ten starts in vain Interlude tries again at every twentieth."""
    for times, tried in ((10, False), (19, True)):
        stores.discard_snapshots()
        stores.put_wake({"how": "plain", "why": "first", "times": times, "last": 0})
        assert starts(session)[FIRST] == times + 1
        if tried:
            stores.await_snapshot()
        else:
            stores.wait(8_000)
            assert stores.snapshots() == []


@pytest.mark.parametrize("hushed", [False, True])
def test_it_wakes_as_soon_as_a_save_leaves_but_for_nothing_where_it_is_hushed(
    session: Session, desks: PracticeHelpdesk, hushed: bool
) -> None:
    """Of a save whose tab is gone before it is answered, nothing else would wake it."""
    if hushed:
        popup = session.popup()
        popup.locator("#hush-hour").click()
        popup.locator("#unhush").wait_for()
    desk, tab = desks.zendesk, session.context.new_page()
    pages.sign_in(tab, desk)
    pages.open_ticket(tab, desk, "furious-refund")
    session.kill_engine()
    desk.slow_next_write(3)
    pane = pages.zendesk_pane(tab, desk, "furious-refund")
    pane.locator("[data-test-id=submit_button-menu-button]").click()
    with tab.expect_request(lambda request: request.method == "PUT"):
        pane.locator("[data-test-id='submit_button-menu-solved']").click()
    tab.close()
    spare = session.context.pages[0]
    while desk.status("furious-refund") != "solved":
        spare.wait_for_timeout(50)
    for _ in range(1 if hushed else 200):
        if woken := "worker" in session.running():
            break
        spare.wait_for_timeout(50)
    assert woken is not hushed
