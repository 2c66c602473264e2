"""The time a ticket of 20 messages takes, beside VADER; runs in CPython and in Pyodide alike."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from bench import _figures
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from research.texts import written

MESSAGES = 20


def tickets(tense: int) -> Iterator[Conversation]:
    """Tickets of our tense, or our calm conversations; every second message is an agent's."""
    found = [record for record in written("en") if record["tense"] == tense]
    texts = [turn["text"] for record in found for turn in record["turns"]]
    for start in range(0, len(texts) - MESSAGES + 1, MESSAGES):
        part = enumerate(texts[start : start + MESSAGES])
        turns = (Turn("agent" if nth % 2 else "customer", text) for nth, text in part)
        yield Conversation(tuple(turns), "en")


def times(rounds: int) -> dict[str, list[float]]:
    """The milliseconds a ticket takes: the judge, and VADER on all or on the customer's ten."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    all_tickets = [ticket for tense in (0, 1) for ticket in tickets(tense)]

    def turn(way: str) -> float:
        started = time.process_time()
        for ticket in all_tickets:
            if way == "judge":
                judge(ticket)
            else:
                for message in ticket.turns[:: 2 if way == "VADER, ten" else 1]:
                    vader.polarity_scores(message.text)
        return (time.process_time() - started) * 1000 / len(all_tickets)

    return _figures.take_turns(["judge", "VADER", "VADER, ten"], rounds, turn)


def times_as_json(rounds: int) -> str:
    return json.dumps(times(rounds))
