"""The popup: the balance, the run, a deposit one key away, and a pause."""

from __future__ import annotations

from interlude.clock import Moment
from interlude.helpdesks.access import shut_out
from interlude.ledger.account import Account
from interlude.outcome import Standing
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.health import told
from interlude.pages.parts.hush import hushed
from interlude.pages.parts.jars import jars
from interlude.pages.parts.line import Line
from interlude.pages.parts.note import Note
from interlude.pages.parts.strip import squares
from interlude.prompts.timing import WORDS
from interlude.words import _


def drawn(
    at: Standing,
    note: Note | None = None,
    origins: str | None = None,
    line: Line | None = None,
) -> str:
    """The popup; as it is kept for the next time where nothing more is given."""
    return render(at.account, at.now, note, origins, at.memo.silence, line)


def render(
    account: Account,
    now: Moment,
    note: Note | None = None,
    origins: str | None = None,
    silence: str = "",
    line: Line | None = None,
) -> str:
    """The popup as it stands now; ``note`` says what was done a moment ago.

    ``origins`` is where the browser lets Interlude work (``helpdesks/access.py``),
    and ``silence`` why the last close brought no card (``prompts/timing.py``).  While a ``line`` is
    being written, its field stands where the jars do.
    """
    undoable = account.deposits.find(note.undo) if note and note.undo else None
    return page(
        "pages/popup/page.html",
        balance=account.deposits.balance,
        today=account.shifts.today(now),
        run=account.shifts.run(now),
        squares=squares(account, now),
        jars=jars(account),
        note=note,
        line=line,
        hint=told(account, now) or _hint(account),
        just_in=undoable.deposit if undoable else "",
        hushed=hushed(account, now),
        shut_out=shut_out(origins, account.settings),
        silence=_(WORDS[silence]) if silence in WORDS else "",
        single_keys=account.settings.single_keys,
    )


def _hint(account: Account) -> str:
    if account.deposits.balance == 0:
        return _("Welcome. Put in one good thing.")
    if account.settings.single_keys:
        return _("Press its key or click")
    return _("Click the one that fits")
