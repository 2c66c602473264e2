"""What is read of a ticket whose close is to be confirmed, errand by errand."""

from __future__ import annotations

from dataclasses import replace

from interlude.clock import Moment
from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.address import origin
from interlude.helpdesks.look import More, gets, lasting, names
from interlude.helpdesks.looks import mark, room, with_look, with_reads
from interlude.memo import Memo
from interlude.outcome import Outcome
from interlude.protocol import Errand, Noted, Read, ReadDone


def begin(adapter: Adapter, errand: Errand, wait: int, now: Moment, memo: Memo) -> Outcome:
    """Begin a look at the errand's ticket, if the helpdesk may be asked so much."""
    wanted = tuple(n for n in names(adapter) if n not in {read.name for read in errand.known})
    if len(wanted) > room(memo.looks, now):
        return Outcome(memo=replace(memo, silence="enough_reads"), noted="enough_reads")
    ticket = mark(memo.looks, origin(errand.write.url), errand.ticket)
    looks = with_look(memo.looks, ticket, now)
    return _read(adapter, errand, More(wanted, wait), now, replace(memo, looks=looks))


def go_on(adapter: Adapter, event: ReadDone, more: More, memo: Memo) -> Outcome:
    """Go on with the same look."""
    errand = event.errand
    errand = replace(
        errand,
        known=(*errand.known, *event.readings),
        turn=errand.turn + 1,
        again=errand.again or not more.otherwise,
        otherwise=errand.otherwise or more.otherwise,
    )
    return _read(adapter, errand, more, event.stamp.now, memo)


def turn_to_next(adapter: Adapter, event: ReadDone, memo: Memo, noted: Noted) -> Outcome:
    """Of several tickets closed at once, look at the next."""
    errand = event.errand
    if not errand.rest:
        return Outcome(memo=memo, noted=noted)
    ticket, *rest = errand.rest
    known = lasting(adapter, (*errand.known, *event.readings))
    following = Errand(
        adapter=adapter.id,
        ticket=ticket,
        rest=tuple(rest),
        write=errand.write,
        known=known,
        turn=errand.turn + 1,
    )
    begun = begin(adapter, following, 0, event.stamp.now, memo)
    return replace(begun, noted=begun.noted or noted)


def _read(adapter: Adapter, errand: Errand, more: More, now: Moment, memo: Memo) -> Outcome:
    write = errand.write
    effect = Read(
        tab=write.tab,
        origin=origin(write.url),
        # The id must not name the ticket: it ends up in the journal.
        reply=f"{write.stamp.id}:{errand.turn}",
        errand=replace(errand, composers=adapter.composers),
        gets=gets(adapter, errand.ticket, more.names),
        wait=more.wait,
    )
    looks = with_reads(memo.looks, len(more.names), now)
    return Outcome(effects=(effect,), memo=replace(memo, looks=looks))
