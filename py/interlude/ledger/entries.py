"""What the journal keeps: one small fact about the agent's own day per entry.

An entry never holds a ticket's text, number, customer or agent name.  Balance, run and all
other figures are folded from these, each in its file in ``figures/``.

Journals outlive versions: whoever changes the shape of an entry, or adds a kind, adds a step to
``migrations/`` that brings older entries to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from interlude.clock import Moment
from interlude.settings import Settings
from interlude.tension.judge import Kind


@dataclass(frozen=True, slots=True)
class Deposited:
    """The agent put one good deed of a kind (see ``content/deposits.yaml``) into a jar."""

    kind: ClassVar[str] = "deposited"
    id: str
    now: Moment
    deposit: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The agent took back the deposit whose entry id is ``entry``."""

    kind: ClassVar[str] = "undone"
    id: str
    now: Moment
    entry: str


Cause: TypeAlias = Literal["close", "declared", "breath", "another"]
"""What brought a prompt: a tense ``close``, or the agent, who ``declared`` that a ticket was tense,
wanted a ``breath``, or wanted ``another`` instead of the one that was there."""


@dataclass(frozen=True, slots=True)
class PromptShown:
    """A prompt was offered; unasked, if its ``cause`` is a close.

    ``PromptSeen`` tells whether anybody saw it.  ``heat`` is 0 to 5; ``reasons`` are reason ids of
    the tension judge, never words of the ticket; ``trace`` are the judge's small numbers that a
    later correction may learn from.  ``seen`` is true for a prompt of the versions that made no
    difference between offered and seen.
    """

    kind: ClassVar[str] = "prompt_shown"
    id: str
    now: Moment
    prompt: str
    tension: Kind
    heat: int
    cause: Cause
    reasons: tuple[str, ...] = ()
    trace: tuple[int, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class PromptSeen:
    """The card of the prompt whose entry id is ``shown`` was really visible to the agent."""

    kind: ClassVar[str] = "prompt_seen"
    id: str
    now: Moment
    shown: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The agent began the breath of the prompt whose entry id is ``shown``."""

    kind: ClassVar[str] = "begun"
    id: str
    now: Moment
    shown: str


@dataclass(frozen=True, slots=True)
class KeptSilent:
    """A card would have fitted after a close, and by lot there was none."""

    kind: ClassVar[str] = "kept_silent"
    id: str
    now: Moment
    tension: Kind


Verdict: TypeAlias = Literal["helped", "again", "not_for_me", "closed", "finished"]

TAKEN_UP: frozenset[Verdict] = frozenset({"helped", "again", "finished"})
"""What somebody says to a prompt that was of use."""


@dataclass(frozen=True, slots=True)
class PromptAnswered:
    """What the agent did with the prompt whose entry id is ``shown``."""

    kind: ClassVar[str] = "prompt_answered"
    id: str
    now: Moment
    shown: str
    verdict: Verdict


Sort: TypeAlias = Literal["prompt", "family"]


@dataclass(frozen=True, slots=True)
class Banned:
    """The agent never wants to see a prompt, or any of a family, again: the ``name`` is its id."""

    kind: ClassVar[str] = "banned"
    id: str
    now: Moment
    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The agent takes back that they never want to see a prompt, or any of a family, again."""

    kind: ClassVar[str] = "brought_back"
    id: str
    now: Moment
    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The agent told the judge that a conversation was tense after all, or was not.

    ``trace`` are the judge's small numbers for it.  ``shown`` is the entry id of the card on which
    the agent said "Not tense"; it is empty for a close that was judged calm and declared tense.
    """

    kind: ClassVar[str] = "corrected"
    id: str
    now: Moment
    tense: bool
    trace: tuple[int, ...]
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Unlearned:
    """The agent had all forgotten that they had taught: the judge's taps, and their taste."""

    kind: ClassVar[str] = "unlearned"
    id: str
    now: Moment


@dataclass(frozen=True, slots=True)
class Hushed:
    """The agent asked for silence until an instant, or (``until`` is None) for this shift.

    ``offset`` is how many minutes the agent's clock will be ahead of UTC by then, where that is not
    as it is ``now``: clocks are put back in the middle of a night shift.
    """

    kind: ClassVar[str] = "hushed"
    id: str
    now: Moment
    until: int | None
    offset: int | None = None

    def __post_init__(self) -> None:
        self.end(self.now)

    def end(self, now: Moment) -> Moment | None:
        """When the silence ends by itself, by the agent's own clock.

        Raises ``ValueError`` for what no clock shows.
        """
        if self.until is None:
            return None
        return Moment(self.until, now.offset if self.offset is None else self.offset)


@dataclass(frozen=True, slots=True)
class InCall:
    """The agent is in a call from now on, or (``on`` is false) it is over."""

    kind: ClassVar[str] = "in_call"
    id: str
    now: Moment
    on: bool


@dataclass(frozen=True, slots=True)
class AsBefore:
    """The agent wants cards as often as before in this shift, though they let some go by."""

    kind: ClassVar[str] = "as_before"
    id: str
    now: Moment


@dataclass(frozen=True, slots=True)
class Worked:
    """The agent was at work just now.

    Written at most once in two hours, and only so that a long quiet shift is not mistaken
    for two; it is the coarsest mark that can tell one shift from the next.
    """

    kind: ClassVar[str] = "worked"
    id: str
    now: Moment


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The agent saved the settings page; the whole of the settings, as saved."""

    kind: ClassVar[str] = "settings_changed"
    id: str
    now: Moment
    settings: Settings


Entry: TypeAlias = (
    Deposited
    | Undone
    | PromptShown
    | PromptSeen
    | Begun
    | KeptSilent
    | PromptAnswered
    | Banned
    | BroughtBack
    | Corrected
    | Unlearned
    | Hushed
    | InCall
    | AsBefore
    | Worked
    | SettingsChanged
)

Raw: TypeAlias = dict[str, Any]
"""An entry as it stands in the journal: perhaps of an older version, perhaps damaged."""
