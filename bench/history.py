"""Measure whether ten years of work make Interlude open slower than an empty account does.

    python3 build.py bench history [--rounds N] [--json FILE]

Two copies of the engine, each with a journal of its own, take turns at waking in one page: one
journal is empty, one holds 60,000 entries (ten years of 230 shifts with 26 entries each) and as
many lines in the person's own words as fit.  The first wake after an update reads them all, once,
and is told apart (here it also writes the second store, which has none of them yet); from then on a
checkpoint is read and what came after it.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import Any

from bench import _figures
from bench._browsers import chromium
from bench.wake import PREPARE, WAKE, packed_engine
from interlude import wire
from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import Deposited, Entry, PromptAnswered, PromptShown, Worked
from interlude.prompts.library import library
from interlude.writings.writing import LONGEST, MOST, Writing

ENTRIES = 60_000
SHIFTS = 2_300
CHUNK = 5_000
FIRST_DAY = 1_480_000_000_000

WRITE = """async ([store, rows]) => {
    const opening = indexedDB.open("ten-years");
    await new Promise((done) => (opening.onsuccess = done));
    const tx = opening.result.transaction(store, "readwrite");
    for (const row of rows) tx.objectStore(store).add(row);
    await new Promise((done) => (tx.oncomplete = done));
    opening.result.close();
}"""


def main(arguments: list[str]) -> int:
    options = _figures.options("history", rounds=15).parse_args(arguments)
    engine = packed_engine("chromium")
    ways = {
        way: {
            **engine,
            "journal/opening.js": engine["journal/opening.js"].replace(b'"interlude"', name),
            "journal/log.js": engine["journal/log.js"].replace(b'"journal"', name),
        }
        for way, name in {"empty": b'"empty"', "ten-years": b'"ten-years"'}.items()
    }
    files = {f"{way}/engine/{path}": data for way, fs in ways.items() for path, data in fs.items()}
    with chromium(files) as evaluate:
        evaluate(PREPARE, "")
        evaluate(WAKE, "ten-years")
        entries = ten_years()
        while chunk := list(itertools.islice(entries, CHUNK)):
            evaluate(WRITE, ["entries", chunk])
        evaluate(WRITE, ["writings", [wire.encode_writing(line) for line in _lines()]])
        first = float(evaluate(WAKE, "ten-years"))
        taken = _figures.take_turns(
            list(ways), options.rounds, lambda way: float(evaluate(WAKE, way))
        )
    print(f"from new Worker() to the first answer, {options.rounds} rounds:")
    _figures.tell(taken, "empty")
    ratio = _figures.ratio(taken["ten-years"], taken["empty"])
    print(f"  ten years take {ratio:.2f} times as long; {first:.0f} ms when all had to be read")
    _figures.write(options.json, {"history.ten_years_ratio": round(ratio, 3)})
    return 0


def ten_years() -> Iterator[dict[str, Any]]:
    """A long working life, as the journal holds it."""
    return itertools.islice(map(wire.encode_entry, _life()), ENTRIES)


def _lines() -> Iterator[Writing]:
    """As many lines as are kept, each as long as one may be."""
    for nth in range(MOST):
        now = Moment(FIRST_DAY + nth * 40 * HOUR, 60)
        yield Writing(f"{nth:036}", now, "note", "n" * LONGEST, entry="0" * 36)


def _life() -> Iterator[Entry]:
    """Shift by shift: a mark of work, eleven deposits, seven prompts and an answer to each."""
    kinds = itertools.cycle(kind.id for kind in deposit_kinds())
    prompts = itertools.cycle(prompt.id for prompt in library())
    for shift in range(SHIFTS + 10):
        start = FIRST_DAY + shift * 38 * HOUR
        ids = (f"{shift:05}-{number:02}-{'0' * 24}" for number in itertools.count())
        yield Worked(next(ids), Moment(start, 60))
        for minute in range(5, 5 + 11 * 25, 25):
            yield Deposited(next(ids), Moment(start + minute * MINUTE, 60), next(kinds))
        for minute in range(20, 20 + 7 * 40, 40):
            now, shown = Moment(start + minute * MINUTE, 60), next(ids)
            trace = tuple(range(24))
            yield PromptShown(shown, now, next(prompts), "angry", 4, "close", ("insult",), trace)
            yield PromptAnswered(next(ids), now, shown, "finished")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
