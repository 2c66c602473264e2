"""What a person can do on Interlude's own pages, and what comes of it.

A handler is named after the ``data-action`` it answers; its page is the table it stands in.  On
the diagnostics page there is nothing to do, and what it tells is the engine's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from interlude.clock import HOUR, Moment
from interlude.helpdesks.access import given_back
from interlude.helpdesks.adapter import adapter_for, adapters
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    Corrected,
    Deposited,
    Entry,
    Hushed,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Undone,
    Unlearned,
    Verdict,
)
from interlude.outcome import Outcome
from interlude.pages import card, dashboard, popup, team
from interlude.pages import help as help_page
from interlude.pages import settings as settings_page
from interlude.pages.note import Note
from interlude.press import believed
from interlude.prompts.breath import patterns, timetable
from interlude.prompts.library import prompt
from interlude.prompts.offer import a_breath, another, declared, in_tab
from interlude.protocol import (
    Acted,
    CloseCard,
    CloseWindow,
    Download,
    Effect,
    Export,
    Go,
    Page,
    Revoke,
)
from interlude.settings import Settings
from interlude.team.slip import SlipError, slip, to_csv, to_json, weeks

Handler: TypeAlias = Callable[[Acted, Account], Outcome]


def act(event: Acted, account: Account, silence: str) -> Outcome:
    """Do what was asked; an action that the page does not have draws the page as it is.

    ``silence`` is why the last close brought no card, for the popup to say.
    """
    handlers = _HANDLERS[event.page]
    if event.page == "popup":
        event = replace(event, fields={**event.fields, "silence": silence})
    if _presses(event) and not believed(event.fields):
        # To breathe harms nobody; at its end the breath tells how it was begun.
        return Outcome() if event.action == "begin" else _dismissed(event, account)
    return handlers.get(event.action, handlers["open"])(event, account)


# --- Popup ---------------------------------------------------------------------------------


def _popup(event: Acted, account: Account, note: Note | None = None, *entries: Entry) -> Outcome:
    origins, silence = event.fields.get("origins"), event.fields["silence"]
    return Outcome(
        append=entries, view=lambda after, now: popup.render(after, now, note, origins, silence)
    )


def _open_popup(event: Acted, account: Account) -> Outcome:
    return _popup(event, account)


def _deposit(event: Acted, account: Account) -> Outcome:
    kind = next((k for k in deposit_kinds() if k.id == event.fields.get("kind")), None)
    if kind is None:
        return _popup(event, account, Note("There is no such kind of deposit."))
    entry = Deposited(id=event.stamp.id, now=event.stamp.now, deposit=kind.id)
    return _popup(event, account, Note(f"{kind.name} is in.", undo=entry.id), entry)


def _undone(event: Acted, account: Account) -> tuple[Entry, ...]:
    entry = event.fields.get("entry", "")
    if account.deposit(entry) is None:
        return ()
    return (Undone(id=event.stamp.id, now=event.stamp.now, entry=entry),)


def _undo(event: Acted, account: Account) -> Outcome:
    entries = _undone(event, account)
    return _popup(event, account, _taken_back(entries), *entries)


def _taken_back(entries: tuple[Entry, ...]) -> Note:
    return Note("Taken back." if entries else "That one is no longer in your list.")


def _hush(event: Acted, account: Account) -> Outcome:
    now, later = event.stamp.now, event.stamp.in_an_hour
    if event.fields.get("until") != "hour":
        hush = Hushed(id=event.stamp.id, now=now, until=None)
    elif later is None:
        hush = Hushed(id=event.stamp.id, now=now, until=now.at + HOUR)
    else:
        offset = later.offset if later.offset != now.offset else None
        hush = Hushed(id=event.stamp.id, now=now, until=later.at, offset=offset)
    return _popup(event, account, None, hush)


def _unhush(event: Acted, account: Account) -> Outcome:
    now = event.stamp.now
    return _popup(event, account, None, Hushed(id=event.stamp.id, now=now, until=now.at))


def _declare(event: Acted, account: Account) -> Outcome:
    """Offer a prompt for "that one was tense": the agent has asked, so no silence applies."""
    return _offer(event, account, declared(event.stamp, account))


def _breathe(event: Acted, account: Account) -> Outcome:
    return _offer(event, account, a_breath(event.stamp, account))


def _offer(event: Acted, account: Account, shown: PromptShown) -> Outcome:
    """In the helpdesk tab as a card; anywhere else on a page of its own."""
    adapter = adapter_for(event.fields.get("url", ""), account.settings)
    if event.tab is None or adapter is None:
        return Outcome(append=(shown,), effects=(Go(page="card", hash=shown.id),))
    card_in_tab = in_tab(event.tab, shown, adapter, event.fields.get("shortcut", ""))
    return Outcome(append=(shown,), effects=(card_in_tab,))


# --- Card ----------------------------------------------------------------------------------

_SAYS_NOTHING = ("open", "seen", "closed", "leave", "declare-tense")


def _presses(event: Acted) -> bool:
    """Whether something is said or done by a press on a card in a helpdesk's page."""
    return event.page == "card" and event.tab is not None and event.action not in _SAYS_NOTHING


def _open_card(event: Acted, account: Account) -> Outcome:
    shown = account.shown(event.fields.get("shown", ""))
    if shown is None:
        return _close_card(event)
    # On a page of its own nothing can lie over the card, and a person has opened it.
    return _card(event, shown, *(_sight(event, account, shown.id) if event.tab is None else ()))


def _seen(event: Acted, account: Account) -> Outcome:
    """The card in the helpdesk's tab has come into sight: from now on it counts."""
    return Outcome(append=_sight(event, account, event.fields.get("shown", "")))


def _sight(event: Acted, account: Account, shown: str) -> tuple[PromptSeen, ...]:
    """That the card was seen, unless it was before, or was sent away unseen."""
    if account.shown(shown) is None or account.seen(shown) or shown in account.answered:
        return ()
    return (PromptSeen(id=event.stamp.id, now=event.stamp.now, shown=shown),)


def _card(event: Acted, shown: PromptShown, *entries: Entry, done: bool = False) -> Outcome:
    chosen = prompt(shown.prompt)
    beats = timetable(patterns()[chosen.pattern], chosen.seconds) if chosen.pattern else ()

    def view(after: Account, now: Moment) -> str:
        seen = after.prompts_seen
        breaths = [one for one in seen if prompt(one).card == "breath"]
        return card.render(
            shown,
            chosen,
            beats,
            first=seen in ((), (shown.prompt,)),
            first_breath=chosen.card == "breath" and breaths in ([], [shown.prompt]),
            done=done,
            clicks=event.tab is None or event.fields.get("sure") == "true",
            single_keys=after.settings.single_keys,
        )

    return Outcome(append=entries, view=view)


def _begin(event: Acted, account: Account) -> Outcome:
    """The agent begins a breath, so the card was seen.  Its clock is the card's own."""
    return Outcome(append=_sight(event, account, event.fields.get("shown", "")))


def _finished(event: Acted, account: Account) -> Outcome:
    """A breath is finished if it was begun, and in sight to its end; else it waits as before."""
    shown = account.shown(event.fields.get("shown", ""))
    if shown is None or shown.id in account.answered:
        return _close_card(event)
    if not account.seen(shown.id):
        return _dismissed(event, account)
    if (event.fields.get("begun"), event.fields.get("visible")) != ("true", "true"):
        return _card(event, shown)
    stamp = event.stamp
    entry = PromptAnswered(id=stamp.id, now=stamp.now, shown=shown.id, verdict="finished")
    return _card(event, shown, entry, done=True)


def _pause(event: Acted, account: Account) -> Outcome:
    """After a finished breath one key makes a deposit of it, and the card goes."""
    if account.answered.get(event.fields.get("shown", "")) != "finished":
        return _close_card(event)
    return _close_card(event, Deposited(event.stamp.id, event.stamp.now, card.PAUSE))


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
        if account.shown(shown) is None or shown in account.answered:
            return _close_card(event)
        # To a card that nobody saw, whatever is pressed can only mean: go away.
        said = verdict if account.seen(shown) else "closed"
        entry = PromptAnswered(id=event.stamp.id, now=event.stamp.now, shown=shown, verdict=said)
        return _close_card(event, entry)

    return handler


_dismissed = _answered("closed")


def _not_tense(event: Acted, account: Account) -> Outcome:
    """The judge was wrong about this one: it hears so, and the card goes."""
    shown = account.shown(event.fields.get("shown", ""))
    if shown is None or shown.id in account.answered or not shown.trace:
        return _close_card(event)
    if not account.seen(shown.id):
        return _dismissed(event, account)
    stamp = event.stamp
    entry = Corrected(stamp.id, stamp.now, tense=False, trace=shown.trace, shown=shown.id)
    return _close_card(event, entry)


def _another(event: Acted, account: Account) -> Outcome:
    """A different prompt for the same moment, in the same card."""
    before = account.shown(event.fields.get("shown", ""))
    if before is None or not account.seen(before.id):
        return _dismissed(event, account)
    stamp = event.stamp
    shown = another(stamp, account, before)
    # It takes the place of one that is in sight.
    return _card(event, shown, shown, PromptSeen(f"{stamp.id}/seen", stamp.now, shown.id))


# --- Account (dashboard) -------------------------------------------------------------------


def _open_dashboard(event: Acted, account: Account) -> Outcome:
    return Outcome(view=dashboard.render)


def _undo_in_history(event: Acted, account: Account) -> Outcome:
    entries = _undone(event, account)
    note = _taken_back(entries)
    return Outcome(append=entries, view=lambda after, now: dashboard.render(after, now, note))


# --- Team ----------------------------------------------------------------------------------


def _open_team(event: Acted, account: Account) -> Outcome:
    return Outcome(view=team.render)


def _preview(event: Acted, account: Account) -> Outcome:
    draft = team.Draft(event.fields.get("pseudonym", ""), event.fields.get("week", ""))
    return Outcome(view=lambda after, now: team.render(after, now, draft))


def _save_slip(event: Acted, account: Account) -> Outcome:
    """Save the very bytes that the preview showed; a page from weeks ago is drawn anew instead."""
    shown = _preview(event, account)
    fields = event.fields
    if fields.get("week", "") not in weeks(event.stamp.now):
        return shown
    try:
        made = slip(account, event.stamp.now, fields.get("pseudonym", ""), fields.get("week", ""))
    except SlipError:
        return shown
    csv = fields.get("format") == "csv"
    file = Download(
        name=f"interlude-slip-{made.week}.{'csv' if csv else 'json'}",
        type="text/csv" if csv else "application/json",
        text=to_csv(made) if csv else to_json(made),
    )
    return replace(shown, effects=(file,))


# --- Settings ------------------------------------------------------------------------------


def _settings(
    event: Acted,
    *entries: Entry,
    note: Note | None = None,
    draft: settings_page.Draft | None = None,
) -> Outcome:
    origins, shortcuts = event.fields.get("origins"), event.fields.get("shortcuts", "")
    return Outcome(
        append=entries,
        view=lambda after, now: settings_page.render(
            after, now, adapters(), note, draft, origins, shortcuts
        ),
    )


def _revoked(event: Acted, after: Settings) -> tuple[Revoke, ...]:
    """Give back to the browser what no helpdesk needs after one was removed, or all were."""
    patterns = given_back(event.fields.get("origins", ""), after)
    return (Revoke(origins=patterns),) if patterns else ()


def _open_settings(event: Acted, account: Account) -> Outcome:
    return _settings(event, draft=_draft(event))


def _draft(event: Acted) -> settings_page.Draft | None:
    """What is typed and not saved yet, which another button of the page must not take away."""
    return settings_page.Draft(event.fields, {}) if "was" in event.fields else None


def _save_settings(event: Acted, account: Account) -> Outcome:
    """Save the whole form, or show beside each field what to mend."""
    wanted = settings_page.read(event.fields, account.settings, adapters())
    if isinstance(wanted, Settings):
        entry = SettingsChanged(id=event.stamp.id, now=event.stamp.now, settings=wanted)
        saved = _settings(event, entry, note=_saved(event, account.settings, wanted))
        removes = not {*account.settings.sites} <= {*wanted.sites}
        return replace(saved, effects=_revoked(event, wanted) if removes else ())
    return _settings(event, draft=wanted)


def _saved(event: Acted, before: Settings, after: Settings) -> Note:
    """The browser is asked after the address was judged, and when a person presses a button."""
    origins = event.fields.get("origins")
    new = {*after.sites} - {*before.sites}
    if any(settings_page.pattern_to_ask_for(site, origins) for site in new):
        return Note("Saved. Now press Allow beside the new helpdesk.")
    return Note("Saved.")


def _export(event: Acted, account: Account) -> Outcome:
    file = Export(name=f"interlude-{event.stamp.now.local():%Y-%m-%d}.json")
    return Outcome(effects=(file,))


def _unlearn(event: Acted, account: Account) -> Outcome:
    """Go back to the judge as it came."""
    if account.tapped == 0:
        return _settings(event)
    entry = Unlearned(id=event.stamp.id, now=event.stamp.now)
    note = Note("Forgotten. Interlude judges tickets as it did on the first day.")
    return _settings(event, entry, note=note, draft=_draft(event))


def _erase(event: Acted, account: Account) -> Outcome:
    """Erase everything, once the agent has ticked that this is meant."""
    if not event.fields.get("sure"):
        return _settings(event, note=Note("Nothing was erased: tick the box first."))
    erased = _settings(event, note=Note("Everything is erased. This is a fresh account."))
    return replace(erased, erase=True, effects=_revoked(event, Settings()))


# --- Help lines ----------------------------------------------------------------------------


def _open_help(event: Acted, account: Account) -> Outcome:
    return Outcome(view=help_page.render)


_HANDLERS: Mapping[Page, Mapping[str, Handler]] = {
    "popup": {
        "open": _open_popup,
        "deposit": _deposit,
        "undo": _undo,
        "declare": _declare,
        "breathe": _breathe,
        "hush": _hush,
        "unhush": _unhush,
    },
    "card": {
        "open": _open_card,
        "declare-tense": _declare,
        "seen": _seen,
        "helped": _answered("helped"),
        "not_for_me": _answered("not_for_me"),
        "closed": _dismissed,
        "begin": _begin,
        "finished": _finished,
        "deposit": _pause,
        "leave": _leave,
        "another": _another,
        "not_tense": _not_tense,
    },
    "dashboard": {"open": _open_dashboard, "undo": _undo_in_history},
    "team": {"open": _open_team, "preview": _preview, "save": _save_slip},
    "settings": {
        "open": _open_settings,
        "save": _save_settings,
        "export": _export,
        "erase": _erase,
        "unlearn": _unlearn,
    },
    "help": {"open": _open_help},
}
