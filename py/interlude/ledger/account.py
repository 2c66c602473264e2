"""The account: everything that Interlude knows, folded out of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Concatenate, ParamSpec

from interlude.ledger.entries import (
    AsBefore,
    Banned,
    Begun,
    BroughtBack,
    Corrected,
    Deposited,
    Entry,
    Hushed,
    InCall,
    KeptSilent,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Undone,
    Unlearned,
)
from interlude.ledger.figures.bans import Bans
from interlude.ledger.figures.calls import Calls
from interlude.ledger.figures.cards import Cards
from interlude.ledger.figures.choices import Choices
from interlude.ledger.figures.deposits import Deposits
from interlude.ledger.figures.dose import Dose
from interlude.ledger.figures.figure import Figure
from interlude.ledger.figures.lots import Lots
from interlude.ledger.figures.prompts import Prompts
from interlude.ledger.figures.refusals import Refusals
from interlude.ledger.figures.shifts import Shifts
from interlude.ledger.figures.silence import Silence
from interlude.ledger.figures.taps import Taps
from interlude.ledger.figures.weeks import Weeks
from interlude.ledger.health import SOUND
from interlude.settings import Settings
from interlude.writings.writing import Writings

P = ParamSpec("P")

# What people do to the account rather than in it: it can happen on a day off.
_HOUSEKEEPING = (Undone, SettingsChanged, Unlearned, BroughtBack)


class Account:
    """The figures after some entries of the journal, in the order in which they were appended.

    Entries are added one by one at a constant cost and in bounded memory; the order is the
    journal's, never the clock's, so a clock that is set back neither loses nor moves anything.

    ``entries`` says how many entries the journal holds, and ``unreadable`` how many of them could
    not be read.  Two things come of no entry: ``health`` is how the journal was found on the disk,
    and ``writings`` are the lines in the person's own words, which stand beside it.
    """

    def __init__(self) -> None:
        self.entries = 0
        self.unreadable = 0
        self.health = SOUND
        self.writings = Writings()
        # The figures, in the order in which they hear: first the shifts, in which all else falls.
        self.shifts = Shifts()
        self.deposits = Deposits(self.shifts)
        self.weeks = Weeks()
        self.cards = Cards()
        self.prompts = Prompts(self.shifts)
        self.refusals = Refusals(self.shifts)
        self.bans = Bans()
        self.lots = Lots()
        self.taps = Taps(self.shifts)
        self.silence = Silence(self.shifts)
        self.calls = Calls(self.shifts)
        self.choices = Choices()
        self.dose = Dose(self.shifts, self.choices)
        self.figures: dict[str, Figure[Any]] = {
            name: it for name, it in vars(self).items() if isinstance(it, Figure)
        }
        self._hearing: dict[str, list[Callable[..., None]]] = {}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Account:
        """The account after all of ``entries``, oldest first."""
        account = cls()
        for entry in entries:
            account.add(entry)
        return account

    @property
    def settings(self) -> Settings:
        """The settings that are in force."""
        return self.choices.settings

    def add(self, entry: Entry) -> None:
        """Take in one more entry; one that repeats another or fits nothing changes no figure."""
        self.entries += 1
        if not isinstance(entry, _HOUSEKEEPING):
            self._tell(Figure.on_work, entry.now)
        news = _NEWS.get(type(entry))
        if news:
            news(self, entry)

    def add_unreadable(self) -> None:
        """Pass over an entry that nobody can read any more; it stays in the journal."""
        self.entries += 1
        self.unreadable += 1

    def _tell(
        self, hook: Callable[Concatenate[Figure[Any], P], None], *said: P.args, **_: P.kwargs
    ) -> None:
        """Tell all figures that want to hear of it.  Most want to hear of little, and a journal of
        ten years has some ten thousand entries."""
        name = hook.__name__
        if name not in self._hearing:
            own = [it for it in self.figures.values() if getattr(type(it), name) is not hook]
            self._hearing[name] = [getattr(it, name) for it in own]
        for hear in self._hearing[name]:
            hear(*said)

    # --- What an entry is about, and whether it is news --------------------------------------

    def _deposit(self, entry: Deposited) -> None:
        if not self.deposits.knows(entry.id):
            self._tell(Figure.on_deposit, entry)

    def _undo(self, entry: Undone) -> None:
        put = self.deposits.put(entry.entry)
        if put is not None:
            self._tell(Figure.on_undo, put.entry, put.shift)

    def _offer(self, entry: PromptShown) -> None:
        if self.cards.find(entry.id) is not None:
            return
        self._tell(Figure.on_offer, entry)
        if entry.seen:
            self._see(PromptSeen(entry.id, entry.now, shown=entry.id))

    def _see(self, entry: PromptSeen) -> None:
        card = self.cards.find(entry.shown)
        if card is not None and not card.seen:
            self._tell(Figure.on_seen, card.entry, entry.now)

    def _begin(self, entry: Begun) -> None:
        card = self.cards.find(entry.shown)
        if card is not None and card.seen and not card.begun and card.verdict is None:
            self._tell(Figure.on_begun, card.entry)

    def _keep_silent(self, entry: KeptSilent) -> None:
        self._tell(Figure.on_kept_silent, entry)

    def _ban(self, entry: Banned) -> None:
        self._tell(Figure.on_ban, entry.sort, entry.name)

    def _bring_back(self, entry: BroughtBack) -> None:
        self._tell(Figure.on_brought_back, entry.sort, entry.name)

    def _answer(self, entry: PromptAnswered) -> None:
        card = self.cards.find(entry.shown)
        if card is None or not (card.seen or entry.verdict == "closed"):
            return
        first = card.verdict is None
        self._tell(Figure.on_answer, card.entry, entry, first)

    def _correct(self, entry: Corrected) -> None:
        card = self.cards.find(entry.shown)
        if entry.shown and (card is None or not card.seen or card.verdict is not None):
            return
        self._tell(Figure.on_correction, entry)

    def _unlearn(self, _: Unlearned) -> None:
        self._tell(Figure.on_unlearn)

    def _hush(self, entry: Hushed) -> None:
        self._tell(Figure.on_hush, entry)

    def _call(self, entry: InCall) -> None:
        self._tell(Figure.on_call, entry)

    def _as_before(self, _: AsBefore) -> None:
        self._tell(Figure.on_as_before)

    def _set(self, entry: SettingsChanged) -> None:
        self._tell(Figure.on_settings, entry.settings)


_NEWS: Mapping[type[Entry], Callable[[Account, Any], None]] = {
    Deposited: Account._deposit,
    Undone: Account._undo,
    PromptShown: Account._offer,
    PromptSeen: Account._see,
    Begun: Account._begin,
    KeptSilent: Account._keep_silent,
    PromptAnswered: Account._answer,
    Banned: Account._ban,
    BroughtBack: Account._bring_back,
    Corrected: Account._correct,
    Unlearned: Account._unlearn,
    Hushed: Account._hush,
    InCall: Account._call,
    AsBefore: Account._as_before,
    SettingsChanged: Account._set,
}
