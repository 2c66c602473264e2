"""Version 6: the agent can say that they want cards as often as before."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """One kind of entry is new (``as_before``); no older entry changes.

    The step is there for its number, as that to version 3.

    >>> upgrade({"v": 5, "kind": "worked"})
    {'v': 5, 'kind': 'worked'}
    """
    return raw
