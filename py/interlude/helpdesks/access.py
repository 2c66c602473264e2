"""Where the browser lets Interlude work: the agent can take that back, and not every browser gives
it at the start."""

from __future__ import annotations

from urllib.parse import urlsplit

from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.address import covers
from interlude.helpdesks.catalogue import adapters
from interlude.settings import Settings


def admits(origins: str, pattern: str) -> bool:
    """Whether Interlude may work at one of a pattern's addresses at least.

    ``origins`` are the match patterns that the browser allows, parted by spaces.  An agent may have
    allowed her own firm's address and no other; that is enough for her.

    >>> admits("https://acme.zendesk.com/* https://*.freshdesk.com/*", "https://*.zendesk.com/*")
    True
    >>> admits("<all_urls>", "https://*.zendesk.com/*"), admits("", "https://*.zendesk.com/*")
    (True, False)
    """
    scheme = pattern.partition("://")[0]
    for allowed in origins.replace("<all_urls>", "*://*/*").split():
        address = allowed.replace("*://", f"{scheme}://")
        if covers(allowed, pattern) or covers(pattern, address):
            return True
    return False


def shut_out(origins: str | None, settings: Settings) -> tuple[Adapter, ...]:
    """The helpdesks that the agent left switched on and the browser keeps Interlude out of.

    None for ``origins`` means that nobody asked the browser, which is no news about a helpdesk.
    """
    if origins is None:
        return ()
    return tuple(
        adapter
        for adapter in adapters().values()
        if adapter.hosts
        and adapter.id not in settings.off
        and not any(admits(origins, host) for host in adapter.hosts)
    )


def everywhere_on(origin: str) -> str:
    """The match pattern of an address's host; such patterns name no port in Firefox.

    https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Match_patterns

    >>> everywhere_on("http://127.0.0.1:8000")
    'http://127.0.0.1/*'
    """
    address = urlsplit(origin)
    host = f"[{address.hostname}]" if ":" in (address.hostname or "") else address.hostname
    return f"{address.scheme}://{host}/*"


def given_back(origins: str, settings: Settings) -> tuple[str, ...]:
    """Of the patterns that the browser allows, those that no helpdesk needs any more.

    What comes with the package is its own and cannot be given back.

    >>> from interlude.settings import Site
    >>> sites = (Site("zendesk", "https://help.firm.example"),)
    >>> allowed = "https://*.zendesk.com/* https://help.firm.example/* http://127.0.0.1/*"
    >>> given_back(allowed, Settings(sites=sites))
    ('http://127.0.0.1/*',)
    """
    needed = [everywhere_on(site.origin) for site in settings.sites]
    needed += [host for adapter in adapters().values() for host in adapter.hosts]
    return tuple(
        pattern for pattern in origins.split() if not any(covers(host, pattern) for host in needed)
    )
