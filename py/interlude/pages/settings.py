"""The settings page: which helpdesks, when to speak, and what to do with the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from interlude.clock import Moment
from interlude.helpdesks.access import admits, everywhere_on, shut_out
from interlude.helpdesks.adapter import Adapters
from interlude.ledger.account import Account
from interlude.ledger.bounds import LONGEST_TEXT
from interlude.pages.environment import render as page
from interlude.pages.hush import hushed
from interlude.pages.note import Note
from interlude.settings import CAP_RANGE, Notice, QuietHours, Settings, Site

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
        "settings.html",
        balance=account.balance,
        tapped=account.tapped,
        hushed=hushed(account, now),
        hosted=[adapter for adapter in adapters.values() if not adapter.self_hosted],
        adapters=list(adapters.values()),
        shut_out=shut_out(origins, settings),
        sites=[
            (site, _name(adapters, site), _pattern_to_ask_for(site, origins))
            for site in settings.sites
        ],
        fields=draft.fields if draft else _fields(settings, adapters),
        errors=draft.errors if draft else {},
        note=note,
        most=CAP_RANGE[-1],
        shortcuts=_shortcuts(shortcuts),
    )


def read(fields: Mapping[str, str], before: Settings, adapters: Adapters) -> Settings | Draft:
    """The settings that the page's form asks for, or the draft that says what to mend.

    The form's fields: ``notice``; ``on``, the ids of hosted helpdesks that stay on, joined by
    commas; ``adapter`` and ``address`` of a helpdesk to add, with ``granted`` saying whether the
    browser allowed it; ``remove``, the origin of one to take out; ``cap``; ``quiet_start`` and
    ``quiet_end``, both empty for no quiet hours; ``single_keys``, "on" among its values if they
    are to be on.
    """
    errors: dict[str, str] = {}
    notice: Notice = "tell" if fields.get("notice") == "tell" else "notice"
    cap = _cap(fields, errors)
    quiet = _quiet(fields, errors)
    site = _site(fields, adapters, errors)
    if errors:
        return Draft(fields, errors)
    on = fields.get("on", "").split(",")
    single_keys = fields.get("single_keys", _switch(before.single_keys))
    origins = {fields.get("remove", ""), site.origin if site else ""}
    kept = tuple(old for old in before.sites if old.origin not in origins)
    return Settings(
        notice=notice,
        off=tuple(a.id for a in adapters.values() if not a.self_hosted and a.id not in on),
        sites=(*kept, site) if site else kept,
        cap=cap,
        quiet=quiet,
        single_keys="on" in single_keys.split(","),
    )


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
    return "on" if on else "off"


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
    text = fields.get("address", "").strip()
    if not text:
        return None
    adapter = fields.get("adapter", "")
    if adapter not in adapters:
        errors["adapter"] = "Choose which helpdesk runs at this address."
    origin = _origin(text) if len(text) <= LONGEST_TEXT else ""
    if not origin:
        errors["address"] = "Write the whole address, such as https://help.firm.example."
    elif fields.get("granted") == "false":
        errors["address"] = (
            "Your browser has not allowed Interlude on this address. Add it again and choose Allow."
        )
    return None if errors else Site(adapter, origin)


def _origin(text: str) -> str:
    """The origin of an address as a browser writes it, or nothing.

    >>> _origin("https://Help.firm.example:443/tickets/7")
    'https://help.firm.example'
    >>> _origin("http://127.0.0.1:8000/"), _origin("help.firm.example"), _origin("http://a:b")
    ('http://127.0.0.1:8000', '', '')
    """
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError:
        return ""
    if address.scheme not in ("https", "http") or not address.hostname:
        return ""
    host = f"[{address.hostname}]" if ":" in address.hostname else address.hostname
    usual = {"https": 443, "http": 80}[address.scheme]
    return f"{address.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def _pattern_to_ask_for(site: Site, origins: str | None) -> str:
    """What the browser has to allow before an added helpdesk can work; nothing if it does."""
    pattern = everywhere_on(site.origin)
    return "" if origins is None or admits(origins, pattern) else pattern


def _name(adapters: Adapters, site: Site) -> str:
    return adapters[site.adapter].name if site.adapter in adapters else site.adapter
