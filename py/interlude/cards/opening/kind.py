"""What the opening balance shows: a past deposit, with the person's own line about it."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.cards.kinds import CardKind, Drawing
from interlude.ledger.deposits import kind_of, name_of
from interlude.prompts.opening import recalled


def _values(drawing: Drawing) -> Mapping[str, object]:
    """Of a deposit that was taken back meanwhile there is nothing to show."""
    deposit = recalled(drawing.account, drawing.now)
    kind = kind_of(deposit.deposit) if deposit else None
    note = drawing.account.writings.note(deposit.id) if deposit else None
    return {
        "recalled": deposit,
        "name": name_of(deposit.deposit) if deposit else "",
        "jar": kind.jar if kind else "",
        "own": note.text if note else "",
        "now": drawing.now,
    }


KIND = CardKind(values=_values)
