"""The three jars of the account, in the order in which every page names them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from interlude.words import N_

Jar: TypeAlias = Literal["customers", "colleagues", "me"]

JARS: tuple[Jar, ...] = ("customers", "colleagues", "me")

# L10n: for whom a good deed was; each is the name of a jar
NAMES: dict[Jar, str] = {
    "customers": N_("Customers"),
    "colleagues": N_("Colleagues"),
    "me": N_("Me"),
}
