"""Numbers that answer when a ticket was too heavy to carry alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from interlude import content, words

PLACE = "content/help_lines.yaml"

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
        if countries != sorted(countries, key=_in_alphabet):
            raise ValueError("the countries stand in the order of the alphabet; move one")


def help_lines() -> HelpLines:
    """The help lines as they ship, in the language that is spoken.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    return _help_lines(words.language())


def _in_alphabet(country: str) -> str:
    """Where a reader looks for a country: an accent does not move it.

    >>> sorted(["Philippines", "Pérou", "Pays-Bas"], key=_in_alphabet)
    ['Pays-Bas', 'Pérou', 'Philippines']
    """
    letters = unicodedata.normalize("NFKD", country)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


@cache
def _help_lines(language: str) -> HelpLines:
    known = content.structure(content.load("help_lines"), HelpLines, PLACE)
    said = content.translated("help_lines", _Words)
    if said is None:
        return known
    place = content.locale("help_lines.yaml")
    content.same_ids({line.country for line in known.lines}, said.countries, f"{place}: countries")
    told = {text for line in known.lines for text in (line.hours, line.note) if text}
    content.same_ids(told, said.words, f"{place}: words")
    lines = (
        replace(
            line,
            country=said.countries[line.country],
            hours=said.words.get(line.hours, ""),
            note=said.words.get(line.note, ""),
        )
        for line in known.lines
    )
    return replace(known, lines=tuple(sorted(lines, key=lambda line: _in_alphabet(line.country))))


@dataclass(frozen=True, slots=True)
class _Words:
    """Another language for each English country, and for what is said of hours and dialling."""

    countries: dict[str, str]
    words: dict[str, str]
