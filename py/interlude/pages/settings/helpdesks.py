"""The part of the form that is about helpdesks: which are on, which is added, which is taken out.

Its fields: ``on``, the ids of hosted helpdesks that stay on, joined by commas; ``adapter`` and
``address`` of a helpdesk to add, with ``address_href``, the address as the browser reads it;
``remove``, the origin of one to take out.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from interlude.helpdesks.access import admits, everywhere_on
from interlude.helpdesks.catalogue import Adapters
from interlude.ledger.bounds import LONGEST_TEXT
from interlude.settings import Settings, Site
from interlude.words import _


def written(settings: Settings, adapters: Adapters) -> dict[str, str]:
    """The fields as the form would send them."""
    on = [a.id for a in adapters.values() if not a.self_hosted and a.id not in settings.off]
    return {"on": ",".join(on)}


def on(fields: Mapping[str, str]) -> set[str]:
    """The ids of helpdesks that are on."""
    return {*fields.get("on", "").split(",")} - {""}


def off(fields: Mapping[str, str], adapters: Adapters) -> tuple[str, ...]:
    """The ids of hosted helpdesks that are off."""
    ticked = on(fields)
    return tuple(a.id for a in adapters.values() if not a.self_hosted and a.id not in ticked)


def sites(fields: Mapping[str, str], before: Settings, added: Site | None) -> tuple[Site, ...]:
    """The helpdesks at addresses of their own: those before, without what goes, with what comes."""
    origins = {fields.get("remove", ""), added.origin if added else ""}
    kept = tuple(old for old in before.sites if old.origin not in origins)
    return (*kept, added) if added else kept


def added(fields: Mapping[str, str], adapters: Adapters, errors: dict[str, str]) -> Site | None:
    """The helpdesk to add, if there is one; ``errors`` says by field what to mend."""
    if not fields.get("address", "").strip():
        return None
    adapter = fields.get("adapter", "")
    if adapter not in adapters:
        errors["adapter"] = _("Choose which helpdesk runs at this address.")
    href = fields.get("address_href", "")
    origin = _origin(href) if len(href) <= LONGEST_TEXT else ""
    if not origin:
        errors["address"] = _("Write the whole address, such as https://help.firm.example.")
    elif "@" in urlsplit(href).netloc:
        errors["address"] = _("Leave out what stands before the @: an address needs no name in it.")
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


def name(site: Site, adapters: Adapters) -> str:
    """What an added helpdesk is called."""
    return adapters[site.adapter].name if site.adapter in adapters else site.adapter
