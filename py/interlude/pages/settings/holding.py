"""Whether a breath that is asked for is held, which a person first agrees to, on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interlude.prompts.breath import OWN, Own, patterns
from interlude.words import _

AGREED = "holds"


def misfits(values: Mapping[str, Any], told: bool) -> dict[str, str]:
    """What is wrong with the breath that is asked for, by its setting.

    Who was not ``told`` yet what to know is told it, and nothing is wrong.

    >>> held = {"breath_pattern": "box", "breath_own": None, "holds": False}
    >>> misfits(held, told=False), misfits({**held, "holds": True}, told=True)
    ({'holds': ''}, {})
    """
    pattern: str = values.get("breath_pattern", "")
    own: Own | None = values.get("breath_own")
    asked = [one.pattern for one in (own,) if one]
    asked += [patterns()[pattern]] if pattern in patterns() else []
    if pattern == OWN and "breath_own" in values and own is None:
        return {"breath_own": _("Write the seconds of your breath, or choose another one above.")}
    if any(one.holds for one in asked) and not values.get(AGREED):
        cure = _("Tick it if it is so. If not, go back and take out what is held.")
        return {AGREED: cure if told else ""}
    return {}
