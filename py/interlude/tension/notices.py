"""What a customer's message holds that no person wrote to this agent.

An automatic reply, a swindler's mail and the small print below a signature use hard words, and
nobody is meant by them. They are set aside, by phrases in `lexicons/notices.txt`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import chain

from interlude.tension.letters import folded, words
from interlude.tension.lexicon import Node, found, parse

SECTIONS = ("hint", "automatic", "away", "phishing", "disclaimer", "signoff")
_AUTOMATIC, _AWAY, _PHISHING, _DISCLAIMER, _SIGNOFF = range(1, len(SECTIONS))
ENOUGH = 2  # different phrases that make a whole message a machine's
SHORT = 4  # words in a line that says goodbye
_SENTENCE = re.compile(r"(?<=[.!?:]) +")


def may_be_in(messages: Iterable[list[str]]) -> bool:
    """Tell quickly whether a closer look at the lines of these messages is worth while."""
    return _is_hinted(folded(" ".join(chain.from_iterable(messages))))


def _is_hinted(plain: str) -> bool:
    return any(map(plain.__contains__, _hints()))


def sift(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines of one message into what a person wrote and what is set aside.

    >>> sift(["Automatic reply: I am away until Monday."])
    ([], ['Automatic reply: I am away until Monday.'])
    >>> sift(["Here is the form.", "Regards", "Ann", "This message is confidential."])
    (['Here is the form.'], ['Regards', 'Ann', 'This message is confidential.'])
    >>> sift(["Out of office is where your manners are."])
    (['Out of office is where your manners are.'], [])
    """
    if not _is_hinted(" ".join(lines).lower()):
        return lines, []
    sentences = [part for line in lines for part in _SENTENCE.split(line)]
    signs = [_signs(sentence) for sentence in sentences]
    if _by_machine(set(chain.from_iterable(signs))):
        return [], lines
    start = _small_print(sentences, signs)
    return (lines, []) if start is None else (sentences[:start], sentences[start:])


def _small_print(sentences: list[str], signs: list[list[tuple[str, int]]]) -> int | None:
    """The place where a person's words end: the "regards" above a disclaimer, or two of those."""
    notes = [place for place, seen in enumerate(signs) if _has(seen, _DISCLAIMER)]
    for place in range(1, notes[0] if notes else 0):
        if len(sentences[place].split()) <= SHORT and _has(signs[place], _SIGNOFF):
            return place
    return notes[0] if len(notes) >= ENOUGH else None


def _by_machine(signs: set[tuple[str, int]]) -> bool:
    """Tell an automatic reply or a swindler's mail by the different phrases of a message."""
    told = [sign for _, sign in signs]
    automatic = _AUTOMATIC in told and told.count(_AUTOMATIC) + told.count(_AWAY) >= ENOUGH
    return automatic or told.count(_PHISHING) >= ENOUGH


def _has(signs: Sequence[tuple[str, int]], sign: int) -> bool:
    return any(told == sign for _, told in signs)


def _signs(sentence: str) -> list[tuple[str, int]]:
    """The phrases of a sentence that tell a notice, each with what it tells."""
    spoken = words(sentence)
    return [
        (" ".join(spoken[start:end]), signal)
        for start, end, signals in found(spoken, _phrases())
        for signal in signals
    ]


@cache
def _phrases() -> Node:
    return parse(_source(), SECTIONS).customer


@cache
def _hints() -> tuple[str, ...]:
    body = _source().split("[hint]")[1].split("[")[0]
    return tuple(filter(None, (hint.strip() for hint in re.split(r"[,\n]", body))))


def _source() -> str:
    path = resources.files("interlude.tension").joinpath("lexicons", "notices.txt")
    return path.read_text(encoding="utf-8")
