"""Taking a deposit back, on any page that offers it."""

from __future__ import annotations

from interlude.ledger.account import Account
from interlude.ledger.entries import Undone
from interlude.pages.parts.note import Note
from interlude.protocol import Acted
from interlude.words import _


def undone(event: Acted, account: Account) -> tuple[Undone, ...]:
    """The entry that takes back the deposit which ``event`` names, if it is in the account."""
    entry = event.fields.get("entry", "")
    if account.deposits.find(entry) is None:
        return ()
    return (Undone(id=event.stamp.id, now=event.stamp.now, entry=entry),)


def taken_back(entries: tuple[Undone, ...]) -> Note:
    """What the page says after it."""
    return Note(_("Taken back.")) if entries else gone()


def gone() -> Note:
    """What it says of a deposit that no page offers any more."""
    return Note(_("That deposit is no longer in your list."))
