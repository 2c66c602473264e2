"""How somebody is spoken to: what single words do not tell, by phrases in `lexicons/manner/`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from interlude.tension.anchors import anchors
from interlude.tension.lexicon import Lexicon, Node, found, parse

SECTIONS = (
    "harassment", "harassment_hint", "menace", "menace_hint", "cold", "irony", "attempt", "joy",
    "remorse", "elsewhere", "passed_on", "slip", "belittling", "suspicion", "hitch", "agent_fault",
    "agent_sharp", "agent_condolence",
)  # fmt: skip
ENOUGH = 2  # different phrases that count as one of what they hint at
MANY_MESSAGES = 7  # from here on, trying one thing after another is a slog
MANY_ATTEMPTS = 4  # messages that tell of one
PARTING = 4  # messages in which the mood at the end shows
FEW_WORDS = 12  # in a message that says what was tried and no more


@dataclass(frozen=True, slots=True)
class Manner:
    """How often each of `SECTIONS` is met, each phrase once: in all that the customer said, in
    their last messages, and in the agent's words; and in how many messages the customer tells
    of an attempt, or of a hitch."""

    customer: Counter[str]
    parting: Counter[str]
    agent: Counter[str]
    attempts: int
    hitches: int


def manner(
    customer: Sequence[Sequence[str]], agent: Sequence[Sequence[str]], lang: str | None
) -> Manner:
    """Read messages, given as lower-case words."""
    if lang is None:
        return Manner(Counter(), Counter(), Counter(), 0, 0)
    phrases, (needed, needed_of_agent) = _lexicon(lang), _needed(lang)
    said = [_met(words, phrases.customer, needed) for words in customer]
    heard = [_met(words, phrases.agent, needed_of_agent) for words in agent]
    return Manner(
        _different(said),
        _different(said[-PARTING:]),
        _different(heard),
        sum(
            len(words) <= FEW_WORDS and any(sign == "attempt" for _, sign in message)
            for words, message in zip(customer, said, strict=True)
        ),
        sum(any(sign == "hitch" for _, sign in message) for message in said),
    )


def is_hounded(seen: Counter[str]) -> bool:
    """A person is hounded who is belittled for what they are, wooed at work, or frightened.

    One plain phrase tells it, or two different hints.

    >>> is_hounded(Counter(harassment=1)), is_hounded(Counter(menace_hint=1))
    (True, False)
    >>> is_hounded(Counter(harassment_hint=2))
    True
    """
    plain = seen["harassment"] + seen["menace"]
    return plain > 0 or max(seen["harassment_hint"], seen["menace_hint"]) >= ENOUGH


def is_slog(messages: int, attempts: int) -> bool:
    """A person is worn out by a customer for whom nothing helps, however calm both stay.

    >>> is_slog(messages=9, attempts=5), is_slog(messages=9, attempts=2)
    (True, False)
    """
    return messages >= MANY_MESSAGES and attempts >= MANY_ATTEMPTS


def _met(words: Sequence[str], tree: Node, needed: frozenset[str]) -> set[tuple[str, str]]:
    """The phrases of one message, each with its section."""
    if needed.isdisjoint(words):
        return set()
    return {
        (" ".join(words[start:end]), SECTIONS[signal])
        for start, end, signals in found(words, tree)
        for signal in signals
    }


def _different(messages: Sequence[set[tuple[str, str]]]) -> Counter[str]:
    return Counter(sign for _, sign in set().union(*messages))


@cache
def _lexicon(lang: str) -> Lexicon:
    path = resources.files("interlude.tension").joinpath("lexicons", "manner", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"), SECTIONS)


@cache
def _needed(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words without which a message of the customer, or of the agent, holds no phrase."""
    phrases, telling = _lexicon(lang), range(len(SECTIONS))
    return anchors(phrases.customer, lang, telling), anchors(phrases.agent, lang, telling)
