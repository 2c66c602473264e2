"""Writing a line about a deposit, on any page that offers it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interlude.ledger.account import Account
from interlude.ledger.deposits import name_of
from interlude.outcome import Outcome
from interlude.pages.parts.note import Note
from interlude.protocol import Acted
from interlude.words import _
from interlude.writings.marks import doubt
from interlude.writings.writing import LONGEST, FullError, Writing, cleaned


@dataclass(frozen=True, slots=True)
class Line:
    """A field in which a line about the deposit ``entry`` is written, or written otherwise.

    ``deposit`` is what that is called.  ``text`` stands in the field: what was kept before, or what
    is typed and not kept yet; it is never ours.  ``problem`` says why it is not, and ``marked`` is
    the text that the person was told about.
    """

    entry: str
    deposit: str
    text: str = ""
    problem: str = ""
    marked: str = ""
    longest: int = LONGEST


def begun(event: Acted, account: Account) -> Line | None:
    """The field for the deposit that ``event`` names, if it is in the account."""
    deposit = account.deposits.find(event.fields.get("entry", ""))
    if deposit is None:
        return None
    note = account.writings.note(deposit.id)
    return Line(deposit.id, name_of(deposit.deposit), note.text if note else "")


def kept(event: Acted, account: Account, line: Line) -> Outcome | Line:
    """What keeps the line that was typed; or the field once more, with what to decide first.

    A field that was emptied erases what it held.
    """
    text = cleaned(event.fields.get("text", ""))
    before = account.writings.note(line.entry)
    gone = (before.id,) if before else ()
    if not text:
        return Outcome(forget=gone)
    if before and before.text == text:
        return Outcome()
    line = replace(line, text=text)
    if problem := doubt(text, event.fields.get("marked", "")):
        return replace(line, problem=problem, marked=text)
    try:
        account.writings.check_room(less=len(gone))
    except FullError as full:
        return replace(line, problem=str(full))
    put = Writing(event.stamp.id, event.stamp.now, "note", text, line.entry)
    return Outcome(put=(put,), forget=gone)


def told(said: Outcome) -> Note:
    """What a page says once a line is kept, or erased."""
    if said.put:
        return Note(_("Your line is kept."))
    return Note(_("Your line is erased for good.") if said.forget else _("Nothing has changed."))
