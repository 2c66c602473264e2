"""Which prompts a person has met, and when they met the last."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlude.clock import Moment
from interlude.ledger.entries import PromptShown
from interlude.ledger.figures.figure import Figure

SEEN = 512
"""Prompts that are known to have been seen, each once: more than the library will have."""


@dataclass(slots=True)
class State:
    """``seen`` are ids of prompts, newest last and each once; ``last`` is the time in ms at which
    the newest came into sight."""

    seen: list[str] = field(default_factory=list)
    last: int | None = None


class Prompts(Figure[State]):
    """What a person has met of the library.

    >>> prompts = Prompts()
    >>> gap = PromptShown("a", Moment(0, 0), "space_gap", "angry", 2, "close")
    >>> prompts.on_offer(gap)  # offered is not seen
    >>> prompts.seen
    ()
    >>> prompts.on_seen(gap, Moment(500, 0))
    >>> prompts.seen, prompts.last_seen
    (('space_gap',), 500)
    """

    def __init__(self) -> None:
        self.state = State()

    @property
    def seen(self) -> tuple[str, ...]:
        """Ids of the prompts that were seen, each once, the one seen last at the end."""
        return tuple(self.state.seen)

    @property
    def last_seen(self) -> int | None:
        """When the prompt that was seen last came into sight, in ms; None if there was none."""
        return self.state.last

    # --- The fold --------------------------------------------------------------------------

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        of = self.state
        of.last = now.at
        if shown.prompt in of.seen:
            of.seen.remove(shown.prompt)
        of.seen.append(shown.prompt)
        del of.seen[:-SEEN]
