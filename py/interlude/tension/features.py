"""A whole conversation as a few small numbers: all that is weighed, kept and learned from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, log1p
from operator import mul

from interlude.tension import signals
from interlude.tension.conversation import Conversation, Hints, Role
from interlude.tension.language import language
from interlude.tension.lexicon import Node, lexicon
from interlude.tension.text import Speech, speech
from interlude.tension.tone import tone

SIGNAL_FEATURES: dict[str, tuple[float, tuple[str, ...]]] = {
    "abuse": (1.6, ("insult", "aimed_insult", "threat")),
    "swearing": (1.2, ("profanity",)),
    "leaving": (0.9, ("churn", "legal")),
    "accusation": (1.0, ("accusation",)),
    "outrage": (1.3, ("outrage", "angry_face")),
    "upset": (1.0, ("upset", "denied_praise", "sad_face")),
    "repeat": (0.5, ("repeat",)),
    "waiting": (0.35, ("waiting",)),
    "ignored": (0.5, ("ignored",)),
    "failure": (0.3, ("failure",)),
    "money": (0.2, ("money",)),
    "demand": (0.35, ("demand",)),
    "exasperation": (0.5, ("exasperation", "sarcasm", "disbelief")),
    "thanks": (-0.8, ("thanks",)),
    "praise": (-0.6, ("praise", "warmth", "glad_face")),
    "settled": (-0.4, ("settled",)),
    "polite": (-0.4, ("polite",)),
    "asking": (-0.3, ("asking",)),
    "negation": (0.3, ("negation",)),
    "emphasis": (0.1, ("intensifier", "exclaiming", "shouting", "stretched", "trailing")),
    "you": (0.3, ("you", "yours")),
}
"""The signals that each feature adds up over the customer's messages, and its weight, set by
hand, for log(1 + sum)."""

WEIGHTS: dict[str, float] = {
    **{name: weight for name, (weight, _) in SIGNAL_FEATURES.items()},
    "length": 0.6,
    "tone": 0.4,
    "course": 1.0,
}
"""Every feature and its weight. A trace holds one number for each, in this order."""

MILLISECONDS_A_DAY = 86_400_000
STEPS = 8  # a trace holds eighths
FEW_WORDS = 25  # up to here each word more says more; beyond, many words are only a long ticket
LOUDER = 1.5  # by and large, the tone of English over the weighted sum of its signals
_PARTS = [[signals.INDEX[name] for name in parts] for _, parts in SIGNAL_FEATURES.values()]
_MOOD = [
    sum(weight for weight, parts in SIGNAL_FEATURES.values() if name in parts)
    for name in signals.SIGNALS
]
_CALMER = [signals.INDEX[name] for name in ("thanks", "settled", "praise", "warmth")]
_HARSHER = [signals.INDEX[name] for name in ("outrage", "insult", "accusation", "sarcasm", "upset")]


LARGEST = 127  # log(1 + count) in eighths stays far below it


def is_trace(numbers: Sequence[int]) -> bool:
    """Tell whether this build can learn from these numbers, which may come from another one.

    >>> is_trace((0,) * len(WEIGHTS)), is_trace(()), is_trace((10**9,) * len(WEIGHTS))
    (True, False, False)
    """
    return len(numbers) == len(WEIGHTS) and all(-LARGEST <= n <= LARGEST for n in numbers)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a conversation shows.

    `trace` holds a small whole number for each of `WEIGHTS`, and no words. `counts` has the
    customer's signals by name, `parting` those of their last two messages (marks left out), and
    `course` explains the feature of that name. `turns` counts the
    customer's messages with words in them, `days` the time from the first to the last turn.
    """

    trace: tuple[int, ...]
    counts: dict[str, int]
    parting: dict[str, int]
    course: dict[str, float]
    turns: int
    days: float
    lang: str | None


def read(conversation: Conversation) -> Reading:
    """Read what the customer said, and the hints of the helpdesk."""
    said = _speech(conversation, "customer")
    heard = list(chain.from_iterable(said.messages))
    lang = language(heard, conversation.lang)
    phrases = lexicon(lang).customer if lang else Node()
    messages = [signals.in_words(words, phrases) for words in said.messages]
    total = signals.count_marks(said)
    for place in chain.from_iterable(messages):
        total[place] += 1
    course = {**_movement(messages), **_hinted(conversation.hints)}
    values = [log1p(sum([total[place] for place in part])) for part in _PARTS]
    values += [
        _length(total[signals.INDEX["words"]]),
        _tone(lang, heard, values),
        sum(course.values()),
    ]
    times = [turn.at for turn in conversation.turns if turn.at is not None]
    return Reading(
        trace=tuple(round(STEPS * value) for value in values),
        counts={name: n for name, n in zip(signals.SIGNALS, total, strict=True) if n},
        parting=Counter(signals.SIGNALS[place] for place in chain.from_iterable(messages[-2:])),
        course=course,
        turns=len(messages),
        days=(max(times) - min(times)) / MILLISECONDS_A_DAY if times else 0.0,
        lang=lang,
    )


def context(conversation: Conversation, lang: str | None) -> set[str]:
    """Tell what the agent's own words show, for the kind: an apology, a refusal, or neither."""
    if lang is None:
        return set()
    phrases = lexicon(lang).agent
    said = _speech(conversation, "agent")
    return {
        signals.SIGNALS[place]
        for words in said.messages
        for place in signals.in_words(words, phrases)
    }


def _speech(conversation: Conversation, role: Role) -> Speech:
    return speech(turn.text for turn in conversation.turns if turn.role == role)


def _length(count: int) -> float:
    return log1p(min(count, FEW_WORDS)) - log(max(count, FEW_WORDS) / FEW_WORDS) / 3


def _tone(lang: str | None, everything: list[str], values: list[float]) -> float:
    """Return the tone; where no table is fitted for a language, its word lists speak louder."""
    if lang == "en":
        return tone(everything)
    return LOUDER * sum(map(mul, WEIGHTS.values(), values)) if lang else 0.0


def _movement(messages: list[list[int]]) -> dict[str, float]:
    """Tell how the customer's mood moved: later half against earlier half, and the ending."""
    if len(messages) < 2:
        return {}
    moods = [max(-4.0, min(4.0, sum([_MOOD[i] for i in message]))) for message in messages]
    half = len(moods) // 2
    rise = sum(moods[half:]) / (len(moods) - half) - sum(moods[:half]) / half
    ends_well = sum([(i in _CALMER) - (i in _HARSHER) for i in messages[-1]]) > 0
    return {"rise" if rise > 0 else "cooling": 0.15 * rise, "ending": -0.5 * ends_well}


def _hinted(hints: Hints) -> dict[str, float]:
    return {
        "csat": {"bad": 1.5, "good": -2.0}.get(hints.csat or "", 0.0),
        "sentiment": -max(-1.0, min(1.0, hints.sentiment or 0.0)),
        "priority": 0.3 if (hints.priority or 0) >= 4 else 0.0,
        "reopened": 0.3 * max(0, min(hints.reopens, 3)),
        "waited": 0.3 if (hints.waited_minutes or 0) >= 48 * 60 else 0.0,
    }
