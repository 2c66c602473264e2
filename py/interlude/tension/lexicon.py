"""Word lists, one file a language: which words and phrases carry which signal.

A list is read once, when its language is first met, into a tree of words, so that looking up
every phrase of a message takes about one dictionary step a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from sys import intern
from typing import TypeAlias

from interlude.tension.letters import folded

LANGUAGES = ("en", "es", "pt", "fr", "de")
NUMBER = "#"
SIGNALS = (
    "insult", "profanity", "threat", "legal", "churn", "accusation", "outrage", "upset",
    "repeat", "waiting", "ignored", "failure", "money", "demand", "exasperation", "sarcasm",
    "thanks", "praise", "warmth", "settled", "polite", "asking", "intensifier", "negation", "you",
    "yours", "aimed_insult", "ultimatum", "agent_apology", "agent_refusal",
)  # fmt: skip
"""The sections that a word list may have, besides `[number]`. What the agent says is only
looked up under the last two, and what the customer says under all but those."""

# There are tens of thousands of phrases and few words and signals: each is in memory once.
_SOLE = tuple((signal,) for signal in range(64))

MARKS = frozenset(".?!")
_ENTRY_ENDS = re.compile(r"[,\n]")
_GROUP = re.compile(r"\(([^()]*)\)")


class Node(dict[str, "Node"]):
    """A place in the tree of phrases: the words that may follow, the signals that end here.

    A signal is given by its place in `SIGNALS`.
    """

    __slots__ = ("signals",)

    def __init__(self) -> None:
        super().__init__()
        self.signals: tuple[int, ...] = ()


_Alike: TypeAlias = tuple[tuple[int, ...], frozenset[tuple[str, int]]]
"""What two places in the tree have in common that lead to the same: signals, words, and whither."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language, by who says them."""

    customer: Node
    agent: Node


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the phrases of a language in `LANGUAGES`."""
    path = resources.files("interlude.tension").joinpath("lexicons", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"))


def parse(source: str, sections: Sequence[str] = SIGNALS) -> Lexicon:
    """Read a word list with these sections; `docs/tension.md` describes the format.

    Raises ValueError for a section that is not among them.

    >>> found = parse("[number]\\ntwo\\n[churn]\\nclos(e|ing) # accounts").customer
    >>> sorted(found)
    ['close', 'closing']
    >>> SIGNALS[found["close"]["two"]["accounts"].signals[0]]
    'churn'
    """
    found = Lexicon(Node(), Node())
    numbers: list[str] = []
    for section in ("\n" + source).split("\n[")[1:]:
        name, _, body = section.partition("]")
        if name != "number" and name not in sections:
            known = ", ".join(sections)
            raise ValueError(f"word list: no signal is called [{name}]; choose from {known}")
        root = found.agent if name.startswith("agent_") else found.customer
        for entry in _ENTRY_ENDS.split(folded(_without_comments(body))):
            for words in _spellings(entry):
                if name == "number":
                    numbers += words
                elif words:
                    _add(root, words, sections.index(name))
    _spell_numbers(found.customer, numbers)
    alike: dict[_Alike, Node] = {}
    return Lexicon(_shared(found.customer, alike, {}), _shared(found.agent, alike, {}))


def found(words: Sequence[str], phrases: Node) -> list[tuple[int, int, tuple[int, ...]]]:
    """Find the longest phrase at each place, left to right: its start, its end, its signals.

    The end of a sentence is found too, with no signals.

    >>> tree = parse("[churn]\\ngoing, going elsewhere").customer
    >>> [(start, end) for start, end, _ in found(["i", "am", "going", "elsewhere", "."], tree)]
    [(2, 4), (4, 5)]
    """
    seen: list[tuple[int, int, tuple[int, ...]]] = []
    count, after = len(words), 0
    for start in [i for i, word in enumerate(words) if word in phrases or word in MARKS]:
        if start < after:
            continue
        node = phrases.get(words[start])
        if node is None:
            seen.append((start, start + 1, ()))
            continue
        signals, after, j = node.signals, start + 1, start + 1
        while node and j < count and (node := node.get(words[j])) is not None:
            j += 1
            if node.signals:
                signals, after = node.signals, j
        if signals:
            seen.append((start, after, signals))
    return seen


def _without_comments(body: str) -> str:
    return "\n".join(line for line in body.split("\n") if not line.startswith("# "))


def _spellings(entry: str) -> Iterator[list[str]]:
    """Spell out every alternative of an entry, innermost first, as lists of words."""
    group = _GROUP.search(entry)
    if group is None:
        yield [intern(word) for word in entry.split()]
    else:
        for choice in group[1].split("|"):
            yield from _spellings(entry[: group.start()] + choice + entry[group.end() :])


def _add(root: Node, words: list[str], signal: int) -> None:
    node = root
    for word in words:
        found = node.get(word)
        if found is None:
            found = node[word] = Node()
        node = found
    if signal not in node.signals:
        node.signals = (*node.signals, signal) if node.signals else _SOLE[signal]


def _shared(node: Node, known: dict[_Alike, Node], done: dict[int, Node]) -> Node:
    """Keep places that lead to the same once: alternatives end alike, so most of a tree does."""
    if id(node) in done:
        return done[id(node)]
    for word, child in node.items():
        node[word] = _shared(child, known, done)
    alike = node.signals, frozenset((word, id(child)) for word, child in node.items())
    done[id(node)] = known.setdefault(alike, node)
    return done[id(node)]


def _spell_numbers(node: Node, numbers: list[str]) -> None:
    """Let every number word lead wherever "#" leads, unless it has a meaning of its own."""
    for child in list(node.values()):
        _spell_numbers(child, numbers)
    if NUMBER in node:
        for word in numbers:
            node.setdefault(word, node[NUMBER])
