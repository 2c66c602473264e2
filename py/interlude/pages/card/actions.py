"""What can be done with a card: be seen, be answered, be swapped for another, and go."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Corrected,
    Deposited,
    Entry,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    Verdict,
)
from interlude.outcome import Handler, Outcome
from interlude.pages.card import view
from interlude.prompts import offer
from interlude.prompts.breath import patterns, timetable
from interlude.prompts.library import prompt
from interlude.protocol import Acted, CloseCard, CloseWindow, Effect, Go

_SAYS_NOTHING = ("open", "seen", "closed", "leave", "declare-tense")


def presses(event: Acted) -> bool:
    """Whether something is said or done by a press on a card in a helpdesk's page."""
    return event.page == "card" and event.tab is not None and event.action not in _SAYS_NOTHING


def _open(event: Acted, account: Account) -> Outcome:
    shown = account.cards.shown(event.fields.get("shown", ""))
    if shown is None:
        return _close_card(event)
    # On a page of its own nothing can lie over the card, and a person has opened it.
    return _card(event, shown, *(_sight(event, account, shown.id) if event.tab is None else ()))


def _seen(event: Acted, account: Account) -> Outcome:
    """The card in the helpdesk's tab has come into sight: from now on it counts."""
    return Outcome(append=_sight(event, account, event.fields.get("shown", "")))


def _sight(event: Acted, account: Account, shown: str) -> tuple[PromptSeen, ...]:
    """That the card was seen, unless it was before, or was sent away unseen."""
    card = account.cards.find(shown)
    if card is None or card.seen or card.verdict is not None:
        return ()
    return (PromptSeen(id=event.stamp.id, now=event.stamp.now, shown=shown),)


def _card(event: Acted, shown: PromptShown, *entries: Entry, done: bool = False) -> Outcome:
    chosen = prompt(shown.prompt)
    beats = timetable(patterns()[chosen.pattern], chosen.seconds) if chosen.pattern else ()

    def drawn(after: Account, now: Moment) -> str:
        seen = after.prompts.seen
        breaths = [one for one in seen if prompt(one).card == "breath"]
        return view.render(
            shown,
            chosen,
            beats,
            first=seen in ((), (shown.prompt,)),
            first_breath=chosen.card == "breath" and breaths in ([], [shown.prompt]),
            done=done,
            clicks=event.tab is None or event.fields.get("sure") == "true",
            single_keys=after.settings.single_keys,
        )

    return Outcome(append=entries, view=drawn)


def _begin(event: Acted, account: Account) -> Outcome:
    """The agent begins a breath, so the card was seen.  Its clock is the card's own."""
    return Outcome(append=_sight(event, account, event.fields.get("shown", "")))


def _finished(event: Acted, account: Account) -> Outcome:
    """A breath is finished if it was begun, and in sight to its end; else it waits as before."""
    shown = account.cards.shown(event.fields.get("shown", ""))
    if shown is None or shown.id in account.cards.answered:
        return _close_card(event)
    if not account.cards.seen(shown.id):
        return dismissed(event, account)
    if (event.fields.get("begun"), event.fields.get("visible")) != ("true", "true"):
        return _card(event, shown)
    stamp = event.stamp
    entry = PromptAnswered(id=stamp.id, now=stamp.now, shown=shown.id, verdict="finished")
    return _card(event, shown, entry, done=True)


def _pause(event: Acted, account: Account) -> Outcome:
    """After a finished breath one key makes a deposit of it, and the card goes."""
    if account.cards.answered.get(event.fields.get("shown", "")) != "finished":
        return _close_card(event)
    return _close_card(event, Deposited(event.stamp.id, event.stamp.now, view.PAUSE))


def _leave(event: Acted, account: Account) -> Outcome:
    """The card goes, and nothing is said: nobody has touched it, or all has been said."""
    return _close_card(event)


def _close_card(event: Acted, *entries: Entry) -> Outcome:
    """Out of the tab; in the popup back to it; a small window of its own has nothing else."""
    leave: Effect = Go(page="popup")
    if event.tab is not None:
        leave = CloseCard(tab=event.tab)
    elif event.fields.get("window") == "popup":
        leave = CloseWindow()
    return Outcome(append=entries, effects=(leave,))


def _answered(verdict: Verdict) -> Handler:
    def handler(event: Acted, account: Account) -> Outcome:
        shown = event.fields.get("shown", "")
        if account.cards.shown(shown) is None or shown in account.cards.answered:
            return _close_card(event)
        # To a card that nobody saw, whatever is pressed can only mean: go away.
        said = verdict if account.cards.seen(shown) else "closed"
        entry = PromptAnswered(id=event.stamp.id, now=event.stamp.now, shown=shown, verdict=said)
        return _close_card(event, entry)

    return handler


dismissed = _answered("closed")


def _not_tense(event: Acted, account: Account) -> Outcome:
    """The judge was wrong about this one: it hears so, and the card goes."""
    shown = account.cards.shown(event.fields.get("shown", ""))
    if shown is None or shown.id in account.cards.answered or not shown.trace:
        return _close_card(event)
    if not account.cards.seen(shown.id):
        return dismissed(event, account)
    stamp = event.stamp
    entry = Corrected(stamp.id, stamp.now, tense=False, trace=shown.trace, shown=shown.id)
    return _close_card(event, entry)


def _another(event: Acted, account: Account) -> Outcome:
    """A different prompt for the same moment, in the same card."""
    before = account.cards.shown(event.fields.get("shown", ""))
    if before is None or not account.cards.seen(before.id):
        return dismissed(event, account)
    stamp = event.stamp
    shown = offer.another(stamp, account, before)
    # It takes the place of one that is in sight.
    return _card(event, shown, shown, PromptSeen(f"{stamp.id}/seen", stamp.now, shown.id))


ACTIONS: Mapping[str, Handler] = {
    "open": _open,
    "declare-tense": offer.declare,
    "seen": _seen,
    "helped": _answered("helped"),
    "not_for_me": _answered("not_for_me"),
    "closed": dismissed,
    "begin": _begin,
    "finished": _finished,
    "deposit": _pause,
    "leave": _leave,
    "another": _another,
    "not_tense": _not_tense,
}
