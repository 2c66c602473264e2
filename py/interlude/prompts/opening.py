"""The opening balance: at the start of a shift, something good that the person did before it."""

from __future__ import annotations

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, PromptShown
from interlude.prompts.library import library
from interlude.protocol import Stamp

FAMILY = "opening"
START = 2 * HOUR


def recalled(account: Account, now: Moment) -> Deposited | None:
    """A person meets something good that they did before: each kind of it in turn, and each deed.

    Of the newest deposits those made before the shift at hand, of which the kinds come in turn, one
    a workday, and of a kind its deeds, oldest first: ``kinds[workday % len(kinds)]``, and of it
    ``deeds[workday // len(kinds) % len(deeds)]``.  So what comes is what came longest ago, though
    nothing is noted of it, and within a shift it stays the same.

    >>> from interlude.ledger.entries import Worked
    >>> account = Account()
    >>> recalled(account, Moment(0, 0)) is None
    True
    >>> account.add(Deposited("1", Moment(0, 0), "real_warmth"))
    >>> recalled(account, Moment(4 * HOUR, 0)) is None
    True
    >>> account.add(Deposited("2", Moment(9 * HOUR, 0), "real_pause"))
    >>> account.add(Worked("3", Moment(15 * HOUR, 0)))
    >>> [recalled(account, Moment(hours * HOUR, 0)).id for hours in (15, 19, 20)]
    ['1', '1', '2']
    """
    today = account.shifts.workday(now)
    deeds: dict[str, list[Deposited]] = {}
    for deposit in account.deposits.before(today):
        deeds.setdefault(deposit.deposit, []).append(deposit)
    if not deeds:
        return None
    alike = deeds[sorted(deeds)[today % len(deeds)]]
    return alike[today // len(deeds) % len(alike)]


def opens(account: Account, now: Moment) -> bool:
    """A person begins a shift with what is in their account, once, and not in the middle of it.

    ``now - start of the shift < 2 h``, the family not refused for good, and a deposit from before
    it.  And no card was offered in this shift, seen or not, nor kept back by lot, and no silence
    was asked for: what was closed in the time of peace after it was not read, so that no close can
    be called the first.

    >>> account = Account.of([Deposited("1", Moment(0, 0), "real_warmth")])
    >>> from interlude.ledger.entries import Worked
    >>> account.add(Worked("2", Moment(9 * HOUR, 0)))
    >>> [opens(account, Moment(at, 0)) for at in (9 * HOUR, 11 * HOUR - 1, 11 * HOUR)]
    [True, True, False]
    """
    start = account.shifts.start(now)
    if start is None or abs(now.at - start.at) >= START or FAMILY in account.bans.families:
        return False
    if _had_peace(account, start) or account.silence.asked_in_shift(now):
        return False
    return recalled(account, now) is not None


def opening(stamp: Stamp, account: Account) -> PromptShown | None:
    """Its card, in the words not met for longest; None where none may come."""
    if not opens(account, stamp.now):
        return None
    met = {prompt_id: nth for nth, prompt_id in enumerate(account.prompts.seen)}
    refused = {*account.bans.prompts, *account.refusals.lately(stamp.now)}
    family = [prompt.id for prompt in library() if prompt.family == FAMILY]
    left = [one for one in family if one not in refused]
    if not left:
        return None
    chosen = min(left, key=lambda one: met.get(one, -1))
    return PromptShown(stamp.id, stamp.now, chosen, "none", 0, "close")


def _had_peace(account: Account, since: Moment) -> bool:
    """Whether a card was offered since then, or kept back by lot."""
    offered = account.cards.last
    last = (offered.now.at if offered else None, account.lots.last)
    return any(one is not None and one >= since.at for one in last)
