"""Version 2: a prompt says what brought it, and not only whether it was asked for."""

from __future__ import annotations

from interlude.ledger.entries import Raw


def upgrade(raw: Raw) -> Raw:
    """A person asked for a prompt in three ways, which version 1 told apart by what it judged.

    Not asked for: a close.  Asked for without a tension: a breath.  Asked for with exactly what
    "that one was tense" assumed (angry, heat 4, nothing of a ticket): declared.  Otherwise another
    prompt for the moment of the one before.

    >>> v1 = {"kind": "prompt_shown", "tension": "none", "heat": 0, "asked": True}
    >>> upgrade(v1)
    {'kind': 'prompt_shown', 'tension': 'none', 'heat': 0, 'cause': 'breath'}
    """
    if raw["kind"] != "prompt_shown":
        return raw
    after = {name: value for name, value in raw.items() if name != "asked"}
    return {**after, "cause": _cause(raw)}


def _cause(raw: Raw) -> str:
    if not raw["asked"]:
        return "close"
    if raw["tension"] == "none":
        return "breath"
    assumed = (raw["tension"], raw["heat"]) == ("angry", 4)
    if assumed and not raw.get("trace") and not raw.get("reasons"):
        return "declared"
    return "another"
