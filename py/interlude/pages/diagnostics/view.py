"""The page that tells how Interlude itself is doing: its starts, its journal, its build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.pages.parts.dates import day, time
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.health import SINGLE
from interlude.pages.parts.health import WORDS as WORDS_OF_HARM
from interlude.protocol import Noted, Wake, Why
from interlude.words import N_, _

PREPARED = N_("A prepared start: Interlude was awake at once.")

WORDS: dict[Why, str] = {
    "": N_("Interlude started the long way."),
    "first": N_("The first start on this device: there was nothing prepared yet."),
    "missing": N_("No prepared start was there, so Interlude started the long way."),
    "other_build": N_(
        "Interlude was updated, so it started the long way and prepared itself anew."
    ),
    "damaged": N_("A prepared start was damaged, so Interlude started the long way."),
    "failed": N_("A prepared start did not work, so Interlude started the long way."),
    "slow": N_("A prepared start took too long, so Interlude started the long way."),
}

NO_TIME = N_("at a time that no clock shows")

NOTED: dict[Noted, str] = {
    "refused": N_("The helpdesk refused to tell something. The rest, or your own save, had to do."),
    "unreadable": N_("The helpdesk answered in a way that Interlude cannot read."),
    "signed_out": N_("You were no longer signed in to the helpdesk."),
    "no_words": N_("A closed ticket held no words of a customer."),
    "seen": N_("A ticket was looked at before, in the ten minutes until then."),
    "enough_reads": N_("The helpdesk was asked enough for the moment, or asked for a pause."),
    "strange": N_("An answer came that nobody had asked for."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One way in which Interlude started, or one harm: in words, how often, and when last."""

    words: str
    times: int
    last: str


def render(
    account: Account,
    now: Moment,
    wakes: Iterable[Wake],
    build: str,
    noted: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """The page; ``wakes`` and ``build`` are as in ``protocol.Opened``, ``noted`` as in ``Memo``."""
    harms = sorted(account.health.harms, key=lambda done: done.last, reverse=True)
    newest_first = sorted(wakes, key=lambda wake: wake.last, reverse=True)
    return page(
        "pages/diagnostics/page.html",
        starts=[_found(_words(wake), wake.times, wake.last, now) for wake in newest_first],
        fell_back=any(wake.why not in ("", "first", "other_build") for wake in newest_first),
        entries=account.entries,
        unreadable=account.unreadable,
        harms=[_found(_(WORDS_OF_HARM[done.harm]), done.times, done.last, now) for done in harms],
        single=_(SINGLE) if account.health.single else "",
        build=build,
        noted=[(_(words), noted[what]) for what, words in NOTED.items() if noted.get(what)],
    )


def _words(wake: Wake) -> str:
    words = PREPARED if wake.how == "snapshot" else WORDS[wake.why]
    return _(words)


def _found(words: str, times: int, at: int, now: Moment) -> Found:
    try:
        last = Moment(at, now.offset)
    except ValueError:
        return Found(words, times, _(NO_TIME))
    when = _("{day}, {time}").format(day=day(last, now), time=time(last))
    return Found(words, times, when)
