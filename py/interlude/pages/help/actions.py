"""What can be done on the page with help lines: read it."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.help import view
from interlude.protocol import Acted


def _open(event: Acted, account: Account) -> Outcome:
    return Outcome(view=lambda _at: view.render())


ACTIONS: Mapping[str, Handler] = {"open": _open}
