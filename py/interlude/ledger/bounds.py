"""How large anything in an entry may be.

A journal lies on a disk for years, where anything can happen to it.  What breaks these bounds was
written by no build, so it is counted unreadable and passed over, and can brick nothing.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from interlude.clock import DAY, Moment
from interlude.ledger.entries import Entry, Hushed, PromptShown
from interlude.memo import Memo

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
    _measure("", entry)
    if isinstance(entry, PromptShown) and not 0 <= entry.heat <= HOTTEST:
        raise ValueError(f"heat: {entry.heat} is not between 0 and {HOTTEST}")
    if isinstance(entry, Hushed) and entry.until is not None:
        _hush(entry.now, Moment(entry.until, entry.now.offset))


def check_memo(memo: Memo) -> None:
    """Raise ``ValueError`` for a memo with a number that nobody could have counted to."""
    looks = memo.looks
    _measure("calm", memo.calm)
    for number in (looks.until, *looks.reads, *memo.noted.values()):
        _measure("memo", number)
    for seen in looks.seen:
        _measure("seen", seen)


def _hush(now: Moment, until: Moment) -> None:
    if until.at > now.at + LONGEST_HUSH:
        raise ValueError(f"until: {until.at} is more than a day away")


def _measure(name: str, value: object) -> None:
    """Look at a value and at all that is in it."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise ValueError(f"{name}: {len(value)} letters are too long")
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise ValueError(f"{name}: {value} is out of bounds")
    if isinstance(value, tuple):
        if len(value) > MOST_ITEMS:
            raise ValueError(f"{name}: {len(value)} are too many")
        for item in value:
            _measure(name, item)
    if is_dataclass(value):
        for field in fields(value):
            _measure(field.name, getattr(value, field.name))
