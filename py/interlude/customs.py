"""How a language writes numbers, days, times and lists.

What is particular about a language is in its ``cldr.json``, which ``build.py words`` takes from the
Unicode Common Locale Data Repository; the forms below are the same for all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from interlude import words

_GROUP = 3


@dataclass(frozen=True, slots=True)
class Customs:
    """What is particular about one language.

    ``name`` is what it calls itself.  ``direction`` is ``ltr`` or ``rtl``.  A number is parted by
    ``group`` into groups of three digits from ``grouped_from`` digits on, its tenths by
    ``decimal``.  ``weekdays`` begin with Monday.  ``day``, ``day_of_year`` and ``date`` are a day
    with its weekday, the same with its year, and without weekday; they and ``time`` are filled in
    by ``str.format``, and so are the lists of two and more.
    """

    name: str
    direction: str
    group: str
    decimal: str
    grouped_from: int
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    day_of_year: str
    date: str
    time: str
    two: str
    start: str
    middle: str
    end: str


def direction() -> str:
    """Where a line of the language that is spoken begins: ``ltr`` or ``rtl``."""
    return of(words.language()).direction


def number(n: float) -> str:
    """A number with its digits in groups, and with its tenths if it has some.

    >>> number(7), number(1234), number(-1234567), number(5.0), number(5.5)
    ('7', '1,234', '-1,234,567', '5', '5.5')
    """
    customs = of(words.language())
    whole, tenths = divmod(round(abs(n) * 10), 10)
    text = f"{whole:,}" if len(str(whole)) >= customs.grouped_from else str(whole)
    text = ("-" if n < 0 else "") + text.replace(",", customs.group)
    return f"{text}{customs.decimal}{tenths}" if tenths else text


def time(at: datetime | date) -> str:
    """The time of day.

    >>> time(datetime(2026, 11, 27, 9, 5))
    '09:05'
    """
    return _filled(of(words.language()).time, at)


def weekday_and_day(at: date, year: bool = False) -> str:
    """A day with its weekday, and with its year where that is not clear.

    >>> weekday_and_day(date(2026, 11, 27)), weekday_and_day(date(1970, 1, 1), year=True)
    ('Friday 27 November', 'Thursday 1 January 1970')
    """
    customs = of(words.language())
    return _filled(customs.day_of_year if year else customs.day, at)


def full_date(at: date) -> str:
    """A day with its month and year.

    >>> full_date(date(2026, 11, 27))
    '27 November 2026'
    """
    return _filled(of(words.language()).date, at)


def listed(parts: Sequence[str]) -> str:
    """Several things in one sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c", "d"])
    ('a', 'a and b', 'a, b, c and d')
    """
    customs = of(words.language())
    if len(parts) < 2:
        return "".join(parts)
    if len(parts) == 2:
        return customs.two.format(*parts)
    *before, last_but_one, last = parts
    text = customs.end.format(last_but_one, last)
    for nth, part in reversed(list(enumerate(before))):
        text = (customs.middle if nth else customs.start).format(part, text)
    return text


def _filled(form: str, at: date) -> str:
    customs = of(words.language())
    return form.format(
        at=at, month=customs.months[at.month - 1], weekday=customs.weekdays[at.weekday()]
    )


@cache
def of(language: str) -> Customs:
    """The customs of one of ``words.languages()``."""
    path = files("interlude").joinpath("locale", language, "cldr.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Customs(**{**raw, "months": tuple(raw["months"]), "weekdays": tuple(raw["weekdays"])})
