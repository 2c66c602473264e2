"""Measure how soon the card is there, and what Interlude costs a page that closes no ticket.

    python3 build.py bench card [--rounds N] [--json FILE]

A tense ticket is solved on a practice Zendesk as far away as a real one, which answers a save after
500 ms and a read after 150.  Counted is Interlude's own time, in Chromium and in Firefox: from the
helpdesk's last answer to the card that stands in the page at its full height.  What is done while
the helpdesk is at work does not count.  Warm: the engine has answered a moment ago.  Cold: service
worker and engine are gone, as after a minute without work, and a snapshot is at hand.

Beside them stands an empty frame of the extension in the same page, from when it is put there until
it is loaded, which is what the browser needs for itself; and how long the agent waits in all, warm,
from the save's answer to the card.

Then the same ticket's page is loaded in two browsers, with and without the extension.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench import _figures
from practice import chromium, pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, unpacked_for_tests
from tests.firefox import desk as firefox_desk
from tests.firefox.browser import Firefox
from tools.paths import DIST, EXTENSION

TICKET = "furious-refund"
READ = re.compile(r"/api/v2/(tickets/[0-9]+(/audits|/comments)?|users/me)\.json")
SAVE_S, READ_S = 0.5, 0.15

# Solve the open ticket as a person would, and give the time at which the card stands there.
SOLVE = """async () => {
    const tick = () => new Promise(requestAnimationFrame);
    const press = async (selector) => {
        while (!document.querySelector(selector)) await tick();
        document.querySelector(selector).click();
    };
    await press("[data-test-id=submit_button-menu-button]");
    await press("[data-test-id='submit_button-menu-solved']");
    for (const end = performance.now() + 20_000; performance.now() < end; await tick()) {
        const card = document.querySelector("[data-interlude]");
        if (card?.getBoundingClientRect().height > 100)
            return performance.timeOrigin + performance.now();
    }
    return 0;
}"""

# Where our content script runs: how long an empty frame of the extension takes to load.
FRAME = """async (url) => {
    const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
    const func = () => new Promise((loaded) => {
        const frame = document.createElement("iframe");
        frame.src = chrome.runtime.getURL("bench-frame.html");
        const start = performance.now();
        frame.onload = () => loaded(performance.now() - start);
        document.documentElement.append(frame);
    });
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func });
    return result;
}"""

EVALUATION = """(source) => {
    delete globalThis.interlude;
    globalThis.chrome = {runtime: {onMessage: {addListener() {}}}};
    const start = performance.now();
    new Function(source)();
    return performance.now() - start;
}"""

LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"

SNAPSHOT_KEPT = """async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("snapshots", { create: true });
    for await (const name of folder.keys()) return name;
    return "";
}"""

SNAPSHOT_AWAITED = f"""async () => {{
    while (!(await ({SNAPSHOT_KEPT})())) await new Promise((done) => setTimeout(done, 200));
}}"""


class FarHelpdesk(PracticeHelpdesk):
    """Both desks, as far away as real ones, and when each answer left."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: list[tuple[str, str, float]] = []

    def _answer(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path.startswith("/api/"):
            time.sleep(READ_S if method == "GET" else SAVE_S)
        body = list(super()._answer(environ, start_response))
        self.answered.append((method, path, time.time() * 1000))
        return body

    def saved(self) -> float:
        """When the save was answered, in ms since 1970."""
        return next(at for method, _, at in self.answered if method == "PUT")

    def read(self) -> float:
        """When the last read for Interlude was answered, in ms since 1970."""
        return max(at for _, path, at in self.answered if READ.fullmatch(path))


Turn = Callable[[str], tuple[float, float]]
"""What one way took, in ms: Interlude's own time, and all from the save's answer to the card."""


def main(arguments: list[str]) -> int:
    options = _figures.options("card", rounds=15).parse_args(arguments)
    figures: dict[str, float] = {}
    with FarHelpdesk() as desks:
        with _browsers(desks) as (session, without):
            said = f"{options.rounds} rounds, save 500 ms, read 150 ms"
            print(f"from the helpdesk's last answer to the card, {said}, chromium:")
            own, whole = measure(in_chromium(session, desks), ["warm", "cold", "frame"], options)
            medians = _figures.tell(own, "frame")
            figures |= {f"card.{way}_ms": round(median) for way, median in medians.items()}
            figures["card.answer_ms"] = round(statistics.median(whole["warm"]))
            print(f"  warm, from the save's answer to the card: {figures['card.answer_ms']} ms")
            loads = measure_loads(session, without, desks, options.rounds)
            print("loading the ticket's page:")
            _figures.tell(loads, "without")
            weight, taken = content_script(without, "READING")
            card, _ = content_script(without, "CARD")
            print(f"content script: {weight:,} bytes, {taken:.1f} ms to compile and run")
            print(f"  where a card comes, with {card:,} bytes more")
        with _firefox(desks) as firefox:
            print(f"from the helpdesk's last answer to the card, {said}, firefox:")
            own, _ = measure(in_firefox(firefox, desks), ["warm", "cold"], options)
            medians = _figures.tell(own, "warm")
            figures |= {f"card.firefox.{way}_ms": round(median) for way, median in medians.items()}
    figures |= {"content.bytes": weight, "content.card_bytes": card}
    figures |= {"content.evaluation_ms": round(taken, 2)}
    _figures.write(options.json, figures)
    return 0


def measure(
    turn: Turn, ways: list[str], options: Any
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Interlude's own milliseconds of each way's turns, and all of them."""
    whole: dict[str, list[float]] = {way: [] for way in ways}

    def one(way: str) -> float:
        own, waited = turn(way)
        whole[way].append(waited)
        return own

    return _figures.take_turns(ways, options.rounds, one), whole


def in_chromium(session: Session, desks: FarHelpdesk) -> Turn:
    session.popup().wait_for_function(f"({SNAPSHOT_KEPT})()", timeout=120_000)

    def turn(way: str) -> tuple[float, float]:
        desks.reset()
        session.forget()
        tab = session.context.new_page()
        pages.sign_in(tab, desks.zendesk)
        pages.open_ticket(tab, desks.zendesk, TICKET)
        if way == "frame":
            return float(session.broker().evaluate(FRAME, tab.url)), 0
        if way == "cold":
            session.kill_engine()
            session.kill_broker()
        desks.answered.clear()
        seen = float(tab.evaluate(SOLVE))
        if not seen:
            # A browser that is stopping the broker just then may not tell it of the write.
            print(f"  no card came, {way}; that turn is played again")
            return turn(way)
        return seen - desks.read(), seen - desks.saved()

    return turn


def in_firefox(firefox: Firefox, desks: FarHelpdesk) -> Turn:
    firefox.open("popup")
    firefox.evaluate(SNAPSHOT_AWAITED)

    def turn(way: str) -> tuple[float, float]:
        desks.reset()
        firefox.forget()
        firefox_desk.sign_in(firefox, desks.zendesk)
        firefox.go(desks.zendesk.url(TICKET))
        firefox.find(firefox_desk.WORDS)
        if way == "cold":
            firefox.fall_asleep()
        desks.answered.clear()
        seen = float(firefox.evaluate(SOLVE))
        if not seen:
            print(f"  no card came, {way}; that turn is played again")
            return turn(way)
        return seen - desks.read(), seen - desks.saved()

    return turn


def measure_loads(
    session: Session, without: Page, desks: PracticeHelpdesk, rounds: int
) -> dict[str, list[float]]:
    """The milliseconds until the ticket's page has loaded, with and without the extension."""
    tabs = {"with": session.context.new_page(), "without": without}
    for tab in tabs.values():
        pages.sign_in(tab, desks.zendesk)

    def turn(way: str) -> float:
        tabs[way].goto(desks.zendesk.url(TICKET))
        return float(tabs[way].evaluate(LOADED))

    return _figures.take_turns(list(tabs), 3 * rounds, turn)


def content_script(page: Page, part: str) -> tuple[int, float]:
    """A part's bytes, and the median milliseconds of compiling and running it afresh."""
    folder = DIST / "chromium" / "content"
    source = "\n".join((folder / f"{name}.js").read_text() for name in injected(part))
    page.goto("about:blank")
    # A comment of its own for each time, since the browser remembers what it has compiled.
    times = [page.evaluate(EVALUATION, f"{source}\n// {number}") for number in range(15)]
    return len(source.encode()), statistics.median(times)


def injected(part: str) -> list[str]:
    """The names of the files that make up a part of the content script, in their order."""
    broker = (EXTENSION / "background" / "tabs.js").read_text()
    listed = re.search(rf"const {part} = \[(.*?)\];", broker, re.DOTALL)
    assert listed
    return re.findall(r'"(\w+)"', listed[1])


@contextmanager
def _browsers(desks: PracticeHelpdesk) -> Iterator[tuple[Session, Page]]:
    """One Chromium with the extension in it, and a page of one without."""
    program = Path(os.environ["CHROMIUM"])
    rules = desks.resolver_rules(catch_all=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        extension = unpacked_for_tests(DIST / "chromium", folder / "extension")
        _with_empty_frame(extension.folder)
        session = Session(playwright, program, extension, folder / "with", rules)
        bare = playwright.chromium.launch_persistent_context(
            folder / "without",
            executable_path=program,
            ignore_https_errors=True,
            args=[*chromium.QUIET, f"--host-resolver-rules={rules}, EXCLUDE 127.0.0.1"],
        )
        try:
            yield session, bare.new_page()
        finally:
            session.close()
            bare.close()


def _with_empty_frame(extension: Path) -> None:
    """A page with nothing on it, which a helpdesk's page may hold as it may the card."""
    (extension / "bench-frame.html").write_text("<!doctype html><title>bench</title>")
    path = extension / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["web_accessible_resources"][0]["resources"].append("bench-frame.html")
    path.write_text(json.dumps(manifest))


@contextmanager
def _firefox(desks: FarHelpdesk) -> Iterator[Firefox]:
    with tempfile.TemporaryDirectory() as temporary:
        profile = Path(temporary) / "profile"
        profile.mkdir()
        program = Path(os.environ["FIREFOX"])
        firefox = Firefox(program, DIST / "firefox", profile, desks.port)
        try:
            yield firefox
        finally:
            firefox.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
