"""What a person never wants to see again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from interlude.ledger.entries import Sort
from interlude.ledger.figures.figure import Figure

BANS = 512
"""Prompts, and families, of which it is known: more than the library has."""


@dataclass(slots=True)
class State:
    """``prompts`` and ``families`` are ids, newest last."""

    prompts: list[str] = field(default_factory=list)
    families: list[str] = field(default_factory=list)

    def of(self, sort: Sort) -> list[str]:
        """The ids of a sort."""
        return self.prompts if sort == "prompt" else self.families


class Bans(Figure[State]):
    """The prompts and families that a person said "never again" to, for good.

    >>> bans = Bans()
    >>> bans.on_ban("family", "space")
    >>> bans.on_ban("prompt", "body_jaw")
    >>> bans.on_brought_back("family", "space")
    >>> bans.families, bans.prompts
    ((), ('body_jaw',))
    """

    def __init__(self) -> None:
        self.state = State()

    @property
    def prompts(self) -> Sequence[str]:
        """Ids of the prompts that may not come, newest last."""
        return tuple(self.state.prompts)

    @property
    def families(self) -> Sequence[str]:
        """Ids of the families of which nothing may come, newest last."""
        return tuple(self.state.families)

    # --- The fold --------------------------------------------------------------------------

    def on_ban(self, sort: Sort, name: str) -> None:
        self.on_brought_back(sort, name)
        self.state.of(sort).append(name)
        del self.state.of(sort)[:-BANS]

    def on_brought_back(self, sort: Sort, name: str) -> None:
        if name in self.state.of(sort):
            self.state.of(sort).remove(name)
