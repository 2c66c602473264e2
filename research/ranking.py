"""How well scores rank conversations: the area under the ROC curve, and how sure it is."""

from __future__ import annotations

import random
from collections.abc import Sequence


def auc(tense: Sequence[int], scores: Sequence[float]) -> float:
    """The chance that a tense conversation scores above a calm one; ties count half.

    >>> auc([1, 0, 1, 0], [0.9, 0.1, 0.5, 0.5])
    0.875
    """
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, i = [0.0] * len(scores), 0
    while i < len(order):
        j = i
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            j += 1
        for k in order[i:j]:
            ranks[k] = (i + j + 1) / 2
        i = j
    ones = sum(tense)
    above = sum(rank for rank, one in zip(ranks, tense, strict=True) if one)
    return (above - ones * (ones + 1) / 2) / (ones * (len(tense) - ones))


def within_length(tense: Sequence[int], scores: Sequence[float], lengths: Sequence[int]) -> float:
    """The same among conversations of about equal length: ten classes, weighted by pairs."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    size = -(-len(order) // 10)
    total = pairs = 0.0
    for start in range(0, len(order), size):
        part = order[start : start + size]
        ones = sum(tense[i] for i in part)
        if count := ones * (len(part) - ones):
            total += count * auc([tense[i] for i in part], [scores[i] for i in part])
            pairs += count
    return total / pairs


def interval(
    tense: Sequence[int], scores: Sequence[float], draws: int = 200
) -> tuple[float, float]:
    """The 95 % bootstrap interval of the AUC."""
    dice, found = random.Random(0), []
    for _ in range(draws):
        drawn = dice.choices(range(len(tense)), k=len(tense))
        found.append(auc([tense[i] for i in drawn], [scores[i] for i in drawn]))
    found.sort()
    return found[int(0.025 * draws)], found[int(0.975 * draws)]
