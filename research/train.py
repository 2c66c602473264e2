"""Fit the tone of English words and write it into the package.

    python3 research/train.py DATA

DATA is a folder of JSON lines, one file a source, as `docs/tension.md` describes. Only sources
whose licence lets their weights be shipped are read, and the conversations in
`research/written/`. Run it in an environment with `requirements/research.txt`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "py")]

from interlude.tension.text import speech  # noqa: E402
from research.texts import Record, written  # noqa: E402

SOURCES = {"ghinciv_msg": 1.0, "ghinciv_conv": 0.5, "goemotions": 1.0, "bitext": 0.5,
           "twcare_ai": 1.0}  # fmt: skip
"""Each source and its share in the fit; our own conversations weigh 1."""

SEEN_AT_LEAST = 3  # conversations in which a word or pair must occur
KEPT = 5_000  # words and pairs that ship
RIDGE = 0.06
TARGET = ROOT / "py" / "interlude" / "tension" / "tone.json"


def main(data: Path) -> None:
    table = trained(data)
    header = {"generated_by": "python3 research/train.py DATA"}
    content = json.dumps({**header, **table}, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(content + "\n", encoding="utf-8")
    size = TARGET.stat().st_size
    print(f"{TARGET.relative_to(ROOT)}: {len(table['weights'])} weights, {size} bytes")


def trained(data: Path, without: str = "") -> dict[str, Any]:
    """Fit the table that `tone.json` holds, leaving one source out if asked to."""
    sources = [
        (records(data / f"{source}.jsonl"), share)
        for source, share in SOURCES.items()
        if source != without
    ]
    sources.append((written("en"), 1.0))
    texts = [grams(customer_words(found)) for source, _ in sources for found in source]
    labels = np.array([found["tense"] for source, _ in sources for found in source])
    shares = np.concatenate([balanced(source, share) for source, share in sources])
    return small(fit(texts, labels, shares))


def records(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def balanced(source: Sequence[Record], share: float) -> np.ndarray:
    """What each conversation weighs: a source weighs its share, half of it on each label."""
    tense = np.array([found["tense"] for found in source])
    rate = tense.mean()
    return 300 * share * np.where(tense == 1, 0.5 / rate, 0.5 / (1 - rate)) / len(tense)


def customer_words(conversation: Record) -> list[str]:
    turns = [turn["text"] for turn in conversation["turns"] if turn["role"] == "customer"]
    return [word for words in speech(turns).messages for word in words]


def grams(spoken: list[str]) -> dict[str, float]:
    """The different words and pairs of a conversation, each with the value it counts for."""
    different = set(spoken)
    pairs = {f"{a} {b}" for a, b in pairwise(spoken)}
    return dict.fromkeys(different | pairs, max(1, len(different)) ** -0.5)


def fit(texts: list[dict[str, float]], labels: np.ndarray, shares: np.ndarray) -> dict[str, float]:
    """Fit twice: on every gram seen often enough, then on the most telling of them."""
    seen = Counter(gram for text in texts for gram in text)
    kept = sorted(gram for gram, n in seen.items() if n >= SEEN_AT_LEAST)
    for _ in range(2):
        fitted = logistic(matrix(texts, kept), labels, shares)
        weights = dict(zip(kept, fitted, strict=True))
        strength = {gram: abs(weight) * seen[gram] ** 0.5 for gram, weight in weights.items()}
        kept = sorted(sorted(kept, key=strength.__getitem__)[-KEPT:])
    return {gram: weights[gram] for gram in kept if gram in weights}


def matrix(texts: list[dict[str, float]], kept: list[str]) -> sparse.csr_matrix:
    place = {gram: i for i, gram in enumerate(kept)}
    cells = [
        (row, place[gram], value)
        for row, text in enumerate(texts)
        for gram, value in text.items()
        if gram in place
    ]
    rows, columns, values = (list(column) for column in zip(*cells, strict=True))
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(kept)))


def logistic(features: sparse.csr_matrix, labels: np.ndarray, shares: np.ndarray) -> np.ndarray:
    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        bias, weights = parameters[0], parameters[1:]
        logits = features @ weights + bias
        value = shares @ (np.logaddexp(0, logits) - labels * logits)
        slope = shares * (1 / (1 + np.exp(-logits)) - labels)
        gradient = np.concatenate([[slope.sum()], features.T @ slope + RIDGE * weights])
        return value + RIDGE / 2 * weights @ weights, gradient

    start = np.zeros(features.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x[1:]


def small(weights: dict[str, float]) -> dict[str, Any]:
    """Round the weights to one signed byte each, and say what one step is worth."""
    scale = round(max(map(abs, weights.values())) / 127, 6)
    steps = {gram: round(weight / scale) for gram, weight in sorted(weights.items())}
    return {"scale": scale, "weights": {gram: n for gram, n in steps.items() if n}}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
