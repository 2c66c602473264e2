"""The shifts of a working life: the one at hand, the last ones, and the run of those kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from interlude.clock import HOUR, Moment
from interlude.ledger.entries import TAKEN_UP, Deposited, KeptSilent, PromptAnswered, PromptShown
from interlude.ledger.figures.figure import Figure
from interlude.ledger.shifts import Run, Shift, Standing, begins_shift

SHIFTS = 60
"""Shifts that can still change when a deposit is taken back, about a quarter of a year."""

WORKED_EVERY = 2 * HOUR


@dataclass(slots=True)
class Tally:
    """What happened in one shift.

    ``prompts`` came unasked and were seen, or by lot did not come; ``praised`` says whether one of
    them was for praise.
    """

    start: Moment
    deposits: int = 0
    prompts: int = 0
    praised: bool = False
    paused: bool = False

    @property
    def kept(self) -> bool:
        """Whether there is a deposit or a pause in the shift."""
        return self.deposits > 0 or self.paused


@dataclass(slots=True)
class State:
    """``tallies`` are the newest shifts, ``before`` is the standing of the run before the first of
    them, and ``begun`` how many shifts there ever were: the last has this number.  ``last`` is the
    time of the newest sign of the agent, ``ahead`` the furthest time of a sign in the shift at
    hand, both in ms."""

    begun: int = 0
    before: Standing = field(default_factory=Standing)
    tallies: list[Tally] = field(default_factory=list)
    last: int | None = None
    ahead: int | None = None


class Shifts(Figure[State]):
    """How a person's work falls into shifts, and what was in each.  Other figures ask it."""

    def __init__(self) -> None:
        self.state = State()

    @property
    def begun(self) -> int:
        """The number of the last shift."""
        return self.state.begun

    def workday(self, now: Moment) -> int:
        """The number of the shift that a person is in, or begins with this.

        >>> shifts = Shifts()
        >>> shifts.on_work(Moment(at=0, offset=0))
        >>> [shifts.workday(Moment(at=hours * HOUR, offset=0)) for hours in (4, 5)]
        [1, 2]
        """
        return self.begun if self.at_work(now) else self.begun + 1

    def at_work(self, now: Moment) -> bool:
        """Whether the last shift of the journal is still going on."""
        before = self._sign_before(now)
        return before is not None and not begins_shift(before, now.at)

    def start(self, now: Moment) -> Moment | None:
        """When the shift at hand began; None once it is over."""
        return self.state.tallies[-1].start if self.at_work(now) else None

    def is_stale(self, now: Moment) -> bool:
        """Whether nothing was heard for two hours, so that work should leave a mark.

        A clock that went back as far counts the same: the mark ties the shift to the new time.
        """
        before = self._sign_before(now)
        return before is None or abs(now.at - before) >= WORKED_EVERY

    def today(self, now: Moment) -> int:
        """How many deposits a person made in the shift at hand; 0 once it is over.

        >>> hour = 3_600_000
        >>> shifts = Shifts()
        >>> shifts.on_work(Moment(at=0, offset=0))
        >>> shifts.on_deposit(Deposited(id="1", now=Moment(at=0, offset=0), deposit="real_warmth"))
        >>> shifts.today(Moment(at=4 * hour, offset=0))
        1
        >>> shifts.today(Moment(at=5 * hour, offset=0))
        0
        """
        return self.state.tallies[-1].deposits if self.at_work(now) else 0

    def prompts(self, now: Moment) -> int:
        """How many prompts came unasked, and were seen, in the shift at hand.

        A silence by lot counts as the prompt that it stands for.
        """
        return self.state.tallies[-1].prompts if self.at_work(now) else 0

    def praised(self, now: Moment) -> bool:
        """Whether a prompt for praise was seen in the shift at hand already."""
        return self.at_work(now) and self.state.tallies[-1].praised

    @property
    def cards(self) -> list[int]:
        """How many cards came unasked in each of the last shifts but the newest, praise apart."""
        return [tally.prompts - tally.praised for tally in self.state.tallies[:-1]]

    def run(self, now: Moment) -> Run:
        """A person's run of kept shifts; the shift at hand can lengthen it, never break it."""
        return self._standings()[self._ended(now)].run

    def recent(self, now: Moment, n: int) -> tuple[Shift, ...]:
        """The last ``n`` shifts, ``SHIFTS`` at most, oldest first.

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
            for nth, tally in enumerate(self.state.tallies, start=1)
        )
        return shifts[-n:]

    # --- The fold --------------------------------------------------------------------------

    def on_work(self, now: Moment) -> None:
        of = self.state
        before = self._sign_before(now)
        if before is None or begins_shift(before, now.at):
            of.tallies.append(Tally(start=now))
            of.begun += 1
            of.ahead = now.at
            if len(of.tallies) > SHIFTS:
                of.before = of.before.after(of.tallies.pop(0).kept)
        elif of.ahead is None or of.ahead < now.at:
            of.ahead = now.at
        of.last = now.at

    def on_deposit(self, entry: Deposited) -> None:
        self.state.tallies[-1].deposits += 1

    def on_undo(self, entry: Deposited, shift: int) -> None:
        ago = self.begun - shift
        if ago < len(self.state.tallies):
            self.state.tallies[-1 - ago].deposits -= 1

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        if shown.cause == "close":
            self.state.tallies[-1].prompts += 1
            self.state.tallies[-1].praised |= shown.tension == "praise"

    def on_kept_silent(self, entry: KeptSilent) -> None:
        self.state.tallies[-1].prompts += 1
        self.state.tallies[-1].praised |= entry.tension == "praise"

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        if answer.verdict in TAKEN_UP:
            self.state.tallies[-1].paused = True

    def _sign_before(self, now: Moment) -> int | None:
        """The sign of the agent after which the silence before ``now`` is counted.

        As a rule it is the newest one.  A tap that was kept while Interlude could not start may
        bring an older time with it; when the clock is again where it was before, the silence is
        counted from there, as if that tap had come in its turn.
        """
        ahead = self.state.ahead
        return ahead if ahead is not None and ahead <= now.at else self.state.last

    def _ended(self, now: Moment) -> int:
        """How many shifts count in the run: all but one at hand that nothing is in yet."""
        at_hand = self.at_work(now) and not self.state.tallies[-1].kept
        return len(self.state.tallies) - at_hand

    def _standings(self) -> list[Standing]:
        """The standing before the remembered shifts, and after each of them."""
        kept = (tally.kept for tally in self.state.tallies)
        return list(accumulate(kept, Standing.after, initial=self.state.before))
