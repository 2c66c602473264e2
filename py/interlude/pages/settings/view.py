"""The settings page: which helpdesks, when to speak, and what to do with the account."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from interlude.clock import Moment
from interlude.helpdesks.access import admits, everywhere_on, shut_out
from interlude.helpdesks.catalogue import Adapters
from interlude.json_text import JsonError, parsed
from interlude.ledger.account import Account
from interlude.ledger.bounds import LONGEST_TEXT
from interlude.pages.parts.environment import render as page
from interlude.pages.parts.hush import hushed
from interlude.pages.parts.note import Note
from interlude.settings import CAP_RANGE, Notice, QuietHours, Settings, Site

_TOGETHER = (("notice",), ("cap",), ("quiet_start", "quiet_end"), ("single_keys",))
_COMMANDS = {
    "_execute_action": "opens Interlude",
    "declare-tense": "that one was tense: offer me a pause",
    "dismiss-card": "closes a card",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that could not be taken as it was: what was typed, and what to mend by field."""

    fields: Mapping[str, str]
    errors: Mapping[str, str]


def render(
    account: Account,
    now: Moment,
    adapters: Adapters,
    note: Note | None = None,
    draft: Draft | None = None,
    origins: str | None = None,
    shortcuts: str = "",
) -> str:
    """The settings as saved, or the ``draft`` with its errors beside the fields.

    ``origins`` is where the browser lets Interlude work (``helpdesks/access.py``).
    ``shortcuts`` are the keys that it has bound for Interlude now: a command to a line, a space,
    and its keys joined by ``+``, if it has any.
    """
    settings = account.settings
    return page(
        "pages/settings/page.html",
        balance=account.deposits.balance,
        tapped=account.taps.count,
        hushed=hushed(account, now),
        hosted=[adapter for adapter in adapters.values() if not adapter.self_hosted],
        adapters=list(adapters.values()),
        shut_out=shut_out(origins, settings),
        sites=[
            (site, _name(adapters, site), pattern_to_ask_for(site, origins))
            for site in settings.sites
        ],
        fields=draft.fields if draft else _fields(settings, adapters),
        was=draft.fields.get("was", "")
        if draft
        else json.dumps({**_fields(settings, adapters), "address": ""}),
        errors=draft.errors if draft else {},
        note=note,
        most=CAP_RANGE[-1],
        shortcuts=_shortcuts(shortcuts),
    )


def read(sent: Mapping[str, str], before: Settings, adapters: Adapters) -> Settings | Draft:
    """The settings that the page's form asks for, or the draft that says what to mend.

    The form's fields: ``notice``; ``on``, the ids of hosted helpdesks that stay on, joined by
    commas; ``adapter`` and ``address`` of a helpdesk to add, with ``address_href``, the address as
    the browser reads it; ``remove``, the origin of one to take out; ``cap``; ``quiet_start`` and
    ``quiet_end``, both empty for no quiet hours; ``single_keys``, "on" among its values if they
    are to be on; ``was``, the fields as the form was drawn with.
    """
    errors: dict[str, str] = {}
    fields = {**sent, **_merged(sent, _fields(before, adapters))}
    notice: Notice = "tell" if fields.get("notice") == "tell" else "notice"
    cap = _cap(fields, errors)
    quiet = _quiet(fields, errors)
    site = _site(fields, adapters, errors)
    if errors:
        return Draft(sent, errors)
    on = _on(fields)
    origins = {fields.get("remove", ""), site.origin if site else ""}
    kept = tuple(old for old in before.sites if old.origin not in origins)
    return Settings(
        notice=notice,
        off=tuple(a.id for a in adapters.values() if not a.self_hosted and a.id not in on),
        sites=(*kept, site) if site else kept,
        cap=cap,
        quiet=quiet,
        single_keys="on" in fields["single_keys"].split(","),
    )


def _merged(sent: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What a person changed in the form is theirs; the rest is as another page may have saved it.

    >>> now = {"on": "zendesk,freshdesk", "cap": "3", "quiet_start": "22:00", "quiet_end": "06:00"}
    >>> was = '{"on": "zendesk,freshdesk", "cap": "6", "quiet_start": "", "quiet_end": ""}'
    >>> sent = {"on": "zendesk", "cap": "6", "quiet_start": "23:00", "quiet_end": "", "was": was}
    >>> merged = _merged(sent, now)
    >>> merged["on"], merged["cap"], merged["quiet_start"], merged["quiet_end"]
    ('zendesk', '3', '23:00', '')
    """
    was = _was(sent, now)
    merged = dict(now)
    for names in _TOGETHER:
        mine = {name: sent[name] for name in names if name in sent}
        if any(text != was.get(name, "") for name, text in mine.items()):
            merged |= mine
    turned = _on(sent) ^ _on(was)
    merged["on"] = ",".join(sorted((_on(now) - turned) | (_on(sent) & turned)))
    return merged


def _was(sent: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    try:
        was = parsed(sent.get("was", ""))
    except JsonError:
        return now
    texts = isinstance(was, dict) and all(isinstance(text, str) for text in was.values())
    return was if texts else now


def _on(fields: Mapping[str, str]) -> set[str]:
    return {*fields.get("on", "").split(",")} - {""}


def _fields(settings: Settings, adapters: Adapters) -> dict[str, str]:
    """The saved settings as the form would send them."""
    on = [a.id for a in adapters.values() if not a.self_hosted and a.id not in settings.off]
    return {
        "notice": settings.notice,
        "on": ",".join(on),
        "cap": str(settings.cap),
        "quiet_start": settings.quiet.start if settings.quiet else "",
        "quiet_end": settings.quiet.end if settings.quiet else "",
        "single_keys": _switch(settings.single_keys),
    }


def _switch(on: bool) -> str:
    return "off,on" if on else "off"


def _shortcuts(text: str) -> list[tuple[str, list[str]]]:
    """What each command does that the browser knows, and its keys.

    >>> _shortcuts("_execute_action Alt+Shift+I\\ndeclare-tense ")
    [('opens Interlude', ['Alt', 'Shift', 'I']), ('that one was tense: offer me a pause', [])]
    """
    commands = [line.partition(" ") for line in text.split("\n")]
    return [
        (_COMMANDS[name], [key for key in keys.split("+") if key])
        for name, _, keys in commands
        if name in _COMMANDS
    ]


def _cap(fields: Mapping[str, str], errors: dict[str, str]) -> int:
    text = fields.get("cap", "").strip()
    if text.isascii() and text.isdigit() and int(text) in CAP_RANGE:
        return int(text)
    errors["cap"] = f"Write a whole number from 0 to {CAP_RANGE[-1]}."
    return 0


def _quiet(fields: Mapping[str, str], errors: dict[str, str]) -> QuietHours | None:
    start = fields.get("quiet_start", "").strip()
    end = fields.get("quiet_end", "").strip()
    if not start and not end:
        return None
    if not start or not end:
        errors["quiet"] = "Fill in both times, or leave both empty for no quiet hours."
        return None
    try:
        return QuietHours(start, end)
    except ValueError:
        errors["quiet"] = "Write both times like 22:30."
        return None


def _site(fields: Mapping[str, str], adapters: Adapters, errors: dict[str, str]) -> Site | None:
    if not fields.get("address", "").strip():
        return None
    adapter = fields.get("adapter", "")
    if adapter not in adapters:
        errors["adapter"] = "Choose which helpdesk runs at this address."
    href = fields.get("address_href", "")
    origin = _origin(href) if len(href) <= LONGEST_TEXT else ""
    if not origin:
        errors["address"] = "Write the whole address, such as https://help.firm.example."
    elif "@" in urlsplit(href).netloc:
        errors["address"] = "Leave out what stands before the @: an address needs no name in it."
    return None if errors else Site(adapter, origin)


def _origin(href: str) -> str:
    """The origin of an address, or nothing where no helpdesk can be.

    ``href`` is the address as the browser reads it, which is the one reading that counts: it has no
    port that goes without saying, no capitals and no letters beyond ASCII in its host.

    >>> _origin("https://help.firm.example/tickets/7"), _origin("http://[::1]:8000/")
    ('https://help.firm.example', 'http://[::1]:8000')
    >>> _origin("file:///home"), _origin("")
    ('', '')
    """
    address = urlsplit(href)
    if address.scheme not in ("https", "http") or not address.hostname:
        return ""
    return f"{address.scheme}://{address.netloc.rpartition('@')[2]}"


def pattern_to_ask_for(site: Site, origins: str | None) -> str:
    """What the browser has to allow before an added helpdesk can work; nothing if it does."""
    pattern = everywhere_on(site.origin)
    return "" if origins is None or admits(origins, pattern) else pattern


def _name(adapters: Adapters, site: Site) -> str:
    return adapters[site.adapter].name if site.adapter in adapters else site.adapter
