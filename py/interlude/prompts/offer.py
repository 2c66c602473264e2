"""What a person is offered, as the entry that says so: after a close, on a wish, or instead."""

from __future__ import annotations

from dataclasses import replace

from interlude.clock import Moment
from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.catalogue import adapter_for, adapters
from interlude.ledger.account import Account
from interlude.ledger.entries import Cause, PromptShown
from interlude.outcome import Outcome
from interlude.pages.index import PAGES
from interlude.prompts.breath import timetable
from interlude.prompts.choose import Occasion, choose, give
from interlude.prompts.library import find, library, prompt_by_id
from interlude.prompts.strain import strains
from interlude.protocol import Acted, Go, ShowCard, ShowEdge, Stamp, Swell
from interlude.tension.heavy import REASONS as HEAVY
from interlude.tension.judge import Judgement, Kind
from interlude.words import _

EDGE = 30
"""Seconds for which a line at the edge breathes, as nearly as whole breaths can."""


def after_close(stamp: Stamp, account: Account, judgement: Judgement) -> PromptShown | None:
    """What fits a ticket that was closed; None where the person refused all that does.

    Of a heavy ticket the entry holds the kind alone: no heat, no reasons, nothing to learn from.
    Of a threat, too, the judge learns nothing.
    """
    reasons = tuple(reason.id for reason in judgement.reasons)
    occasion = occasion_now(stamp.now, account, judgement.kind, judgement.heat)
    heavy = judgement.kind == "heavy"
    chosen = choose(replace(occasion, danger=heavy and HEAVY["danger"] in reasons), stamp.seed)
    if chosen is None:
        return None
    shown = _shown(stamp, chosen.id, occasion, "close")
    if heavy:
        return replace(shown, heat=0)
    trace = () if judgement.kind == "threat" else judgement.trace
    return replace(shown, reasons=reasons, trace=trace)


def unasked(
    tab: int, shown: PromptShown, account: Account, adapter: Adapter, shortcut: str
) -> ShowCard | ShowEdge:
    """What a close brings: a card, or for who rather has a breath at the edge, a line there."""
    settings, prompt = account.settings, prompt_by_id(shown.prompt)
    pattern = settings.breath(prompt.pattern or "")
    if settings.breath_comes == "edge" and pattern and pattern.paced:
        turns = tuple(Swell(beat.ms, beat.full) for beat in timetable(pattern, EDGE))
        return ShowEdge(tab, shown.id, clear=adapter.composers + adapter.bars, turns=turns)
    return in_tab(tab, shown, adapter, shortcut)


def in_tab(tab: int, shown: PromptShown, adapter: Adapter, shortcut: str) -> ShowCard:
    """The card in a helpdesk's tab: out of the agent's way, and said to those who cannot see it.

    >>> zendesk = adapters()["zendesk"]
    >>> shown = PromptShown("1", Moment(0, 0), "breath_window", "angry", 4, "close")
    >>> in_tab(7, shown, zendesk, "Alt+Shift+H").announced
    'Interlude has a card for you. Alt+Shift+H leads into it, Escape closes it.'
    >>> in_tab(7, shown, zendesk, "").announced
    'Interlude has a card for you. Escape closes it.'
    """
    announced = _("Interlude has a card for you. Escape closes it.")
    if shortcut:
        announced = _("Interlude has a card for you. {keys} leads into it, Escape closes it.")
    return ShowCard(
        tab=tab,
        shown=shown.id,
        bottom=adapter.card_bottom,
        clear=adapter.composers + adapter.bars,
        waiting=_("Interlude: open the card that waits"),
        announced=announced.format(keys=shortcut),
    )


def declare(event: Acted, account: Account) -> Outcome:
    """Offer a prompt for "that one was tense": the agent has asked, so no silence applies."""
    return _on_wish(event, account, declared(event.stamp, account))


def breathe(event: Acted, account: Account) -> Outcome:
    """Offer a breath to an agent who wants one."""
    return _on_wish(event, account, a_breath(event.stamp, account))


def _on_wish(event: Acted, account: Account, shown: PromptShown) -> Outcome:
    """In the helpdesk tab as a card; anywhere else on a page of its own."""
    adapter = adapter_for(adapters(), event.fields.get("url", ""), account.settings)
    if event.tab is None or adapter is None:
        return Outcome(append=(shown,), effects=(Go(PAGES["card"].at(shown.id)),))
    card_in_tab = in_tab(event.tab, shown, adapter, event.fields.get("shortcut", ""))
    return Outcome(append=(shown,), effects=(card_in_tab,))


def declared(stamp: Stamp, account: Account) -> PromptShown:
    """What fits "that one was tense".

    Nothing of the ticket is read: a hot moment of the commonest kind is assumed, for which the body
    comes before words.
    """
    occasion = occasion_now(stamp.now, account, "angry", 4)
    return _shown(stamp, give(occasion, stamp.seed).id, occasion, "declared")


def a_breath(stamp: Stamp, account: Account) -> PromptShown:
    """A breath for who wants one, without a ticket: in the pattern that they chose, if they did.

    >>> shown = a_breath(Stamp("1", Moment(at=0, offset=0), seed=7), Account())
    >>> prompt_by_id(shown.prompt).card, shown.tension
    ('breath', 'none')
    """
    occasion = occasion_now(stamp.now, account, "none", 0)
    chosen = _of_the_chosen_pattern(account) or give(occasion, stamp.seed).id
    return _shown(stamp, chosen, occasion, "breath")


def _of_the_chosen_pattern(account: Account) -> str | None:
    """The prompt for the pattern that a person chose which they have not met for longest.

    None where they never want any of them again.
    """
    wished, bans = account.settings.chosen_breath, account.bans
    alike = [
        one.id
        for one in library()
        if wished and one.pattern == wished.id
        if one.id not in bans.prompts and one.family not in bans.families
    ]
    met = {prompt_id: nth for nth, prompt_id in enumerate(account.prompts.seen)}
    return min(alike, key=lambda one: met.get(one, -1), default=None)


def another(stamp: Stamp, account: Account, before: PromptShown) -> PromptShown:
    """A different prompt for the moment in which ``before`` was offered."""
    occasion = replace(
        occasion_now(stamp.now, account, before.tension, before.heat),
        danger=prompt_by_id(before.prompt).danger,
        before=account.cards.same_moment(before.id),
        strains=strains(stamp.now, account),
    )
    chosen = give(occasion, stamp.seed)
    return replace(
        before, id=stamp.id, now=stamp.now, prompt=chosen.id, cause="another", seen=False
    )


def occasion_now(now: Moment, account: Account, kind: Kind, heat: int) -> Occasion:
    """What is known of a person in a moment after a ticket of this kind and heat.

    A person who said "Not for me" is spared the same for a month, and its like for the shift:
    ``refused`` are the prompts refused less than a month ago, ``resting`` the families of those
    refused in the shift at hand.  A family that they are owed never rests.
    """
    tired = map(find, account.refusals.in_shift(now))
    return Occasion(
        kind,
        heat,
        met=account.prompts.met,
        lately=account.prompts.lately,
        today=account.shifts.workday(now),
        refused=account.refusals.lately(now),
        resting=frozenset(found.family for found in tired if found and not found.by_right),
        never=frozenset(account.bans.prompts),
        never_any=frozenset(account.bans.families),
        spared=frozenset(account.settings.spared),
        strains=strains(now, account, kind),
    )


def _shown(stamp: Stamp, prompt_id: str, occasion: Occasion, cause: Cause) -> PromptShown:
    return PromptShown(stamp.id, stamp.now, prompt_id, occasion.kind, occasion.heat, cause)
