"""What of several things that fit a person would rather have, by what they met and said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import TypeAlias

from interlude.ledger.figures.prompts import LATELY
from interlude.ledger.tastes import Met, said
from interlude.prompts.library import Prompt, find

LOCKED = 15
"""Workdays for which a prompt that was met stays away: three weeks of full days."""

EXPLORED = 0.10
"""In how many moments, of all, a family may come that is not the one most believed in."""

MOST_OF_LAST = 0.35
"""How much one family may be of the last forty cards."""

RECOVERY = 0.5
"""What a prompt met today is held back by; it has a half-life of ``LOCKED`` workdays."""

# What is believed of a family before a person said anything, by the step it stands in: as if they
# had spoken so often for it and against it.
_PRIORS = ((3, 2), (2, 2), (1, 3))

# The same of one prompt beside its family's others: they differ little, so an answer weighs little.
_PRIOR_OF_ONE = 25

# All prompts that a person ever met, by id, the one met last at the end.
Past: TypeAlias = Mapping[str, Met]

# Families, and the number of the step in which each stands, from 0.
Places: TypeAlias = Mapping[str, int]


def is_locked(met: Met | None, today: int) -> bool:
    """A person who met a thought does not meet it again for three weeks of workdays.

    ``today - workday it was met < 15``.  Where all that fits was met since, the one that was met
    longest ago comes.

    >>> [is_locked(Met(workday=10), today) for today in (10, 24, 25)]
    [True, True, False]
    """
    return met is not None and today - met.workday < LOCKED


def longest_unseen(prompts: Sequence[Prompt], past: Past, dice: Random) -> Prompt:
    """What a person never met comes first, by lot; then what they met longest ago.

    >>> from interlude.prompts.library import library
    >>> a, b, c = library()[:3]
    >>> longest_unseen([a, b], {b.id: Met(1), a.id: Met(1)}, Random(1)) == b
    True
    >>> longest_unseen([a, b, c], {b.id: Met(1), a.id: Met(1)}, Random(1)) == c
    True
    """
    when = {prompt_id: nth for nth, prompt_id in enumerate(past)}
    return min(prompts, key=lambda prompt: (when.get(prompt.id, -1), dice.random()))


def varied(prompts: Sequence[Prompt], lately: Sequence[str]) -> Sequence[Prompt]:
    """A person does not hear one voice all the time.

    None of the family that came last, and none of one that would be more than 35 % of the last
    forty cards; as long as that leaves others.  ``lately`` are ids of those cards' prompts.

    >>> from interlude.prompts.library import library
    >>> two = [p for p in library() if p.family in ("impact", "space")]
    >>> {p.family for p in varied(two, ["space_gap"])}
    {'impact'}
    >>> {p.family for p in varied(two, [two[0].id, "body_jaw"] * 14)}
    {'space'}
    """
    others = rather_not_again(prompts, lately)
    often = Counter(map(family, lately))
    return [one for one in others if often[one.family] + 1 <= MOST_OF_LAST * LATELY] or others


def rather_not_again(prompts: Sequence[Prompt], lately: Sequence[str]) -> Sequence[Prompt]:
    """Those of another family than the one that a person met last, if there are any."""
    last = family(lately[-1]) if lately else ""
    return [prompt for prompt in prompts if prompt.family != last] or prompts


def liked(families: Collection[str], places: Places, past: Past, today: int, dice: Random) -> str:
    """A person gets more of what they say helps, and now and then something else.

    What is believed of a family is ``(a + liked) / (a + b + liked + refused)``, where ``a`` and
    ``b`` are 3 and 2 for the first step, 2 and 2 for the second, 1 and 3 for those after.
    ``liked`` and ``refused`` are what the person said to any of its prompts after tickets of any
    kind, for a few taps a week teach nothing apart.  The family most believed in comes.  But in one
    moment of ten each draws of ``Beta(a + liked, b + refused)`` instead, and the highest has it
    (Thompson sampling), so that no taste is settled for good.

    >>> from interlude.prompts.library import library
    >>> loved = {p.id: Met(1, liked=300) for p in library() if p.family == "impact"}
    >>> places = {"impact": 1, "space": 0}
    >>> found = [liked(places, places, loved, 20, Random(n)) for n in range(100)]
    >>> found.count("impact") > 90
    True
    """
    met: dict[str, list[Met]] = {name: [] for name in sorted(families)}
    for prompt_id, one in past.items():
        met.get(family(prompt_id), []).append(one)
    explores = dice.random() < EXPLORED

    def believed(name: str) -> tuple[float, float]:
        prior = _PRIORS[min(places[name], len(_PRIORS) - 1)]
        a, b = (x + y for x, y in zip(prior, said(met[name], today), strict=True))
        return dice.betavariate(a, b) if explores else a / (a + b), dice.random()

    return max(met, key=believed)


def one_of(prompts: Sequence[Prompt], past: Past, today: int, dice: Random) -> Prompt:
    """Of one family a person gets what they have not met yet, then what they met longest ago.

    Each prompt draws of ``Beta(25 + liked, 25 + refused)``, for the prompts of a family differ
    little, less ``0.5 * 0.5 ** (workdays since it was met / 15)``.

    >>> from interlude.prompts.library import library
    >>> space = [p for p in library() if p.family == "space"]
    >>> past = {p.id: Met(workday=1) for p in space[1:]}
    >>> one_of(space, past, 16, Random(1)) == space[0]
    True
    """

    def drawn(prompt: Prompt) -> float:
        met = past.get(prompt.id)
        if met is None:
            return dice.betavariate(_PRIOR_OF_ONE, _PRIOR_OF_ONE)
        spoke_for, spoke_against = said([met], today)
        held_back: float = RECOVERY * 0.5 ** ((today - met.workday) / LOCKED)
        likely = dice.betavariate(_PRIOR_OF_ONE + spoke_for, _PRIOR_OF_ONE + spoke_against)
        return likely - held_back

    return max(prompts, key=drawn)


def family(prompt_id: str) -> str:
    """The family of a prompt; none for one that is no longer there."""
    found = find(prompt_id)
    return found.family if found else ""
