"""What the account remembers of the journal: no more after ten years than after one.

What grows with the years is kept as a count.  The rest are windows, wide enough for every page and
every rule.  They belong to the fold itself, so figures do not depend on where a checkpoint fell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from interlude.clock import Moment
from interlude.ledger.entries import Deposited, Hushed, PromptShown, Verdict
from interlude.ledger.shifts import Standing
from interlude.settings import Settings
from interlude.tension.tuning import Tap

DEPOSITS = 120
"""Of so many deposits each is known by itself: twice what the account page can take back."""

WEEKS = 8
"""Weeks whose deposits are counted by themselves: slips are made of two of them."""

SHIFTS = 60
"""Shifts that can still change when a deposit is taken back, about a quarter of a year."""

SEEN = 512
"""Prompts that are known to have been seen, each once: more than the library has."""

CARDS = 24
"""Cards that may still be open somewhere, or be answered."""

REFUSED = 128
"""Prompts that were refused, each once: more than anybody can refuse of the library in a month."""

TAPS = 160
"""Taps that the judge of tension learns from: more would keep it from following a change."""


@dataclass(slots=True)
class Tally:
    """What happened in one shift.

    ``prompts`` came unasked and were seen; ``praised`` says whether one of them was for praise.
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
class Put:
    """A deposit, the number of the shift it counts in, and whether it was taken back."""

    entry: Deposited
    shift: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Hush:
    """A wish for silence, and the number of the shift it was made in."""

    entry: Hushed
    shift: int


@dataclass(slots=True)
class Card:
    """A prompt that was offered, whether it was seen, and what was said to it."""

    entry: PromptShown
    seen: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """When "Not for me" was said to a prompt, in ms, and the number of the shift it was said in."""

    at: int
    shift: int


@dataclass(slots=True)
class State:
    """Everything that the fold of ``account.py`` keeps between two entries.

    ``entries`` and ``unreadable`` count the journal, ``counts`` the deposits by kind that were not
    taken back, ``weeks`` the same by ISO week.  ``before`` is the standing of the run before the
    first of ``shifts``, and ``begun`` how many shifts there ever were: the last has this number.
    ``last`` is the time of the newest sign of the agent, ``ahead`` the furthest time of a sign in
    the shift at hand, both in ms.  ``seen`` are ids of prompts, newest last and each once, and
    ``last_seen`` is the time in ms at which the newest came into sight; ``refused`` goes by id of
    prompt.  ``taps`` are the newest
    that the judge learns from, and ``tapped`` counts all since it last forgot.  Other dictionaries
    go by entry id, newest last.
    """

    entries: int = 0
    unreadable: int = 0
    settings: Settings = field(default_factory=Settings)
    counts: dict[str, int] = field(default_factory=dict)
    weeks: dict[str, dict[str, int]] = field(default_factory=dict)
    deposits: dict[str, Put] = field(default_factory=dict)
    begun: int = 0
    before: Standing = field(default_factory=Standing)
    shifts: list[Tally] = field(default_factory=list)
    last: int | None = None
    ahead: int | None = None
    hush: Hush | None = None
    cards: dict[str, Card] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    last_seen: int | None = None
    refused: dict[str, Refusal] = field(default_factory=dict)
    taps: list[Tap] = field(default_factory=list)
    tapped: int = 0
