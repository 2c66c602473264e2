"""The page on which an agent makes a slip for the team, on purpose and with open eyes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.pages.parts.environment import render as page
from interlude.team.slip import (
    LONGEST_NAME,
    SHORTEST_NAME,
    SlipError,
    slip,
    to_csv,
    to_json,
    weeks,
)
from interlude.words import _


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """What stands in the form: the pseudonym as typed, and an ISO week such as ``2026-W47``."""

    pseudonym: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """The exact text of one file that can be saved."""

    format: str
    text: str

    @property
    def shown(self) -> Markup:
        """The text for a page; a parser of HTML would make LF of a bare CR LF."""
        return escape(self.text).replace("\r", Markup("&#13;"))


def render(account: Account, now: Moment, draft: SlipDraft | None = None) -> str:
    """The page; with a ``draft`` also the files it would make, or what to mend in it.

    While a person hides their figures no slip is made, for it shows them.
    """
    last, this = weeks(now)
    form = draft or SlipDraft()
    if form.week not in (last, this):
        form = replace(form, week=this)
    files: tuple[File, ...] = ()
    error = ""
    figures = account.settings.figures
    if draft and figures:
        try:
            made = slip(account, now, form.pseudonym, form.week)
            files = (File("json", to_json(made)), File("csv", to_csv(made)))
        except SlipError as problem:
            error = _mend(problem)
    return page(
        "pages/share/page.html",
        figures=figures,
        draft=form,
        weeks=((this, _("This week")), (last, _("Last week"))),
        shortest=SHORTEST_NAME,
        longest=LONGEST_NAME,
        files=files,
        error=error,
    )


def _mend(problem: SlipError) -> str:
    """What is wrong with the name, as a sentence that stands beside its field."""
    words = problem.problem
    return f"{words[0].upper()}{words[1:]}."
