"""The kinds of good deed that an agent can put into the account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from interlude import content, words
from interlude.ledger.jars import Jar

KEYS = "1234567890acdefgijklmoqrsvwxyz"
"""Keys that may log a deposit in the popup, where b, h, n, p, t and u do other things."""


@dataclass(frozen=True, slots=True)
class DepositKind:
    """One kind of good deed; every kind weighs one.

    ``hint`` is an example in the agent's own words; ``key`` is the one key that logs it in the
    popup.
    """

    id: str
    name: str
    jar: Jar
    hint: str
    key: str

    def __post_init__(self) -> None:
        if self.key not in tuple(KEYS):
            raise ValueError(f"key must be one of {KEYS}, not {self.key!r}")


def deposit_kinds() -> tuple[DepositKind, ...]:
    """All kinds in the order of their keys, in the language that is spoken.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    return _kinds(words.language())


@cache
def _kinds(language: str) -> tuple[DepositKind, ...]:
    place = "content/deposits.yaml"
    kinds = content.structure(content.load("deposits"), tuple[DepositKind, ...], place)
    if said := content.translated("deposits", dict[str, _Words]):
        content.same_ids((kind.id for kind in kinds), said, content.locale("deposits.yaml"))
        kinds = tuple(
            replace(kind, name=said[kind.id].name, hint=said[kind.id].hint) for kind in kinds
        )
        place = content.locale("deposits.yaml")
    for field in ("id", "name", "key"):
        value, times = Counter(getattr(kind, field) for kind in kinds).most_common(1)[0]
        if times > 1:
            raise content.ContentError(f"{place}: {field} {value!r} is used twice; change one")
    return tuple(sorted(kinds, key=lambda kind: KEYS.index(kind.key)))


@dataclass(frozen=True, slots=True)
class _Words:
    """A kind in another language."""

    name: str
    hint: str


def kind_of(deposit: str) -> DepositKind | None:
    """The deposit kind with this id; None for one that this version does not know."""
    return next((kind for kind in deposit_kinds() if kind.id == deposit), None)


def name_of(deposit: str) -> str:
    """What a deposit is called, in the language that is spoken.

    >>> name_of("real_warmth"), name_of("from_the_future")
    ('Real warmth', 'from_the_future')
    """
    kind = kind_of(deposit)
    return kind.name if kind else deposit


def jar_of(deposit: str) -> Jar | None:
    """The jar of a deposit kind; None for an id that this version does not know."""
    return _jars().get(deposit)


@cache
def _jars() -> dict[str, Jar]:
    return {kind.id: kind.jar for kind in deposit_kinds()}
