"""What the judge of tension makes of a record: its trace, and the weighted sum of it."""

from __future__ import annotations

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.features import STEPS, WEIGHTS, read
from interlude.tension.language import language
from interlude.tension.text import speech
from interlude.tension.tone import Table, tone
from research.texts import Record

TONE = list(WEIGHTS).index("tone")


def conversation(record: Record) -> Conversation:
    turns = tuple(Turn(turn["role"], turn["text"]) for turn in record["turns"])
    return Conversation(turns, record["lang"])


def said(record: Record) -> str:
    """All that the customer said, a line a message."""
    return "\n".join(turn["text"] for turn in record["turns"] if turn["role"] == "customer")


def trace(record: Record, instead: Table | None = None) -> tuple[int, ...]:
    """The trace of a conversation, with the tone by another table if one is given."""
    found = list(read(conversation(record)).trace)
    heard = [word for message in speech([said(record)]).messages for word in message]
    if instead and language(heard, record["lang"]) == "en":
        found[TONE] = round(STEPS * tone(heard, instead))
    return tuple(found)


def total(found: tuple[int, ...]) -> float:
    """The weighted sum of a trace, with the shipped weights."""
    weighed = zip(WEIGHTS.values(), found, strict=True)
    return sum(weight * value for weight, value in weighed) / STEPS
