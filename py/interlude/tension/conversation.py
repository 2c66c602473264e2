"""A support conversation as the judge sees it: who said what, in order, and free hints."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["customer", "agent", "note"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `at` is the moment it was sent, in epoch milliseconds, where it is known."""

    role: Role
    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What the helpdesk itself says about the ticket; every field may be unknown.

    `priority` runs from 1 (low) to 4 (urgent), `sentiment` from -1 (bad) to 1 (good),
    `waited_minutes` is the longest time the customer waited for an answer.
    """

    priority: int | None = None
    csat: Literal["good", "bad"] | None = None
    sentiment: float | None = None
    reopens: int = 0
    waited_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one ticket, oldest first. `lang` is the helpdesk's guess ("en", "pt-BR")."""

    turns: tuple[Turn, ...]
    lang: str | None = None
    hints: Hints = Hints()
