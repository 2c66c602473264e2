"""The house's rule on the settings page: what the form shows, and what of what it sends is kept."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.writings.house import HouseRule, house_rule, typed
from interlude.writings.writing import Writings


def written(writings: Writings) -> dict[str, str]:
    """The rule as the form would send it."""
    kept = house_rule(writings)
    return {"house_rule": kept.rule, "house_contact": kept.contact}


def wanted(sent: Mapping[str, str], was: Mapping[str, str], writings: Writings) -> HouseRule:
    """The rule that the form asks for; what it left alone is as another page may have saved it."""
    now = written(writings)
    mine = {name: sent[name] for name in now if name in sent and sent[name] != was.get(name, "")}
    asked = {**now, **mine}
    return typed(asked["house_rule"], asked["house_contact"])
