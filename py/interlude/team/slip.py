"""A slip: what one agent chose to share of one week, as a small file.

It holds numbers of deposits and nothing else: no prompts, no tension, no days, no times.
Reading and writing slips needs only the standard library, so that anyone can merge them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from interlude.clock import DAY, Moment
from interlude.ledger.jars import JARS, Jar
from interlude.words import _, ngettext

if TYPE_CHECKING:
    from interlude.ledger.account import Account

FORMAT = "interlude-slip/1"
SHORTEST_NAME, LONGEST_NAME = 2, 24
MOST = 99_999
LONGEST_FILE = 4_000
COLUMNS = ("format", "pseudonym", "week", *JARS)

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_COUNT = re.compile(r"[0-9]{1,5}")


class SlipError(ValueError):
    """Something is no slip, or cannot become one: the message says where and what to mend.

    ``problem`` is the message without its place.
    """

    def __init__(self, problem: str, place: str = "") -> None:
        super().__init__(at(place, problem) if place else problem)
        self.problem = problem


def at(place: str, problem: str) -> str:
    """A problem with its place before it: a file, a line, a column.

    >>> at("heron.csv", at("line 2", "the row does not fit the heading; ask for the slip anew"))
    'heron.csv: line 2: the row does not fit the heading; ask for the slip anew'
    """
    return _("{place}: {problem}").format(place=place, problem=problem)


@dataclass(frozen=True, slots=True)
class Slip:
    """The deposits of one ISO week (``2026-W47``) by jar, under a name of the agent's choice.

    Raises ``SlipError`` for a name, week or number that a slip cannot hold.
    """

    pseudonym: str
    week: str
    totals: Mapping[Jar, int]

    def __post_init__(self) -> None:
        _check_pseudonym(self.pseudonym)
        _check_week(self.week)
        for jar in JARS:
            count = self.totals.get(jar)
            if type(count) is not int or not 0 <= count <= MOST:
                problem = _("write a whole number from 0 to {most}, not {found}")
                raise SlipError(problem.format(most=MOST, found=repr(count)), jar)

    @property
    def total(self) -> int:
        """All deposits of the week."""
        return sum(self.totals[jar] for jar in JARS)


def weeks(now: Moment) -> tuple[str, str]:
    """The weeks one may choose from: the last whole one, and the one going on.

    >>> weeks(Moment(at=1_795_312_800_000, offset=0))
    ('2026-W46', '2026-W47')
    """
    return Moment(now.at - 7 * DAY, now.offset).week(), now.week()


def slip(account: Account, now: Moment, pseudonym: str, week: str | None = None) -> Slip:
    """The slip of ``week``, or of the week going on.  Raises ``SlipError``."""
    week = week or now.week()
    _check_week(week)
    return Slip(" ".join(pseudonym.split()), week, account.weeks.jars(week))


def to_json(slip: Slip) -> str:
    """A slip as the text of a JSON file."""
    return json.dumps(_row(slip), ensure_ascii=False, indent=2) + "\n"


def to_csv(slip: Slip) -> str:
    """A slip as the text of a CSV file with one row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(_row(slip))
    return out.getvalue()


def read_slip(text: str, name: str) -> Slip:
    """The slip in the text of a JSON or CSV file called ``name``.

    Raises ``SlipError`` that begins with ``name`` and says what to mend.
    """
    text = text.removeprefix("\ufeff").strip()
    try:
        if len(text) > LONGEST_FILE:
            raise SlipError(_("far too long for a slip; look whether it is the right file"))
        row = _read_json(text) if text.startswith(("{", "[")) else _read_csv(text)
        if row["format"] != FORMAT:
            found = str(row["format"])[:40]
            problem = _("is {found}, not {wanted}; make the slip anew")
            raise SlipError(problem.format(found=repr(found), wanted=repr(FORMAT)), "format")
        totals: dict[Jar, int] = {jar: row[jar] for jar in JARS}
        return Slip(row["pseudonym"], row["week"], totals)
    except SlipError as error:
        raise SlipError(str(error), name) from error


def _row(slip: Slip) -> dict[str, Any]:
    row: dict[str, Any] = {"format": FORMAT, "pseudonym": slip.pseudonym, "week": slip.week}
    return row | {jar: slip.totals[jar] for jar in JARS}


def _read_json(text: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        problem = _("not JSON ({error}); ask for the slip anew").format(error=error.msg)
        raise SlipError(problem, place) from error
    except (ValueError, RecursionError) as error:
        raise SlipError(_("not JSON of a slip; ask for the slip anew")) from error
    if not isinstance(row, dict):
        raise SlipError(_("a list and not one slip; give each slip a file of its own"))
    _check_columns(row)
    return row


def _read_csv(text: str) -> dict[str, Any]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        problem = _("neither JSON nor CSV ({error}); ask for the slip anew").format(error=error)
        raise SlipError(problem) from error
    if len(rows) != 2:
        problem = ngettext(
            "a slip has a heading and one row, this has {lines} line; look at it",
            "a slip has a heading and one row, this has {lines} lines; look at it",
            len(rows),
        )
        raise SlipError(problem.format(lines=len(rows)))
    if len(rows[0]) != len(rows[1]) or len(rows[0]) != len(set(rows[0])):
        problem = _("the row does not fit the heading; ask for the slip anew")
        raise SlipError(problem, _("line {line}").format(line=2))
    row: dict[str, Any] = dict(zip(*rows, strict=True))
    _check_columns(row)
    return row | {jar: int(row[jar]) for jar in JARS if _COUNT.fullmatch(row[jar])}


def _check_columns(row: dict[str, Any]) -> None:
    missing = [column for column in COLUMNS if column not in row]
    extra = [column for column in row if column not in COLUMNS]
    if missing:
        raise SlipError(_("is missing; ask for the slip anew"), missing[0])
    if extra:
        raise SlipError(_("a slip does not hold this; take it out"), repr(extra[0][:40]))


def _check_pseudonym(name: object) -> None:
    """A name that does not give its owner away and cannot be taken for a spreadsheet formula."""
    # L10n: on the page these four begin with a capital and end with a full stop
    if not isinstance(name, str) or not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        problem = _("choose {shortest} to {longest} characters")
        problem = problem.format(shortest=SHORTEST_NAME, longest=LONGEST_NAME)
    elif "@" in name:
        problem = _("choose one without @, so that it is no mail address")
    elif not any(letter.isalpha() for letter in name):
        problem = _("choose one with a letter in it")
    elif not name[0].isalnum() or not name.isprintable() or name != " ".join(name.split()):
        problem = _("begin with a letter or digit, and keep it on one line")
    else:
        return
    raise SlipError(problem, "pseudonym")


def _check_week(week: object) -> None:
    found = _WEEK.fullmatch(week) if isinstance(week, str) else None
    try:
        if found is None:
            raise ValueError
        date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        problem = _("write one like 2026-W47, not {found}").format(found=repr(str(week)[:40]))
        raise SlipError(problem, "week") from error
