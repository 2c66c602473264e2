"""The newest cards: what was offered, whether it was seen, and what was said to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interlude.clock import Moment
from interlude.ledger.entries import Corrected, PromptAnswered, PromptShown, Verdict
from interlude.ledger.figures.figure import Figure, keep_newest

CARDS = 24
"""Cards that may still be open somewhere, or be answered."""


@dataclass(slots=True)
class Card:
    """A prompt that was offered, whether it was seen and begun, and what was said to it."""

    entry: PromptShown
    seen: bool = False
    begun: bool = False
    verdict: Verdict | None = None


@dataclass(slots=True)
class State:
    """``newest`` goes by entry id, newest last."""

    newest: dict[str, Card] = field(default_factory=dict)


class Cards(Figure[State]):
    """The cards that something may still be said to.

    >>> cards = Cards()
    >>> cards.on_offer(PromptShown("a", Moment(0, 0), "space_gap", "angry", 2, "close"))
    >>> cards.on_offer(PromptShown("b", Moment(9, 0), "space_name", "angry", 2, "another"))
    >>> cards.same_moment("b"), cards.seen("b")
    (('space_gap', 'space_name'), False)
    """

    def __init__(self) -> None:
        self.state = State()

    @property
    def last(self) -> PromptShown | None:
        """The prompt that was offered last, seen or not."""
        newest = next(reversed(self.state.newest.values()), None)
        return None if newest is None else newest.entry

    @property
    def moments(self) -> tuple[PromptShown, ...]:
        """The cards that were seen and began a moment, oldest first: *Another* begins none."""
        cards = self.state.newest.values()
        return tuple(c.entry for c in cards if c.seen and c.entry.cause != "another")

    def find(self, entry_id: str) -> Card | None:
        """The card that was offered with this entry id, if it is one of the newest."""
        return self.state.newest.get(entry_id)

    def shown(self, entry_id: str) -> PromptShown | None:
        """The prompt that was offered with this entry id, if it is one of the newest."""
        card = self.find(entry_id)
        return None if card is None else card.entry

    def seen(self, entry_id: str) -> bool:
        """Whether the prompt that was offered with this entry id was seen."""
        card = self.find(entry_id)
        return card is not None and card.seen

    @property
    def answered(self) -> Mapping[str, Verdict]:
        """What was said to the newest prompts, by entry id of the prompt."""
        return {shown: card.verdict for shown, card in self.state.newest.items() if card.verdict}

    def same_moment(self, entry_id: str) -> tuple[str, ...]:
        """Ids of the prompts offered in one moment, up to this entry and oldest first.

        A moment begins with a close or a wish; each *Another* after it belongs to it.
        """
        prompts: list[str] = []
        cards = list(self.state.newest)
        for card in reversed(cards[: cards.index(entry_id) + 1] if entry_id in cards else []):
            entry = self.state.newest[card].entry
            prompts.insert(0, entry.prompt)
            if entry.cause != "another":
                break
        return tuple(prompts)

    # --- The fold --------------------------------------------------------------------------

    def on_offer(self, shown: PromptShown) -> None:
        self.state.newest[shown.id] = Card(shown)
        keep_newest(self.state.newest, CARDS)

    def on_seen(self, shown: PromptShown, now: Moment) -> None:
        self.state.newest[shown.id].seen = True

    def on_begun(self, shown: PromptShown) -> None:
        self.state.newest[shown.id].begun = True

    def on_answer(self, shown: PromptShown, answer: PromptAnswered, first: bool) -> None:
        if first or answer.verdict != "closed":
            self.state.newest[shown.id].verdict = answer.verdict

    def on_correction(self, entry: Corrected) -> None:
        if entry.shown:
            self.state.newest[entry.shown].verdict = "closed"  # nothing else can be said to it
