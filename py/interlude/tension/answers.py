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
    after, following = 0, [*words[1:], ""]
    for start in [place for place, word in enumerate(words) if word in phrases]:
        node = phrases[words[start]]
        if start < after or not (node.signals or following[start] in node or GAP in node):
            continue
        end, signs = _longest(words, node, start + 1)
        if signs:
            after = end
            yield " ".join(words[start:end]), signs


def _longest(words: Sequence[str], node: Node, at: int) -> tuple[int, tuple[int, ...]]:
    """Where the longest phrase through this place in the tree ends, and what it tells."""
    best, signs = (at if node.signals else -1), node.signals
    for place, following in _next(words, node, at):
        end, told = _longest(words, following, place)
        if told and end > best:
            best, signs = end, told
    return best, signs


def _next(words: Sequence[str], node: Node, at: int) -> list[tuple[int, Node]]:
    """The places in the tree that the next word leads to, or one of those after it over a gap."""
    found: list[tuple[int, Node]] = []
    if at < len(words) and words[at] in node:
        found.append((at + 1, node[words[at]]))
    if GAP in node:
        beyond = node[GAP]
        for place in range(at, min(at + WIDEST + 1, len(words))):
            if words[place] in beyond:
                found.append((place + 1, beyond[words[place]]))
            if words[place] in MARKS:
                break
    return found


@cache
def _phrases(lang: str) -> Node:
    path = resources.files("interlude.tension").joinpath("lexicons", "answers", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"), SECTIONS).customer


@cache
def _needed(lang: str) -> frozenset[str]:
    """Words without which an answer holds no phrase."""
    return anchors(_phrases(lang), lang, range(len(SECTIONS)))
