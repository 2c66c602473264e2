"""Which event goes to which capability, and what the account is after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from interlude import close, wire, words
from interlude.helpdesks.catalogue import adapter_for, adapters
from interlude.helpdesks.trigger import saved
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import CheckpointError, freeze, thaw
from interlude.ledger.entries import Entry, PromptShown, Raw, Worked
from interlude.ledger.health import Health
from interlude.ledger.migrations import NewerEntryError
from interlude.memo import Memo
from interlude.outcome import Outcome, Standing
from interlude.pages import router
from interlude.pages.card import view as card
from interlude.pages.index import PageId
from interlude.prompts.timing import silent_until
from interlude.protocol import (
    Acted,
    Answer,
    Event,
    Opened,
    ReadDone,
    ShowCard,
    Stamp,
    Wake,
    WriteSeen,
)
from interlude.writings.writing import Writing, Writings

CHECKPOINT_EVERY = 200
"""Entries folded before a checkpoint is offered: so few are folded again in a few milliseconds."""

Closed: TypeAlias = Literal["not_open", "newer"]


class NotOpenError(Exception):
    """The account is not open, so nothing may be decided or appended; ``code`` says why.

    ``not_open``: no journal came yet.  ``newer``: a later version wrote it.  The words for them are
    in ``browser.MESSAGES``.
    """

    def __init__(self, code: Closed) -> None:
        super().__init__(code)
        self.code = code


class Engine:
    """The account in memory and the way of one event through the capabilities."""

    def __init__(self) -> None:
        self.account = Account()
        self.wakes: tuple[Wake, ...] = ()
        self.build = ""
        self.memo = Memo()
        self._closed: Closed | Literal[""] = "not_open"
        self._since_checkpoint = 0

    def handle(self, event: Event) -> Answer:
        """Decide about one event.

        The appended entries are part of the account in memory at once; a worker that cannot
        commit them must open the journal again.  Raises ``NotOpenError`` where no journal was
        opened, or where it could not be.
        """
        if isinstance(event, Opened):
            return self._open(event)
        if self._closed:
            raise NotOpenError(self._closed)
        self._speak(event.stamp)
        presence = self._presence(event)
        before = self.memo
        outcome = self._decide(event)
        if outcome.erase:
            self.account = _erased(self.account)
            self._since_checkpoint = 0
        self.memo = Memo() if outcome.erase else outcome.memo or before
        if outcome.noted:
            self.memo = self.memo.with_noted(outcome.noted)
        hindsight = self._hindsight(event, outcome)
        append = (*presence, *outcome.append, *hindsight)
        for entry in (*outcome.append, *hindsight):
            self.account.add(entry)
        if outcome.put or outcome.forget:
            self.account.writings = self.account.writings.after(outcome.put, outcome.forget)
        self._speak(event.stamp)
        now = event.stamp.now
        at = Standing(self.account, now, self.memo, self.wakes, self.build)
        html = outcome.view(at) if outcome.view else ""
        worded = outcome.put or outcome.forget
        changed = append or worded or outcome.erase or self.memo.silence != before.silence
        return Answer(
            append=() if outcome.erase else append,
            put=outcome.put,
            forget=outcome.forget,
            erase=outcome.erase,
            effects=outcome.effects,
            html=html,
            views=_kept(at) if changed or _opens(event) else {},
            card=_dealt(outcome, at),
            checkpoint=self._checkpoint(len(append)),
            memo=wire.encode_memo(self.memo) if outcome.erase or self.memo != before else "",
            noted=outcome.noted,
            silent_until=silent_until(now, self.account),
        )

    def _speak(self, stamp: Stamp) -> None:
        """Speak the language that was chosen, or the browser's; an event may change the choice."""
        words.speak(self.account.settings.language, stamp.languages)

    # --- Opening ---------------------------------------------------------------------------

    def _open(self, event: Opened) -> Answer:
        """Take the account from a checkpoint and what came after it, or from the whole journal."""
        self._closed = "not_open"
        self._since_checkpoint = 0
        try:
            account = thaw(event.checkpoint) if event.checkpoint else Account()
        except CheckpointError:
            return Answer(whole=True)
        try:
            for raw in event.journal:
                _add(account, raw)
        except NewerEntryError as error:
            self._closed = "newer"
            raise NotOpenError("newer") from error
        account.health = event.health
        account.writings = Writings(lambda: _written(event.writings))
        self.account = account
        self.wakes, self.build = event.wakes, event.build
        self.memo = wire.decode_memo(event.memo)
        self._closed = ""
        return Answer(checkpoint=self._checkpoint(len(event.journal)))

    def _checkpoint(self, folded: int) -> str:
        """A checkpoint where it is due, after so many more entries."""
        self._since_checkpoint += folded
        if self._since_checkpoint < CHECKPOINT_EVERY:
            return ""
        self._since_checkpoint = 0
        return freeze(self.account)

    # --- Deciding --------------------------------------------------------------------------

    def _decide(self, event: WriteSeen | ReadDone | Acted) -> Outcome:
        if isinstance(event, Acted):
            return router.act(event, self.account)
        if isinstance(event, WriteSeen):
            return close.write_seen(event, self.account, self.memo, adapters())
        return close.read_done(event, self.account, self.memo, adapters())

    def _presence(self, event: WriteSeen | ReadDone | Acted) -> tuple[Entry, ...]:
        """Note, now and then, that the agent is at work, so that shifts can be told apart."""
        if not isinstance(event, WriteSeen) or not self.account.shifts.is_stale(event.stamp.now):
            return ()
        adapter = adapter_for(adapters(), event.url, self.account.settings)
        if adapter is None or not saved(adapter, event):
            return ()
        worked = Worked(id=f"{event.stamp.id}/worked", now=event.stamp.now)
        self.account.add(worked)
        return (worked,)

    def _hindsight(
        self, event: WriteSeen | ReadDone | Acted, outcome: Outcome
    ) -> tuple[Entry, ...]:
        """Learn from a close that was judged calm when the agent says that it was tense."""
        if not any(isinstance(e, PromptShown) and e.cause == "declared" for e in outcome.append):
            return ()
        calm = self.memo.calm
        self.memo = replace(self.memo, calm=None)
        return close.missed(event.stamp, calm)


def _kept(at: Standing) -> dict[PageId, str]:
    return {page: draw(at) for page, draw in router.KEPT.items()}


def _dealt(outcome: Outcome, at: Standing) -> str:
    """The card that is to show, so that its frame need not come and ask for it."""
    for effect in outcome.effects:
        shown = at.account.cards.shown(effect.shown) if isinstance(effect, ShowCard) else None
        if shown:
            return card.drawn(shown)(at)
    return ""


def _opens(event: WriteSeen | ReadDone | Acted) -> bool:
    """Whether a page that is kept was only opened; what was kept of it may be of yesterday."""
    return isinstance(event, Acted) and event.action == "open" and event.page in router.KEPT


def _erased(account: Account) -> Account:
    """A fresh account.  What was found on the disk went with the old one; one store stays one."""
    fresh = Account()
    fresh.health = Health(single=account.health.single)
    return fresh


def _written(raw: tuple[Raw, ...]) -> Iterator[Writing]:
    """The lines of a store; one that is damaged is passed over, and stays where it is."""
    for one in raw:
        try:
            yield wire.decode_writing(one)
        except wire.WireError:
            continue


def _add(account: Account, raw: Raw) -> None:
    """Fold one entry in; one that is damaged is counted, and stays where it is."""
    try:
        account.add(wire.decode_entry(raw))
    except wire.WireError:
        account.add_unreadable()
