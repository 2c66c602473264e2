"""What the agent's own answer tells of what was said to them, by phrases in `lexicons/answers/`.

The person who was there knows best: who writes that a message goes to the police was threatened.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from interlude.tension.anchors import anchors
from interlude.tension.lexicon import MARKS, Node, parse

SECTIONS = (
    "guard", "report", "ends", "limit", "care", "sorry", "own", "admits", "mends", "firm",
    "regret", "evidence", "hurdle", "touched",
)  # fmt: skip
"""Who guards (police, security), that it was reported, that this talk ends, a plea for respect,
care for somebody in grief or danger and a warm "sorry", an own mistake, "you are right" and "it is
corrected", a firm no and regret for it, evidence against a reproach, one more step to take, and an
agent who is touched."""

GAP = "*"  # in a phrase: up to so many words of the same sentence may stand here
WIDEST = 3


def answers(messages: Iterable[Sequence[str]], lang: str | None) -> Counter[str]:
    """How many different phrases of each of `SECTIONS` the agent's messages, as words, hold.

    >>> sorted(answers([["this", "has", "been", "reported", "to", "the", "police"]], "en"))
    ['guard', 'report']
    """
    if lang is None:
        return Counter()
    phrases, needed = _phrases(lang), _needed(lang)
    told = {
        (phrase, sign)
        for words in messages
        if not needed.isdisjoint(words)
        for phrase, signs in _met(words, phrases)
        for sign in signs
    }
    return Counter(SECTIONS[sign] for _, sign in told)


def _met(words: Sequence[str], phrases: Node) -> Iterable[tuple[str, tuple[int, ...]]]:
    """The longest phrase at each place, left to right, none within another."""
    after = 0
    for start in [place for place, word in enumerate(words) if word in phrases]:
        if start >= after:
            end, signs = _longest(words, phrases[words[start]], start + 1)
            if signs:
                after = end
                yield " ".join(words[start:end]), signs


def _longest(words: Sequence[str], node: Node, at: int) -> tuple[int, tuple[int, ...]]:
    """Where the longest phrase through this place in the tree ends, and what it tells."""
    best = (at, node.signals)
    for place, following in _next(words, node, at):
        found = _longest(words, following, place)
        if found[1] and found[0] > (best[0] if best[1] else -1):
            best = found
    return best


def _next(words: Sequence[str], node: Node, at: int) -> Iterable[tuple[int, Node]]:
    if at < len(words) and (following := node.get(words[at])) is not None:
        yield at + 1, following
    if (gap := node.get(GAP)) is None:
        return
    for place in range(at, min(at + WIDEST + 1, len(words))):
        if (following := gap.get(words[place])) is not None:
            yield place + 1, following
        if words[place] in MARKS:
            return


@cache
def _phrases(lang: str) -> Node:
    path = resources.files("interlude.tension").joinpath("lexicons", "answers", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"), SECTIONS).customer


@cache
def _needed(lang: str) -> frozenset[str]:
    """Words without which an answer holds no phrase."""
    return anchors(_phrases(lang), lang, range(len(SECTIONS)))
