"""From a write that was seen to a close that is certain.

A write is only a hint.  It counts when the helpdesk's own record says that this agent moved
this ticket from an open status into a terminal one, a moment ago.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jmespath

from interlude.helpdesks.adapter import Adapter, Trigger
from interlude.protocol import Get, Reading, WriteSeen

MOST_TICKETS = 5
"""A bulk write is followed up for this many tickets at most: one moment deserves one prompt."""

FRESH_SECONDS = 60
"""A status change is this write's when it is no older than this by the server's own clock."""

_SKEW_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What an accepted write asked for: ``status`` is empty when the write does not say."""

    trigger: Trigger
    tickets: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a ticket's history; ``after`` is empty when it left the status alone, and
    ``before`` when the helpdesk does not record it."""

    by: str
    at: datetime | None
    before: str
    after: str


def asked(adapter: Adapter, write: WriteSeen) -> Asked | None:
    """What the write asks for, or None when it cannot be a close.

    It cannot be one when the helpdesk refused it, when it matches no trigger, or when it
    says itself that the ticket shall be in a status that is not terminal.
    """
    if not 200 <= write.status < 400:
        return None
    address = urlsplit(write.url)
    for trigger in adapter.triggers:
        match = re.search(trigger.path, address.path)
        if match is None or trigger.method != write.method:
            continue
        if trigger.contains and write.body and not re.search(trigger.contains, write.body):
            continue
        page = re.search(adapter.page, urlsplit(write.page).path)
        document = {
            "path": match.groupdict(),
            "page": page.groupdict() if page else {},
            "query": parse_qs(address.query),
            "form": {name: list(values) for name, values in write.form.items()},
            "body": _json(write.body),
        }
        tickets = _texts(jmespath.search(trigger.tickets, document))
        status = _text(jmespath.search(trigger.status, document)) if trigger.status else ""
        if not tickets or (status and status not in adapter.terminal):
            return None
        return Asked(trigger, tickets[:MOST_TICKETS], status)
    return None


def gets(adapter: Adapter, ticket: str) -> tuple[Get, ...]:
    """All that is read of one closed ticket, each address once."""
    names = dict.fromkeys(adapter.confirm.gets + adapter.conversation.gets)
    return tuple(Get(name, adapter.gets[name].replace("{ticket}", ticket)) for name in names)


def documents(readings: tuple[Reading, ...]) -> dict[str, Any]:
    """The JSON of each reading by its name; null where the answer is no good JSON."""
    return {
        reading.name: _json(reading.text)
        if reading.status == 200 and "json" in reading.type
        else None
        for reading in readings
    }


def confirmed(adapter: Adapter, request: Asked, readings: tuple[Reading, ...]) -> bool:
    """Whether this agent, with this write, just moved the ticket out of the open statuses."""
    found = documents(readings)
    rules = adapter.confirm
    if _text(jmespath.search(rules.status, found)) not in adapter.terminal:
        return False
    me = _text(jmespath.search(rules.me, found)) if rules.me else ""
    history = _history(jmespath.search(rules.changes, found) or [])
    if not request.trigger.leaves_history:
        last = next((change.after for change in reversed(history) if change.after), "")
        return request.status in adapter.terminal and last not in adapter.terminal
    close = _latest_close(adapter, history)
    if close is None or close.at is None:
        return False
    age = (_server_time(readings) - close.at).total_seconds()
    if not -_SKEW_SECONDS <= age <= FRESH_SECONDS:
        return False
    if me and close.by:
        return close.by == me
    # Not told who did it: it was this write if it asked for it and nothing was recorded since.
    return request.status in adapter.terminal and history[-1] is close


def _history(raw: list[dict[str, Any]]) -> list[Change]:
    changes = [
        Change(
            by=_text(item.get("by")),
            at=instant(item.get("at")),
            before=_text(item.get("from")),
            after=_text(item.get("to")),
        )
        for item in raw
    ]
    return sorted(changes, key=lambda change: change.at or datetime.min.replace(tzinfo=UTC))


def _latest_close(adapter: Adapter, history: list[Change]) -> Change | None:
    """The change that took the ticket out of the open statuses for the last time.

    None when the ticket was opened again since, or has always been in a terminal status.
    """
    close = None
    status = ""
    for change in history:
        if not change.after:
            continue
        before = change.before or status
        if change.after not in adapter.terminal:
            close = None
        elif before not in adapter.terminal:
            close = change
        status = change.after
    return close


def _server_time(readings: tuple[Reading, ...]) -> datetime:
    """The latest ``Date`` header; a proxy may have added a second one, joined by a comma."""
    for reading in reversed(readings):
        first = re.match(r"\w+, [^,]+", reading.date)
        if first:
            return parsedate_to_datetime(first[0])
    return datetime.min.replace(tzinfo=UTC)


def instant(text: object) -> datetime | None:
    """An ISO 8601 text with a zone as an instant; None when it is none."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    """Ticket ids out of a number, a comma-separated text or a list of such; digits and words."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(text for item in value for text in _texts(item)))
    parts = _text(value).split(",")
    return tuple(part.strip() for part in parts if re.fullmatch(r"[\w-]+", part.strip()))
