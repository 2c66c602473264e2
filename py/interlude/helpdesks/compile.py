"""What the shell needs of the adapters, compiled at build time: when to wake, what it may read."""

from __future__ import annotations

import re
from typing import TypedDict

from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.catalogue import adapters
from interlude.helpdesks.patterns import javascript
from interlude.helpdesks.trigger import CompiledTrigger, compiled


class Compiled(TypedDict):
    """``watch``: match patterns for webRequest; ``reads``: paths the content script may GET."""

    hosts: list[str]
    watch: list[str]
    triggers: list[CompiledTrigger]
    reads: list[str]


def hosts() -> list[str]:
    """Match patterns of all hosted helpdesks: the extension's host permissions."""
    return [host for adapter in adapters().values() for host in adapter.hosts]


def read_pattern(path: str) -> str:
    """A regular expression for the paths that a ``gets`` template may become.

    >>> read_pattern("/api/v2/tickets/{ticket}.json?a=b")
    '^\\\\/api\\\\/v2\\\\/tickets\\\\/[A-Za-z0-9_\\\\-]{1,64}\\\\.json\\\\?a=b$'
    """
    plain = re.sub(r"[.?\[\]+]", r"\\\g<0>", path)
    return javascript("^" + plain.replace("{ticket}", r"[\w-]{1,64}") + "$")


def _watch(adapter: Adapter) -> list[str]:
    bases = [host.removesuffix("/*") for host in adapter.hosts] or ["*://*"]
    return [base + trigger.watch for base in bases for trigger in adapter.triggers]


def compile_triggers() -> Compiled:
    """The whole of ``background/triggers.gen.js``."""
    found = adapters().values()
    return {
        "hosts": hosts(),
        "watch": sorted({pattern for adapter in found for pattern in _watch(adapter)}),
        "triggers": [compiled(a, trigger) for a in found for trigger in a.triggers],
        "reads": sorted({read_pattern(path) for a in found for path in a.gets.values()}),
    }
