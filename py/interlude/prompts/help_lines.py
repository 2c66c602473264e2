"""Numbers that answer when a ticket was too heavy to carry alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from interlude import content

PLACE = "content/en/help_lines.yaml"

_NUMBER = re.compile(r"\*?\d+( \d+)*")
_SITE = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line: whom one reaches in which ``country``, at which ``number``, and who says so.

    ``note`` is what one has to know before dialling.  ``source`` is a site by its bare name, which
    is never fetched, and ``written`` the year of the page there that was read.  ``hours`` and
    ``written`` are empty where that page does not say.
    """

    country: str
    name: str
    number: str
    source: str
    written: str = ""
    hours: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.number):
            raise ValueError(f"{self.number!r} is no number to dial; write digits and spaces")
        if not _SITE.fullmatch(self.source):
            raise ValueError(f"{self.source!r} is no site; write its bare name, as samaritans.org")
        if not re.fullmatch(r"(20\d\d)?", self.written):
            raise ValueError(f"written is a year in quotes, not {self.written!r}")


@dataclass(frozen=True, slots=True)
class HelpLines:
    """All lines, by country, and the day on which each was looked up."""

    checked: str
    lines: tuple[HelpLine, ...]

    def __post_init__(self) -> None:
        date.fromisoformat(self.checked)
        countries = [line.country for line in self.lines]
        if countries != sorted(countries):
            raise ValueError("the countries stand in the order of the alphabet; move one")


@cache
def help_lines() -> HelpLines:
    """The help lines as they ship.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    return content.structure(content.load("en/help_lines"), HelpLines, PLACE)
