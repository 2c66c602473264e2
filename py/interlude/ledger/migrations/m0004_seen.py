"""Version 4: a prompt that was offered is told from one that was seen."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """What was offered counted as seen, and goes on to count so; ``prompt_seen`` is new.

    >>> upgrade({"kind": "prompt_shown", "heat": 4})
    {'kind': 'prompt_shown', 'heat': 4, 'seen': True}
    >>> upgrade({"kind": "worked"})
    {'kind': 'worked'}
    """
    return {**raw, "seen": True} if raw["kind"] == "prompt_shown" else raw
