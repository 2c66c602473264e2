"""Which event goes to which capability, and what the account is after it."""

from __future__ import annotations

from interlude import actions, close
from interlude.helpdesks.adapter import adapter_for
from interlude.ledger.account import Account
from interlude.ledger.entries import Entry, Worked
from interlude.outcome import Outcome
from interlude.pages import popup
from interlude.protocol import Acted, Answer, Event, Opened, ReadDone, WriteSeen


class Engine:
    """The account in memory and the way of one event through the capabilities."""

    def __init__(self) -> None:
        self.account = Account()

    def handle(self, event: Event) -> Answer:
        """Decide about one event.

        The appended entries are part of the account in memory at once; a worker that cannot
        commit them must open the journal again.
        """
        if isinstance(event, Opened):
            self.account = Account.of(event.journal)
            return Answer()
        presence = self._presence(event)
        outcome = self._decide(event)
        if outcome.erase:
            self.account = Account()
        append = (*presence, *outcome.append)
        for entry in outcome.append:
            self.account.add(entry)
        now = event.stamp.now
        opened = isinstance(event, Acted) and event.page == "popup"
        return Answer(
            append=() if outcome.erase else append,
            erase=outcome.erase,
            effects=outcome.effects,
            html=outcome.view(self.account, now) if outcome.view else "",
            popup=popup.render(self.account, now) if append or opened or outcome.erase else "",
        )

    def _decide(self, event: WriteSeen | ReadDone | Acted) -> Outcome:
        if isinstance(event, Acted):
            return actions.act(event, self.account)
        if isinstance(event, WriteSeen):
            return close.write_seen(event, self.account)
        return close.read_done(event, self.account)

    def _presence(self, event: WriteSeen | ReadDone | Acted) -> tuple[Entry, ...]:
        """Note, now and then, that the agent is at work, so that shifts can be told apart."""
        if not isinstance(event, WriteSeen) or not self.account.shift_is_stale(event.stamp.now):
            return ()
        if adapter_for(event.url, self.account.settings) is None:
            return ()
        worked = Worked(id=f"{event.stamp.id}/worked", now=event.stamp.now)
        self.account.add(worked)
        return (worked,)
