"""How large anything may be that was kept.

A journal lies on a disk for years, where anything can happen to it.  What breaks these bounds was
written by no build, so it is counted unreadable and passed over, and can brick nothing.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from interlude.clock import DAY, Moment
from interlude.ledger.entries import Entry, Hushed, PromptShown

LONGEST_TEXT = 300
MOST_ITEMS = 64
LARGEST_NUMBER = 2**53 - 1  # what JavaScript can count to, which wrote it
HOTTEST = 5
LONGEST_HUSH = DAY


def check(entry: Entry) -> None:
    """Raise ``ValueError`` for an entry with anything too long, too many or out of range.

    >>> check(Hushed("1", Moment(at=0, offset=0), until=3_600_000))
    >>> check(Hushed("1", Moment(at=0, offset=0), until=90_000_000))
    Traceback (most recent call last):
    ValueError: until: 90000000 is more than a day away
    """
    measure("", entry)
    if isinstance(entry, PromptShown) and not 0 <= entry.heat <= HOTTEST:
        raise ValueError(f"heat: {entry.heat} is not between 0 and {HOTTEST}")
    if isinstance(entry, Hushed) and entry.until is not None:
        _hush(entry.now, Moment(entry.until, entry.now.offset))


def measure(name: str, value: object) -> None:
    """Raise ``ValueError`` if a value, or anything in it, is larger than a build would write."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise ValueError(f"{name}: {len(value)} letters are too long")
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise ValueError(f"{name}: {value} is out of bounds")
    if isinstance(value, tuple):
        if len(value) > MOST_ITEMS:
            raise ValueError(f"{name}: {len(value)} are too many")
        for item in value:
            measure(name, item)
    if is_dataclass(value):
        for field in fields(value):
            measure(field.name, getattr(value, field.name))


def _hush(now: Moment, until: Moment) -> None:
    if until.at > now.at + LONGEST_HUSH:
        raise ValueError(f"until: {until.at} is more than a day away")
