"""The account page: what is in the jars, the shifts, and every deposit with a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds, kind_of, name_of
from interlude.ledger.entries import Deposited
from interlude.ledger.jars import NAMES
from interlude.pages.parts.dates import day
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.health import told
from interlude.pages.parts.jars import jars
from interlude.pages.parts.line import Line
from interlude.pages.parts.note import Note
from interlude.pages.parts.strip import squares
from interlude.words import N_, _
from interlude.writings.writing import Writing, WritingKind

SHOWN = 60

LINES = "lines"
"""The part of the page with every line that the person wrote."""

# L10n: what a line in the person's own words is
KINDS: Mapping[WritingKind, str] = {
    "note": N_("A note"),
    "plan": N_("A plan"),
    "praise": N_("Praise"),
    "house_rule": N_("Your house's rule"),
    "lesson": N_("A lesson"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One deposit of the history in words; ``own`` are the person's, if they wrote any."""

    id: str
    at: Moment
    name: str
    jar: str
    jar_name: str
    own: tuple[Writing, ...]
    noted: bool


@dataclass(frozen=True, slots=True)
class Own:
    """One line that the person wrote, and what it belongs to."""

    id: str
    text: str
    about: str
    day: str


def render(
    account: Account,
    now: Moment,
    note: Note | None = None,
    line: Line | None = None,
    focus: str = "",
) -> str:
    """The account as it stands now, with the newest 60 deposits, and every line in own words.

    ``line`` is one that is being written; ``focus`` is where the keyboard goes, a deposit's entry
    id or ``LINES``.
    """
    counts = account.deposits.counts
    history = account.deposits.newest[:SHOWN]
    strip = squares(account, now)
    return page(
        "pages/account/page.html",
        figures=account.settings.figures,
        balance=account.deposits.balance,
        today=account.shifts.today(now),
        run=account.shifts.run(now),
        squares=strip,
        shifts=[square for square in reversed(strip) if square.state != "ahead"],
        jars=jars(account),
        counts={kind.id: counts.get(kind.id, 0) for kind in deposit_kinds()},
        most=max(counts.values(), default=1),
        days=_days(account, history, now),
        lines=_lines(account, now),
        line=line,
        focus=focus,
        more=account.deposits.balance - len(history),
        note=note,
        health=told(account, now),
    )


def _days(
    account: Account, deposits: Sequence[Deposited], now: Moment
) -> list[tuple[str, list[Row]]]:
    """The history under the names of its days, newest first."""
    grouped = groupby(deposits, key=lambda deposited: day(deposited.now, now))
    return [
        (name, [_row(account, deposited) for deposited in several]) for name, several in grouped
    ]


def _row(account: Account, deposited: Deposited) -> Row:
    kind = kind_of(deposited.deposit)
    return Row(
        id=deposited.id,
        at=deposited.now,
        name=kind.name if kind else deposited.deposit,  # brought in from a later version
        jar=kind.jar if kind else "",
        jar_name=_(NAMES[kind.jar]) if kind else "",
        own=account.writings.of(deposited.id),
        noted=account.writings.note(deposited.id) is not None,
    )


def _lines(account: Account, now: Moment) -> list[Own]:
    """Every line that the person wrote, newest first, with the deposit that it belongs to."""
    found = []
    for line in reversed(account.writings.lines):
        deposit = account.deposits.find(line.entry)
        about = name_of(deposit.deposit) if deposit else _(KINDS[line.kind])
        found.append(Own(line.id, line.text, about, day(line.now, now)))
    return found
