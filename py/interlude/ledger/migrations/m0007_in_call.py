"""Version 7: the agent can say that they are in a call."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """One kind of entry is new (``in_call``); no older entry changes.

    The step is there for its number, as that to version 3.

    >>> upgrade({"v": 6, "kind": "worked"})
    {'v': 6, 'kind': 'worked'}
    """
    return raw
