"""Which prompt fits this moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeAlias

from interlude.prompts.library import Prompt, library
from interlude.tension.judge import Kind

HOT = 4

# Families side by side in one step are equally good; steps stand in the order of offering.
Steps: TypeAlias = tuple[frozenset[str], ...]


def _steps(*steps: str) -> Steps:
    return tuple(frozenset(step.split()) for step in steps)


_WORDS: dict[Kind, Steps] = {
    "heavy": _steps("heavy"),
    "angry": _steps("not_about_me their_eyes space", "breath body impact"),
    "abusive": _steps("dignity", "together", "breath body", "space"),
    "accused": _steps("own_name not_about_me dignity", "breath body", "distance impact"),
    "policy": _steps("control their_eyes", "breath body", "distance if_then"),
    "slog": _steps("body", "impact together", "distance"),
    "mistake": _steps("repair", "self_kindness", "if_then own_name"),
    "praise": _steps("savour", "thanks_onward"),
    "none": _steps("breath", "body", "space"),
}

_HOT: dict[Kind, Steps] = {
    "heavy": _WORDS["heavy"],
    "angry": _steps("breath body"),
    "abusive": _steps("dignity", "together", "breath body"),
    "accused": _steps("breath body"),
    "policy": _steps("breath body"),
    "slog": _steps("body"),
    "mistake": _steps("breath body", "repair", "self_kindness"),
    "praise": _WORDS["praise"],
    "none": _steps("breath body"),
}


def choose(kind: Kind, heat: int, recent: Sequence[str], seed: int) -> Prompt:
    """A person is offered what fits the moment and what they have not met for longest.

    A hot moment (heat 4 or 5) needs the body before words.  Someone who was insulted is told
    that it was not okay, and is never shown a bright side.  Someone who made a mistake first
    mends it, then is kind to themselves, then plans.  Praise is let in, and passed on.

    Each kind of tension has steps of families, offered in turn: if the last prompt came from
    one step, the next step follows, else the first.  A family does not come twice running
    while another is left.  Within a step the prompt unseen for longest comes first, and
    ``seed`` decides between equals.  ``recent`` are ids of shown prompts, newest last.

    >>> choose("mistake", 2, [], seed=1).family
    'repair'
    >>> choose("mistake", 2, ["repair_step"], seed=1).family
    'self_kindness'
    >>> choose("angry", 5, ["body_feet"], seed=1).family
    'breath'
    """
    steps = (_HOT if heat >= HOT else _WORDS)[kind]
    last = _family(recent[-1]) if recent else None
    fitting = [prompt for prompt in library() if prompt.fits(kind, heat)]
    for step in _in_turn(steps, last):
        fresh = [p for p in fitting if p.family in step and p.family != last]
        if fresh:
            return _unseen_for_longest(fresh, recent, seed)
    again = [p for p in fitting if any(p.family in step for step in steps)]
    return _unseen_for_longest(again, recent, seed)


def _in_turn(steps: Steps, last: str | None) -> Steps:
    """The steps in the order in which they are tried after a prompt of the family ``last``."""
    for nth, step in enumerate(steps):
        if last in step:
            return steps[nth + 1 :] + steps[: nth + 1]
    return steps


def _family(prompt_id: str) -> str | None:
    return next((prompt.family for prompt in library() if prompt.id == prompt_id), None)


def _unseen_for_longest(prompts: Iterable[Prompt], recent: Sequence[str], seed: int) -> Prompt:
    seen = {prompt_id: nth for nth, prompt_id in enumerate(recent)}
    dice = Random(seed)
    return min(prompts, key=lambda prompt: (seen.get(prompt.id, -1), dice.random()))
