"""The card: one breath, one other way to see it, or one thing to say after praise or a death."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from interlude.clock import MINUTE
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import PromptShown
from interlude.pages.parts.environment import render as page
from interlude.prompts.breath import Beat, Cue
from interlude.prompts.library import Prompt
from interlude.tension.reasons import REASONS

PAUSE = "real_pause"
INVITATION = 2 * MINUTE
DONE = 20_000
_WORDS: dict[Cue, str] = {"in": "in", "hold": "held", "out": "out"}


def render(
    shown: PromptShown,
    prompt: Prompt,
    beats: Sequence[Beat],
    first: bool,
    first_breath: bool = False,
    done: bool = False,
    clicks: bool = True,
    single_keys: bool = True,
) -> str:
    """The card of a prompt; ``beats`` is the timetable of a breath and empty for words.

    ``first`` is true for the first card ever: it then says what it is and how to change it.
    ``first_breath`` is true for the first breath ever: it then says what to know before it, which
    later stands under "Why this?" alone.  ``done`` is true when a breath has been finished.
    ``clicks`` is false where a click is not believed, which the card then says.  A breath that
    nobody begins goes by itself, and so does one that is done.
    """
    total = beats[-1].start_ms + beats[-1].ms if beats else 0
    cycle = _cycle(beats)
    return page(
        "pages/card/page.html",
        shown=shown,
        prompt=prompt,
        beats=[asdict(beat) for beat in beats],
        cycle=sum(beat.ms for beat in cycle),
        rhythm=", ".join(f"{beat.count} seconds {_WORDS[beat.cue]}" for beat in cycle),
        seconds=round(total / 1000),
        done=done,
        clicks=clicks,
        pause=next(kind for kind in deposit_kinds() if kind.id == PAUSE),
        goes=(DONE if done else INVITATION) if beats else 0,
        single_keys=single_keys,
        first=first,
        first_breath=first_breath,
        reasons=[REASONS[reason] for reason in shown.reasons if reason in REASONS],
        evidence=prompt.evidence,
        correctable=shown.cause == "close"
        and shown.tension not in ("praise", "heavy")
        and bool(shown.trace),
    )


def _cycle(beats: Sequence[Beat]) -> Sequence[Beat]:
    """One whole breath of a timetable: up to where the next one comes in.

    >>> beats = [Beat("in", "In", 0, 4000, 4), Beat("out", "Out", 4000, 6000, 6)]
    >>> [beat.cue for beat in _cycle(beats * 6)]
    ['in', 'out']
    """
    later = range(1, len(beats))
    begins = (n for n in later if beats[n].cue == "in" and beats[n - 1].cue != "in")
    return beats[: next(begins, len(beats))]
