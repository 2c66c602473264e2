"""What the expressions of an adapter may look into, and what they have to make of it.

An expression that looks for what is not there finds nothing and says nothing: the agent would only
wonder at the silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from jmespath.functions import Functions

from interlude.helpdesks.adapter import Adapter, HintRules, Trigger
from interlude.helpdesks.answers import search, word
from interlude.helpdesks.expressions import Expression, ExpressionError, read
from interlude.helpdesks.patterns import PatternError, pattern

Places: TypeAlias = Iterator[tuple[str, str]]
Names: TypeAlias = tuple[str, ...]

WRITTEN: Names = ("path", "page", "location", "query", "form", "body")
"""What the expressions of a trigger look into."""

# Of each object that an expression makes: the names that are known, and groups of names of which it
# needs one.
_CHANGE = ("by", "at", "from", "to", "rule", "steps"), (("at",), ("to", "steps"))
_STEP = ("from", "to", "rule"), (("to",),)
_WORDS = ("text", "html")
_SPEAKER = ("by", "customer", "outside", "internal", "private", "automatic")
_MESSAGE = (*_WORDS, *_SPEAKER, "at", "order"), (_WORDS,)
_PERSON = ("id", "customer"), (("id",), ("customer",))

_NEVER_THE_SAME = ("text", "html", "id", "by", "at")
"""Of everything that is read these are another each time."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One expression: where it stands, and what it may look into.  ``makes`` is of what kind the
    objects are that it makes, ``groups`` what can be found under a name, ``fixed`` the values that
    it may have without looking."""

    place: str
    text: str
    names: Names
    makes: tuple[Names, tuple[Names, ...]] | None = None
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fixed: Names = ()


def problems_of_expressions(adapter: Adapter) -> Places:
    """All that has to be mended in an adapter's expressions, each with its place."""
    for question in _questions(adapter):
        try:
            found = read(question.text)
        except ExpressionError as error:
            yield question.place, str(error)
        else:
            for words in _wrong(question, found):
                yield question.place, words


def _questions(adapter: Adapter) -> Iterator[_Question]:
    """Every expression of an adapter."""
    for trigger in adapter.triggers:
        yield from _of_trigger(adapter, trigger)
    confirm, talk = adapter.confirm, adapter.conversation
    first = tuple(dict.fromkeys(confirm.gets + talk.gets))
    every = (*first, talk.otherwise.get) if talk.otherwise else first
    yield _Question("confirm.status", confirm.status, first)
    yield _Question("confirm.changes", confirm.changes, first, _CHANGE)
    if confirm.me:
        yield _Question("confirm.me", confirm.me, first)
    yield _Question("conversation.messages", talk.messages, every, _MESSAGE)
    if talk.people:
        yield _Question("conversation.people", talk.people, every, _PERSON)
    if talk.otherwise:
        yield _Question("conversation.otherwise.when", talk.otherwise.when, first)
    for name in HintRules.__dataclass_fields__:
        if hint := getattr(talk.hints, name):
            yield _Question(f"conversation.hints.{name}", hint.value, every)


def _of_trigger(adapter: Adapter, trigger: Trigger) -> Iterator[_Question]:
    patterns = {"path": trigger.path, "page": adapter.page, "location": adapter.location}
    groups = {name: _groups(text) for name, text in patterns.items()}
    place = f"triggers.{trigger.name}"
    yield _Question(f"{place}.tickets", trigger.tickets, WRITTEN, groups=groups)
    if trigger.status:
        # A write may be one that always closes.
        fixed = adapter.terminal
        yield _Question(f"{place}.status", trigger.status, WRITTEN, groups=groups, fixed=fixed)


def _groups(text: str) -> frozenset[str]:
    try:
        return frozenset(pattern(text).groupindex)
    except PatternError:  # which is told at its own place
        return frozenset()


def _wrong(question: _Question, found: Expression) -> Iterator[str]:
    yield from _calls(found)
    there = ", ".join(question.names)
    for name in sorted({way[0] for way in found.ways if way} - set(question.names)):
        yield f"{name!r} is not read here; there is {there}"
    for name, group in sorted({way[:2] for way in found.ways if len(way) > 1}):
        if name in question.groups and group not in question.groups[name]:
            yield f"{name} has no group {group!r}; write (?P<{group}>…) in its pattern"
    if found.constant and word(search(question.text, {})) not in question.fixed:
        also = f", or write one of {', '.join(question.fixed)}" if question.fixed else ""
        yield f"it says the same whatever is there; look into {there}{also}"
    if question.makes is not None:
        yield from _items(found, question.makes)


def _items(found: Expression, makes: tuple[Names, tuple[Names, ...]]) -> Iterator[str]:
    known, wanted = makes
    for item in found.items:
        for name in sorted(set(item) - set(known)):
            yield f"{name!r} is not known here; there is {', '.join(known)}"
        for names in wanted:
            if not set(names) & set(item):
                yield f"{' or '.join(names)} is missing in {{{', '.join(item)}}}; add it"
        for name in sorted(set(item) & set(_NEVER_THE_SAME)):
            if item[name].constant:
                yield f"{name} is the same for all; say where it is"
        if "steps" in item:
            yield from _items(item["steps"], _STEP)


def _calls(found: Expression) -> Iterator[str]:
    for name, given in found.calls:
        known = Functions.FUNCTION_TABLE.get(name)
        if known is None:
            yield f"JMESPath knows no function {name!r}; mend the name"
        elif not _fits(known["signature"], given):
            yield f"{name}() wants {len(known['signature'])} values, not {given}"


def _fits(signature: tuple[Any, ...], given: int) -> bool:
    """Whether a function takes so many values; the last of some may come any number of times."""
    many = bool(signature) and bool(signature[-1].get("variadic"))
    return given >= len(signature) if many else given == len(signature)
