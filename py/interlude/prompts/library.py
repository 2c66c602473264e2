"""The prompts: every breath, reframe, moment to let praise in, and word after a heavy ticket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from interlude import content, words
from interlude.cards.kinds import kinds
from interlude.prompts import written
from interlude.prompts.breath import OWN, patterns
from interlude.prompts.written import Evidence, Family, Item, Strain
from interlude.settings import Need
from interlude.tension.judge import Kind

# Families side by side in one step are equally good; steps stand in the order of offering.
Steps: TypeAlias = tuple[frozenset[str], ...]

MOST_WORDS = 35
LONGEST, LONGEST_TAG = 210, 32
"""Characters that fit the card, in whatever language; English has to be shorter than that."""
HOT, HOTTEST = 4, 5


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to offer a person after a tense or a warm ticket.

    ``card`` is its kind of card, a folder of ``cards/``.  ``words`` are the reframe itself, or the
    line that leads into a breath; ``tag`` names the family on the card; ``kinds`` are the tensions
    it may answer, ``heat`` its lowest and highest heat (0 to 5) and ``seconds`` how long it takes.
    ``evidence`` says in words what research found and how sure it is; ``seed`` is the essay the
    thought comes from, by its id in ``content/seeds.yaml``; ``pattern`` is the id of the breathing
    pattern of a breath.  ``danger`` is true for what is said where someone's life may be in danger,
    and nowhere else.  ``needs``, ``not_after``, ``by_right`` and ``strains`` are as ``written`` has
    them, there called ``when``.
    """

    id: str
    family: str
    card: str
    words: str
    tag: str
    kinds: tuple[Kind, ...]
    heat: tuple[int, int]
    seconds: int
    evidence: str
    seed: str
    pattern: str | None = None
    danger: bool = False
    needs: tuple[Need, ...] = ()
    not_after: tuple[str, ...] = ()
    by_right: bool = False
    strains: tuple[Strain, ...] = ()

    def fits(self, kind: Kind, heat: int, danger: bool = False) -> bool:
        """Whether this may be offered after a ticket of this kind and heat."""
        lowest, highest = self.heat
        return kind in self.kinds and lowest <= heat <= highest and self.danger == danger


def library() -> tuple[Prompt, ...]:
    """All prompts in the language that is spoken, by family in the order of the alphabet.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    return _library(words.language())


@cache
def _library(language: str) -> tuple[Prompt, ...]:
    known = written.evidence()
    found: list[Prompt] = []
    for family in map(written.translated, written.families()):
        for nth, item in enumerate(family.prompts):
            prompt = _prompt(family, item, known)
            for problem in (*_problems(prompt, family), *_shut_out(item, family)):
                raise content.ContentError(f"{_place(family.id)}: prompts[{nth}]: {problem}")
            found.append(prompt)
    once = {"id": [p.id for p in found], "words": [p.words for p in found if not p.danger]}
    for name, values in once.items():
        value, times = Counter(values).most_common(1)[0]
        if times > 1:
            raise content.ContentError(f"families: {name} {value!r} is used twice; change one")
    return tuple(found)


@cache
def steps(kind: Kind, hot: bool) -> Steps:
    """The families for a kind of tension, in the order in which they are offered.

    >>> [sorted(step) for step in steps("mistake", hot=False)]
    [['repair'], ['self_kindness'], ['if_then', 'own_name'], ['together']]
    >>> [sorted(step) for step in steps("mistake", hot=True)]
    [['body', 'breath', 'breath_even'], ['repair'], ['self_kindness']]
    """
    families = written.families()
    turns = {family.id: family.hot[kind] for family in families if hot and kind in family.hot}
    turns = turns or {family.id: family.order[kind] for family in families if kind in family.order}
    return tuple(
        frozenset(family for family, turn in turns.items() if turn == at)
        for at in sorted(set(turns.values()))
    )


def prompt_by_id(prompt_id: str) -> Prompt:
    """The prompt with this id, or the first of the library for an id that is no longer there."""
    return find(prompt_id) or library()[0]


def find(prompt_id: str) -> Prompt | None:
    """The prompt with this id, if it is still there: journals name some that are gone."""
    return _by_id(words.language()).get(prompt_id)


@cache
def _by_id(language: str) -> dict[str, Prompt]:
    return {found.id: found for found in library()}


def _place(family: str) -> str:
    """The file to mend: where the words of a family stand in the language that is spoken."""
    if words.language() == words.SOURCE:
        return f"content/families/{family}.yaml"
    return content.locale(f"families/{family}.yaml")


def _prompt(family: Family, item: Item, known: dict[str, Evidence]) -> Prompt:
    place = f"content/families/{family.id}.yaml: {item.id}"
    evidence = item.evidence or family.evidence
    if evidence not in known:
        raise content.ContentError(f"{place}: evidence {evidence!r} is not in the list; add it")
    seed = item.seed or family.seed
    if seed not in written.seeds():
        raise content.ContentError(f"{place}: seed {seed!r} is not in the list; add it")
    return Prompt(
        id=item.id,
        family=family.id,
        card=family.card,
        words=item.words,
        tag=family.tag,
        kinds=item.kinds or family.kinds,
        heat=item.heat or family.heat,
        seconds=item.seconds or family.seconds,
        evidence=known[evidence].words,
        seed=seed,
        pattern=item.pattern or family.pattern,
        danger=item.danger,
        needs=item.needs,
        not_after=item.not_after,
        by_right=family.by_right,
        strains=item.when or family.when,
    )


def _problems(found: Prompt, family: Family) -> Iterator[str]:
    lowest, highest = found.heat
    if not 0 <= lowest <= highest <= HOTTEST:
        yield f"heat goes from 0 to {HOTTEST}, lowest first, not {lowest} to {highest}"
    if hurt := set(found.kinds) & set(family.never):
        yield f"{family.id} is never for {', '.join(sorted(hurt))}; take it out of kinds"
    if strange := set(found.kinds) - set(family.kinds) - set(family.never):
        yield f"{family.id} has no turn for {', '.join(sorted(strange))}; add it to order"
    if words.language() == words.SOURCE and len(found.words.split()) > MOST_WORDS:
        yield f"words are {len(found.words.split())}; say it in {MOST_WORDS}"
    if len(found.words) > LONGEST:
        yield f"{found.id} has {len(found.words)} characters; say it in {LONGEST}"
    if len(found.tag) > LONGEST_TAG:
        yield f"the tag has {len(found.tag)} characters; say it in {LONGEST_TAG}"
    if found.seconds <= 0:
        yield "seconds must be more than 0"
    yield from _not_of_its_kind(found)


def _shut_out(item: Item, family: Family) -> Iterator[str]:
    """Where a person who cannot do what a prompt asks for would be left without one."""
    others = {other.id: other for other in family.prompts}
    if item.needs and item.instead is None:
        yield f"{item.id} needs {', '.join(item.needs)}; name a prompt instead that does not"
    elif item.instead is not None and item.instead not in others:
        yield f"instead {item.instead!r} is no prompt of {family.id}; mend the name"
    elif item.instead is not None and set(others[item.instead].needs) & set(item.needs):
        yield f"instead {item.instead!r} shuts out the same people; choose another"
    if strange := set(item.not_after) - {known.id for known in written.families()}:
        yield f"not_after {', '.join(sorted(strange))} is no family; mend the name"


def _not_of_its_kind(found: Prompt) -> Iterator[str]:
    """Where a prompt is not what its kind of card asks for."""
    kind = kinds().get(found.card)
    if kind is None:
        yield f"there is no card {found.card!r}; choose {', '.join(kinds())}, or add its folder"
    elif kind.pattern and found.pattern is None:
        yield f"a {found.card} needs a pattern; name one of content/breaths.yaml"
    elif found.pattern is not None and not kind.pattern:
        yield f"a {found.card} has no pattern; take it out"
    elif found.pattern is not None and found.pattern not in {OWN, *patterns()}:
        yield f"pattern {found.pattern!r} is not in content/breaths.yaml; mend the name"
