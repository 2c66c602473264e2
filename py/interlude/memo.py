"""What Interlude remembers for some minutes, and never writes down.

The broker keeps it as text in ``chrome.storage.session``: in memory, gone with the browser, out of
reach of content scripts.  So it outlives the engine's sleep.  Losing it must be harmless, so
nothing that counts may rest on it alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calm:
    """A close that was judged calm: what the judge felt, and when (ms since 1970)."""

    trace: tuple[int, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Memo:
    """``calm`` is the last close that was judged calm, until the agent says that it was tense."""

    calm: Calm | None = None
