"""The account: everything that Interlude knows, folded out of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any, TypeVar

from interlude.clock import HOUR, MONTH, Moment
from interlude.ledger import state
from interlude.ledger.deposits import jar_of
from interlude.ledger.entries import (
    Corrected,
    Deposited,
    Entry,
    Hushed,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Undone,
    Unlearned,
    Verdict,
)
from interlude.ledger.health import Health
from interlude.ledger.jars import JARS, Jar
from interlude.ledger.shifts import SHIFT_GAP, Run, Shift, Standing, begins_shift
from interlude.ledger.state import Card, Hush, Put, Refusal, State, Tally
from interlude.settings import Settings
from interlude.tension.features import is_trace
from interlude.tension.learn import learned
from interlude.tension.pace import pace
from interlude.tension.tuning import Tap, Tuning

T = TypeVar("T")

WORKED_EVERY = 2 * HOUR

# What people do to the account rather than in it: it can happen on a day off.
_HOUSEKEEPING = (Undone, SettingsChanged, Unlearned)

# Who takes up a card found the ticket tense, or was glad of a pause: it teaches less than a word.
_TAKEN_UP = 0.3


class Account:
    """The state after some entries of the journal, in the order in which they were appended.

    Entries are added one by one at a constant cost and in bounded memory; the order is the
    journal's, never the clock's, so a clock that is set back neither loses nor moves anything.

    ``health`` comes of no entry: it is how the journal was found on the disk.
    """

    def __init__(self, remembered: State | None = None) -> None:
        self.state = remembered or State()
        self.health = Health()
        self._tuning: Tuning | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Account:
        """The account after all of ``entries``, oldest first."""
        account = cls()
        for entry in entries:
            account.add(entry)
        return account

    def add(self, entry: Entry) -> None:
        """Take in one more entry; one that repeats another or fits nothing changes no figure."""
        self.state.entries += 1
        if not isinstance(entry, _HOUSEKEEPING):
            self._work(entry.now)
        fold = _FOLDS.get(type(entry))
        if fold:
            fold(self, entry)

    def add_unreadable(self) -> None:
        """Pass over an entry that nobody can read any more; it stays in the journal."""
        self.state.entries += 1
        self.state.unreadable += 1

    # --- The journal -----------------------------------------------------------------------

    @property
    def entries(self) -> int:
        """How many entries the journal holds, with those that could not be read."""
        return self.state.entries

    @property
    def unreadable(self) -> int:
        """How many entries of the journal could not be read."""
        return self.state.unreadable

    @property
    def settings(self) -> Settings:
        """The settings as they were saved last."""
        return self.state.settings

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
        return sum(self.state.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """The balance by kind of deposit, over all time; a kind that never came is left out."""
        return dict(self.state.counts)

    @property
    def jars(self) -> dict[Jar, int]:
        """The balance by jar.  A kind that this version does not know counts in no jar."""
        return _by_jar(self.state.counts)

    def week(self, week: str) -> dict[Jar, int]:
        """What a person put in during an ISO week (``2026-W47``) of their own calendar, by jar.

        Nothing for a week that is long over: the last ``state.WEEKS`` with a deposit are known.
        """
        return _by_jar(self.state.weeks.get(week, {}))

    @property
    def deposits(self) -> tuple[Deposited, ...]:
        """The newest deposits, newest first, without the undone ones (see ``state.DEPOSITS``)."""
        known = reversed(self.state.deposits.values())
        return tuple(put.entry for put in known if not put.undone)

    def deposit(self, entry_id: str) -> Deposited | None:
        """The deposit with this entry id, if it can be taken back.

        None if there is none, if it was undone, or if ``state.DEPOSITS`` came after it.
        """
        put = self.state.deposits.get(entry_id)
        return None if put is None or put.undone else put.entry

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
        return self.state.shifts[-1].deposits if self.at_work(now) else 0

    # --- Shifts ----------------------------------------------------------------------------

    def at_work(self, now: Moment) -> bool:
        """Whether the last shift of the journal is still going on."""
        before = self._sign_before(now)
        return before is not None and not begins_shift(before, now.at)

    def shift_is_stale(self, now: Moment) -> bool:
        """Whether nothing was heard for two hours, so that work should leave a mark.

        A clock that went back as far counts the same: the mark ties the shift to the new time.
        """
        before = self._sign_before(now)
        return before is None or abs(now.at - before) >= WORKED_EVERY

    def run(self, now: Moment) -> Run:
        """A person's run of kept shifts; the shift at hand can lengthen it, never break it."""
        return self._standings()[self._ended(now)].run

    def recent(self, now: Moment, n: int) -> tuple[Shift, ...]:
        """The last ``n`` shifts, ``state.SHIFTS`` at most, oldest first.

        The last may still be going on.
        """
        ended = self._ended(now)
        standings = self._standings()
        shifts = tuple(
            Shift(
                start=tally.start,
                kept=tally.kept,
                reserve=nth <= ended and standings[nth].covered,
                deposits=tally.deposits,
            )
            for nth, tally in enumerate(self.state.shifts, start=1)
        )
        return shifts[-n:]

    # --- Prompts ---------------------------------------------------------------------------

    @property
    def prompts_seen(self) -> tuple[str, ...]:
        """Ids of the prompts that were seen, each once, the one seen last at the end."""
        return tuple(self.state.seen)

    def prompts_shown(self, now: Moment) -> int:
        """How many prompts came unasked, and were seen, in the shift at hand."""
        return self.state.shifts[-1].prompts if self.at_work(now) else 0

    def praised(self, now: Moment) -> bool:
        """Whether a prompt for praise was seen in the shift at hand already."""
        return self.at_work(now) and self.state.shifts[-1].praised

    @property
    def last_prompt(self) -> PromptShown | None:
        """The prompt that was offered last, seen or not."""
        newest = next(reversed(self.state.cards.values()), None)
        return None if newest is None else newest.entry

    @property
    def last_seen(self) -> int | None:
        """When the prompt that was seen last came into sight, in ms; None if there was none."""
        return self.state.last_seen

    def shown(self, entry_id: str) -> PromptShown | None:
        """The prompt that was offered with this entry id, if it is one of the newest."""
        card = self.state.cards.get(entry_id)
        return None if card is None else card.entry

    def same_moment(self, entry_id: str) -> tuple[str, ...]:
        """Ids of the prompts offered in one moment, up to this entry and oldest first.

        A moment begins with a close or a wish; each *Another* after it belongs to it.
        """
        prompts: list[str] = []
        cards = list(self.state.cards)
        for card in reversed(cards[: cards.index(entry_id) + 1] if entry_id in cards else []):
            entry = self.state.cards[card].entry
            prompts.insert(0, entry.prompt)
            if entry.cause != "another":
                break
        return tuple(prompts)

    def refused(self, now: Moment) -> frozenset[str]:
        """Ids of the prompts that a person said "Not for me" to, less than a month ago.

        ``|now - said| < 30 days``; either way round, so that a clock that was set back keeps none
        away for ever.

        >>> day = 24 * 3_600_000
        >>> account = Account.of([
        ...     PromptShown("1", Moment(0, 0), "body_jaw", "angry", 2, "close", seen=True),
        ...     PromptAnswered("2", Moment(0, 0), shown="1", verdict="not_for_me"),
        ... ])
        >>> account.refused(Moment(29 * day, 0)), account.refused(Moment(30 * day, 0))
        (frozenset({'body_jaw'}), frozenset())
        """
        said = self.state.refused.items()
        return frozenset(one for one, when in said if abs(now.at - when.at) < MONTH)

    def refused_in_shift(self, now: Moment) -> frozenset[str]:
        """Ids of the prompts that a person said "Not for me" to in the shift at hand."""
        if not self.at_work(now):
            return frozenset()
        said = self.state.refused.items()
        return frozenset(one for one, when in said if when.shift == self.state.begun)

    def seen(self, entry_id: str) -> bool:
        """Whether the prompt that was offered with this entry id was seen."""
        card = self.state.cards.get(entry_id)
        return card is not None and card.seen

    @property
    def answered(self) -> Mapping[str, Verdict]:
        """What was said to the newest prompts, by entry id of the prompt."""
        return {shown: card.verdict for shown, card in self.state.cards.items() if card.verdict}

    # --- The judge of tension --------------------------------------------------------------

    @property
    def tuning(self) -> Tuning:
        """How the judge of tension differs for this person, from the newest of their taps.

        What they say outright counts in full.  A card after a close that they call helpful, or a
        breath that they finish, counts for three tenths of "that one was tense".  So does, in its
        own way, how many cards their last shifts brought (see ``tension/pace.py``).

        >>> from interlude.tension.tuning import SHIPPED
        >>> Account().tuning == SHIPPED
        True
        """
        if self._tuning is None:
            self._tuning = learned(self.state.taps)
        finished = [tally.prompts - tally.praised for tally in self.state.shifts[:-1]]
        return replace(self._tuning, bias=self._tuning.bias + pace(finished))

    @property
    def tapped(self) -> int:
        """How often the judge learned from this person since it last forgot."""
        return self.state.tapped

    # --- Silence ---------------------------------------------------------------------------

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
        hush = self.state.hush
        if hush is None:
            return False
        if hush.entry.until is None:
            return hush.shift == self.state.begun and self.at_work(now)
        return hush.entry.now.at - SHIFT_GAP < now.at < hush.entry.until

    def hushed_until(self, now: Moment) -> Moment | None:
        """When the silence ends by itself; None if there is none, or it is for the whole shift."""
        hush = self.state.hush
        return hush.entry.end(now) if hush and self.hushed(now) else None

    # --- The fold --------------------------------------------------------------------------

    def _sign_before(self, now: Moment) -> int | None:
        """The sign of the agent after which the silence before ``now`` is counted.

        As a rule it is the newest one.  A tap that was kept while Interlude could not start may
        bring an older time with it; when the clock is again where it was before, the silence is
        counted from there, as if that tap had come in its turn.
        """
        ahead = self.state.ahead
        return ahead if ahead is not None and ahead <= now.at else self.state.last

    def _work(self, now: Moment) -> None:
        of = self.state
        before = self._sign_before(now)
        if before is None or begins_shift(before, now.at):
            of.shifts.append(Tally(start=now))
            of.begun += 1
            of.ahead = now.at
            if len(of.shifts) > state.SHIFTS:
                of.before = of.before.after(of.shifts.pop(0).kept)
        elif of.ahead is None or of.ahead < now.at:
            of.ahead = now.at
        of.last = now.at

    def _deposit(self, entry: Deposited) -> None:
        of = self.state
        if entry.id in of.deposits:
            return
        of.deposits[entry.id] = Put(entry, of.begun)
        _keep_newest(of.deposits, state.DEPOSITS)
        of.shifts[-1].deposits += 1
        _count(of.counts, entry.deposit, 1)
        week = entry.now.week()
        of.weeks[week] = of.weeks.pop(week, {})  # the newest, whatever the clock says
        _keep_newest(of.weeks, state.WEEKS)
        _count(of.weeks[week], entry.deposit, 1)

    def _undo(self, entry: Undone) -> None:
        of = self.state
        put = of.deposits.get(entry.entry)
        if put is None or put.undone:
            return
        put.undone = True
        _count(of.counts, put.entry.deposit, -1)
        week = put.entry.now.week()
        if week in of.weeks:
            _count(of.weeks[week], put.entry.deposit, -1)
        ago = of.begun - put.shift
        if ago < len(of.shifts):
            of.shifts[-1 - ago].deposits -= 1

    def _offer(self, entry: PromptShown) -> None:
        of = self.state
        if entry.id in of.cards:
            return
        of.cards[entry.id] = Card(entry)
        _keep_newest(of.cards, state.CARDS)
        if entry.seen:
            self._see(PromptSeen(entry.id, entry.now, shown=entry.id))

    def _see(self, entry: PromptSeen) -> None:
        of = self.state
        card = of.cards.get(entry.shown)
        if card is None or card.seen:
            return
        card.seen = True
        of.last_seen = entry.now.at
        if card.entry.prompt in of.seen:
            of.seen.remove(card.entry.prompt)
        of.seen.append(card.entry.prompt)
        del of.seen[: -state.SEEN]
        if card.entry.cause == "close":
            of.shifts[-1].prompts += 1
            of.shifts[-1].praised |= card.entry.tension == "praise"

    def _answer(self, entry: PromptAnswered) -> None:
        """Take in what was said to a card; one that nobody saw can only be sent away."""
        card = self.state.cards.get(entry.shown)
        if card is None or not (card.seen or entry.verdict == "closed"):
            return
        if entry.verdict in ("finished", "helped"):
            self.state.shifts[-1].paused = True
            if card.entry.tension != "praise" and card.verdict is None:
                self._learn(Tap(card.entry.trace, tense=True, sure=_TAKEN_UP))
        if entry.verdict == "not_for_me":
            refused = self.state.refused
            refused.pop(card.entry.prompt, None)
            refused[card.entry.prompt] = Refusal(entry.now.at, self.state.begun)
            _keep_newest(refused, state.REFUSED)
        if entry.verdict != "closed" or card.verdict is None:
            card.verdict = entry.verdict

    def _correct(self, entry: Corrected) -> None:
        """Take in a correction: of a card that was seen, or of a close that brought none."""
        if entry.shown:
            card = self.state.cards.get(entry.shown)
            if card is None or not card.seen or card.verdict is not None:
                return
            card.verdict = "closed"  # nothing else can be said to this card
        self._learn(Tap(entry.trace, entry.tense))

    def _learn(self, tap: Tap) -> None:
        """Take in one tap, unless its trace is empty (nothing was read) or of another build."""
        if not is_trace(tap.trace):
            return
        self.state.taps.append(tap)
        del self.state.taps[: -state.TAPS]
        self.state.tapped += 1
        self._tuning = None

    def _unlearn(self, _: Unlearned) -> None:
        self.state.taps.clear()
        self.state.tapped = 0
        self._tuning = None

    def _hush(self, entry: Hushed) -> None:
        self.state.hush = Hush(entry, self.state.begun)

    def _set(self, entry: SettingsChanged) -> None:
        self.state.settings = entry.settings

    # --- The run ---------------------------------------------------------------------------

    def _ended(self, now: Moment) -> int:
        """How many shifts count in the run: all but one at hand that nothing is in yet."""
        at_hand = self.at_work(now) and not self.state.shifts[-1].kept
        return len(self.state.shifts) - at_hand

    def _standings(self) -> list[Standing]:
        """The standing before the remembered shifts, and after each of them."""
        kept = (tally.kept for tally in self.state.shifts)
        return list(accumulate(kept, Standing.after, initial=self.state.before))


_FOLDS: Mapping[type[Entry], Callable[[Account, Any], None]] = {
    Deposited: Account._deposit,
    Undone: Account._undo,
    PromptShown: Account._offer,
    PromptSeen: Account._see,
    PromptAnswered: Account._answer,
    Corrected: Account._correct,
    Unlearned: Account._unlearn,
    Hushed: Account._hush,
    SettingsChanged: Account._set,
}


def _count(counts: dict[str, int], kind: str, by: int) -> None:
    counts[kind] = counts.get(kind, 0) + by
    if counts[kind] == 0:
        del counts[kind]


def _by_jar(counts: Mapping[str, int]) -> dict[Jar, int]:
    filled: dict[Jar, int] = dict.fromkeys(JARS, 0)
    for kind, count in counts.items():
        jar = jar_of(kind)
        if jar is not None:
            filled[jar] += count
    return filled


def _keep_newest(known: dict[str, T], most: int) -> None:
    if len(known) > most:
        del known[next(iter(known))]
