"""The three jars as every page draws them: what is in each and what can be put into it."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.ledger.account import Account
from interlude.ledger.deposits import DepositKind, deposit_kinds
from interlude.ledger.jars import JARS, NAMES, Jar
from interlude.words import _

BRIM = 85


@dataclass(frozen=True, slots=True)
class JarView:
    """``level`` is how high the jar is filled, 0 to 85 per cent: the fullest jar sets the scale."""

    id: Jar
    name: str
    count: int
    level: int
    kinds: tuple[DepositKind, ...]


def jars(account: Account) -> tuple[JarView, ...]:
    """The jars in their fixed order."""
    filled = account.deposits.jars
    fullest = max(filled.values()) or 1
    return tuple(
        JarView(
            id=jar,
            name=_(NAMES[jar]),
            count=filled[jar],
            level=round(BRIM * filled[jar] / fullest),
            kinds=tuple(kind for kind in deposit_kinds() if kind.jar == jar),
        )
        for jar in JARS
    )
