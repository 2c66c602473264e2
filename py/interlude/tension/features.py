"""A whole conversation as a few small numbers: all that is weighed, kept and learned from."""

from dataclasses import dataclass
from math import log1p

from interlude.tension import signals
from interlude.tension.conversation import Conversation
from interlude.tension.language import language
from interlude.tension.lexicon import lexicon
from interlude.tension.text import own_words, stretched, tokens

FEATURES: dict[str, tuple[str, ...]] = {
    "abuse": ("insult", "aimed_insult", "threat"),
    "swearing": ("profanity",),
    "leaving": ("churn", "legal"),
    "accusation": ("accusation",),
    "outrage": ("outrage", "angry_face"),
    "upset": ("upset", "denied_praise", "sad_face"),
    "repeat": ("repeat",),
    "waiting": ("waiting",),
    "ignored": ("ignored",),
    "failure": ("failure",),
    "money": ("money",),
    "demand": ("demand",),
    "exasperation": ("exasperation", "sarcasm", "disbelief"),
    "thanks": ("thanks",),
    "praise": ("praise", "glad_face"),
    "settled": ("settled",),
    "polite": ("polite",),
    "asking": ("asking",),
    "negation": ("negation",),
    "emphasis": ("intensifier", "exclaiming", "shouting", "stretched", "trailing"),
    "you": ("you",),
    "length": ("words",),
}
"""Each feature and the signals it adds up, over all of the customer's messages."""

STEPS = 8  # a trace holds eighths of log(1 + count)
_PARTS = [[signals.INDEX[name] for name in names] for names in FEATURES.values()]
_APOLOGY, _REFUSAL = signals.INDEX["agent_apology"], signals.INDEX["agent_refusal"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a conversation shows.

    `trace` has one small whole number for each of `FEATURES`; it holds no words and cannot be
    turned back into any. `turns` counts the customer's messages with words in them, `days` the
    time from first to last turn. `ends_well` says that the last of them thanks or closes.
    """

    trace: tuple[int, ...]
    counts: dict[str, int]
    turns: int
    days: float
    ends_well: bool
    apologies: int
    refusals: int


def read(conversation: Conversation) -> Reading:
    """Read a conversation: the customer's words for the measure, the agent's for context."""
    customer: list[tuple[list[str], int]] = []
    agent: list[str] = []
    for turn in conversation.turns:
        if turn.role == "note":
            continue
        text = own_words(turn.text)
        if turn.role == "agent":
            agent.append(text)
        elif text:
            customer.append((tokens(text), stretched(text)))
    spoken = [word.lower() for words, _ in customer for word in words]
    lang = language(spoken, conversation.lang)
    words = lexicon(lang) if lang else None
    total = [0] * len(signals.INDEX)
    last = total
    for message, drawn_out in customer:
        last = signals.count(message, drawn_out, words)
        total = [a + b for a, b in zip(total, last, strict=True)]
    context = [signals.of_message(text, words) for text in agent]
    times = [turn.at for turn in conversation.turns if turn.at is not None]
    return Reading(
        trace=tuple(round(STEPS * log1p(sum(total[i] for i in part))) for part in _PARTS),
        counts={name: total[i] for name, i in signals.INDEX.items() if total[i]},
        turns=len(customer),
        days=(max(times) - min(times)) / 86_400_000 if times else 0.0,
        ends_well=_ends_well(last),
        apologies=sum(counts[_APOLOGY] for counts in context),
        refusals=sum(counts[_REFUSAL] for counts in context),
    )


def _ends_well(last: list[int]) -> bool:
    good = sum(last[signals.INDEX[name]] for name in ("thanks", "settled", "praise"))
    bad = sum(last[signals.INDEX[name]] for name in ("outrage", "insult", "accusation", "sarcasm"))
    return good > bad
