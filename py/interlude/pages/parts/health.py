"""What a page says when the journal on the disk was damaged, was lost, or stands only once."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.health import Harm
from interlude.words import N_, _

TOLD_FOR = 24 * HOUR

WORDS: Mapping[Harm, str] = {
    "database": N_(
        "Your account was damaged on the disk. It stood there twice and is whole again."
    ),
    "log": N_(
        "The second copy of your account was damaged. It is whole again; nothing is missing."
    ),
    "both": N_(
        "Both copies of your account were damaged on the disk. What could still be read was put"
        " together; some of it may be missing."
    ),
    "lost": N_("There was an account here. Both copies are gone from the disk."),
}

BEGIN_AGAIN = N_("New deposits count as always.")

SINGLE = N_(
    "This browser lets Interlude keep your account in one place only, not in two. All of it counts."
    " Export it now and then."
)


def told(account: Account, now: Moment) -> str:
    """The person hears of damage for a day, and of a loss until something is in the account again.

    ``now - last < 24 h``, or ``lost`` and no entry since; the newest harm is the one that is told.
    Of an account with nothing in it, which is whole, there is nothing to tell.

    >>> from interlude.ledger.health import HarmDone, Health
    >>> account = Account()
    >>> account.add_unreadable()
    >>> account.health = Health((HarmDone("database", times=1, last=0),))
    >>> told(account, Moment(at=23 * HOUR, offset=0))
    'Your account was damaged on the disk. It stood there twice and is whole again.'
    >>> told(account, Moment(at=24 * HOUR, offset=0))
    ''
    >>> account = Account()
    >>> account.health = Health((HarmDone("lost", times=1, last=0),))
    >>> told(account, Moment(at=99 * HOUR, offset=0))
    'There was an account here. Both copies are gone from the disk. New deposits count as always.'
    """
    newest = max(account.health.harms, key=lambda done: done.last, default=None)
    if newest is None:
        return ""
    if account.entries == 0 and newest.harm in ("database", "log"):
        return ""
    if account.entries == 0 and newest.harm == "lost":
        return f"{_(WORDS['lost'])} {_(BEGIN_AGAIN)}"
    return _(WORDS[newest.harm]) if abs(now.at - newest.last) < TOLD_FOR else ""
