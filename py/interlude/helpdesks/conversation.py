"""From a helpdesk's answers to the conversation that the tension judge reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from interlude.helpdesks.adapter import Adapter, Hint
from interlude.helpdesks.answers import Answers, instant, number, records, said, search, word
from interlude.plain_text import from_html, without_entities
from interlude.tension.conversation import Conversation, Hints, Turn

MOST_MESSAGES = 500

_LONGEST = 100_000


def conversation(adapter: Adapter, answers: Answers) -> Conversation:
    """What was said, oldest first, with the helpdesk's own hints; machines' messages left out."""
    found = answers.documents
    rules = adapter.conversation
    people: dict[str, bool] = {}
    for person in records(search(rules.people, found)):
        people.setdefault(word(person.get("id")), bool(person.get("customer")))
    people.pop("", None)
    messages = [m for m in records(search(rules.messages, found)) if not m.get("automatic")]
    spoken = [
        (number(message.get("order")) or 0, turn)
        for message in messages[:MOST_MESSAGES]
        if (turn := _turn(message, people)).text
    ]
    if all(turn.at is not None for _, turn in spoken):
        spoken.sort(key=lambda one: (one[1].at or 0, one[0]))
    return Conversation(
        turns=_without_repeats([turn for _, turn in spoken]), hints=_hints(adapter, found)
    )


def customer_spoke(talk: Conversation) -> bool:
    """Whether there is anything for the judge to read."""
    return any(turn.role == "customer" for turn in talk.turns)


def _turn(message: dict[str, Any], people: dict[str, bool]) -> Turn:
    at = instant(message.get("at"))
    plain = without_entities(said(message.get("text"))[:_LONGEST])
    return Turn(
        role=_role(message, people),
        text=(plain.strip() or from_html(said(message.get("html"))[:_LONGEST])).strip(),
        at=int(at.timestamp() * 1000) if at else None,
    )


def _role(message: dict[str, Any], people: dict[str, bool]) -> Literal["customer", "agent", "note"]:
    if message.get("internal"):
        return "note"
    customer = message.get("customer")
    if not isinstance(customer, bool):
        customer = people.get(word(message.get("by")), bool(message.get("outside")))
    if customer:
        return "customer"
    return "note" if message.get("private") else "agent"


def _without_repeats(turns: list[Turn]) -> tuple[Turn, ...]:
    """Some helpdesks list the first message twice, as description and as message."""
    if len(turns) > 1 and replace(turns[0], at=None) == replace(turns[1], at=None):
        return tuple(turns[1:])
    return tuple(turns)


def _hints(adapter: Adapter, found: dict[str, Any]) -> Hints:
    rules = adapter.conversation.hints
    csat = _hint(rules.csat, found) or 0
    return Hints(
        priority=_whole(rules.priority, found),
        csat="good" if csat > 0 else "bad" if csat < 0 else None,
        sentiment=_hint(rules.sentiment, found),
        reopens=_whole(rules.reopens, found) or 0,
        waited_minutes=_whole(rules.waited_minutes, found),
    )


def _hint(hint: Hint | None, found: dict[str, Any]) -> float | None:
    if hint is None:
        return None
    value = search(hint.value, found)
    return number(value if hint.map is None else hint.map.get(word(value)))


def _whole(hint: Hint | None, found: dict[str, Any]) -> int | None:
    value = _hint(hint, found)
    return None if value is None else round(value)
