"""The prompts: every breath, reframe, moment to let praise in, and word after a heavy ticket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from interlude import content
from interlude.prompts.breath import patterns
from interlude.tension.judge import Kind

Card: TypeAlias = Literal["breath", "reframe", "savour", "heavy"]

PLACE = "content/en/prompts.yaml"
MOST_WORDS = 35
HOTTEST = 5


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to offer a person after a tense or a warm ticket.

    ``words`` are the reframe itself, or the line that leads into a breath; ``tag`` names the
    family on the card; ``kinds`` are the tensions it may answer, ``heat`` its lowest and
    highest heat (0 to 5) and ``seconds`` how long it takes.  ``evidence`` says in words what
    research found and how sure it is; ``seed`` is the essay the thought comes from, by its id
    in the file; ``pattern`` is the id of the breathing pattern of a breath.
    """

    id: str
    family: str
    card: Card
    words: str
    tag: str
    kinds: tuple[Kind, ...]
    heat: tuple[int, int]
    seconds: int
    evidence: str
    seed: str
    pattern: str | None = None

    def fits(self, kind: Kind, heat: int) -> bool:
        """Whether this may be offered after a ticket of this kind and heat."""
        lowest, highest = self.heat
        return kind in self.kinds and lowest <= heat <= highest


@cache
def library() -> tuple[Prompt, ...]:
    """All prompts, in the order of the file.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    source = content.structure(content.load("en/prompts"), _File, PLACE)
    found = tuple(
        _prompt(source, family, item, f"{PLACE}: families[{f}].prompts[{i}]")
        for f, family in enumerate(source.families)
        for i, item in enumerate(family.prompts)
    )
    for field in ("id", "words"):
        value, times = Counter(getattr(prompt, field) for prompt in found).most_common(1)[0]
        if times > 1:
            raise content.ContentError(f"{PLACE}: {field} {value!r} is used twice; change one")
    return found


def prompt(prompt_id: str) -> Prompt:
    """The prompt with this id, or the first of the library for an id that is no longer there."""
    return _by_id().get(prompt_id, library()[0])


@cache
def _by_id() -> dict[str, Prompt]:
    return {found.id: found for found in library()}


# --- The shape of the file -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What we may say: a ``claim`` in plain words, where it is from, and how sure it is."""

    claim: str
    source: str
    sure: Literal["strong", "medium", "weak", "none"]

    @property
    def words(self) -> str:
        sure = "" if self.sure == "none" else f"; {self.sure} evidence"
        return f"{self.claim} ({self.source}{sure})"


@dataclass(frozen=True, slots=True)
class _Item:
    """A prompt as written; what is left out is as the family has it."""

    id: str
    words: str
    kinds: tuple[Kind, ...] = ()
    heat: tuple[int, int] | None = None
    seconds: int | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class _Family:
    """Prompts with one thought in common; ``never`` are tensions after which it would hurt."""

    id: str
    tag: str
    does: str
    card: Card
    kinds: tuple[Kind, ...]
    never: tuple[Kind, ...]
    heat: tuple[int, int]
    seconds: int
    evidence: str
    seed: str
    prompts: tuple[_Item, ...]
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    seeds: dict[str, str]
    evidence: dict[str, _Evidence]
    families: tuple[_Family, ...]


def _prompt(source: _File, family: _Family, item: _Item, place: str) -> Prompt:
    evidence = item.evidence or family.evidence
    if evidence not in source.evidence:
        raise content.ContentError(f"{place}: evidence {evidence!r} is not in the list; add it")
    if family.seed not in source.seeds:
        raise content.ContentError(f"{place}: seed {family.seed!r} is not in the list; add it")
    found = Prompt(
        id=item.id,
        family=family.id,
        card=family.card,
        words=item.words,
        tag=family.tag,
        kinds=item.kinds or family.kinds,
        heat=item.heat or family.heat,
        seconds=item.seconds or family.seconds,
        evidence=source.evidence[evidence].words,
        seed=family.seed,
        pattern=family.pattern,
    )
    for problem in _problems(found, family):
        raise content.ContentError(f"{place}: {problem}")
    return found


def _problems(found: Prompt, family: _Family) -> Iterator[str]:
    lowest, highest = found.heat
    if not 0 <= lowest <= highest <= HOTTEST:
        yield f"heat goes from 0 to {HOTTEST}, lowest first, not {lowest} to {highest}"
    if hurt := set(found.kinds) & set(family.never):
        yield f"{family.id} is never for {', '.join(sorted(hurt))}; take it out of kinds"
    if len(found.words.split()) > MOST_WORDS:
        yield f"words are {len(found.words.split())}; say it in {MOST_WORDS}"
    if found.seconds <= 0:
        yield "seconds must be more than 0"
    if (found.card == "breath") != (found.pattern is not None):
        yield "a breath needs a pattern, and nothing else has one"
    if found.pattern is not None and found.pattern not in patterns():
        yield f"pattern {found.pattern!r} is not in content/en/breaths.yaml; mend the name"
