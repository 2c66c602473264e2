"""How the pages say that Interlude was asked to be silent."""

from __future__ import annotations

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.pages.dates import day, time


def hushed(account: Account, now: Moment) -> str:
    """Until when Interlude keeps silent, as a sentence; empty when it may speak."""
    if not account.hushed(now):
        return ""
    until = account.hushed_until(now)
    if until is None:
        return "Hushed for this shift."
    if day(until, now) == "Today":
        return f"Hushed until {time(until)}."
    return f"Hushed until {day(until, now)}, {time(until)}."
