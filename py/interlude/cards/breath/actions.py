"""What can be done with a breath: begin it, finish it, and put it in as a pause."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.cards.answers import Answering, Said, dismissed, sight
from interlude.cards.breath.kind import PAUSE
from interlude.ledger.account import Account
from interlude.ledger.entries import Begun, Deposited, PromptAnswered, PromptShown
from interlude.protocol import Acted


def _begin(event: Acted, account: Account, shown: PromptShown) -> Said:
    """The agent begins a breath, so the card was seen.  Its clock is the card's own."""
    begun = Begun(f"{event.stamp.id}/begun", event.stamp.now, shown.id)
    return Said((*sight(event, account, shown), begun), stays=True)


def _finished(event: Acted, account: Account, shown: PromptShown) -> Said:
    """A breath is finished if it was begun, and in sight to its end; else it waits as before."""
    if shown.id in account.cards.answered:
        return Said()
    if not account.cards.seen(shown.id):
        return dismissed(event, account, shown)
    if (event.fields.get("begun"), event.fields.get("visible")) != ("true", "true"):
        return Said(shows=shown)
    stamp = event.stamp
    entry = PromptAnswered(id=stamp.id, now=stamp.now, shown=shown.id, verdict="finished")
    return Said((entry,), shows=shown, done=True, seconds=_seconds(event))


def _longer(event: Acted, account: Account, shown: PromptShown) -> Said:
    """The agent wants this one to take longer."""
    return Said(sight(event, account, shown), shows=shown, seconds=_seconds(event))


def _seconds(event: Acted) -> int:
    """How long the agent wants it to take; 0 where nothing that can be meant was said."""
    text = event.fields.get("seconds", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _pause(event: Acted, account: Account, shown: PromptShown) -> Said:
    """After a finished breath one key makes a deposit of it, and the card goes."""
    if account.cards.answered.get(shown.id) != "finished":
        return Said()
    return Said((Deposited(event.stamp.id, event.stamp.now, PAUSE),))


ACTIONS: Mapping[str, Answering] = {
    "begin": _begin,
    "longer": _longer,
    "finished": _finished,
    "deposit": _pause,
}
