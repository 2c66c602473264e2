"""How the benches say what they found: medians and ratios on the screen, and one JSON file."""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def options(name: str, rounds: int) -> argparse.ArgumentParser:
    """What every bench takes: ``--rounds`` and ``--json``."""
    parser = argparse.ArgumentParser(prog=f"python3 build.py bench {name}")
    parser.add_argument("--rounds", type=int, default=rounds, help=f"turns for each way ({rounds})")
    parser.add_argument("--json", type=Path, help="add the figures to this file")
    return parser


def take_turns(
    ways: Sequence[str], rounds: int, turn: Callable[[str], float]
) -> dict[str, list[float]]:
    """What ``turn`` measured for each way: each has one turn a round, in a shuffled order.

    A first round, for the browser's caches, is not kept.
    """
    taken: dict[str, list[float]] = {way: [] for way in ways}
    shuffle = random.Random(rounds).shuffle
    for number in range(rounds + 1):
        order = list(ways)
        shuffle(order)
        for way in order:
            measured = turn(way)
            if number:
                taken[way].append(measured)
    return taken


def tell(taken: Mapping[str, Sequence[float]], against: str) -> dict[str, float]:
    """Print each way's median and its ratio to one of them; the medians."""
    medians = {way: statistics.median(times) for way, times in taken.items()}
    for way, times in taken.items():
        slower = ratio(taken[against], times)
        compared = "" if way == against else f", {against} takes {slower:.2f} times as long"
        print(
            f"  {way:10} median {medians[way]:6.0f} ms"
            f"  ({min(times):.0f} to {max(times):.0f}){compared}"
        )
    return medians


def ratio(times: Sequence[float], others: Sequence[float]) -> float:
    """How many times as long: the median of the rounds' own ratios.

    Milliseconds differ from minute to minute, so what was measured together is compared together.
    """
    return statistics.median(a / b for a, b in zip(times, others, strict=True))


def write(path: Path | None, figures: Mapping[str, float]) -> None:
    """Add figures to a JSON file, beside those that other benches wrote."""
    if path is None:
        return
    before = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**before, **figures}, indent=1) + "\n")
