"""The overall tone of English words, learned from public conversations.

The word lists name what they find; the tone adds what single words and pairs lean to besides.
`research/train.py` fits it and writes `tone.json`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import sqrt
from typing import Any

FURTHEST = 4.0  # beyond it, a single word would outweigh all that the word lists say


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of single words and of pairs of neighbours, in steps of `scale`."""

    weights: dict[str | tuple[str, ...], int]
    scale: float


@cache
def shipped() -> Table:
    """Return the table in the package."""
    path = resources.files("interlude.tension").joinpath("tone.json")
    return table(json.loads(path.read_text(encoding="utf-8")))


def table(data: dict[str, Any]) -> Table:
    """Build a table from what `tone.json` holds."""
    weights = {gram if " " not in gram else tuple(gram.split()): weight
               for gram, weight in data["weights"].items()}  # fmt: skip
    return Table(weights, data["scale"])


def tone(spoken: Sequence[str], of: Table | None = None) -> float:
    """Return how tense these lower-case words lean: above zero tense, below zero calm.

    It is the sum of the weights of the different words and pairs, over the square root of how
    many different words there are, and never beyond `FURTHEST` either way.
    """
    if not spoken:
        return 0.0
    of = of or shipped()
    different = set(spoken)
    weights = of.weights
    pairs = {pair for pair in pairwise(spoken) if pair in weights}
    leaning = sum([weights[word] for word in different if word in weights])
    leaning += sum([weights[pair] for pair in pairs])
    return max(-FURTHEST, min(FURTHEST, of.scale * leaning / sqrt(len(different))))
