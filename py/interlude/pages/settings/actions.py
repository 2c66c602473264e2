"""What can be done on the settings page: choose, export, forget what was learned, erase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from interlude import words
from interlude.helpdesks.access import given_back
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.entries import BroughtBack, Entry, SettingsChanged, Sort, Unlearned
from interlude.lifeboat.pack import packed
from interlude.outcome import Handler, Outcome
from interlude.pages.parts.note import Note
from interlude.pages.settings import house, view
from interlude.pages.settings.form import Draft, read, shown
from interlude.pages.settings.helpdesks import pattern_to_ask_for
from interlude.prompts.library import find
from interlude.protocol import Acted, Revoke
from interlude.settings import Settings
from interlude.words import _
from interlude.writings import house as house_rule
from interlude.writings.writing import FullError


def _settings(
    event: Acted,
    *entries: Entry,
    note: Note | None = None,
    draft: Draft | None = None,
    focus: view.Part = "",
) -> Outcome:
    origins, shortcuts = event.fields.get("origins"), event.fields.get("shortcuts", "")
    return Outcome(
        append=entries,
        view=lambda at: view.render(
            at.account, at.now, adapters(), note, draft, origins, shortcuts, focus
        ),
    )


def _revoked(event: Acted, after: Settings) -> tuple[Revoke, ...]:
    """Give back to the browser what no helpdesk needs after one was removed, or all were."""
    patterns = given_back(event.fields.get("origins", ""), after)
    return (Revoke(origins=patterns),) if patterns else ()


def _open(event: Acted, account: Account) -> Outcome:
    return _settings(event, draft=_draft(event))


def _draft(event: Acted) -> Draft | None:
    """What is typed and not saved yet, which another button of the page must not take away."""
    return Draft(event.fields, {}) if "was" in event.fields else None


def _save(event: Acted, account: Account) -> Outcome:
    """Save the whole form, or show beside each field what to mend."""
    wanted = read(event.fields, account.settings, adapters())
    if isinstance(wanted, Settings):
        words.speak(wanted.language, event.stamp.languages)
        entry = SettingsChanged(id=event.stamp.id, now=event.stamp.now, settings=wanted)
        saved = _settings(event, entry, note=_saved(event, account.settings, wanted))
        removes = not {*account.settings.sites} <= {*wanted.sites}
        saved = replace(saved, effects=_revoked(event, wanted) if removes else ())
        return _with_house_rule(saved, event, account)
    return _settings(event, draft=wanted)


def _with_house_rule(saved: Outcome, event: Acted, account: Account) -> Outcome:
    """The rule is no setting: it is in the agent's own words, and erasable."""
    writings, stamp = account.writings, event.stamp
    wanted = house.wanted(event.fields, shown(event.fields, house.written(writings)), writings)
    try:
        put = house_rule.put(wanted, writings, f"{stamp.id}/house", stamp.now)
    except FullError as full:
        return _settings(event, draft=Draft(event.fields, {"house_rule": str(full)}))
    return replace(saved, put=put, forget=house_rule.outdated(wanted, writings))


def _saved(event: Acted, before: Settings, after: Settings) -> Note:
    """The browser is asked after the address was judged, and when a person presses a button."""
    origins = event.fields.get("origins")
    new = {*after.sites} - {*before.sites}
    if any(pattern_to_ask_for(site, origins) for site in new):
        return Note(_("Saved. Now press Allow beside the new helpdesk."))
    return Note(_("Saved."))


def _export(event: Acted, account: Account) -> Outcome:
    return Outcome(effects=(packed(event.stamp.now),))


def _unlearn(event: Acted, account: Account) -> Outcome:
    """Go back to the judge as it came, and to a choice that knows nothing of their taste."""
    if account.taps.count == 0 and not account.prompts.taught:
        return _settings(event)
    entry = Unlearned(id=event.stamp.id, now=event.stamp.now)
    note = Note(_("Forgotten. Interlude judges and chooses as it did on the first day."))
    return _settings(event, entry, note=note, draft=_draft(event), focus="learned")


def _bring_back(event: Acted, account: Account) -> Outcome:
    """Let come again what was never to come again, and at once: of a family, too, what was said
    "Not for me" to in this shift, for which it would rest."""
    for sort in get_args(Sort):
        name = event.fields.get("name", "")
        banned = account.bans.prompts if sort == "prompt" else account.bans.families
        if event.fields.get("sort") == sort and name in banned:
            back = [BroughtBack(event.stamp.id, event.stamp.now, sort, name)]
            tired = map(find, sorted(account.refusals.in_shift(event.stamp.now)))
            back += [
                BroughtBack(f"{event.stamp.id}/{one.id}", event.stamp.now, "prompt", one.id)
                for one in tired
                if one and sort == "family" and one.family == name
            ]
            note = Note(_("It may come again."))
            return _settings(event, *back, note=note, draft=_draft(event), focus="banned")
    return _settings(event, draft=_draft(event))


def _erase(event: Acted, account: Account) -> Outcome:
    """Erase everything, once the agent has ticked that this is meant."""
    if not event.fields.get("sure"):
        return _settings(event, note=Note(_("Nothing was erased: tick the box first.")))
    words.speak(Settings().language, event.stamp.languages)
    erased = _settings(event, note=Note(_("Everything is erased. This is a fresh account.")))
    return replace(erased, erase=True, effects=_revoked(event, Settings()))


ACTIONS: Mapping[str, Handler] = {
    "open": _open,
    "save": _save,
    "export": _export,
    "erase": _erase,
    "unlearn": _unlearn,
    "bring_back": _bring_back,
}
