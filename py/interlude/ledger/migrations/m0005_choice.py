"""Version 5: the agent tells more of their taste, and Interlude is silent by lot."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """Four kinds of entry are new (``begun``, ``kept_silent``, ``banned``, ``brought_back``).

    So is the answer ``again``; no older entry changes.

    The step is there for its number, as that to version 3.

    >>> upgrade({"v": 4, "kind": "worked"})
    {'v': 4, 'kind': 'worked'}
    """
    return raw
