"""A whole conversation as a few small numbers: all that is weighed, kept and learned from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, log1p
from operator import mul

from interlude.tension import heavy, signals
from interlude.tension.answers import answers
from interlude.tension.conversation import Conversation, Role
from interlude.tension.course import hinted, movement, of_manner
from interlude.tension.language import language
from interlude.tension.lexicon import Lexicon, Node, found, lexicon
from interlude.tension.manner import Manner, manner
from interlude.tension.tales import Talk, tales
from interlude.tension.text import speech, spoken
from interlude.tension.tone import tone

SIGNAL_FEATURES: dict[str, tuple[float, tuple[str, ...]]] = {
    "abuse": (1.6, ("insult", "aimed_insult", "threat")),
    "swearing": (1.2, ("profanity",)),
    "leaving": (0.9, ("churn", "legal", "ultimatum")),
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
_WEIGHT = [weight for weight, _ in SIGNAL_FEATURES.values()]
_COURTESY = [
    list(SIGNAL_FEATURES).index(name) for name in ("thanks", "praise", "settled", "polite")
]


ENOUGH_CARE = 2  # different words of care that nobody says without grief or danger
NOTHING = Lexicon(Node(), Node())
WORTH = 8  # words that an angry face says as much as
_NEVER_BY_MACHINES = frozenset(["insult", "aimed_insult", "profanity", "threat", "outrage"])
LARGEST = 127  # log(1 + count) in eighths stays far below it


def is_trace(numbers: Sequence[int]) -> bool:
    """Tell whether this build can learn from these numbers, which may come from another one.

    >>> is_trace((0,) * len(WEIGHTS)), is_trace(()), is_trace((10**9,) * len(WEIGHTS))
    (True, False, False)
    """
    return len(numbers) == len(WEIGHTS) and all(-LARGEST <= n <= LARGEST for n in numbers)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a conversation shows.

    `trace` holds a small whole number for each of `WEIGHTS`, and no words. `counts` has the
    customer's signals by name, `parting` those of their last two messages (marks left out), and
    `course` explains the feature of that name. `answers` are the agent's words, a list
    for each message, and `manner` tells how both speak. `heavy` has the signs of
    `heavy.py`. `turns` counts the customer's messages with words in them, `days` the time from the
    first to the last turn.
    """

    trace: tuple[int, ...]
    counts: dict[str, int]
    parting: dict[str, int]
    course: dict[str, float]
    answers: list[list[str]]
    answered: Counter[str]
    tales: dict[str, float]
    manner: Manner
    heavy: frozenset[str]
    turns: int
    days: float
    lang: str | None


def read(conversation: Conversation) -> Heard:
    """Read what was said, and the hints of the helpdesk."""
    said, replies = speech(_texts(conversation, "customer")), spoken(_texts(conversation, "agent"))
    heard = list(chain.from_iterable(said.messages or said.aside))
    lang = language(heard, conversation.lang)
    phrases = lexicon(lang) if lang else NOTHING
    told = said.messages + [words for words in said.aside if _meant(words, phrases, lang)]
    messages = [signals.in_words(words, phrases.customer) for words in told]
    total = signals.count_marks(said)
    for place in chain.from_iterable(messages):
        total[place] += 1
    manners, answered = manner(told, replies, lang), answers(replies, lang)
    grave = heavy.signs(told, lang) | ({"loss"} if manners.agent["agent_condolence"] else set())
    if _is_cared_for(answered, told, lang):
        grave.add("grief")
    values = [log1p(sum([total[place] for place in part])) for part in _PARTS]
    counts = {name: n for name, n in zip(signals.SIGNALS, total, strict=True) if n}
    course = {**movement(messages, _MOOD), **hinted(conversation.hints)}
    courtesy = -sum([_WEIGHT[place] * values[place] for place in _COURTESY])
    course |= of_manner(manners, counts, courtesy - course.get("ending", 0.0), len(messages))
    values += [
        _length(total[signals.INDEX["words"]] + WORTH * counts.get("angry_face", 0)),
        _tone(lang, heard, values),
        sum(course.values()),
    ]
    named = [frozenset(map(signals.SIGNALS.__getitem__, message)) for message in messages]
    exclaiming = bool(counts.get("exclaiming") or counts.get("disbelief"))
    times = [turn.at for turn in conversation.turns if turn.at is not None]
    return Heard(
        trace=tuple(round(STEPS * value) for value in values),
        counts=counts,
        parting=Counter(signals.SIGNALS[place] for place in chain.from_iterable(messages[-2:])),
        course=course,
        answers=replies,
        answered=answered,
        tales=tales(Talk(answered, len(replies), manners, named, exclaiming)),
        manner=manners,
        heavy=frozenset(grave),
        turns=len(messages),
        days=(max(times) - min(times)) / MILLISECONDS_A_DAY if times else 0.0,
        lang=lang,
    )


def excuses(heard: Heard) -> set[str]:
    """Tell whether the agent said so: an apology for an own mistake, a refusal, or neither."""
    phrases = lexicon(heard.lang).agent if heard.lang else NOTHING.agent
    met = (met for words in heard.answers for *_, met in found(words, phrases))
    return {signals.SIGNALS[place] for places in met for place in places}


def _is_cared_for(answered: Counter[str], told: list[list[str]], lang: str | None) -> bool:
    """Who is spoken to with much care, or with some after words that may be grave, is in grief."""
    care, sorry = answered["care"], answered["sorry"]
    if care >= ENOUGH_CARE:
        return True
    if care + sorry <= answered["own"]:
        return False
    near = care > max(answered["evidence"], answered["touched"]) and heavy.names_kin(told, lang)
    return near or heavy.is_hinted(told, lang)


def _meant(words: list[str], phrases: Lexicon, lang: str | None) -> bool:
    """A machine neither insults nor dies: what does was written by a person after all."""
    seen = {signals.SIGNALS[place] for place in signals.in_words(words, phrases.customer)}
    return not _NEVER_BY_MACHINES.isdisjoint(seen) or "danger" in heavy.signs([words], lang)


def _texts(conversation: Conversation, role: Role) -> list[str]:
    return [turn.text for turn in conversation.turns if turn.role == role]


def _length(count: int) -> float:
    return log1p(min(count, FEW_WORDS)) - log(max(count, FEW_WORDS) / FEW_WORDS) / 3


def _tone(lang: str | None, everything: list[str], values: list[float]) -> float:
    """Return the tone; where no table is fitted for a language, its word lists speak louder."""
    if lang == "en":
        return tone(everything)
    return LOUDER * sum(map(mul, WEIGHTS.values(), values)) if lang else 0.0
