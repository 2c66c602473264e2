"""A small board out of slips: what a team gave together, and who chose to be named in it.

There is no rank, no last place and no comparison: names stand in the order of the alphabet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interlude.customs import number
from interlude.ledger.jars import JARS, NAMES, Jar
from interlude.team.slip import Slip, SlipError, read_slip
from interlude.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the board: what all gave together, and the slips by the alphabet."""

    week: str
    totals: Mapping[Jar, int]
    slips: tuple[Slip, ...]

    @property
    def total(self) -> int:
        """All deposits of all slips of the week."""
        return sum(self.totals.values())


@dataclass(frozen=True, slots=True)
class Board:
    """All weeks, newest first; ``left_out`` says of each file that is not in it why."""

    weeks: tuple[Week, ...]
    left_out: tuple[str, ...]


def merge(files: Iterable[tuple[str, str]]) -> Board:
    """The board of ``(file name, text)`` pairs.

    Of two slips with the same pseudonym and week the first counts.
    """
    found: dict[tuple[str, str], tuple[str, Slip]] = {}
    left_out = []
    for name, text in files:
        try:
            slip = read_slip(text, name)
        except SlipError as error:
            left_out.append(str(error))
            continue
        key = (slip.week, slip.pseudonym.casefold())
        if key in found:
            twice = _("{file}: {name} is there for {week} already, in {other}; keep one of the two")
            other = found[key][0]
            left_out.append(
                twice.format(file=name, name=slip.pseudonym, week=slip.week, other=other)
            )
        else:
            found[key] = (name, slip)
    slips = [slip for _, slip in found.values()]
    weeks = sorted({slip.week for slip in slips}, reverse=True)
    return Board(tuple(_week(week, slips) for week in weeks), tuple(left_out))


def to_text(board: Board) -> str:
    """The board for a terminal."""
    lines = []
    for week in board.weeks:
        given = ngettext("{n} deposit", "{n} deposits", week.total).format(n=number(week.total))
        people = ngettext("{n} person", "{n} people", len(week.slips)).format(n=len(week.slips))
        # L10n: the deposits that so many people made in a week, above a table
        heading = _("{week}: {deposits} by {people}")
        lines += [heading.format(week=week.week, deposits=given, people=people), ""]
        lines += [_line("", *(_(NAMES[jar]) for jar in JARS))]
        lines += [_line(_("Together"), *map(number, week.totals.values()))]
        lines += [
            _line(slip.pseudonym, *(number(slip.totals[jar]) for jar in JARS))
            for slip in week.slips
        ]
        lines.append("")
    return "\n".join(lines)


def to_csv(board: Board) -> str:
    """The board as CSV, one row for each slip."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("week", "pseudonym", *JARS))
    for week in board.weeks:
        for slip in week.slips:
            writer.writerow((week.week, slip.pseudonym, *(slip.totals[jar] for jar in JARS)))
    return out.getvalue()


def _week(week: str, slips: Iterable[Slip]) -> Week:
    own = sorted(
        (slip for slip in slips if slip.week == week),
        key=lambda slip: (slip.pseudonym.casefold(), slip.pseudonym),
    )
    return Week(week, {jar: sum(slip.totals[jar] for slip in own) for jar in JARS}, tuple(own))


def _line(name: str, *cells: str) -> str:
    return f"  {name:24}" + "".join(f"{cell:>12}" for cell in cells)
