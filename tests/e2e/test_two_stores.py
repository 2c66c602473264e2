"""The journal stands twice.  What happens to a profile on a disk happens here to either store, and
to both: the account is whole again at the next start, and a page says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interlude.pages.parts.health import BEGIN_AGAIN, WORDS
from tests.e2e.browser import Session
from tests.e2e.stores import Stores

WELCOME = "Welcome. Put in one good thing."

DEPOSIT = """async (id) => {
    const event = {kind: "acted", page: "popup", tab: null, action: "deposit",
                   fields: {kind: "real_warmth"}};
    return (await chrome.runtime.sendMessage({to: "broker", id, event})).html;
}"""

Damage = Callable[[Path], None]


def leveldb(profile: Path) -> Path:
    """The folder of the extension's database."""
    [found] = (profile / "IndexedDB").glob("chrome-extension_*.indexeddb.leveldb")
    return found


def cut(pattern: str, part: float) -> Damage:
    """Leave only a part of each file."""

    def damage(profile: Path) -> None:
        for path in leveldb(profile).glob(pattern):
            os.truncate(path, int(path.stat().st_size * part))

    return damage


def garbage(profile: Path) -> None:
    """A third of the write-ahead log is something else."""
    for path in leveldb(profile).glob("*.log"):
        data = path.read_bytes()
        third = len(data) // 3
        path.write_bytes(data[:third] + bytes(n % 251 for n in range(third)) + data[2 * third :])


def delete_database(profile: Path) -> None:
    shutil.rmtree(leveldb(profile))


def delete_log(profile: Path) -> None:
    shutil.rmtree(profile / "File System")


def delete_both(profile: Path) -> None:
    delete_database(profile)
    delete_log(profile)


def put_in(session: Session) -> None:
    popup = session.popup()
    popup.locator("[data-deposit=real_warmth]").click()
    popup.get_by_text("Real warmth is in.").wait_for()
    popup.close()


def says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def welcomes(session: Session) -> None:
    popup = session.popup()
    says(popup, WELCOME)
    popup.close()


def opened_again(session: Session, balance: int, words: str) -> None:
    """The popup and the account tell what was found, and the account is whole in both stores."""
    popup = session.popup()
    expect(popup.locator("[data-balance]")).to_have_text(str(balance))
    says(popup, words)
    popup.close()
    account = session.open("dashboard", 900, 900)
    says(account, words)
    account.close()
    stores = Stores(session)
    assert len(stores.log()) == balance
    assert stores.log() == stores.all("entries")
    stores.close()


def test_a_database_that_is_damaged_on_the_disk_comes_back(own_session: Session) -> None:
    session = own_session
    damages: list[Damage] = [cut("MANIFEST*", 0.3), garbage, cut("*.log", 0.4), delete_database]
    for nth, damage in enumerate(damages):
        put_in(session)
        put_in(session)
        session.restart(damage)
        opened_again(session, 2 * nth + 2, WORDS["database"])
    page = session.open("diagnostics", 900, 900)
    expect(page.locator("#harms tr", has_text=WORDS["database"])).to_be_visible()


LOG_DAMAGE = [
    "(bytes) => bytes.fill(bytes[40] ^ 4, 40, 41)",
    "(bytes) => bytes.slice(0, 100)",
    "() => new Uint8Array()",
]


def test_a_log_that_is_damaged_comes_back(session: Session) -> None:
    for nth, change in enumerate([*LOG_DAMAGE, ""]):
        put_in(session)
        session.kill_engine()
        stores = Stores(session)
        if change:
            stores.damage_log(change)
        else:
            stores.delete_log()
        stores.close()
        opened_again(session, nth + 1, WORDS["log"])


def test_an_event_that_is_sent_again_after_the_healing_counts_once(own_session: Session) -> None:
    session = own_session
    assert "Real warmth is in." in session.popup().evaluate(DEPOSIT, "the-same")
    session.restart(delete_database)
    popup = session.popup()
    assert "data-balance>1<" in popup.evaluate(DEPOSIT, "the-same")
    popup.close()
    opened_again(session, 1, "")


def test_a_database_that_lost_its_entries_gets_its_answers_back_with_them(session: Session) -> None:
    put_in(session)
    session.popup().evaluate(DEPOSIT, "the-same")
    session.kill_engine()
    stores = Stores(session)
    stores.lose("entries", "answers")
    stores.close()
    popup = session.popup()
    assert "data-balance>2<" in popup.evaluate(DEPOSIT, "the-same")
    popup.close()
    opened_again(session, 2, WORDS["database"])


def test_what_was_erased_stays_erased_whichever_store_is_lost(own_session: Session) -> None:
    session = own_session
    for lose in (delete_database, delete_log):
        put_in(session)
        session.forget()
        session.restart(lose)
        welcomes(session)
        opened_again(session, 0, "")


def test_an_account_that_is_lost_is_not_taken_for_a_new_one(own_session: Session) -> None:
    session = own_session
    welcomes(session)
    session.restart(delete_both)
    welcomes(session)
    put_in(session)
    session.restart(delete_both)
    opened_again(session, 0, f"{WORDS['lost']} {BEGIN_AGAIN}")
    session.kill_engine()
    popup = session.popup()
    says(popup, WORDS["lost"])
    assert popup.get_by_text(WELCOME).count() == 0
    popup.close()
    put_in(session)
    opened_again(session, 1, "")


@pytest.mark.usefixtures("session")
def test_an_account_of_a_build_with_one_store_gets_its_second(session: Session) -> None:
    for _ in range(3):
        put_in(session)
    session.kill_engine()
    stores = Stores(session)
    stores.delete_log()
    stores.add([])
    stores.close()
    popup = session.popup()
    says(popup, "Press its key or click")
    popup.close()
    opened_again(session, 3, "")


def test_an_engine_whose_predecessor_lives_on_waits_its_turn(session: Session) -> None:
    """As when a document was closed and its worker takes a moment longer to die."""
    put_in(session)
    session.kill_engine()
    other = session.tab(f"{session.origin}/manifest.json")
    other.evaluate(
        """async () => {
            const root = await navigator.storage.getDirectory();
            const folder = await root.getDirectoryHandle("journal");
            window.locked = await (await folder.getFileHandle("log")).createWritable();
        }"""
    )
    popup = session.tab(f"{session.origin}/popup.html")
    popup.locator("[data-deposit=real_pause]").click()
    assert popup.get_by_text("Real pause is in.").count() == 0
    other.evaluate("() => window.locked.abort()")
    popup.get_by_text("Real pause is in.").wait_for()
    popup.close()
    other.close()
    opened_again(session, 2, "")
