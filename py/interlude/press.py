"""Whether a press on a card in a helpdesk's page was the agent's own."""

from __future__ import annotations

from collections.abc import Mapping

SEEN_MS = 500
"""So long a person needs to see what is there before a press can be about it."""

_BY_KEY = ("shortcut", "tab")


def believed(fields: Mapping[str, str]) -> bool:
    """A person means a press on what they saw, or on what they went to with keys.

    ``by`` a key: ``how`` the focus came was the shortcut or Tab, or the card was in sight.
    ``by`` a pointer: the card was in sight.  In sight is ``sight_ms >= 500`` where the browser is
    ``sure`` that nothing lay over the card.  All else may be a page that had the agent click on
    a card that nobody could see, so it can only send the card away.

    >>> seen = {"sight_ms": "500", "sure": "true"}
    >>> believed({"by": "pointer", **seen}), believed({"by": "pointer", **seen, "sight_ms": "499"})
    (True, False)
    >>> believed({"by": "pointer", **seen, "sure": "false"})
    False
    >>> believed({"by": "key", "how": "tab"}), believed({"by": "key", "how": "pointer"})
    (True, False)
    """
    by, how = fields.get("by"), fields.get("how")
    in_sight = fields.get("sure") == "true" and _number(fields.get("sight_ms", "")) >= SEEN_MS
    return by in ("key", "pointer") and (in_sight or (by == "key" and how in _BY_KEY))


def _number(text: str) -> int:
    return int(text) if len(text) < 10 and text.isdecimal() else 0
