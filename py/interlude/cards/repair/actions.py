"""What can be done after a mistake: put what came of it in, with or without what was written."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.cards.answers import Answering, Said, dismissed
from interlude.cards.repair.kind import DEPOSITS, told, written
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, PromptAnswered, PromptShown
from interlude.protocol import Acted
from interlude.writings.marks import doubt
from interlude.writings.writing import FullError, Writing


def _deposit(event: Acted, account: Account, shown: PromptShown) -> Said:
    """What was written is kept only if the agent wished so, each step as a line of its own."""
    if shown.id in account.cards.answered:
        return Said()
    if not account.cards.seen(shown.id):
        return dismissed(event, account, shown)
    stamp, fields = event.stamp, event.fields
    kind = fields.get("kind", "")
    if kind not in DEPOSITS:
        return Said(shows=shown)
    deposit = Deposited(f"{stamp.id}/deposit", stamp.now, kind)
    lines = tuple(
        Writing(f"{stamp.id}/{step}", stamp.now, "lesson", text, deposit.id)
        for step, text in (written(fields) if fields.get("keep") else {}).items()
    )
    if lines and doubt(told(fields), fields.get("marked", "")):
        return Said(shows=shown, typed=fields)
    try:
        account.writings.check_room(len(lines))
    except FullError as full:
        return Said(shows=shown, typed={**fields, "problem": str(full)})
    finished = PromptAnswered(stamp.id, stamp.now, shown.id, verdict="finished")
    return Said((finished, deposit), put=lines)


ACTIONS: Mapping[str, Answering] = {"deposit": _deposit}
