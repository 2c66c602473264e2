"""Version 3: the agent corrects the judge of tension, and can have it forget what it learned."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """Two kinds of entry are new (``corrected``, ``unlearned``) and no older one changes.

    The step is there for its number: a build that only knows version 2 then leaves an account
    with such entries alone, instead of passing over them as damaged.

    >>> upgrade({"v": 2, "kind": "worked"})
    {'v': 2, 'kind': 'worked'}
    """
    return raw
