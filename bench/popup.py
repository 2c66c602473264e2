"""Measure how soon the popup shows the account: its first paint, whether Python is awake or not.

    python3 build.py bench popup [--rounds N] [--json FILE]

Counted from the navigation to the first contentful paint, as the browser itself notes it.  The
popup paints what was kept of it last; it is brought up to date when Python has answered.  Beside it
stands a page of the extension with one word in it, which is what the browser needs for itself.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import _figures
from tests.e2e.browser import Session, unpacked_for_tests
from tools.paths import DIST

ONE_WORD = ("one-word.html", "<!doctype html><title>bench</title><p>Interlude")

FIRST_PAINT = """() => new Promise((resolve) => {
    const look = () => {
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        if (paint) resolve(paint.startTime);
        else setTimeout(look, 20);
    };
    look();
})"""


def main(arguments: list[str]) -> int:
    options = _figures.options("popup", rounds=15).parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        extension = unpacked_for_tests(DIST / "chromium", Path(temporary) / "extension")
        name, html = ONE_WORD
        (extension.folder / name).write_text(html)
        program, profile = Path(os.environ["CHROMIUM"]), Path(temporary) / "profile"
        session = Session(playwright, program, extension, profile, "MAP * ~NOTFOUND")
        try:
            taken = measure(session, options.rounds)
        finally:
            session.close()
    print(f"from opening the popup to its first paint, {options.rounds} rounds:")
    medians = _figures.tell(taken, "one word")
    _figures.write(
        options.json,
        {
            "popup.first_paint_ms": round(medians["asleep"]),
            "popup.one_word_ms": round(medians["one word"]),
        },
    )
    return 0


def measure(session: Session, rounds: int) -> dict[str, list[float]]:
    """The milliseconds to the first paint, with the engine asleep and awake, and of one word."""
    popup = session.popup()
    word = session.tab(f"{session.origin}/{ONE_WORD[0]}")

    def turn(way: str) -> float:
        if way == "asleep":
            session.kill_engine()
        page = word if way == "one word" else popup
        page.bring_to_front()
        page.reload()
        taken = float(page.evaluate(FIRST_PAINT))
        if page is popup:
            popup.wait_for_selector("body[data-engine=ready]")
        return taken

    return _figures.take_turns(["awake", "asleep", "one word"], rounds, turn)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
