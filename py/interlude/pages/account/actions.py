"""What can be done on the account page: look, and take a deposit back."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.account import view
from interlude.pages.parts.undo import taken_back, undone
from interlude.protocol import Acted


def _open(event: Acted, account: Account) -> Outcome:
    return Outcome(view=lambda at: view.render(at.account, at.now))


def _undo(event: Acted, account: Account) -> Outcome:
    entries = undone(event, account)
    note = taken_back(entries)
    return Outcome(append=entries, view=lambda at: view.render(at.account, at.now, note))


ACTIONS: Mapping[str, Handler] = {"open": _open, "undo": _undo}
