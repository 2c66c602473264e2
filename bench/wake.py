"""Measure how fast the engine wakes: from ``new Worker()`` to the first answered event.

    python3 build.py bench wake [--rounds N] [--json FILE]

Each way to start Python is a copy of the packed ``engine/`` in one test copy of the extension, and
its own ``worker.js`` answers a popup being opened, with everything that Python imports for it.  In
each round every way has one turn, in a shuffled order, in one page of one Chromium.  Compare the
ways with each other, best by the ratio, which is the median of the rounds' own ratios:
milliseconds differ from machine to machine and from minute to minute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.browser import Session, unpacked_for_tests
from tools import package, wheels
from tools.paths import DIST, NODE_MODULES, ROOT
from tools.zips import Files, zipped

BUILD = DIST / "chromium"

WAKE = """async (way) => {
    const stamp = {id: crypto.randomUUID(), now: {at: Date.now(), offset: 60}, seed: 1};
    const event = {kind: "acted", stamp, page: "popup", tab: null, action: "open", fields: {}};
    const start = performance.now();
    const worker = new Worker(`/${way}/engine/worker.js`, {type: "module"});
    worker.postMessage({question: 1, event});
    const {answer} = await new Promise((resolve) => {
        worker.onmessage = ({data}) => resolve(data);
        worker.onerror = ({message}) => resolve({answer: {failed: message}});
    });
    const taken = performance.now() - start;
    worker.terminate();
    if (!answer.popup) throw new Error(answer.failed ?? "the answer holds no popup");
    return taken;
}"""


def ways() -> dict[str, Files]:
    """For each way to start Python, the files of its engine's folder."""
    ours = {p.relative_to(BUILD / "engine").as_posix(): p for p in _files(BUILD / "engine")}
    plain = {path: source.read_bytes() for path, source in ours.items()}
    stock = NODE_MODULES / "pyodide" / "python_stdlib.zip"
    vanilla = {
        **plain,
        "boot.js": (ROOT / "bench" / "vanilla_boot.js").read_bytes(),
        "interlude.zip": zipped(package.own_python()),
        "pyodide/python_stdlib.zip": stock.read_bytes(),
        **{f"wheels/{path.name}": path.read_bytes() for path in wheels.engine_wheels().iterdir()},
    }
    del vanilla["python.zip"]
    return {"vanilla": vanilla, "plain": plain}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 build.py bench wake")
    parser.add_argument("--rounds", type=int, default=9, help="turns for each way (9)")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args(arguments)
    engines = ways()
    with _page(engines) as page:
        taken = measure(page, list(engines), options.rounds)
    medians = {way: statistics.median(times) for way, times in taken.items()}
    print(f"from new Worker() to the first answer, {options.rounds} rounds, Chromium:")
    for way, times in taken.items():
        ratio = statistics.median(v / t for v, t in zip(taken["vanilla"], times, strict=True))
        print(
            f"  {way:9} median {medians[way]:5.0f} ms  ({min(times):.0f} to {max(times):.0f}),"
            f" {ratio:.1f} times as fast as vanilla"
        )
    packed = (DIST / "interlude-chromium.zip").stat().st_size
    print(f"  package   {packed:,} bytes")
    figures = {f"wake.chromium.{way}_ms": round(median) for way, median in medians.items()}
    if options.json:
        text = json.dumps({**figures, "package.chromium_bytes": packed}, indent=1)
        options.json.write_text(f"{text}\n")
    return 0


def measure(page: Page, names: list[str], rounds: int) -> dict[str, list[float]]:
    """The milliseconds of each way's turns; a first round for the browser's caches is not kept."""
    taken: dict[str, list[float]] = {name: [] for name in names}
    shuffle = random.Random(rounds).shuffle
    for turn in range(rounds + 1):
        order = list(names)
        shuffle(order)
        for name in order:
            milliseconds = page.evaluate(WAKE, name)
            if turn:
                taken[name].append(milliseconds)
    return taken


@contextmanager
def _page(engines: dict[str, Files]) -> Iterator[Page]:
    """A blank page of an extension that holds every engine."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        extension = unpacked_for_tests(BUILD, Path(temporary) / "extension")
        for way, files in engines.items():
            for path, data in files.items():
                target = extension.folder / way / "engine" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        (extension.folder / "blank.html").write_text("<!doctype html><title>wake</title>")
        session = Session(
            playwright,
            Path(os.environ["CHROMIUM"]),
            extension,
            Path(temporary) / "profile",
            "MAP * ~NOTFOUND",
        )
        try:
            yield session.tab(f"{session.origin}/blank.html")
        finally:
            session.close()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
