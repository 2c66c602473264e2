"""The settings page: which helpdesks, when to speak, and what to do with the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from interlude.clock import Moment
from interlude.helpdesks.access import shut_out
from interlude.helpdesks.catalogue import Adapters
from interlude.ledger.account import Account
from interlude.ledger.entries import Sort
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.hush import hushed
from interlude.pages.parts.note import Note
from interlude.pages.settings import helpdesks
from interlude.pages.settings.form import Draft, form
from interlude.prompts.library import find, library
from interlude.words import N_, _
from interlude.writings.house import LONGEST_CONTACT, LONGEST_RULE

Part: TypeAlias = Literal["", "learned", "banned"]

# L10n: each stands beside the keys that do it
_COMMANDS = {
    "_execute_action": N_("opens Interlude"),
    "declare-tense": N_("that one was tense: offer me a pause"),
    "dismiss-card": N_("closes a card"),
}


def render(
    account: Account,
    now: Moment,
    adapters: Adapters,
    note: Note | None = None,
    draft: Draft | None = None,
    origins: str | None = None,
    shortcuts: str = "",
    focus: Part = "",
) -> str:
    """The settings as saved, or the ``draft`` with its errors beside the fields.

    ``origins`` is where the browser lets Interlude work (``helpdesks/access.py``).
    ``shortcuts`` are the keys that it has bound for Interlude now: a command to a line, a space,
    and its keys joined by ``+``, if it has any.  The keyboard goes to the heading of the part in
    ``focus``, where a button that was pressed has gone away.
    """
    settings, banned = account.settings, _banned(account)
    return page(
        "pages/settings/page.html",
        balance=account.deposits.balance,
        figures=settings.figures,
        tapped=account.taps.count,
        taught=account.prompts.taught,
        hushed=hushed(account, now),
        hosted=[adapter for adapter in adapters.values() if not adapter.self_hosted],
        adapters=list(adapters.values()),
        banned=banned,
        focus="learned" if focus and not banned else focus,
        shut_out=shut_out(origins, settings),
        sites=[
            (site, helpdesks.name(site, adapters), helpdesks.pattern_to_ask_for(site, origins))
            for site in settings.sites
        ],
        form=form(settings, adapters, account.writings, draft),
        longest_rule=LONGEST_RULE,
        longest_contact=LONGEST_CONTACT,
        note=note,
        shortcuts=_shortcuts(shortcuts),
    )


@dataclass(frozen=True, slots=True)
class _Ban:
    """What never comes again: the ``words`` of a prompt, or the tag of a family."""

    sort: Sort
    name: str
    words: str


def _banned(account: Account) -> list[_Ban]:
    """Families first, the newest of each first, and of them what is still there and heeded."""
    tags = {found.family: found.tag for found in library() if not found.by_right}
    families = [_Ban("family", n, tags[n]) for n in reversed(account.bans.families) if n in tags]
    prompts = map(find, reversed(account.bans.prompts))
    return [*families, *(_Ban("prompt", one.id, one.words) for one in prompts if one)]


def _shortcuts(text: str) -> list[tuple[str, list[str]]]:
    """What each command does that the browser knows, and its keys.

    >>> _shortcuts("_execute_action Alt+Shift+I\\ndeclare-tense ")
    [('opens Interlude', ['Alt', 'Shift', 'I']), ('that one was tense: offer me a pause', [])]
    """
    commands = [line.partition(" ") for line in text.split("\n")]
    return [
        (_(_COMMANDS[name]), [key for key in keys.split("+") if key])
        for name, _space, keys in commands
        if name in _COMMANDS
    ]
