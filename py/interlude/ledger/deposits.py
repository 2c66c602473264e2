"""The kinds of good deed that an agent can put into the account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from interlude import content
from interlude.ledger.jars import Jar

KEYS = "1234567890acdefghijklmnopqrsvwxyz"
"""Keys that may log a deposit in the popup, where b, t and u do other things."""


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


@cache
def deposit_kinds() -> tuple[DepositKind, ...]:
    """All kinds in the order of their keys.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    place = "content/en/deposits.yaml"
    kinds = content.structure(content.load("en/deposits"), tuple[DepositKind, ...], place)
    for field in ("id", "name", "key"):
        value, times = Counter(getattr(kind, field) for kind in kinds).most_common(1)[0]
        if times > 1:
            raise content.ContentError(f"{place}: {field} {value!r} is used twice; change one")
    return tuple(sorted(kinds, key=lambda kind: KEYS.index(kind.key)))


def jar_of(deposit: str) -> Jar | None:
    """The jar of a deposit kind; None for an id that this version does not know."""
    return _jars().get(deposit)


@cache
def _jars() -> dict[str, Jar]:
    return {kind.id: kind.jar for kind in deposit_kinds()}
