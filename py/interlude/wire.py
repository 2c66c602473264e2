"""JSON text to messages and back: the only place that knows how a message looks on the wire."""

from __future__ import annotations

import json
from typing import Any

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from interlude.ledger.entries import Entry
from interlude.protocol import Answer, Effect, Event


def _kind(cls: Any) -> str:
    return str(cls.kind)


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=False, detailed_validation=False)
    for union in (Entry, Event, Effect):
        configure_tagged_union(union, converter, tag_name="kind", tag_generator=_kind)
    return converter


_CONVERTER = _converter()


def decode_event(text: str) -> Event:
    """The event in a JSON text.  Raises ``ValueError``, ``KeyError`` or ``TypeError`` if none."""
    event: Event = _CONVERTER.structure(json.loads(text), Event)  # type: ignore[arg-type]
    return event


def encode_answer(answer: Answer) -> str:
    """An answer as JSON text."""
    return json.dumps(_CONVERTER.unstructure(answer, Answer), separators=(",", ":"))


def decode_entry(raw: dict[str, Any]) -> Entry:
    """One journal entry as it was appended.  Raises as ``decode_event`` does."""
    entry: Entry = _CONVERTER.structure(raw, Entry)  # type: ignore[arg-type]
    return entry


def encode_entry(entry: Entry) -> dict[str, Any]:
    """One journal entry as it is appended."""
    raw: dict[str, Any] = _CONVERTER.unstructure(entry, Entry)
    return raw
