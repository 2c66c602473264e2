"""What can be done on the page that tells how Interlude is doing: read it."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.diagnostics import view
from interlude.protocol import Acted


def _open(event: Acted, account: Account) -> Outcome:
    return Outcome(
        view=lambda at: view.render(at.account, at.now, at.wakes, at.build, at.memo.noted)
    )


ACTIONS: Mapping[str, Handler] = {"open": _open}
