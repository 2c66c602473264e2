"""The page on which an agent makes a slip for the team, on purpose and with open eyes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.pages.environment import render as page
from interlude.team.slip import SlipError, slip, to_csv, to_json


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form: the pseudonym as typed, and an ISO week such as ``2026-W47``."""

    pseudonym: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """The exact text of one file that can be saved."""

    format: str
    text: str


def render(account: Account, now: Moment, draft: Draft | None = None) -> str:
    """The page; with a ``draft`` also the files it would make, or what to mend in it."""
    weeks = [(_week(now, 0), "This week"), (_week(now, 7), "Last week")]
    form = draft or Draft()
    if form.week not in dict(weeks):
        form = replace(form, week=weeks[0][0])
    files: list[File] = []
    error = ""
    if draft:
        try:
            made = slip(account, now, form.pseudonym, form.week)
            files = [File("json", to_json(made)), File("csv", to_csv(made))]
        except SlipError as problem:
            error = str(problem)
    return page("team.html", draft=form, weeks=weeks, files=files, error=error)


def _week(now: Moment, days_ago: int) -> str:
    year, week, _ = (now.local() - timedelta(days=days_ago)).isocalendar()
    return f"{year}-W{week:02}"
