"""The three jars as every page draws them: what is in each and what can be put into it."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.ledger.account import Account
from interlude.ledger.deposits import DepositKind, deposit_kinds

NAMES = {"customers": "Customers", "colleagues": "Colleagues", "me": "Me"}
BRIM = 85


@dataclass(frozen=True, slots=True)
class JarView:
    """``level`` is how high the jar is filled, 0 to 85 per cent: the fullest jar sets the scale."""

    id: str
    name: str
    count: int
    level: int
    kinds: tuple[DepositKind, ...]


def jars(account: Account) -> tuple[JarView, ...]:
    """The jars in their fixed order."""
    fullest = max(account.jars.values(), default=0) or 1
    return tuple(
        JarView(
            id=jar,
            name=name,
            count=account.jars[jar],
            level=round(BRIM * account.jars[jar] / fullest),
            kinds=tuple(kind for kind in deposit_kinds() if kind.jar == jar),
        )
        for jar, name in NAMES.items()
    )
