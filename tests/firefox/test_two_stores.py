"""The journal's two stores on Firefox's disk: either brings back the other, and where the browser
has only one place for the account, or none, a page says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from interlude.pages.parts.health import SINGLE, WORDS
from tests.firefox.browser import ORIGIN, Firefox, wait

WELCOME = "Welcome. Put in one good thing."


def origin(profile: Path) -> Path:
    """The folder of what the extension's pages and its worker keep."""
    [found] = [
        path
        for path in (profile / "storage" / "default").glob("moz-extension+++*")
        if "userContextId" not in path.name
    ]
    return found


def spoil_database(profile: Path) -> None:
    for path in (origin(profile) / "idb").glob("*.sqlite"):
        data = bytearray(path.read_bytes())
        data[:2048] = bytes(2048)
        path.write_bytes(data)


def delete_database(profile: Path) -> None:
    shutil.rmtree(origin(profile) / "idb")


def delete_log(profile: Path) -> None:
    shutil.rmtree(origin(profile) / "fs")


def delete_both(profile: Path) -> None:
    shutil.rmtree(origin(profile))


def put_in(firefox: Firefox) -> None:
    firefox.open("popup")
    firefox.click("[data-deposit=real_warmth]")
    firefox.find("[data-deposit=real_warmth].in")


def account_is(firefox: Firefox, balance: int, words: str) -> None:
    firefox.open("popup")
    assert firefox.text("[data-balance]") == str(balance)
    assert words in firefox.text("main")


def test_either_store_brings_back_the_other_and_a_loss_is_told(own_firefox: Firefox) -> None:
    firefox = own_firefox
    for nth, (harm, words) in enumerate(
        [
            (delete_database, WORDS["database"]),
            (delete_log, WORDS["log"]),
            (spoil_database, WORDS["database"]),
        ]
    ):
        put_in(firefox)
        put_in(firefox)
        firefox.restart(harm)
        account_is(firefox, 2 * nth + 2, words)

    firefox.restart(delete_both)
    account_is(firefox, 0, WORDS["lost"])
    assert WELCOME not in firefox.text("main")


def test_what_was_erased_stays_erased_whichever_store_is_lost(own_firefox: Firefox) -> None:
    firefox = own_firefox
    for lose in (delete_database, delete_log):
        put_in(firefox)
        firefox.forget()
        firefox.restart(lose)
        account_is(firefox, 0, WELCOME)


def test_without_a_private_file_system_one_store_serves(start: Callable[..., Firefox]) -> None:
    firefox = start(dom_fs_enabled=False)
    try:
        put_in(firefox)
        firefox.fall_asleep()
        account_is(firefox, 1, "deposit")
        firefox.open("diagnostics")
        assert SINGLE in firefox.text("main")
    finally:
        firefox.close()


def test_a_browser_that_remembers_nothing_says_so(start: Callable[..., Firefox]) -> None:
    firefox = start(browser_privatebrowsing_autostart=True)
    try:
        firefox.go(f"{ORIGIN}/popup.html")
        firefox.find("body[data-engine=failed]")
        wait(
            lambda: "let it remember history" in firefox.text("#engine-note"),
            "the page says what to do",
        )
    finally:
        firefox.close()
