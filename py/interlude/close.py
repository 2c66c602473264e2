"""The journey of one close: a write is seen, the ticket is read, a prompt is or is not offered."""

from __future__ import annotations

from dataclasses import replace

from interlude.clock import MINUTE, Moment
from interlude.errands import begin, go_on, turn_to_next
from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.address import origin
from interlude.helpdesks.catalogue import Adapters, adapter_for
from interlude.helpdesks.look import Look, look
from interlude.helpdesks.looks import (
    mark,
    room,
    salted,
    was_seen,
    with_pause,
    without,
)
from interlude.helpdesks.trigger import Asked, asked, opened
from interlude.ledger.account import Account
from interlude.ledger.entries import Corrected, KeptSilent, PromptShown
from interlude.memo import Calm, Memo
from interlude.outcome import Outcome
from interlude.prompts.offer import after_close, unasked
from interlude.prompts.opening import opening
from interlude.prompts.timing import by_lot, silence
from interlude.protocol import (
    Errand,
    ReadDone,
    Scene,
    Stamp,
    WriteSeen,
)
from interlude.tension.judge import Judgement, Kind, judge

_SAME_MOMENT = 5 * MINUTE
_UNDISTURBED = Scene(composing=False, full_screen=False, audible=False)


def write_seen(event: WriteSeen, account: Account, memo: Memo, known: Adapters) -> Outcome:
    """Ask for the tickets of a write that may be a close; nothing is read if silence is due."""
    adapter = adapter_for(known, event.url, account.settings)
    if adapter is None:
        return Outcome()
    looks = salted(memo.looks, event.stamp.id)
    here = origin(event.url)
    looks = without(looks, [mark(looks, here, ticket) for ticket in opened(adapter, event)])
    memo = replace(memo, looks=looks)
    request = asked(adapter, event)
    if request is None:
        return Outcome(memo=memo)
    now = event.stamp.now
    if why := silence(now, account, _UNDISTURBED, account.settings):
        return Outcome(memo=_past(replace(memo, silence=why), now, account))
    tickets = [
        ticket for ticket in request.tickets if not was_seen(looks, mark(looks, here, ticket), now)
    ]
    if not tickets:
        return Outcome(memo=replace(memo, silence="seen"), noted="seen")
    errand = Errand(adapter=adapter.id, ticket=tickets[0], rest=tuple(tickets[1:]), write=event)
    return begin(adapter, errand, request.trigger.wait, now, memo)


def read_done(event: ReadDone, account: Account, memo: Memo, known: Adapters) -> Outcome:
    """Offer a prompt if the close is certain, was tense or warm, and the moment is right."""
    now = event.stamp.now
    heard = hear(event, account, memo, known)
    if heard is None:
        return Outcome(noted="strange")
    adapter, request, seen = heard
    memo = replace(memo, looks=with_pause(memo.looks, event.readings, now))
    if seen.more:
        return go_on(adapter, event, seen.more, memo)
    if seen.open:
        # Its close is still to come, and deserves a look of its own.
        found = mark(memo.looks, origin(event.errand.write.url), event.errand.ticket)
        memo = replace(memo, looks=without(memo.looks, [found]))
    if seen.talk is None:
        memo = replace(memo, silence=seen.noted or "not_yours")
        memo = _past(memo, now, account) if seen.noted else memo
        return turn_to_next(adapter, event, memo, seen.noted)
    judgement = judge(seen.talk, account.taps.tuning)
    alone = len(request.tickets) == 1
    if not (judgement.tense or (alone and moves(judgement.kind, now, account))):
        if not alone:
            memo = _past(replace(memo, silence="calm"), now, account)
            return turn_to_next(adapter, event, memo, seen.noted)
        return replace(_calm(event, account, adapter, judgement, memo), noted=seen.noted)
    if why := silence(now, account, event.scene, account.settings):
        return Outcome(memo=replace(memo, silence=why), noted=seen.noted)
    shown = after_close(event.stamp, account, judgement)
    if shown is None:
        return Outcome(memo=replace(memo, silence="not_for_me"), noted=seen.noted)
    if by_lot(event.stamp, account, judgement.kind):
        kept = KeptSilent(event.stamp.id, now, judgement.kind)
        return Outcome(append=(kept,), memo=replace(memo, silence="by_lot"), noted=seen.noted)
    return replace(_with_card(event, account, adapter, shown, memo), noted=seen.noted)


def _calm(
    event: ReadDone, account: Account, adapter: Adapter, judgement: Judgement, memo: Memo
) -> Outcome:
    """After the first calm close of a shift comes its opening balance, unless silence is due."""
    now = event.stamp.now
    first = memo.past != account.shifts.workday(now)
    memo = replace(memo, calm=Calm(judgement.trace, now.at), silence="calm")
    memo = _past(memo, now, account)
    if judgement.heat or not first or silence(now, account, event.scene, account.settings):
        return Outcome(memo=memo)
    shown = opening(event.stamp, account)
    return _with_card(event, account, adapter, shown, memo) if shown else Outcome(memo=memo)


def _past(memo: Memo, now: Moment, account: Account) -> Memo:
    """After a close that was calm, or was not read and may have been, no other is the first."""
    return replace(memo, past=account.shifts.workday(now))


def _with_card(
    event: ReadDone, account: Account, adapter: Adapter, shown: PromptShown, memo: Memo
) -> Outcome:
    return Outcome(
        append=(shown,),
        effects=(unasked(event.tab, shown, account, adapter, event.scene.shortcut),),
        memo=replace(memo, silence=""),
    )


def hear(
    event: ReadDone, account: Account, memo: Memo, known: Adapters
) -> tuple[Adapter, Asked, Look] | None:
    """What the answers to an errand say.  None if nobody was sent on it: its write asked for none
    of this."""
    errand = event.errand
    adapter = adapter_for(known, errand.write.url, account.settings)
    request = asked(adapter, errand.write) if adapter else None
    if adapter is None or request is None or adapter.id != errand.adapter:
        return None
    if not {errand.ticket, *errand.rest} <= set(request.tickets):
        return None
    left = room(memo.looks, event.stamp.now)
    return adapter, request, look(adapter, request, errand, event.readings, left)


def moves(kind: Kind, now: Moment, account: Account) -> bool:
    """A person is helped to let praise in once in a shift, and no more: thanks are no alarm.

    ``kind is praise and no prompt of this shift was for praise``.

    >>> from interlude.clock import HOUR
    >>> from interlude.ledger.entries import PromptShown
    >>> noon = Moment(at=12 * HOUR, offset=0)
    >>> moves("praise", noon, Account()), moves("none", noon, Account())
    (True, False)
    >>> shown = PromptShown("1", noon, "savour_read", "praise", 1, "close", seen=True)
    >>> moves("praise", noon, Account.of([shown]))
    False
    >>> moves("praise", Moment(at=18 * HOUR, offset=0), Account.of([shown]))
    True
    """
    return kind == "praise" and not account.shifts.praised(now)


def missed(stamp: Stamp, calm: Calm | None) -> tuple[Corrected, ...]:
    """A person who says "that one was tense" means the ticket that they closed minutes ago.

    ``|now - close| < 5 min``; it teaches the judge if the close was judged calm, and was the only
    one at that moment, so that there is no doubt which ticket is meant.

    >>> stamp = Stamp(id="1", now=Moment(at=4 * MINUTE, offset=0), seed=0)
    >>> [entry.tense for entry in missed(stamp, Calm(trace=(1, 2), at=0))]
    [True]
    >>> missed(stamp, Calm(trace=(1, 2), at=-MINUTE))
    ()
    """
    if calm is None or abs(stamp.now.at - calm.at) >= _SAME_MOMENT:
        return ()
    return (Corrected(id=f"{stamp.id}/missed", now=stamp.now, tense=True, trace=calm.trace),)
