"""Days and times in the words of the pages."""

from __future__ import annotations

from datetime import timedelta

from interlude import customs
from interlude.clock import Moment
from interlude.words import _


def time(moment: Moment) -> str:
    """The time of day on the clock of the person it happened to.

    >>> time(Moment(at=0, offset=90))
    '01:30'
    """
    return customs.time(moment.local())


def day(moment: Moment, now: Moment) -> str:
    """The day a moment belongs to, by the clock of the person it happened to.

    >>> noon = 12 * 3_600_000
    >>> day(Moment(noon, 0), Moment(noon + 3_600_000, 0))
    'Today'
    >>> day(Moment(noon, 0), Moment(noon + 24 * 3_600_000, 0))
    'Yesterday'
    >>> day(Moment(noon, 0), Moment(noon + 72 * 3_600_000, 0))
    'Thursday 1 January'
    >>> day(Moment(noon, 0), Moment(noon + 400 * 24 * 3_600_000, 0))
    'Thursday 1 January 1970'
    """
    date, today = moment.local().date(), now.local().date()
    if date == today:
        return _("Today")
    if date == today - timedelta(days=1):
        return _("Yesterday")
    words = customs.weekday_and_day(date, year=date.year != today.year)
    return words[0].upper() + words[1:]
