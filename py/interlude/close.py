"""The journey of one close: a write is seen, the ticket is read, a prompt is or is not offered."""

from __future__ import annotations

from dataclasses import replace

from interlude.clock import MINUTE, Moment
from interlude.helpdesks.adapter import Adapter, adapter_for, adapters
from interlude.helpdesks.closing import Asked, asked, confirmed, gets
from interlude.helpdesks.conversation import conversation
from interlude.ledger.account import Account
from interlude.ledger.entries import Corrected
from interlude.memo import Calm, Memo
from interlude.outcome import Outcome
from interlude.prompts.offer import after_close
from interlude.prompts.timing import silence
from interlude.protocol import Errand, Read, ReadDone, Scene, ShowCard, Stamp, WriteSeen
from interlude.tension.judge import Kind, judge

_SAME_MOMENT = 5 * MINUTE
_UNDISTURBED = Scene(composing=False, full_screen=False, audible=False)


def write_seen(event: WriteSeen, account: Account) -> Outcome:
    """Ask for the tickets of a write that may be a close; nothing is read if silence is due."""
    adapter = adapter_for(event.url, account.settings)
    if adapter is None or silence(event.stamp.now, account, _UNDISTURBED, account.settings):
        return Outcome()
    request = asked(adapter, event)
    if request is None:
        return Outcome()
    return _read(adapter, event, request, request.tickets)


def read_done(event: ReadDone, account: Account, memo: Memo) -> Outcome:
    """Offer a prompt if the close is certain, was tense or warm, and the moment is right."""
    errand = event.errand
    adapter = adapters()[errand.adapter]
    request = asked(adapter, errand.write)
    if request is None:
        return Outcome()
    if not confirmed(adapter, request, event.readings):
        return _next(adapter, request, errand)
    judgement = judge(conversation(adapter, event.readings), account.tuning)
    alone = len(request.tickets) == 1
    if not (judgement.tense or (alone and moves(judgement.kind, event.stamp.now, account))):
        calm = Calm(judgement.trace, event.stamp.now.at)
        return _next(adapter, request, errand, replace(memo, calm=calm) if alone else None)
    if silence(event.stamp.now, account, event.scene, account.settings):
        return Outcome()
    shown = after_close(event.stamp, account, judgement)
    if shown is None:
        return Outcome()
    return Outcome(
        append=(shown,),
        effects=(ShowCard(tab=event.tab, shown=shown.id, bottom=adapter.card_bottom),),
    )


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
    return kind == "praise" and not account.praised(now)


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


def _read(adapter: Adapter, write: WriteSeen, request: Asked, tickets: tuple[str, ...]) -> Outcome:
    ticket, *rest = tickets
    effect = Read(
        tab=write.tab,
        origin=_origin(write.url),
        # The id must not name the ticket: it ends up in the journal.
        reply=f"{write.stamp.id}:{len(rest)}",
        errand=Errand(adapter=adapter.id, ticket=ticket, rest=tuple(rest), write=write),
        gets=gets(adapter, ticket),
        composers=adapter.composers,
        wait=request.trigger.wait,
    )
    return Outcome(effects=(effect,))


def _next(adapter: Adapter, request: Asked, errand: Errand, memo: Memo | None = None) -> Outcome:
    """Of several tickets closed at once, look at the next."""
    if errand.rest:
        return _read(adapter, errand.write, request, errand.rest)
    return Outcome(memo=memo)


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])
