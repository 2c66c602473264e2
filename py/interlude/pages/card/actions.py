"""What can be done with a card: be seen, be answered, be swapped for another, and go.

What it answers stands in ``cards/answers.py``, and for its own kind in ``cards/<kind>/actions.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interlude.cards.answers import EVERY, Answering, Said, dismissed, sight
from interlude.cards.kinds import kinds, part
from interlude.ledger.account import Account
from interlude.ledger.entries import Entry
from interlude.outcome import Handler, Outcome
from interlude.pages.card import view
from interlude.pages.index import PAGES
from interlude.press import believed
from interlude.prompts.library import prompt_by_id
from interlude.protocol import Acted, CloseCard, CloseWindow, Effect, Go


def answers(kind: str) -> Mapping[str, Answering]:
    """What can be said to a card of a kind."""
    own = part(kind, "actions")
    return {**EVERY, **(own.ACTIONS if own else {})}


_ANSWERS = {kind: answers(kind) for kind in kinds()}


def _open(event: Acted, account: Account) -> Outcome:
    shown = account.cards.shown(event.fields.get("shown", ""))
    if shown is None:
        return _gone(event)
    # On a page of its own nothing can lie over the card, and a person has opened it.
    seen = sight(event, account, shown) if event.tab is None else ()
    return Outcome(append=seen, view=view.drawn(shown))


def _seen(event: Acted, account: Account) -> Outcome:
    """The card in the helpdesk's tab has come into sight: from now on it counts."""
    shown = account.cards.shown(event.fields.get("shown", ""))
    return Outcome(append=sight(event, account, shown) if shown else ())


def _closed(event: Acted, account: Account) -> Outcome:
    """The agent sends the card away: for that it need not have been seen."""
    shown = account.cards.shown(event.fields.get("shown", ""))
    return _follow(event, dismissed(event, account, shown)) if shown else _gone(event)


def _leave(event: Acted, account: Account) -> Outcome:
    """The card goes, and nothing is said: nobody has touched it, or all has been said."""
    return _gone(event)


def _answer(name: str) -> Handler:
    """An answer of the card's kind, which in a helpdesk's page is believed or not."""

    def handler(event: Acted, account: Account) -> Outcome:
        shown = account.cards.shown(event.fields.get("shown", ""))
        if shown is None:
            return _gone(event)
        kind = prompt_by_id(shown.prompt).card
        answering = _ANSWERS[kind].get(name)
        if answering is None:
            return _open(event, account)
        if event.tab is None or believed(event.fields):
            return _follow(event, answering(event, account, shown))
        if name in kinds()[kind].harmless:
            return Outcome()
        return _follow(event, dismissed(event, account, shown))

    return handler


def _follow(event: Acted, said: Said) -> Outcome:
    if said.shows:
        drawn = view.drawn(said.shows, said.done, said.seconds, said.typed)
        return Outcome(append=said.entries, view=drawn)
    if said.stays:
        return Outcome(append=said.entries)
    return replace(_gone(event, *said.entries), put=said.put)


def _gone(event: Acted, *entries: Entry) -> Outcome:
    """Out of the tab; in the popup back to it; a small window of its own has nothing else."""
    leave: Effect = Go(PAGES["popup"].address)
    if event.tab is not None:
        leave = CloseCard(tab=event.tab)
    elif event.fields.get("window") == "popup":
        leave = CloseWindow()
    return Outcome(append=entries, effects=(leave,))


ACTIONS: Mapping[str, Handler] = {
    "open": _open,
    "seen": _seen,
    "closed": _closed,
    "leave": _leave,
    **{name: _answer(name) for known in _ANSWERS.values() for name in known},
}
