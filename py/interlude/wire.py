"""JSON text to messages and back: the only place that knows how a message looks on the wire."""

from __future__ import annotations

import json
from typing import Any, get_args

from cattrs import Converter

from interlude.json_text import parsed
from interlude.ledger import bounds
from interlude.ledger.entries import Entry, Raw
from interlude.ledger.migrations import VERSION, NewerEntryError, upgraded
from interlude.memo import Memo, check_memo
from interlude.protocol import Answer, Effect, Event
from interlude.settings import Settings, offered
from interlude.shapes import MISFIT
from interlude.writings.writing import Writing

LONGEST_EVENT = 200_000_000
"""Characters.  A journal of ten years comes in slices, an errand with a few bounded answers."""


class WireError(ValueError):
    """A text is no event, or a value no entry: something is missing, or of another kind."""


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=False, detailed_validation=False)
    # Entries cross as they are: each is read by itself, so that one that is damaged harms no other.
    converter.register_structure_hook_func(lambda hint: hint == Raw, lambda raw, _: raw)
    settings = converter.gen_structure_attrs_fromdict(Settings)
    converter.register_structure_hook(Settings, lambda raw, cls: settings(offered(raw), cls))
    _tell_apart(Event, converter)
    _tell_apart(Effect, converter)
    _tell_apart(Entry, converter, v=VERSION)
    return converter


def _tell_apart(union: Any, converter: Converter, **more: int) -> None:
    """Let ``kind`` name the class of a message, and ``more`` stand beside it.

    cattrs' own ``configure_tagged_union`` prepares every class when Python starts; this prepares
    each when it is first met.
    """
    classes = {cls.kind: cls for cls in get_args(union)}

    def structure(raw: Any, _: Any) -> Any:
        return converter.structure(raw, classes[raw["kind"]])

    def unstructure(message: Any) -> dict[str, Any]:
        return {**converter.unstructure(message), "kind": message.kind, **more}

    converter.register_structure_hook(union, structure)
    converter.register_unstructure_hook(union, unstructure)


_CONVERTER = _converter()


def decode_event(text: str) -> Event:
    """The event in a JSON text.  Raises ``WireError`` if it is none."""
    try:
        event: Event = _CONVERTER.structure(parsed(text, LONGEST_EVENT), Event)  # type: ignore[arg-type]
    except MISFIT as error:
        raise WireError(f"this is no event of the protocol: {error!r}") from error
    return event


def encode_answer(answer: Answer) -> str:
    """An answer as JSON text."""
    return json.dumps(_CONVERTER.unstructure(answer, Answer), separators=(",", ":"))


def decode_entry(raw: Raw) -> Entry:
    """One entry as any build up to this one appended it.

    Raises ``NewerEntryError`` if a newer one did, and ``WireError`` if it is damaged.
    """
    try:
        entry: Entry = _CONVERTER.structure(upgraded(raw), Entry)  # type: ignore[arg-type]
        bounds.check(entry)
    except NewerEntryError:
        raise
    except MISFIT as error:
        raise WireError(f"this is no entry of a journal: {error!r}") from error
    return entry


def encode_entry(entry: Entry) -> Raw:
    """One entry as it is appended."""
    raw: Raw = _CONVERTER.unstructure(entry, Entry)
    return raw


def decode_writing(raw: Raw) -> Writing:
    """One line in a person's own words, as any build put it.  Raises ``WireError`` for another."""
    try:
        writing: Writing = _CONVERTER.structure(raw, Writing)
        bounds.measure("", writing)
    except MISFIT as error:
        raise WireError(f"this is no writing: {error!r}") from error
    return writing


def encode_writing(writing: Writing) -> Raw:
    """One line as it is put."""
    raw: Raw = _CONVERTER.unstructure(writing)
    return raw


def decode_memo(text: str) -> Memo:
    """The memo in a text that ``encode_memo`` wrote; an empty one if it is anything else.

    >>> decode_memo("no memo") == Memo()
    True
    """
    try:
        memo: Memo = _CONVERTER.structure(parsed(text), Memo)
        check_memo(memo)
    except MISFIT:
        return Memo()
    return memo


def encode_memo(memo: Memo) -> str:
    """A memo as the shell keeps it."""
    return json.dumps(_CONVERTER.unstructure(memo, Memo), separators=(",", ":"))
