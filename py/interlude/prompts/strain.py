"""What a shift has asked of a person so far, which some prompts are for."""

from __future__ import annotations

from collections.abc import Iterator

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.prompts.written import Strain
from interlude.tension.judge import Kind

IN_A_ROW = 3
LONG = 6 * HOUR

_EASY: tuple[Kind, ...] = ("praise", "none")


def strains(now: Moment, account: Account, *kind: Kind) -> frozenset[Strain]:
    """What holds in a moment after a ticket of this ``kind``; without one, in the newest moment."""
    holds: dict[Strain, bool] = {
        "three_hard": three_hard(now, account, *kind),
        "long_shift": long_shift(now, account),
    }
    return frozenset(strain for strain, held in holds.items() if held)


def three_hard(now: Moment, account: Account, *kind: Kind) -> bool:
    """Three hard tickets in a row ask more of a person than the third alone.

    ``this one and the two moments before it in this shift are hard``, where hard is all but praise
    and a wish without a ticket.  Calm tickets in between leave no mark, and nor does one for which
    no card was seen, so they do not break the row.

    >>> from interlude.ledger.entries import PromptShown
    >>> def card(nth, kind):
    ...     return PromptShown(f"{nth}", Moment(nth, 0), "body_jaw", kind, 2, "close", seen=True)
    >>> hard = Account.of([card(1, "angry"), card(2, "policy")])
    >>> three_hard(Moment(3, 0), hard, "slog"), three_hard(Moment(3, 0), hard, "praise")
    (True, False)
    >>> eased = Account.of([card(1, "angry"), card(2, "praise")])
    >>> three_hard(Moment(3, 0), eased, "slog"), three_hard(Moment(6 * HOUR, 0), hard, "slog")
    (False, False)
    """
    row = [*_kinds(now, account), *kind][-IN_A_ROW:]
    return len(row) == IN_A_ROW and not set(row) & set(_EASY)


def _kinds(now: Moment, account: Account) -> Iterator[Kind]:
    """The kinds of the tickets with a card in the shift at hand, oldest first."""
    begun = account.shifts.start(now)
    for card in account.cards.moments:
        if begun is not None and card.now.at >= begun.at:
            yield card.tension


def long_shift(now: Moment, account: Account) -> bool:
    """From its seventh hour on a shift is long.

    ``now - its first sign >= 6 h``.

    >>> from interlude.ledger.entries import Worked
    >>> account = Account.of([Worked(f"{n}", Moment(n * HOUR, 0)) for n in (0, 3)])
    >>> [long_shift(Moment(hour * HOUR, 0), account) for hour in (5, 6, 8)]
    [False, True, False]
    """
    begun = account.shifts.start(now)
    return begun is not None and now.at - begun.at >= LONG
