"""What can be done on the account page: look, take a deposit back, write a line, and erase one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.account import view
from interlude.pages.parts.line import Line, begun, kept, told
from interlude.pages.parts.note import Note
from interlude.pages.parts.undo import gone, taken_back, undone
from interlude.protocol import Acted
from interlude.words import _


def _account(note: Note | None = None, line: Line | None = None, focus: str = "") -> Outcome:
    return Outcome(view=lambda at: view.render(at.account, at.now, note, line, focus))


def _open(event: Acted, account: Account) -> Outcome:
    return _account()


def _undo(event: Acted, account: Account) -> Outcome:
    entries = undone(event, account)
    return replace(_account(taken_back(entries)), append=entries)


def _line(event: Acted, account: Account) -> Outcome:
    """A field for a line about a deposit, in its row."""
    line = begun(event, account)
    return _account(None if line else gone(), line)


def _keep_line(event: Acted, account: Account) -> Outcome:
    line = begun(event, account)
    if line is None:
        return _account(gone())
    said = kept(event, account, line)
    if isinstance(said, Line):
        return _account(line=said)
    return replace(said, view=_account(told(said), focus=line.entry).view)


def _erase_line(event: Acted, account: Account) -> Outcome:
    """Erase one line for good; the page has asked once more before it sends this."""
    line = account.writings.find(event.fields.get("line", ""))
    if line is None:
        return _account(Note(_("That line is gone already.")), focus=view.LINES)
    said = Outcome(forget=(line.id,))
    return replace(said, view=_account(told(said), focus=view.LINES).view)


ACTIONS: Mapping[str, Handler] = {
    "open": _open,
    "undo": _undo,
    "line": _line,
    "keep_line": _keep_line,
    "erase_line": _erase_line,
}
