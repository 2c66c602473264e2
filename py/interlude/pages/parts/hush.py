"""How the pages say that Interlude was asked to be silent."""

from __future__ import annotations

from interlude import customs
from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.pages.parts.dates import time
from interlude.words import _


def hushed(account: Account, now: Moment) -> str:
    """Until when Interlude keeps silent, as a sentence; empty when it may speak."""
    if not account.silence.lasts(now):
        return ""
    until = account.silence.until(now)
    if until is None:
        return _("Hushed for this shift.")
    date = until.local().date()
    if date == now.local().date():
        return _("Hushed until {time}.").format(time=time(until))
    day = customs.weekday_and_day(date)
    return _("Hushed until {day}, {time}.").format(day=day, time=time(until))
