"""Which writes may close a ticket, and what such a write asks for.

Whether a write is a trigger is one rule.  The browser applies it to every write, so that nothing
else wakes Interlude (``extension/background/trigger.js``), and what it found comes with the event.
Where there is no browser, ``matching`` applies the same; ``tests/unit/helpdesks/triggers.json``
holds both to one answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import parse_qs

from interlude.helpdesks.adapter import Adapter, Trigger
from interlude.helpdesks.address import parted
from interlude.helpdesks.answers import ids, json_or_none, search, word
from interlude.helpdesks.patterns import javascript, pattern
from interlude.protocol import WriteSeen

MOST_TICKETS = 5
"""A bulk write is followed up for this many tickets at most: one moment deserves one prompt."""

_LONGEST_BODY = 1_000_000


class CompiledTrigger(TypedDict):
    """One trigger for the shell: plain comparisons, and patterns for ``new RegExp(…, "u")``."""

    id: str
    method: str
    type: str
    path: str
    contains: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an accepted write asked for: ``status`` is empty when the write does not say."""

    trigger: Trigger
    tickets: tuple[str, ...]
    status: str


def trigger_id(adapter: Adapter, trigger: Trigger) -> str:
    """What a trigger is called in an event, such as ``zendesk/save``."""
    return f"{adapter.id}/{trigger.name}"


def compiled(adapter: Adapter, trigger: Trigger) -> CompiledTrigger:
    """The trigger as the shell compares it."""
    return {
        "id": trigger_id(adapter, trigger),
        "method": trigger.method,
        "type": trigger.type,
        "path": javascript(trigger.path),
        "contains": javascript(trigger.contains),
    }


def matching(
    adapters: Iterable[Adapter], method: str, type: str, url: str, body: str
) -> tuple[str, ...]:
    """The ids of the triggers that a write matches, of whatever helpdesk.

    A body that the browser could not read speaks neither for a trigger nor against it.

    >>> from interlude.helpdesks.catalogue import adapters
    >>> save = ("PUT", "xmlhttprequest", "https://acme.zendesk.com/api/v2/tickets/7")
    >>> matching(adapters().values(), *save, body='{"ticket": {"status": "solved"}}')
    ('zendesk/save',)
    >>> matching(adapters().values(), *save, body='{"ticket": {"subject": "Hello"}}')
    ()
    """
    address = parted(url)
    return tuple(
        trigger_id(adapter, trigger)
        for adapter in adapters
        for trigger in adapter.triggers
        if address is not None
        and trigger.method == method
        and trigger.type == type
        and pattern(trigger.path).search(address.path)
        and (not body or pattern(trigger.contains).search(body))
    )


def accepted(write: WriteSeen) -> bool:
    """Whether the helpdesk took the write; a form's post is answered with a redirect."""
    return 200 <= write.status < 400


def asked(adapter: Adapter, write: WriteSeen) -> Asked | None:
    """What the write asks for, or None when it cannot be a close.

    It cannot be one when the helpdesk refused it, when it matches no trigger, or when it
    says itself that the ticket shall be in a status that is not terminal.
    """
    request = _request(adapter, write)
    return request if request and (not request.status or closes(adapter, request)) else None


def opened(adapter: Adapter, write: WriteSeen) -> tuple[str, ...]:
    """The tickets that the write itself says shall be open."""
    request = _request(adapter, write)
    if request is None or not request.status or closes(adapter, request):
        return ()
    return request.tickets


def saved(adapter: Adapter, write: WriteSeen) -> bool:
    """Whether the helpdesk took something that the agent did to a ticket."""
    return _request(adapter, write) is not None


def closes(adapter: Adapter, request: Asked) -> bool:
    """Whether the write itself says that the ticket shall be closed."""
    return request.status in adapter.terminal


def _request(adapter: Adapter, write: WriteSeen) -> Asked | None:
    trigger = next((t for t in adapter.triggers if trigger_id(adapter, t) in write.triggers), None)
    address = parted(write.url)
    if trigger is None or address is None or not accepted(write):
        return None
    document: dict[str, Any] = {
        "path": _groups(trigger.path, write.url),
        "page": _groups(adapter.page, write.page),
        "location": _groups(adapter.location, write.location),
        "query": parse_qs(address.query),
        "form": {name: list(values) for name, values in write.form.items()},
        "body": json_or_none(write.body if len(write.body) <= _LONGEST_BODY else ""),
    }
    tickets = ids(search(trigger.tickets, document))
    status = word(search(trigger.status, document))
    return Asked(trigger, tickets[:MOST_TICKETS], status) if tickets else None


def _groups(expression: str, url: str) -> dict[str, str | None]:
    """The groups of a pattern over an address's path; empty where it does not match."""
    address = parted(url)
    match = pattern(expression).search(address.path) if expression and address else None
    return match.groupdict() if match else {}
