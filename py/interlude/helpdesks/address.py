"""Web addresses: their parts, and whether a match pattern covers them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parted(url: str) -> SplitResult | None:
    """An address in its parts, None if it is none.

    >>> parted("https://[") is None
    True
    """
    try:
        return urlsplit(url)
    except ValueError:
        return None


def origin(url: str) -> str:
    """The origin of an address, empty if it is none.

    >>> origin("https://acme.zendesk.com:8443/agent/tickets/1"), origin("https://[")
    ('https://acme.zendesk.com:8443', '')
    """
    address = parted(url)
    return f"{address.scheme}://{address.netloc}" if address else ""


def covers(pattern: str, url: str) -> bool:
    """Whether a match pattern such as ``https://*.zendesk.com/*`` covers the host of ``url``.

    >>> covers("https://*.zendesk.com/*", "https://acme.zendesk.com/agent/tickets/1")
    True
    >>> covers("https://*.zendesk.com/*", "https://zendesk.com.evil.example/")
    False
    """
    scheme, _, rest = pattern.partition("://")
    host = rest.partition("/")[0]
    address = parted(url)
    if address is None or scheme not in ("*", address.scheme):
        return False
    if host == "*":
        return True
    if host.startswith("*."):
        return address.hostname is not None and f".{address.hostname}".endswith(host[1:])
    return address.netloc == host
