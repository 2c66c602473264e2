"""Time as the shell hands it in: Interlude's Python never reads a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

MINUTE = 60_000
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant together with the wall clock of the person it happened to.

    ``at`` is milliseconds since 1970 in UTC; ``offset`` is how many minutes that person's
    clock was ahead of UTC.  Both are kept because a day belongs to the person, not to UTC.

    >>> Moment(at=0, offset=90).local().isoformat()
    '1970-01-01T01:30:00+01:30'
    """

    at: int
    offset: int

    def local(self) -> datetime:
        """The same instant as this person's clock showed it."""
        zone = timezone(timedelta(minutes=self.offset))
        return datetime.fromtimestamp(self.at / 1000, zone)
