"""The journey of one close: a write is seen, the ticket is read, a prompt is or is not offered."""

from __future__ import annotations

from interlude.helpdesks.adapter import Adapter, adapter_for, adapters
from interlude.helpdesks.closing import Asked, asked, confirmed, gets
from interlude.helpdesks.conversation import conversation
from interlude.ledger.account import Account
from interlude.ledger.entries import Cause, PromptShown
from interlude.outcome import Outcome
from interlude.prompts.choose import choose
from interlude.prompts.timing import silence
from interlude.protocol import Errand, Read, ReadDone, Scene, ShowCard, Stamp, WriteSeen
from interlude.tension.judge import Judgement, judge

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


def read_done(event: ReadDone, account: Account) -> Outcome:
    """Offer a prompt if the close is certain, was tense, and the moment is right."""
    errand = event.errand
    adapter = adapters()[errand.adapter]
    request = asked(adapter, errand.write)
    if request is None:
        return Outcome()
    if not confirmed(adapter, request, event.readings):
        return _next(adapter, request, errand)
    judgement = judge(conversation(adapter, event.readings))
    if not judgement.tense:
        return _next(adapter, request, errand)
    if silence(event.stamp.now, account, event.scene, account.settings):
        return Outcome()
    shown = prompt(event.stamp, account, judgement, "close")
    return Outcome(
        append=(shown,),
        effects=(ShowCard(tab=event.tab, shown=shown.id, bottom=adapter.card_bottom),),
    )


def prompt(stamp: Stamp, account: Account, judgement: Judgement, cause: Cause) -> PromptShown:
    """The prompt that fits the judgement, as the entry that says it was offered."""
    chosen = choose(judgement.kind, judgement.heat, account.prompts_seen, stamp.seed)
    return PromptShown(
        id=stamp.id,
        now=stamp.now,
        prompt=chosen.id,
        tension=judgement.kind,
        heat=judgement.heat,
        cause=cause,
        reasons=tuple(reason.id for reason in judgement.reasons),
        trace=judgement.trace,
    )


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


def _next(adapter: Adapter, request: Asked, errand: Errand) -> Outcome:
    """Of several tickets closed at once, look at the next."""
    return _read(adapter, errand.write, request, errand.rest) if errand.rest else Outcome()


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])
