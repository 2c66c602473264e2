"""Measure how soon the card is there, and what Interlude costs a page that closes no ticket.

    python3 build.py bench card [--rounds N] [--json FILE]

A tense ticket is solved on the practice Zendesk in a real Chromium.  Counted is Interlude's own
time: from the write's answer to the first read, and from the last read's answer to the card that
stands in the page at its full height, without the wait that the helpdesk needs before what was
saved can be read.  Warm: the engine has answered a moment ago.  Cold: service worker and engine are
gone, as after a minute without work, and a snapshot is at hand.

Then the same ticket's page is loaded in two browsers, with and without the extension.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

from bench import _figures
from interlude.helpdesks.catalogue import adapters
from practice import chromium, pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, unpacked_for_tests
from tools.paths import DIST, EXTENSION

TICKET = "furious-refund"
READ = re.compile(r"/api/v2/(tickets/[0-9]+(/audits|/comments)?|users/me)\.json")

WATCH = """() => {
    window.cardSeen = new Promise((resolve) => {
        const look = () => {
            const card = document.querySelector("[data-interlude]");
            const shown = card && card.getBoundingClientRect().height > 100;
            if (shown) resolve(performance.timeOrigin + performance.now());
            else requestAnimationFrame(look);
        };
        look();
        setTimeout(resolve, 20_000, 0);
    });
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


def main(arguments: list[str]) -> int:
    options = _figures.options("card", rounds=7).parse_args(arguments)
    with PracticeHelpdesk() as desks, _browsers(desks) as (session, without):
        cards = measure_cards(session, desks, options.rounds)
        print(f"Interlude's own time from the write's answer to the card, {options.rounds} rounds:")
        medians = _figures.tell(cards, "warm")
        loads = measure_loads(session, without, desks, options.rounds)
        print("loading the ticket's page:")
        _figures.tell(loads, "without")
        weight, taken = content_script(without)
        print(f"content script: {weight:,} bytes, {taken:.1f} ms to compile and run")
    figures: dict[str, float] = {f"card.{way}_ms": round(median) for way, median in medians.items()}
    figures |= {"content.bytes": weight, "content.evaluation_ms": round(taken, 2)}
    _figures.write(options.json, figures)
    return 0


def measure_cards(session: Session, desks: PracticeHelpdesk, rounds: int) -> dict[str, list[float]]:
    """The milliseconds from answer to card, warm and cold."""
    wait = adapters()["zendesk"].triggers[0].wait
    session.popup().wait_for_function(f"({SNAPSHOT_KEPT})()", timeout=120_000)

    def turn(way: str) -> float:
        desks.reset()
        session.forget()
        tab = session.context.new_page()
        pages.sign_in(tab, desks.zendesk)
        pages.open_ticket(tab, desks.zendesk, TICKET)
        if way == "cold":
            session.kill_engine()
            session.kill_broker()
        finished: list[Request] = []
        # Playwright marks its listeners, and a list's own method cannot be marked.
        tab.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108
        tab.evaluate(WATCH)
        pages.zendesk_submit(tab, desks.zendesk, TICKET, "solved")
        seen: float = tab.evaluate("() => window.cardSeen")
        if not seen:
            # A browser that is stopping the broker just then may not tell it of the write.
            print(f"  no card came, {way}; that turn is played again")
            return turn(way)
        return own_time(finished, seen) - wait

    return _figures.take_turns(["warm", "cold"], rounds, turn)


def own_time(finished: list[Request], seen: float) -> float:
    """The milliseconds until the card was seen in which the helpdesk was not at work."""
    written = next(request for request in finished if request.method == "PUT")
    reads = [request for request in finished if READ.search(request.url)]
    before = min(request.timing["startTime"] for request in reads) - _ended(written)
    return before + seen - max(map(_ended, reads))


def _ended(request: Request) -> float:
    return request.timing["startTime"] + request.timing["responseEnd"]


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


def content_script(page: Page) -> tuple[int, float]:
    """Its bytes, and the median milliseconds of compiling and running it afresh."""
    folder = DIST / "chromium" / "content"
    source = "\n".join((folder / f"{name}.js").read_text() for name in injected())
    page.goto("about:blank")
    # A comment of its own for each time, since the browser remembers what it has compiled.
    times = [page.evaluate(EVALUATION, f"{source}\n// {number}") for number in range(15)]
    return len(source.encode()), statistics.median(times)


def injected() -> list[str]:
    """The names of the files that make up the content script, in their order."""
    broker = (EXTENSION / "background" / "tabs.js").read_text()
    listed = re.search(r"const TAB = \[(.*?)\];", broker, re.DOTALL)
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
