"""From a helpdesk's answers to the conversation that the tension judge reads."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Literal

import jmespath

from interlude.helpdesks.adapter import Adapter, Hint
from interlude.helpdesks.closing import documents, instant
from interlude.protocol import Reading
from interlude.tension.conversation import Conversation, Hints, Turn

# fmt: off
_BLOCKS = frozenset([
    "address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "table", "tr", "ul",
])
# fmt: on
_UNSEEN = frozenset(["head", "script", "style", "template", "title"])


def conversation(adapter: Adapter, readings: tuple[Reading, ...]) -> Conversation:
    """What was said, oldest first, with the helpdesk's own hints; machines' messages left out."""
    found = documents(readings)
    rules = adapter.conversation
    customers = {str(who) for who in _search(rules.customers, found) or [] if who is not None}
    turns = [
        _turn(message, customers)
        for message in _search(rules.messages, found) or []
        if not message.get("automatic")
    ]
    spoken = [turn for turn in turns if turn.text]
    if all(turn.at is not None for turn in spoken):
        spoken.sort(key=lambda turn: turn.at or 0)
    return Conversation(turns=_without_repeats(spoken), hints=_hints(adapter, found))


def _turn(message: dict[str, Any], customers: set[str]) -> Turn:
    at = instant(message.get("at"))
    return Turn(
        role=_role(message, customers),
        text=(message.get("text") or plain_text(message.get("html") or "")).strip(),
        at=int(at.timestamp() * 1000) if at else None,
    )


def _role(message: dict[str, Any], customers: set[str]) -> Literal["customer", "agent", "note"]:
    if message.get("internal"):
        return "note"
    customer = message.get("customer")
    if customer is None:
        customer = str(message.get("by")) in customers
    return "customer" if customer else "agent"


def _without_repeats(turns: list[Turn]) -> tuple[Turn, ...]:
    """Some helpdesks list the first message twice, as description and as message."""
    if len(turns) > 1 and replace(turns[0], at=None) == replace(turns[1], at=None):
        return tuple(turns[1:])
    return tuple(turns)


def _hints(adapter: Adapter, found: dict[str, Any]) -> Hints:
    rules = adapter.conversation.hints
    csat = _number(_hint(rules.csat, found)) or 0
    return Hints(
        priority=_whole(_hint(rules.priority, found)),
        csat="good" if csat > 0 else "bad" if csat < 0 else None,
        sentiment=_number(_hint(rules.sentiment, found)),
        reopens=_whole(_hint(rules.reopens, found)) or 0,
        waited_minutes=_whole(_hint(rules.waited_minutes, found)),
    )


def _hint(hint: Hint | None, found: dict[str, Any]) -> object:
    if hint is None:
        return None
    value = _search(hint.value, found)
    return value if hint.map is None else hint.map.get(str(value))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    number = _number(value)
    return None if number is None else round(number)


def _search(expression: str, found: dict[str, Any]) -> Any:
    return jmespath.search(expression, found) if expression else None


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """What a reader sees of a piece of HTML, one line a block.

    >>> plain_text("<p>Still <b>waiting</b>&hellip;</p><style>p{}</style><div>Ann</div>")
    'Still waiting…\\nAnn'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)
