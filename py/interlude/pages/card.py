"""The card: one breath, one other way to see it, or one thing to say after praise or a death."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from interlude.ledger.entries import PromptShown
from interlude.pages.environment import render as page
from interlude.prompts.breath import Beat
from interlude.prompts.library import Prompt
from interlude.tension.reasons import REASONS


def render(
    shown: PromptShown,
    prompt: Prompt,
    beats: Sequence[Beat],
    first: bool,
    first_breath: bool = False,
) -> str:
    """The card of a prompt; ``beats`` is the timetable of a breath and empty for words.

    ``first`` is true for the first card ever: it then says what it is and how to change it.
    ``first_breath`` is true for the first breath ever: it then says what to know before it, which
    later stands under "Why this?" alone.
    """
    total = beats[-1].start_ms + beats[-1].ms if beats else 0
    return page(
        "card.html",
        shown=shown,
        prompt=prompt,
        beats=[asdict(beat) for beat in beats],
        seconds=round(total / 1000),
        first=first,
        first_breath=first_breath,
        reasons=[REASONS[reason] for reason in shown.reasons if reason in REASONS],
        evidence=prompt.evidence,
        correctable=shown.cause == "close"
        and shown.tension not in ("praise", "heavy")
        and bool(shown.trace),
    )
