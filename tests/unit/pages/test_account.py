"""The account page shows all that was put in, with a way back."""

from __future__ import annotations

from interlude.clock import HOUR
from interlude.ledger.account import Account
from interlude.pages.account import view as account_page
from tests.unit.pages.drawn import (
    BUSY,
    HOSTILE,
    NOW,
    deposit,
    read,
)


def test_the_history_is_newest_first_and_says_how_much_more_there_is() -> None:
    main = read(account_page.render(BUSY, NOW))
    entries = [e.attrs["data-entry"] for e in main.all("data-action", "undo")]
    assert entries == [one.id for one in BUSY.deposits.newest[:60]]
    assert "d250" not in entries
    assert "239 earlier deposits" in main.words
    few = read(account_page.render(Account.of([deposit("d1", 0)]), NOW))
    assert "earlier" not in few.words


def test_the_jars_list_every_kind_with_its_count() -> None:
    account = Account.of([deposit("1", 0), deposit("2", 0), deposit("3", 0, "real_pause")])
    main = read(account_page.render(account, NOW))
    rows = [row for jar in main.all("data-jar") for row in jar if row.tag == "tr"]
    counts = {tuple(cell.words for cell in row if cell.tag in ("th", "td")) for row in rows}
    assert {("Real warmth", "2"), ("Real pause", "1"), ("Owned it", "0")} <= counts


def test_a_deposit_of_a_later_version_can_still_be_taken_back() -> None:
    account = Account.of([deposit("d1", 0, HOSTILE)])
    html = account_page.render(account, NOW)
    assert read(html).one("data-action", "undo").attrs["data-entry"] == "d1"
    assert "<img" not in html


def test_all_that_was_ever_put_in_is_counted_and_the_newest_can_be_taken_back() -> None:
    account = Account.of(deposit(f"d{nth}", (500 - nth) * HOUR) for nth in range(500))
    main = read(account_page.render(account, NOW))
    assert main.one("data-balance").text == "500"
    assert "440 earlier deposits" in main.words
    rows = [row for jar in main.all("data-jar") for row in jar if row.tag == "tr"]
    cells = {tuple(cell.words for cell in row if cell.tag in ("th", "td")) for row in rows}
    assert ("Real warmth", "500") in cells
    undoable = [e.attrs["data-entry"] for e in main.all("data-action", "undo")]
    assert len(undoable) == 60
    assert all(account.deposits.find(entry) for entry in undoable)
