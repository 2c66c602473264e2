"""Which prompt fits this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from interlude.prompts.library import HOT, Prompt, Steps, library, steps
from interlude.tension.judge import Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment in which a person may be offered something, and what they met before.

    ``kind`` and ``heat`` are of the ticket, and ``danger`` says that a life may be in danger; where
    no ticket was read they are ``none`` and 0.  One close, or one wish, is one moment, and
    *Another* goes on with it: ``before`` are ids of the prompts offered in it so far, newest last.
    ``seen`` are ids of all that were ever seen, newest last.  ``refused`` are ids of prompts, and
    ``resting`` of families, that "Not for me" was said to.
    """

    kind: Kind
    heat: int
    danger: bool = False
    before: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    resting: frozenset[str] = frozenset()


def choose(occasion: Occasion, seed: int) -> Prompt | None:
    """A person is offered what fits the moment and what they have not met for longest.

    A hot moment (heat 4 or 5) needs the body before words.  Someone who was insulted is told
    that it was not okay, and is never shown a bright side.  Someone who made a mistake first
    mends it, then is kind to themselves, then plans.  Praise is let in, and passed on.  After a
    heavy ticket there is one thing to say.

    Each kind of tension has steps of families (``library.steps``).  A moment begins with the first
    step, whatever came in moments before; *Another* goes on to the next.  A family does not come
    twice running while the step has another.  Within a step the prompt unseen for longest comes
    first, and ``seed`` decides between equals.

    >>> choose(Occasion("mistake", 2), seed=1).family
    'repair'
    >>> choose(Occasion("mistake", 2, before=("repair_step",)), seed=1).family
    'self_kindness'
    >>> choose(Occasion("mistake", 5, seen=("breath_window",)), seed=1).family
    'body'
    >>> choose(Occasion("abusive", 4, seen=("dignity_limit",)), seed=1).family
    'dignity'

    "Not for me" is an answer: that prompt, and its family, stay away.  Where nothing else fits,
    None comes back, and nobody is spoken to.

    >>> choose(Occasion("slog", 5, resting=frozenset({"body"})), seed=1) is None
    True
    """
    turns = steps(occasion.kind, hot=occasion.heat >= HOT)
    last = _family(occasion.before[-1]) if occasion.before else None
    left = [prompt for prompt in library() if _may_be_offered(prompt, occasion)]
    for step in _in_turn(turns, last):
        if others := [prompt for prompt in left if prompt.family in step - {last}]:
            return _freshest(others, occasion.seen, seed)
    again = [prompt for prompt in left if prompt.family == last]
    return _freshest(again, occasion.seen, seed) if again else None


def give(occasion: Occasion, seed: int) -> Prompt:
    """A person who asks always gets something, if need be of what they refused before.

    As ``choose``; where nothing comes of it, first the families that rest may come again, then the
    prompts that were refused.

    >>> give(Occasion("slog", 5, resting=frozenset({"body"})), seed=1).family
    'body'
    """
    patient = replace(occasion, resting=frozenset())
    for less in (occasion, patient, replace(patient, refused=frozenset())):
        if found := choose(less, seed):
            return found
    raise LookupError(f"the library has nothing for {occasion.kind} at heat {occasion.heat}")


def _may_be_offered(prompt: Prompt, occasion: Occasion) -> bool:
    refused = prompt.id in occasion.refused or prompt.family in occasion.resting
    return prompt.fits(occasion.kind, occasion.heat, occasion.danger) and not refused


def _in_turn(turns: Steps, last: str | None) -> Steps:
    """The steps in the order in which they are tried after a prompt of the family ``last``."""
    for nth, step in enumerate(turns):
        if last in step:
            return turns[nth + 1 :] + turns[: nth + 1]
    return turns


def _family(prompt_id: str) -> str | None:
    return next((prompt.family for prompt in library() if prompt.id == prompt_id), None)


def _freshest(prompts: Iterable[Prompt], seen: tuple[str, ...], seed: int) -> Prompt:
    """Rather of another family than the one seen last, then the one unseen for longest."""
    when = {prompt_id: nth for nth, prompt_id in enumerate(seen)}
    last = _family(seen[-1]) if seen else None
    dice = Random(seed)
    return min(prompts, key=lambda p: (p.family == last, when.get(p.id, -1), dice.random()))
