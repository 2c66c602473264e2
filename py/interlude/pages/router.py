"""Which page an action belongs to, and which pages are kept as they were drawn."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome, View
from interlude.pages.index import PAGES, PageId
from interlude.protocol import Acted


def act(event: Acted, account: Account) -> Outcome:
    """Do what was asked; an action that the page does not have draws the page as it is."""
    handlers = _ACTIONS[event.page]
    return handlers.get(event.action, handlers["open"])(event, account)


def _actions(page: PageId) -> Mapping[str, Handler]:
    found: Mapping[str, Handler] = import_module(f"interlude.pages.{page}.actions").ACTIONS
    return found


def _drawn(page: PageId) -> View:
    found: View = import_module(f"interlude.pages.{page}.view").drawn
    return found


_ACTIONS: Mapping[PageId, Mapping[str, Handler]] = {page: _actions(page) for page in PAGES}

KEPT: Mapping[PageId, View] = {name: _drawn(name) for name, page in PAGES.items() if page.kept}
"""The pages that shall paint at once next time, each as it stands when nobody has asked for it."""
