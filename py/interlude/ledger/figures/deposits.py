"""The balance: all the good a person ever put in, by kind and by jar, and the newest one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interlude.ledger.deposits import jar_of
from interlude.ledger.entries import Deposited
from interlude.ledger.figures.figure import Figure, keep_newest
from interlude.ledger.figures.shifts import Shifts
from interlude.ledger.jars import JARS, Jar

NEWEST = 120
"""Of so many deposits each is known by itself: twice what the account page can take back."""


@dataclass(slots=True)
class Put:
    """A deposit, the number of the shift it counts in, and whether it was taken back."""

    entry: Deposited
    shift: int
    undone: bool = False


@dataclass(slots=True)
class State:
    """``counts`` are the deposits by kind that were not taken back, ``newest`` goes by entry id,
    newest last."""

    counts: dict[str, int] = field(default_factory=dict)
    newest: dict[str, Put] = field(default_factory=dict)


class Deposits(Figure[State]):
    """What a person put in, over all time."""

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts

    @property
    def balance(self) -> int:
        """All the good a person ever put in: it grows, and only taking back makes it less.

        The number of deposits that were not undone.  A tense ticket, a day off or a shift
        without a deposit takes nothing away.

        >>> from interlude.clock import HOUR, Moment
        >>> from interlude.ledger.account import Account
        >>> from interlude.ledger.entries import Undone
        >>> account = Account()
        >>> account.add(Deposited(id="1", now=Moment(at=0, offset=0), deposit="real_warmth"))
        >>> account.add(Deposited(id="2", now=Moment(at=9 * HOUR, offset=0), deposit="real_pause"))
        >>> account.deposits.balance, account.deposits.jars
        (2, {'customers': 1, 'colleagues': 0, 'me': 1})
        >>> account.add(Undone(id="3", now=Moment(at=9 * HOUR, offset=0), entry="1"))
        >>> account.deposits.balance
        1
        """
        return sum(self.state.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """The balance by kind of deposit, over all time; a kind that never came is left out."""
        return dict(self.state.counts)

    @property
    def jars(self) -> dict[Jar, int]:
        """The balance by jar.  A kind that this version does not know counts in no jar."""
        return by_jar(self.state.counts)

    @property
    def newest(self) -> tuple[Deposited, ...]:
        """The newest deposits, newest first, without the undone ones (see ``NEWEST``)."""
        known = reversed(self.state.newest.values())
        return tuple(put.entry for put in known if not put.undone)

    def before(self, shift: int) -> tuple[Deposited, ...]:
        """Those of the newest that were made before the shift with this number, oldest first."""
        known = self.state.newest.values()
        return tuple(put.entry for put in known if not put.undone and put.shift < shift)

    def put(self, entry_id: str) -> Put | None:
        """The deposit with this entry id, and its shift, if it can be taken back.

        None if there is none, if it was undone, or if ``NEWEST`` came after it.
        """
        put = self.state.newest.get(entry_id)
        return None if put is None or put.undone else put

    def find(self, entry_id: str) -> Deposited | None:
        """The deposit with this entry id, if it can be taken back."""
        put = self.put(entry_id)
        return None if put is None else put.entry

    def knows(self, entry_id: str) -> bool:
        """Whether a deposit with this entry id was made lately, and perhaps taken back."""
        return entry_id in self.state.newest

    # --- The fold --------------------------------------------------------------------------

    def on_deposit(self, entry: Deposited) -> None:
        self.state.newest[entry.id] = Put(entry, self._shifts.begun)
        keep_newest(self.state.newest, NEWEST)
        count(self.state.counts, entry.deposit, 1)

    def on_undo(self, entry: Deposited, shift: int) -> None:
        self.state.newest[entry.id].undone = True
        count(self.state.counts, entry.deposit, -1)


def count(counts: dict[str, int], kind: str, by: int) -> None:
    """So many more of a kind; a kind of which there is none is left out."""
    counts[kind] = counts.get(kind, 0) + by
    if counts[kind] == 0:
        del counts[kind]


def by_jar(counts: Mapping[str, int]) -> dict[Jar, int]:
    """The same counts by jar.  A kind that this version does not know counts in no jar."""
    filled: dict[Jar, int] = dict.fromkeys(JARS, 0)
    for kind, number in counts.items():
        jar = jar_of(kind)
        if jar is not None:
            filled[jar] += number
    return filled
