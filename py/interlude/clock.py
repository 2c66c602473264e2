"""Time as the shell hands it in: Interlude's Python never reads a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH = 30 * DAY

_FURTHEST = 1900 * 365 * DAY


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant together with the wall clock of the person it happened to.

    ``at`` is milliseconds since 1970 in UTC; ``offset`` is how many minutes that person's
    clock was ahead of UTC.  Both are kept because a day belongs to the person, not to UTC.

    Raises ``ValueError`` for what no clock shows: a calendar could not name it either.

    >>> Moment(at=0, offset=90).local().isoformat()
    '1970-01-01T01:30:00+01:30'
    """

    at: int
    offset: int

    def __post_init__(self) -> None:
        if abs(self.at) >= _FURTHEST or abs(self.offset) * MINUTE >= DAY:
            raise ValueError(f"no clock shows {self.at} ms with {self.offset} minutes; look at it")

    def local(self) -> datetime:
        """The same instant as this person's clock showed it."""
        zone = timezone(timedelta(minutes=self.offset))
        return datetime.fromtimestamp(self.at / 1000, zone)

    def week(self) -> str:
        """The ISO week of this person's own calendar.

        >>> Moment(at=1_795_312_800_000, offset=0).week()
        '2026-W47'
        """
        return _week((self.at + self.offset * MINUTE) // DAY)


@lru_cache(maxsize=32)
def _week(day: int) -> str:
    """The ISO week of a day, counted from 1970; a journal asks for each day many times over."""
    year, week, _ = (date(1970, 1, 1) + timedelta(days=day)).isocalendar()
    return f"{year:04}-W{week:02}"
