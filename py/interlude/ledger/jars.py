"""The three jars of the account, in the order in which every page names them."""

from __future__ import annotations

from typing import Literal, TypeAlias

Jar: TypeAlias = Literal["customers", "colleagues", "me"]

JARS: tuple[Jar, ...] = ("customers", "colleagues", "me")
