"""The account page: what is in the jars, the shifts, and every deposit with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import Deposited
from interlude.ledger.jars import NAMES
from interlude.pages.parts.dates import day
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.health import told
from interlude.pages.parts.jars import jars
from interlude.pages.parts.note import Note
from interlude.pages.parts.strip import squares
from interlude.words import _

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One deposit of the history in words."""

    id: str
    at: Moment
    name: str
    jar: str
    jar_name: str


def render(account: Account, now: Moment, note: Note | None = None) -> str:
    """The account as it stands now, with the newest 60 deposits."""
    counts = account.deposits.counts
    history = account.deposits.newest[:SHOWN]
    strip = squares(account, now)
    return page(
        "pages/account/page.html",
        balance=account.deposits.balance,
        today=account.shifts.today(now),
        run=account.shifts.run(now),
        squares=strip,
        shifts=[square for square in reversed(strip) if square.state != "ahead"],
        jars=jars(account),
        counts={kind.id: counts.get(kind.id, 0) for kind in deposit_kinds()},
        most=max(counts.values(), default=1),
        days=_days(history, now),
        more=account.deposits.balance - len(history),
        note=note,
        health=told(account, now),
    )


def _days(deposits: Sequence[Deposited], now: Moment) -> list[tuple[str, list[Line]]]:
    """The history under the names of its days, newest first."""
    grouped = groupby(deposits, key=lambda deposited: day(deposited.now, now))
    return [(name, [_line(deposited) for deposited in several]) for name, several in grouped]


def _line(deposited: Deposited) -> Line:
    kind = next((kind for kind in deposit_kinds() if kind.id == deposited.deposit), None)
    if kind is None:  # brought in from a later version
        return Line(deposited.id, deposited.now, deposited.deposit, "", "")
    return Line(deposited.id, deposited.now, kind.name, kind.jar, _(NAMES[kind.jar]))
