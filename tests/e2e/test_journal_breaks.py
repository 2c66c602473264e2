"""A full disk, damaged stores, old and newer journals, a clock set back: the account stands."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from interlude.engine import CHECKPOINT_EVERY
from interlude.ledger.migrations import VERSION
from tests.e2e.browser import Session
from tests.e2e.stores import Stores
from tools.paths import ROOT

YEAR = 365 * 24 * 3_600_000
V1 = json.loads((ROOT / "tests/unit/ledger/journals/v1.json").read_text(encoding="utf-8"))
V1_BALANCE = 35  # what version 1 itself showed, as tests/unit/ledger/test_migrations.py has it
NEWER = (
    "This account was last written by a newer Interlude."
    " Nothing is lost: update Interlude and it opens as it was."
)


@pytest.fixture
def stores(session: Session) -> Iterator[Stores]:
    """The stores, with the engine asleep and no page of Interlude open."""
    session.kill_engine()
    opened = Stores(session)
    yield opened
    opened.close()


@pytest.fixture
def empty_again(session: Session, stores: Stores) -> Iterator[None]:
    """For a test whose journal no page of Interlude can open, so that none could erase it."""
    yield
    session.kill_engine()
    stores.delete()


def deposit(number: int, at: int) -> dict[str, Any]:
    return {
        "id": f"deposit-{number}",
        "now": {"at": at, "offset": 60},
        "deposit": "real_warmth",
        "kind": "deposited",
        "v": VERSION,
    }


def now() -> int:
    return time.time_ns() // 1_000_000


def put_in(popup: Page, deposit: str, name: str) -> None:
    popup.locator(f"[data-deposit={deposit}]").click()
    popup.get_by_text(f"{name} is in.").wait_for()


def balance_of(session: Session) -> int:
    """The balance as Python makes it out, not as the last popup left it."""
    dashboard = session.open("dashboard", 900, 900)
    shown = int(dashboard.locator("[data-balance]").inner_text())
    dashboard.close()
    return shown


def test_a_full_disk_says_so_and_counts_nothing(session: Session) -> None:
    popup = session.popup()
    put_in(popup, "real_warmth", "Real warmth")
    popup.close()
    session.kill_engine()
    devtools = session.context.new_cdp_session(session.context.pages[0])
    room = {"origin": session.origin}
    devtools.send("Storage.overrideQuotaForOrigin", {**room, "quotaSize": 1})
    try:
        Stores(session).await_full()
        popup = session.popup()
        expect(popup.locator("[data-balance]")).to_have_text("1")
        popup.locator("[data-deposit=made_it_clear]").click()
        note = popup.locator("#engine-note")
        expect(note).to_contain_text("There is no room left on this device")
        expect(note).to_contain_text("Make some room and try again.")
        assert "kept" not in note.inner_text(), "it is not, so it must be tried again"
        expect(note).to_be_visible()
        expect(popup.locator("[data-balance]")).to_have_text("1")
    finally:
        devtools.send("Storage.overrideQuotaForOrigin", room)
    put_in(popup, "made_it_clear", "Made it clear")
    expect(popup.locator("[data-balance]")).to_have_text("2")
    expect(note).to_have_text("")
    session.kill_engine()
    assert balance_of(session) == 2


def test_no_checkpoint_can_make_the_balance_wrong(session: Session, stores: Stores) -> None:
    """Each of these is found out, and the whole journal is read instead."""
    at = now()
    stores.add(deposit(number, at - 1000 + number) for number in range(CHECKPOINT_EVERY))
    assert balance_of(session) == CHECKPOINT_EVERY
    [kept] = stores.all("checkpoints")
    text = kept["text"]
    assert "200" in text, "the damage has to be one to the balance"

    session.kill_engine()
    stores.add([deposit(CHECKPOINT_EVERY, at)])
    for damaged in (
        {**kept, "text": text.replace("200", "999")},
        {**kept, "text": text[: len(text) // 2]},
        {**kept, "text": "x"},
        {**kept, "build": "another", "upto": kept["upto"] + 1},
    ):
        stores.put_checkpoint(damaged)
        assert balance_of(session) == CHECKPOINT_EVERY + 1, damaged
        session.kill_engine()

    [made_anew] = stores.all("checkpoints")
    assert (made_anew["build"], made_anew["upto"]) == (kept["build"], kept["upto"] + 1)


DAMAGED: list[dict[str, Any]] = [
    {"id": "d1", "kind": "deposited", "v": 2},
    {"id": "d2", "kind": "no such kind", "v": 2, "now": {"at": 0, "offset": 0}},
    {"id": "d3", "kind": "deposited", "v": "two", "now": "yesterday", "deposit": None},
    {},
]


def test_damaged_entries_are_left_alone_and_told_of(session: Session, stores: Stores) -> None:
    at = now()
    whole = [deposit(number, at) for number in range(3)]
    stores.add([whole[0], *DAMAGED[:2], whole[1], *DAMAGED[2:], whole[2]])
    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_text("3")
    put_in(popup, "real_pause", "Real pause")
    expect(popup.locator("[data-balance]")).to_have_text("4")

    page = session.open("diagnostics", 900, 900)
    expect(page.locator("[data-unreadable]")).to_have_text(str(len(DAMAGED)))
    expect(page.get_by_text("They stay in the journal")).to_be_visible()
    expect(page.locator("[data-entries]")).to_have_text("8")
    left = [entry for entry in stores.all("entries") if entry in DAMAGED]
    assert left == DAMAGED


def test_a_journal_of_version_1_opens(session: Session, stores: Stores) -> None:
    """The database as the first build made it, with five weeks of its entries."""
    stores.begin_anew(1, V1)
    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_text(str(V1_BALANCE))
    put_in(popup, "real_pause", "Real pause")
    session.kill_engine()
    assert balance_of(session) == V1_BALANCE + 1
    assert stores.all("entries")[: len(V1)] == V1, "entries stay as they were written"


@pytest.mark.usefixtures("empty_again")
def test_a_database_of_a_newer_version_is_refused_kindly(session: Session, stores: Stores) -> None:
    stores.begin_anew(99, V1)
    for name in ("popup", "dashboard"):
        page = session.tab(f"{session.origin}/{name}.html")
        page.wait_for_selector("body[data-engine=failed]")
        expect(page.get_by_text(NEWER)).to_be_visible()
        page.close()
    assert stores.all("entries") == V1


@pytest.mark.usefixtures("empty_again")
def test_an_entry_of_a_newer_version_is_refused_kindly(session: Session, stores: Stores) -> None:
    at = now()
    newer = {**deposit(1, at), "v": 99, "deposit": {"of": "another shape"}}
    journal = [deposit(0, at), newer]
    stores.add(journal)
    popup = session.tab(f"{session.origin}/popup.html")
    popup.wait_for_selector("body[data-engine=failed]")
    expect(popup.get_by_text(NEWER)).to_be_visible()
    popup.close()
    assert stores.all("entries") == journal


def test_a_clock_set_back_a_year_loses_nothing(session: Session, stores: Stores) -> None:
    """As the journal is, when all of it is from a year ahead of the clock."""
    ahead = now() + YEAR
    of_next_year = [deposit(number, ahead + number) for number in range(3)]
    hush = {"id": "h", "now": {"at": ahead, "offset": 60}, "until": None, "kind": "hushed", "v": 2}
    stores.add([*of_next_year, hush])
    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_text("3")
    put_in(popup, "real_pause", "Real pause")
    expect(popup.locator("[data-balance]")).to_have_text("4")
    session.kill_engine()
    dashboard = session.open("dashboard", 900, 900)
    expect(dashboard.locator("[data-balance]")).to_have_text("4")
    assert dashboard.get_by_role("button", name="Undo").count() == 4
    assert stores.all("entries")[:4] == [*of_next_year, hush]
