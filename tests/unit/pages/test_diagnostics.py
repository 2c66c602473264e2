"""How Interlude is doing is told in words that do not frighten."""

from __future__ import annotations

from interlude.ledger.account import Account
from interlude.pages.diagnostics import view as diagnostics
from interlude.protocol import Wake
from tests.unit.pages.drawn import (
    BUSY,
    NOW,
    PAGES,
    STARTS,
    deposit,
    read,
)


def test_every_way_to_start_is_told_in_words_with_its_count() -> None:
    main = read(PAGES["diagnostics"])
    rows = [e.words for e in main if e.tag == "tr"][1:]
    assert len(rows) == len(STARTS) == len(set(rows))
    assert rows[0].startswith("A prepared start")
    assert "Today, 15:00" in rows[0]
    assert [int(e.text) for e in main.all("data-times")] == [41, 1, 2, 3, 4, 5, 6, 7]
    assert "Nothing is missing from your account" in main.words
    assert main.one("data-build").text == "0.9.0+3f2a9c1"


def test_starts_that_went_well_need_no_comfort() -> None:
    fine = [Wake("plain", "first", 1, NOW.at), Wake("snapshot", "", 9, NOW.at)]
    assert "Nothing is missing" not in read(diagnostics.render(BUSY, NOW, fine, "b")).words


def test_the_journal_is_told_with_what_nobody_can_read() -> None:
    account = Account.of([deposit("d1", 0)])
    main = read(diagnostics.render(account, NOW, [], "b"))
    assert main.one("data-entries").text == "1"
    assert "worked out from 1 entry. Every entry could be read." in main.words
    account.add_unreadable()
    main = read(diagnostics.render(account, NOW, [], "b"))
    assert main.one("data-entries").text == "2"
    assert main.one("data-unreadable").text == "1"
    assert "It stays in the journal" in main.words


def test_the_settings_page_leads_there() -> None:
    assert read(PAGES["settings"]).one("href", "diagnostics.html").words == "How Interlude is doing"
