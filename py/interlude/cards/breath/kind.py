"""What a breath needs: a pattern, from which comes the timetable that the card plays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from interlude.cards.kinds import CardKind
from interlude.clock import MINUTE
from interlude.ledger.deposits import deposit_kinds
from interlude.prompts.breath import Beat, Cue, patterns, timetable
from interlude.words import N_, _, ngettext

if TYPE_CHECKING:
    from interlude.prompts.library import Prompt

PAUSE = "real_pause"
INVITATION = 2 * MINUTE
DONE = 20_000

# L10n: said to those who listen, at each turn of the breath
HEARD: dict[Cue, str] = {"in": N_("in"), "hold": N_("hold"), "out": N_("out")}


def _values(prompt: Prompt, done: bool) -> Mapping[str, object]:
    """A breath that nobody begins goes by itself, and so does one that is done."""
    beats = timetable(patterns()[prompt.pattern], prompt.seconds) if prompt.pattern else ()
    total = beats[-1].start_ms + beats[-1].ms if beats else 0
    cycle = _cycle(beats)
    return {
        "beats": [{**asdict(beat), "heard": _(HEARD[beat.cue])} for beat in beats],
        "cycle": sum(beat.ms for beat in cycle),
        "rhythm": ", ".join(_rhythm(beat) for beat in cycle),
        "starts": _("It begins. {cue}.").format(cue=beats[0].words) if beats else "",
        "seconds": round(total / 1000),
        "pause": next(kind for kind in deposit_kinds() if kind.id == PAUSE),
        "goes": DONE if done else INVITATION,
    }


def _rhythm(beat: Beat) -> str:
    """How long a part of the breath lasts.

    >>> _rhythm(Beat("in", "In", 0, 4000, 4)), _rhythm(Beat("hold", "Hold", 0, 1000, 1))
    ('4 seconds in', '1 second held')
    """
    n = beat.count
    said = {
        "in": ngettext("{n} second in", "{n} seconds in", n),
        "hold": ngettext("{n} second held", "{n} seconds held", n),
        "out": ngettext("{n} second out", "{n} seconds out", n),
    }
    return said[beat.cue].format(n=n)


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
