"""The account: everything that Interlude knows, folded out of the journal."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from interlude.clock import HOUR, Moment
from interlude.ledger.deposits import jar_of
from interlude.ledger.entries import (
    Deposited,
    Entry,
    Hushed,
    PromptAnswered,
    PromptShown,
    SettingsChanged,
    Undone,
    Verdict,
)
from interlude.ledger.jars import JARS
from interlude.ledger.shifts import SHIFT_GAP, Run, Shift, Standing, begins_shift
from interlude.settings import Settings

WORKED_EVERY = 2 * HOUR
REMEMBERED = 256
"""How many of the last prompts matter to the choice of the next: several times the library."""

# What people do to the account rather than in it: it can happen on a day off.
_HOUSEKEEPING = (Undone, SettingsChanged)


@dataclass(slots=True)
class _Tally:
    """What happened in one shift."""

    start: Moment
    deposits: int = 0
    pauses: int = 0
    prompts: int = 0

    @property
    def kept(self) -> bool:
        return self.deposits + self.pauses > 0


class Account:
    """The state after some entries of the journal, in the order in which they were appended.

    Entries are added one by one at a constant cost; the order is the journal's, never the
    clock's, so a clock that is set back neither loses nor moves anything.
    """

    def __init__(self) -> None:
        self.settings = Settings()
        self.answered: dict[str, Verdict] = {}
        self.last_prompt: PromptShown | None = None
        self._jars: dict[str, int] = dict.fromkeys(JARS, 0)
        self._deposits: dict[str, Deposited] = {}
        self._shift_of: dict[str, int] = {}
        self._shown: dict[str, PromptShown] = {}
        self._recent_prompts: deque[str] = deque(maxlen=REMEMBERED)
        self._hush: tuple[Hushed, int] | None = None
        self._last: Moment | None = None
        self._shifts: list[_Tally] = []
        # The standing before the first shift, and after each shift of which it is worked out.
        self._standings: list[Standing] = [Standing()]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Account:
        """The account after all of ``entries``, oldest first."""
        account = cls()
        for entry in entries:
            account.add(entry)
        return account

    def add(self, entry: Entry) -> None:
        """Take in one more entry; one that repeats another or fits nothing changes nothing."""
        if not isinstance(entry, _HOUSEKEEPING):
            self._work(entry.now)
        if isinstance(entry, Deposited):
            self._deposit(entry)
        elif isinstance(entry, Undone):
            self._undo(entry)
        elif isinstance(entry, PromptShown):
            self._show(entry)
        elif isinstance(entry, PromptAnswered):
            self._answer(entry)
        elif isinstance(entry, Hushed):
            self._hush = (entry, len(self._shifts))
        elif isinstance(entry, SettingsChanged):
            self.settings = entry.settings

    # --- Deposits --------------------------------------------------------------------------

    @property
    def balance(self) -> int:
        """All the good a person ever put in: it grows, and only taking back makes it less.

        The number of deposits that were not undone.  A tense ticket, a day off or a shift
        without a deposit takes nothing away.

        >>> hour = 3_600_000
        >>> account = Account()
        >>> account.add(Deposited(id="1", now=Moment(at=0, offset=0), deposit="real_warmth"))
        >>> account.add(Deposited(id="2", now=Moment(at=9 * hour, offset=0), deposit="real_pause"))
        >>> account.balance, account.jars
        (2, {'customers': 1, 'colleagues': 0, 'me': 1})
        >>> account.add(Undone(id="3", now=Moment(at=9 * hour, offset=0), entry="1"))
        >>> account.balance
        1
        """
        return len(self._deposits)

    @property
    def jars(self) -> dict[str, int]:
        """The balance by jar.  A kind that this version does not know counts in no jar."""
        return dict(self._jars)

    @property
    def deposits(self) -> tuple[Deposited, ...]:
        """All deposits, newest first, without the undone ones."""
        return tuple(reversed(self._deposits.values()))

    def deposit(self, entry_id: str) -> Deposited | None:
        """The deposit with this entry id; None if there is none, or it was undone."""
        return self._deposits.get(entry_id)

    def today(self, now: Moment) -> int:
        """How many deposits a person made in the shift at hand; 0 once it is over.

        >>> hour = 3_600_000
        >>> account = Account()
        >>> account.add(Deposited(id="1", now=Moment(at=0, offset=0), deposit="real_warmth"))
        >>> account.today(Moment(at=4 * hour, offset=0))
        1
        >>> account.today(Moment(at=5 * hour, offset=0))
        0
        """
        return self._shifts[-1].deposits if self.at_work(now) else 0

    # --- Shifts ----------------------------------------------------------------------------

    def at_work(self, now: Moment) -> bool:
        """Whether the last shift of the journal is still going on."""
        return self._last is not None and not begins_shift(self._last, now)

    def shift_is_stale(self, now: Moment) -> bool:
        """Whether nothing was heard for two hours, so that work should leave a mark.

        A clock that went back as far counts the same: the mark ties the shift to the new time.
        """
        return self._last is None or abs(now.at - self._last.at) >= WORKED_EVERY

    def run(self, now: Moment) -> Run:
        """A person's run of kept shifts; the shift at hand can lengthen it, never break it."""
        return self._standing(self._ended(now)).run

    def recent(self, now: Moment, n: int) -> tuple[Shift, ...]:
        """The last ``n`` shifts, oldest first; the last may still be going on."""
        ended = self._ended(now)
        self._standing(ended)
        first = max(0, len(self._shifts) - n)
        return tuple(
            Shift(
                start=tally.start,
                kept=tally.kept,
                reserve=nth < ended and self._standings[nth + 1].covered,
                deposits=tally.deposits,
            )
            for nth, tally in enumerate(self._shifts[first:], start=first)
        )

    # --- Prompts ---------------------------------------------------------------------------

    @property
    def prompts_seen(self) -> tuple[str, ...]:
        """Ids of the prompts that were shown, newest last, as far back as it matters."""
        return tuple(self._recent_prompts)

    def prompts_shown(self, now: Moment) -> int:
        """How many prompts came unasked in the shift at hand."""
        return self._shifts[-1].prompts if self.at_work(now) else 0

    def shown(self, entry_id: str) -> PromptShown | None:
        """The prompt that was offered with this entry id."""
        return self._shown.get(entry_id)

    def hushed(self, now: Moment) -> bool:
        """Whether a person has asked for silence, and it still lasts.

        "For an hour" lasts until its instant, "for this shift" until five hours without a
        sign.  A clock that is set back five hours or more ends it, so that nobody is left
        with a silence that they did not ask for.

        >>> hour = 3_600_000
        >>> account = Account()
        >>> account.add(Hushed(id="1", now=Moment(at=0, offset=0), until=hour))
        >>> account.hushed(Moment(at=hour - 1, offset=0)), account.hushed(Moment(at=hour, offset=0))
        (True, False)
        """
        if self._hush is None:
            return False
        hush, shift = self._hush
        if hush.until is None:
            return shift == len(self._shifts) and self.at_work(now)
        return hush.now.at - SHIFT_GAP < now.at < hush.until

    def hushed_until(self, now: Moment) -> Moment | None:
        """When the silence ends by itself; None if there is none, or it is for the whole shift."""
        if self._hush is None or self._hush[0].until is None or not self.hushed(now):
            return None
        return Moment(at=self._hush[0].until, offset=now.offset)

    # --- The fold --------------------------------------------------------------------------

    def _work(self, now: Moment) -> None:
        if self._last is None or begins_shift(self._last, now):
            self._shifts.append(_Tally(start=now))
        self._last = now

    def _deposit(self, entry: Deposited) -> None:
        if entry.id in self._shift_of:
            return
        self._shift_of[entry.id] = len(self._shifts) - 1
        self._deposits[entry.id] = entry
        self._fill(entry.deposit, 1)
        self._shifts[-1].deposits += 1
        self._forget_standings(len(self._shifts) - 1)

    def _undo(self, entry: Undone) -> None:
        undone = self._deposits.pop(entry.entry, None)
        if undone is None:
            return
        shift = self._shift_of[undone.id]
        self._fill(undone.deposit, -1)
        self._shifts[shift].deposits -= 1
        self._forget_standings(shift)

    def _fill(self, deposit: str, by: int) -> None:
        jar = jar_of(deposit)
        if jar is not None:
            self._jars[jar] += by

    def _show(self, entry: PromptShown) -> None:
        if entry.id in self._shown:
            return
        self._shown[entry.id] = entry
        self._recent_prompts.append(entry.prompt)
        self.last_prompt = entry
        self._shifts[-1].prompts += not entry.asked

    def _answer(self, entry: PromptAnswered) -> None:
        if entry.verdict != "closed" or entry.shown not in self.answered:
            self.answered[entry.shown] = entry.verdict
        if entry.verdict in ("finished", "helped"):
            self._shifts[-1].pauses += 1
            self._forget_standings(len(self._shifts) - 1)

    # --- The run, worked out as far as it is asked for ---------------------------------------

    def _ended(self, now: Moment) -> int:
        """How many shifts count in the run: all but one at hand that nothing is in yet."""
        at_hand = self.at_work(now) and not self._shifts[-1].kept
        return len(self._shifts) - at_hand

    def _standing(self, ended: int) -> Standing:
        for tally in self._shifts[len(self._standings) - 1 : ended]:
            self._standings.append(self._standings[-1].after(tally.kept))
        return self._standings[ended]

    def _forget_standings(self, shift: int) -> None:
        del self._standings[shift + 1 :]
