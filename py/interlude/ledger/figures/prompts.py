"""Which prompts a person has met, in which workday, and what they said to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from interlude.clock import Moment
from interlude.ledger.entries import PromptAnswered, PromptShown
from interlude.ledger.figures.figure import Figure, keep_newest
from interlude.ledger.figures.shifts import Shifts
from interlude.ledger.tastes import Met, Said

SEEN = 512
"""Prompts that are known to have been met, each once: more than the library has."""

LATELY = 40
"""Cards of which it is known in what order they were seen."""


@dataclass(slots=True)
class State:
    """``met`` goes by id of prompt, the one met last at the end; ``lately`` are ids of the prompts
    of the last cards, in their order; ``last`` is the time in ms at which the last was seen."""

    met: dict[str, Met] = field(default_factory=dict)
    lately: list[str] = field(default_factory=list)
    last: int | None = None


class Prompts(Figure[State]):
    """What a person has met of the library.

    >>> prompts = Prompts(Shifts())
    >>> gap = PromptShown("a", Moment(0, 0), "space_gap", "angry", 2, "close")
    >>> prompts.on_offer(gap)  # offered is not seen
    >>> prompts.seen
    ()
    >>> prompts.on_seen(gap, Moment(500, 0))
    >>> prompts.seen, prompts.last_seen
    (('space_gap',), 500)
    """

    def __init__(self, shifts: Shifts) -> None:
        self.state = State()
        self._shifts = shifts

    @property
    def seen(self) -> tuple[str, ...]:
        """Ids of the prompts that were seen, each once, the one seen last at the end."""
        return tuple(self.state.met)

    @property
    def met(self) -> Mapping[str, Met]:
        """The same with when each was seen last, and what was said to it."""
        return MappingProxyType(self.state.met)

    @property
    def lately(self) -> tuple[str, ...]:
        """Ids of the prompts that were seen last, as often as they were seen, newest last."""
        return tuple(self.state.lately)

    @property
    def taught(self) -> bool:
        """Whether anything is believed of a person's taste."""
        return any(one.liked or one.refused for one in self.state.met.values())

    @property
    def last_seen(self) -> int | None:
        """When the prompt that was seen last came into sight, in ms; None if there was none."""
        return self.state.last

    # --- The fold --------------------------------------------------------------------------

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        of, today = self.state, self._shifts.begun
        of.last = now.at
        of.met[shown.prompt] = of.met.pop(shown.prompt, Met(today)).on(today)
        keep_newest(of.met, SEEN)
        of.lately.append(shown.prompt)
        del of.lately[:-LATELY]

    def on_begun(self, shown: PromptShown) -> None:
        self._say(shown.prompt, "begun")

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        if first:
            self._say(shown.prompt, answer.verdict)

    def on_unlearn(self) -> None:
        met = self.state.met.items()
        self.state.met = {prompt: Met(one.workday) for prompt, one in met}

    def _say(self, prompt: str, said: Said) -> None:
        if prompt in self.state.met:
            self.state.met[prompt] = self.state.met[prompt].on(self._shifts.begun).after(said)
