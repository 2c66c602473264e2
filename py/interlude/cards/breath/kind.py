"""What a breath needs: a pattern, from which comes the timetable that the card plays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from interlude.cards.kinds import CardKind
from interlude.clock import MINUTE
from interlude.ledger.deposits import deposit_kinds
from interlude.prompts.breath import Beat, Cue, patterns, timetable

if TYPE_CHECKING:
    from interlude.prompts.library import Prompt

PAUSE = "real_pause"
INVITATION = 2 * MINUTE
DONE = 20_000
_WORDS: dict[Cue, str] = {"in": "in", "hold": "held", "out": "out"}


def _values(prompt: Prompt, done: bool) -> Mapping[str, object]:
    """A breath that nobody begins goes by itself, and so does one that is done."""
    beats = timetable(patterns()[prompt.pattern], prompt.seconds) if prompt.pattern else ()
    total = beats[-1].start_ms + beats[-1].ms if beats else 0
    cycle = _cycle(beats)
    return {
        "beats": [asdict(beat) for beat in beats],
        "cycle": sum(beat.ms for beat in cycle),
        "rhythm": ", ".join(f"{beat.count} seconds {_WORDS[beat.cue]}" for beat in cycle),
        "seconds": round(total / 1000),
        "pause": next(kind for kind in deposit_kinds() if kind.id == PAUSE),
        "goes": DONE if done else INVITATION,
    }


def _cycle(beats: Sequence[Beat]) -> Sequence[Beat]:
    """One whole breath of a timetable: up to where the next one comes in.

    >>> beats = [Beat("in", "In", 0, 4000, 4), Beat("out", "Out", 4000, 6000, 6)]
    >>> [beat.cue for beat in _cycle(beats * 6)]
    ['in', 'out']
    """
    later = range(1, len(beats))
    begins = (n for n in later if beats[n].cue == "in" and beats[n - 1].cue != "in")
    return beats[: next(begins, len(beats))]


# To breathe harms nobody; at its end the breath tells how it was begun.
KIND = CardKind(pattern=True, values=_values, harmless=("begin",))
