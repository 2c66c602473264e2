"""When Interlude was silent by lot, where a card would have come."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.ledger.entries import KeptSilent
from interlude.ledger.figures.figure import Figure


@dataclass(slots=True)
class State:
    """``last`` is the time of the newest silence by lot, in ms, and ``count`` counts all."""

    last: int | None = None
    count: int = 0


class Lots(Figure[State]):
    """The silences that came by lot.

    >>> from interlude.clock import Moment
    >>> lots = Lots()
    >>> lots.on_kept_silent(KeptSilent("a", Moment(7, 0), "angry"))
    >>> lots.last, lots.count
    (7, 1)
    """

    def __init__(self) -> None:
        self.state = State()

    @property
    def last(self) -> int | None:
        """When it was silent by lot last, in ms; None if it never was."""
        return self.state.last

    @property
    def count(self) -> int:
        """How often it was."""
        return self.state.count

    # --- The fold --------------------------------------------------------------------------

    def on_kept_silent(self, entry: KeptSilent) -> None:
        self.state = State(entry.now.at, self.state.count + 1)
