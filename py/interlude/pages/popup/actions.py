"""What can be done in the popup: put something in, take it back, pause, or be left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interlude.clock import HOUR
from interlude.ledger.account import Account
from interlude.ledger.deposits import kind_of
from interlude.ledger.entries import AsBefore, Deposited, Entry, Hushed, InCall, SettingsChanged
from interlude.outcome import Handler, Outcome
from interlude.pages.parts.line import Line, begun, kept, told
from interlude.pages.parts.note import Note
from interlude.pages.parts.undo import gone, taken_back, undone
from interlude.pages.popup import view
from interlude.prompts import offer
from interlude.protocol import Acted
from interlude.words import _


def _popup(
    event: Acted, note: Note | None = None, *entries: Entry, line: Line | None = None
) -> Outcome:
    origins = event.fields.get("origins")
    return Outcome(append=entries, view=lambda at: view.drawn(at, note, origins, line))


def _open(event: Acted, account: Account) -> Outcome:
    origins = event.fields.get("origins")
    return Outcome(view=lambda at: view.drawn(at, origins=origins, opened=True))


def _deposit(event: Acted, account: Account) -> Outcome:
    kind = kind_of(event.fields.get("kind", ""))
    if kind is None:
        return _popup(event, Note(_("There is no such kind of deposit.")))
    entry = Deposited(id=event.stamp.id, now=event.stamp.now, deposit=kind.id)
    note = Note(_("{deposit} is in.").format(deposit=kind.name), undo=entry.id)
    return _popup(event, note, entry)


def _undo(event: Acted, account: Account) -> Outcome:
    entries = undone(event, account)
    return _popup(event, taken_back(entries), *entries)


def _line(event: Acted, account: Account) -> Outcome:
    """A field for a line about a deposit takes the place of the jars, until it is kept or left."""
    line = begun(event, account)
    return _popup(event, None if line else gone(), line=line)


def _keep_line(event: Acted, account: Account) -> Outcome:
    line = begun(event, account)
    if line is None:
        return _popup(event, gone())
    said = kept(event, account, line)
    if isinstance(said, Line):
        return _popup(event, line=said)
    drawn = _popup(event, told(said))
    return replace(said, view=drawn.view)


def _hush(event: Acted, account: Account) -> Outcome:
    now, later = event.stamp.now, event.stamp.in_an_hour
    if event.fields.get("until") != "hour":
        hush = Hushed(id=event.stamp.id, now=now, until=None)
    elif later is None:
        hush = Hushed(id=event.stamp.id, now=now, until=now.at + HOUR)
    else:
        offset = later.offset if later.offset != now.offset else None
        hush = Hushed(id=event.stamp.id, now=now, until=later.at, offset=offset)
    return _popup(event, None, hush)


def _unhush(event: Acted, account: Account) -> Outcome:
    now = event.stamp.now
    return _popup(event, None, Hushed(id=event.stamp.id, now=now, until=now.at))


def _call(event: Acted, account: Account) -> Outcome:
    on = event.fields.get("on") == "yes"
    return _popup(event, None, InCall(id=event.stamp.id, now=event.stamp.now, on=on))


def _figures(event: Acted, account: Account) -> Outcome:
    """For a screen that others see: no figure on any page, until the person wants them back."""
    settings = replace(account.settings, figures=event.fields.get("on") == "yes")
    return _popup(event, None, SettingsChanged(event.stamp.id, event.stamp.now, settings))


def _as_before(event: Acted, account: Account) -> Outcome:
    return _popup(event, None, AsBefore(id=event.stamp.id, now=event.stamp.now))


ACTIONS: Mapping[str, Handler] = {
    "open": _open,
    "deposit": _deposit,
    "undo": _undo,
    "line": _line,
    "keep_line": _keep_line,
    "declare": offer.declare,
    "breathe": offer.breathe,
    "hush": _hush,
    "unhush": _unhush,
    "call": _call,
    "figures": _figures,
    "as_before": _as_before,
}
