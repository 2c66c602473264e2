"""Measure how fast the engine wakes: from ``new Worker()`` to the first answered event.

    python3 build.py bench wake [--rounds N] [--json FILE]

Each way to start Python is a copy of the packed ``engine/`` in one test copy of the extension, and
its own ``worker.js`` answers a popup being opened, with everything that Python imports for it.  In
each round every way has one turn, in a shuffled order, in one page of one browser.  Compare the
ways with each other, best by the ratio: milliseconds differ from machine to machine and from minute
to minute.
"""

from __future__ import annotations

import sys

from bench import _figures
from bench._browsers import BROWSERS, Evaluate
from tools import package, wheels
from tools.paths import DIST, NODE_MODULES, ROOT
from tools.zips import Files, zipped

WAKE = """async (way) => {
    const stamp = {id: crypto.randomUUID(), now: {at: Date.now(), offset: 60}, seed: 1};
    const event = {kind: "acted", stamp, page: "popup", tab: null, action: "open", fields: {}};
    const start = performance.now();
    const worker = new Worker(`/${way}/engine/worker.js`, {type: "module"});
    worker.postMessage({question: 1, event, known: {memo: "", kept: false}});
    const {answer} = await new Promise((resolve) => {
        worker.onmessage = ({data}) => resolve(data);
        worker.onerror = ({message}) => resolve({answer: {failed: message}});
    });
    const taken = performance.now() - start;
    worker.terminate();
    if (!answer.views?.popup) throw new Error(answer.failed ?? "the answer holds no view of it");
    return taken;
}"""

PREPARE = """async (folder) => {
    const worker = new Worker(`${folder}/engine/prepare.js`, {type: "module"});
    await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = ({message}) => reject(new Error(message));
    });
    worker.terminate();
}"""

HOW = """async (way) => {
    const opening = indexedDB.open("interlude");
    await new Promise((done) => (opening.onsuccess = done));
    const asked = opening.result.transaction("wakes").objectStore("wakes").getAll();
    await new Promise((done) => (asked.onsuccess = done));
    opening.result.close();
    return Object.fromEntries(asked.result.map(({how, times}) => [how, times]));
}"""


def ways(browser: str) -> dict[str, Files]:
    """For each way to start Python, the files of its engine's folder."""
    snapshot = packed_engine(browser)
    # Under another build's name the snapshot is not found.
    own_name = {"build.gen.js": snapshot["build.gen.js"].replace(b'"name": "', b'"name": "not-')}
    plain = {**snapshot, **own_name}
    stock = NODE_MODULES / "pyodide" / "python_stdlib.zip"
    vanilla = {
        **plain,
        "boot.js": (ROOT / "bench" / "vanilla_boot.js").read_bytes(),
        "interlude.zip": zipped(package.own_python()),
        "pyodide/python_stdlib.zip": stock.read_bytes(),
        **{f"wheels/{path.name}": path.read_bytes() for path in wheels.engine_wheels().iterdir()},
    }
    del vanilla["python.zip"]
    before = {
        **snapshot,
        "link.js": (ROOT / "bench" / "link_as_ever.js").read_bytes(),
        # What either way prepares is its own.
        "snapshot.js": snapshot["snapshot.js"].replace(b'"snapshots"', b'"snapshots-before"'),
    }
    return {"vanilla": vanilla, "plain": plain, "before": before, "snapshot": snapshot}


def main(arguments: list[str]) -> int:
    options = _figures.options("wake", rounds=15).parse_args(arguments)
    figures: dict[str, float] = {}
    for name, opened in BROWSERS.items():
        engines = ways(name)
        files = {f"{way}/engine/{p}": b for way, fs in engines.items() for p, b in fs.items()}
        with opened(files) as evaluate:
            taken = measure(evaluate, list(engines), options.rounds)
        print(f"from new Worker() to the first answer, {options.rounds} rounds, {name}:")
        for way, median in _figures.tell(taken, "vanilla").items():
            figures[f"wake.{name}.{way}_ms"] = round(median)
        packed = (DIST / f"interlude-{name}.zip").stat().st_size
        print(f"  package    {packed:,} bytes")
        figures[f"package.{name}_bytes"] = packed
    _figures.write(options.json, figures)
    return 0


def measure(evaluate: Evaluate, names: list[str], rounds: int) -> dict[str, list[float]]:
    """The milliseconds of each way's turns.  Raises where a way was not what its name says."""
    # Each in its own folder, for a browser keeps what it has compiled by its address.
    evaluate(PREPARE, "/before")
    evaluate(PREPARE, "/snapshot")
    taken = _figures.take_turns(names, rounds, lambda way: float(evaluate(WAKE, way)))
    woken = evaluate(HOW)
    if woken != {"plain": 2 * (rounds + 1), "snapshot": 2 * (rounds + 1)}:
        raise AssertionError(f"a way is not what its name says: {woken}")
    return taken


def packed_engine(browser: str) -> Files:
    """The files of the package's ``engine/``."""
    folder = DIST / browser / "engine"
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
