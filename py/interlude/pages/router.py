"""Which page an action belongs to, and whether it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.card.actions import dismissed, presses
from interlude.pages.index import PAGES, PageId
from interlude.press import believed
from interlude.protocol import Acted


def _actions(page: PageId) -> Mapping[str, Handler]:
    found: Mapping[str, Handler] = import_module(f"interlude.pages.{page}.actions").ACTIONS
    return found


_ACTIONS: Mapping[PageId, Mapping[str, Handler]] = {
    page: _actions(page) for page in PAGES if page != "diagnostics"
}


def act(event: Acted, account: Account, silence: str) -> Outcome:
    """Do what was asked; an action that the page does not have draws the page as it is.

    ``silence`` is why the last close brought no card, for the popup to say.  On the diagnostics
    page there is nothing to do, and what it tells is the engine's own.
    """
    handlers = _ACTIONS[event.page]
    if event.page == "popup":
        event = replace(event, fields={**event.fields, "silence": silence})
    if presses(event) and not believed(event.fields):
        # To breathe harms nobody; at its end the breath tells how it was begun.
        return Outcome() if event.action == "begin" else dismissed(event, account)
    return handlers.get(event.action, handlers["open"])(event, account)
