"""The popup: the balance, the run, a deposit one key away, and a pause."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import Moment
from interlude.helpdesks.access import shut_out
from interlude.ledger.account import Account
from interlude.ledger.deposits import name_of
from interlude.outcome import Standing
from interlude.pages.parts.dates import day
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.health import told
from interlude.pages.parts.hush import hushed
from interlude.pages.parts.jars import jars
from interlude.pages.parts.line import Line
from interlude.pages.parts.note import Note
from interlude.pages.parts.strip import squares
from interlude.prompts import opening
from interlude.prompts.opening import recalled
from interlude.prompts.timing import said
from interlude.words import _


def drawn(
    at: Standing,
    note: Note | None = None,
    origins: str | None = None,
    line: Line | None = None,
    opened: bool = False,
) -> str:
    """The popup; as it is kept for the next time where nothing more is given."""
    return render(at.account, at.now, note, origins, at.memo.silence, line, opened)


def render(
    account: Account,
    now: Moment,
    note: Note | None = None,
    origins: str | None = None,
    silence: str = "",
    line: Line | None = None,
    opened: bool = False,
) -> str:
    """The popup as it stands now; ``note`` says what was done a moment ago.

    ``origins`` is where the browser lets Interlude work (``helpdesks/access.py``),
    and ``silence`` why the last close brought no card (``prompts/timing.py``).  While a ``line`` is
    being written, its field stands where the jars do.  ``opened`` by a person, it begins a shift
    with something from before; the picture of it that is kept has none of their words in it.
    """
    harm = told(account, now)
    undoable = account.deposits.find(note.undo) if note and note.undo else None
    return page(
        "pages/popup/page.html",
        figures=account.settings.figures,
        balance=account.deposits.balance,
        today=account.shifts.today(now),
        run=account.shifts.run(now),
        squares=squares(account, now),
        jars=jars(account),
        note=note,
        line=line,
        recalled=_recalled(account, now)
        if opened and account.settings.figures and not harm
        else None,
        hint=harm or _hint(account),
        just_in=undoable.deposit if undoable else "",
        hushed=hushed(account, now),
        shut_out=shut_out(origins, account.settings),
        silence=said(silence, now, account),
        calling=account.calls.lasts(now),
        halved=account.dose.halved(now),
        single_keys=account.settings.single_keys,
    )


@dataclass(frozen=True, slots=True)
class Recalled:
    """A deposit from before this shift, with the person's own line about it."""

    name: str
    day: str
    own: str


def _recalled(account: Account, now: Moment) -> Recalled | None:
    """A person who opens the popup, and has put nothing in yet, sees what they did before."""
    deposit = recalled(account, now)
    if deposit is None or account.shifts.today(now) or opening.FAMILY in account.bans.families:
        return None
    note = account.writings.note(deposit.id)
    return Recalled(name_of(deposit.deposit), day(deposit.now, now), note.text if note else "")


def _hint(account: Account) -> str:
    if account.deposits.balance == 0:
        return _("Welcome. Put in one good thing.")
    if account.settings.single_keys:
        return _("Press its key or click")
    return _("Click the one that fits")
