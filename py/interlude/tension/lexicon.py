"""Word lists, one file a language: which words and phrases carry which signal.

A list is read once, when its language is first met, into a tree of words, so that looking up
every phrase in a message takes one dictionary step a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from interlude.tension.text import unaccented

LANGUAGES = ("en", "es", "pt", "fr", "de")
NUMBER = "#"

_ENTRY_ENDS = re.compile(r"[,\n]")
_GROUP = re.compile(r"\(([^()]*)\)")


class Node(dict[str, "Node"]):
    """A place in the tree of phrases: the words that may follow, the signals that end here."""

    __slots__ = ("signals",)

    def __init__(self) -> None:
        super().__init__()
        self.signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language, and its number words, which are looked up as "#"."""

    phrases: Node
    numbers: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the word list of a language in `LANGUAGES`."""
    path = resources.files("interlude.tension").joinpath("lexicons", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"))


def parse(source: str) -> Lexicon:
    """Read a word list; `docs/tension.md` describes the format.

    >>> found = parse("[churn]\\nclos(e|ing) my account").phrases
    >>> sorted(found)
    ['close', 'closing']
    >>> found["close"]["my"]["account"].signals
    ('churn',)
    """
    root = Node()
    numbers: set[str] = set()
    for section in ("\n" + source).split("\n[")[1:]:
        signal, _, body = section.partition("]")
        for entry in _ENTRY_ENDS.split(_folded(_without_comments(body))):
            for words in _spellings(entry):
                if signal == "number":
                    numbers.update(words)
                elif words:
                    _add(root, words, signal)
    return Lexicon(root, frozenset(numbers))


def _without_comments(body: str) -> str:
    return "\n".join(line for line in body.split("\n") if not line.startswith("# "))


def _folded(body: str) -> str:
    return unaccented(body).lower().replace("n't", "nt").replace("'", " ")


def _spellings(entry: str) -> Iterator[list[str]]:
    """Spell out every alternative of an entry, innermost first, as lists of words."""
    group = _GROUP.search(entry)
    if group is None:
        yield entry.split()
    else:
        for choice in group[1].split("|"):
            yield from _spellings(entry[: group.start()] + choice + entry[group.end() :])


def _add(root: Node, words: list[str], signal: str) -> None:
    node = root
    for word in words:
        node = node.setdefault(word, Node())
    if signal not in node.signals:
        node.signals += (signal,)
