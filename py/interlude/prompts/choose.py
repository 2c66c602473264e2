"""Which prompt fits this moment, for this person.

``docs/choosing.md`` tells the same to a reader, with what it is worth.  Nothing here has a memory
or dice of its own: the same occasion and the same seed always bring the same prompt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from interlude.prompts.library import HOT, Prompt, library, steps
from interlude.prompts.liking import (
    Past,
    Places,
    family,
    is_locked,
    liked,
    longest_unseen,
    one_of,
    rather_not_again,
    varied,
)
from interlude.prompts.written import Strain
from interlude.settings import Need
from interlude.tension.judge import Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment in which a person may be offered something, and what is known of them.

    ``kind`` and ``heat`` are of the ticket, and ``danger`` says that a life may be in danger; where
    no ticket was read they are ``none`` and 0.  One close, or one wish, is one moment, and
    *Another* goes on with it: ``before`` are ids of the prompts offered in it so far, newest last.

    ``met`` are all prompts that were ever seen, by id, newest last, ``lately`` are ids of the last
    forty that were, and ``today`` is the number of the workday.  ``refused`` are ids of prompts,
    and ``resting`` of families, that "Not for me" was said to, ``never`` and ``never_any`` of those
    that may never come again.  ``spared`` is what the person would rather not be asked to do, and
    ``strains`` what the shift has asked of them.
    """

    kind: Kind
    heat: int
    danger: bool = False
    before: tuple[str, ...] = ()
    met: Past = field(default_factory=dict)
    lately: tuple[str, ...] = ()
    today: int = 0
    refused: frozenset[str] = frozenset()
    resting: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    never_any: frozenset[str] = frozenset()
    spared: frozenset[Need] = frozenset()
    strains: frozenset[Strain] = frozenset()


def choose(occasion: Occasion, seed: int) -> Prompt | None:
    """A person is offered what fits the moment, what they are owed, and else what they like.

    Each kind of tension has steps of families (``library.steps``).  A person is first given what
    they are owed (``_owed``); else a family by what they said to it before, and of it a prompt that
    they have not met for long (both in ``liking.py``).

    >>> choose(Occasion("mistake", 2), seed=1).family
    'repair'
    >>> choose(Occasion("mistake", 2, before=("repair_honest",)), seed=1).family
    'self_kindness'
    >>> choose(Occasion("mistake", 5), seed=1).family in {"body", "breath", "breath_even"}
    True

    Where nothing fits that they have not refused, None comes back, and nobody is spoken to.

    >>> choose(Occasion("slog", 5, resting=frozenset({"body"})), seed=1) is None
    True
    """
    dice = Random(seed)
    fitting = [prompt for prompt in library() if may_come(prompt, occasion)]
    fitting += _owed_all_the_same(fitting, occasion)
    for places in _in_turn(occasion):
        here = [prompt for prompt in fitting if prompt.family in places]
        if here:
            return _of(_no_breath_after_a_breath(here, occasion), places, occasion, dice)
    return None


def give(occasion: Occasion, seed: int) -> Prompt:
    """A person who asks always gets something, if need be of what they refused before.

    As ``choose``; where nothing comes of it, first the families that rest may come again, then the
    prompts that were refused, then those that were never to come again, and at the very last what
    they would rather not be asked to do.

    >>> give(Occasion("slog", 5, resting=frozenset({"body"})), seed=1).family
    'body'
    """
    patient = replace(occasion, resting=frozenset())
    forgetful = replace(patient, refused=frozenset())
    deaf = replace(forgetful, never=frozenset(), never_any=frozenset())
    for less in (occasion, patient, forgetful, deaf, replace(deaf, spared=frozenset())):
        if found := choose(less, seed):
            return found
    raise LookupError(f"the library has nothing for {occasion.kind} at heat {occasion.heat}")


def may_come(prompt: Prompt, occasion: Occasion) -> bool:
    """A person is offered nothing that does not fit, that they refused, or that shuts them out.

    It fits the kind and the heat; neither it nor its family was refused, or banned, though a family
    that comes by right can be neither; it needs nothing that the person would rather not do; it
    does not follow, in one moment, on a family that it would jar with; and if it is for a strain
    alone, such as a long shift, there is one.

    >>> from interlude.prompts.library import prompt_by_id
    >>> stand = replace(prompt_by_id("body_stand"), needs=("stand",), strains=("long_shift",))
    >>> may_come(stand, Occasion("slog", 5)), may_come(stand, Occasion("slog", 5, today=1,
    ...     strains=frozenset({"long_shift"})))
    (False, True)
    >>> may_come(stand, Occasion("slog", 5, spared=frozenset({"stand"}),
    ...     strains=frozenset({"long_shift"})))
    False
    """
    return (
        prompt.fits(occasion.kind, occasion.heat, occasion.danger)
        and prompt.id not in occasion.refused
        and prompt.id not in occasion.never
        and (prompt.by_right or prompt.family not in occasion.resting | occasion.never_any)
        and occasion.spared.isdisjoint(prompt.needs)
        and not any(family(before) in prompt.not_after for before in occasion.before)
        and (not prompt.strains or not occasion.strains.isdisjoint(prompt.strains))
    )


def _owed_all_the_same(fitting: Sequence[Prompt], occasion: Occasion) -> Sequence[Prompt]:
    """A person who refused every way of saying it is still told what they are owed.

    Where nothing is left of a family that comes by right, all of it may come that was refused less
    than a month ago; and where all of it was banned, all of that.

    >>> from interlude.prompts.library import prompt_by_id
    >>> threats = frozenset(one.id for one in library() if one.family == "threat")
    >>> choose(Occasion("threat", 4, never=threats), seed=1).family
    'threat'
    """
    owed: list[Prompt] = []
    unrefused = replace(occasion, refused=frozenset())
    for less in (unrefused, replace(unrefused, never=frozenset())):
        there = {prompt.family for prompt in (*fitting, *owed)}
        by_right = (one for one in library() if one.by_right and one.family not in there)
        owed += [prompt for prompt in by_right if may_come(prompt, less)]
    return owed


def _in_turn(occasion: Occasion) -> Iterator[Places]:
    """A hot moment needs the body before words, and who presses *Another* wants something else.

    Where the heat is 4 or 5, and for a wish without a ticket, the steps are taken one by one, the
    first that has something, and a step of breaths alone together with the one before it.  At other
    times a moment begins with all of them, and the steps only count in what is believed of a
    family.  *Another* goes on to the step after the last one's, and in the end round to the first;
    after a breath of a family that stands in no step, one that was chosen, steps of breaths alone
    come last.

    >>> [sorted(places) for places in _in_turn(Occasion("mistake", 5))]
    [['body', 'breath', 'breath_even'], ['repair'], ['self_kindness']]
    >>> [sorted(places) for places in _in_turn(Occasion("praise", 2))]
    [['savour', 'thanks_onward']]
    >>> [sorted(places) for places in _in_turn(Occasion("praise", 2, before=("savour_read",)))]
    [['thanks_onward'], ['savour']]
    """
    turns = steps(occasion.kind, hot=occasion.heat >= HOT)
    each = [dict.fromkeys(sorted(step), nth) for nth, step in enumerate(turns)]
    last = family(occasion.before[-1]) if occasion.before else None
    here = next((nth for nth, places in enumerate(each) if last in places), None)
    if here is not None:
        yield from each[here + 1 :] + each[: here + 1]
    elif last is not None and _breaths({last}):
        yield from sorted(each, key=_breaths)
    elif occasion.heat >= HOT or occasion.kind == "none":
        first = next((n for n, places in enumerate(each) if n and not _breaths(places)), len(each))
        yield _together(each[:first])
        yield from each[first:]
    else:
        yield _together(each)


def _no_breath_after_a_breath(here: Sequence[Prompt], occasion: Occasion) -> Sequence[Prompt]:
    """Who presses *Another* on a breath wants no other breath, where there is anything else.

    >>> before = ("breath_window",)
    >>> choose(Occasion("angry", 5, before=before), seed=1).family
    'body'
    """
    last = family(occasion.before[-1]) if occasion.before else None
    if last is None or not _breaths({last}):
        return here
    return [prompt for prompt in here if prompt.card != "breath"] or here


def _together(steps: Sequence[Places]) -> Places:
    return {family: nth for places in steps for family, nth in places.items()}


def _breaths(families: Collection[str]) -> bool:
    return all(prompt.card == "breath" for prompt in library() if prompt.family in families)


def _of(here: Sequence[Prompt], places: Places, occasion: Occasion, dice: Random) -> Prompt:
    """One of the prompts that fit and whose turn it is: what is owed, else what is liked.

    What was met within fifteen workdays comes only where nothing else is left.
    """
    met, today = occasion.met, occasion.today
    new = [prompt for prompt in here if not is_locked(met.get(prompt.id), today)]
    if owed := _owed(here, new, places, dice):
        return longest_unseen(owed, met, dice)
    by_taste = [prompt for prompt in new if not prompt.by_right] or new
    if not by_taste:
        return longest_unseen(rather_not_again(here, occasion.lately), met, dice)
    among = varied(by_taste, occasion.lately)
    voice = liked({prompt.family for prompt in among}, places, met, today, dice)
    return one_of([prompt for prompt in among if prompt.family == voice], met, today, dice)


def _owed(
    here: Sequence[Prompt], new: Sequence[Prompt], places: Places, dice: Random
) -> Sequence[Prompt]:
    """Whoever was insulted or threatened, met a death or made a mistake is owed a word on that.

    A family that comes by right comes whenever it stands alone in the first step at hand: no taste,
    no lot and no limit keeps it away, and it comes twice running.  Where it stands beside others it
    has its fair share of them, ``1 / families of the step``, as long as it has something new.
    """
    first = min(places[prompt.family] for prompt in here)
    step = [prompt for prompt in here if places[prompt.family] == first]
    if all(prompt.by_right for prompt in step):
        return step
    families = {prompt.family: prompt.by_right for prompt in step}
    if dice.random() * len(families) < sum(families.values()):
        return [prompt for prompt in step if prompt.by_right and prompt in new]
    return []
