"""The prompts as they are written: families in files of their own, and their words by language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, TypeAlias

from interlude import content
from interlude.settings import Need
from interlude.tension.judge import Kind
from interlude.words import N_, _

Strain: TypeAlias = Literal["three_hard", "long_shift"]
"""What a shift has asked of a person (``strain.py``)."""

_SURE: dict[str, str] = {
    # L10n: what research found, who found it, and how sure it is
    "strong": N_("{claim} ({source}; strong evidence)"),
    "medium": N_("{claim} ({source}; medium evidence)"),
    "weak": N_("{claim} ({source}; weak evidence)"),
    "none": N_("{claim} ({source})"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What we may say: a ``claim`` in plain words, where it is from, and how sure it is."""

    claim: str
    source: str
    sure: Literal["strong", "medium", "weak", "none"]

    @property
    def words(self) -> str:
        """The same for people, in the language that is spoken."""
        return _(_SURE[self.sure]).format(claim=self.claim, source=self.source)


@dataclass(frozen=True, slots=True)
class Item:
    """A prompt as written; what is left out is as the family has it.

    ``needs`` are what would shut a person out, and ``instead`` is then the id of a prompt of the
    same family that needs none of it.  ``not_after`` are ids of families after which it would jar,
    within one moment.  With ``when`` it comes only while one of these strains lasts.  ``note`` is
    for translators.
    """

    id: str
    words: str
    kinds: tuple[Kind, ...] = ()
    heat: tuple[int, int] | None = None
    seconds: int | None = None
    evidence: str | None = None
    seed: str | None = None
    pattern: str | None = None
    needs: tuple[Need, ...] = ()
    instead: str | None = None
    not_after: tuple[str, ...] = ()
    when: tuple[Strain, ...] = ()
    note: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Prompts with one thought in common.

    ``order`` are the tensions it answers and when its turn comes, ``hot`` the same from heat 4 on;
    ``never`` are tensions after which it would hurt.  ``by_right`` is true for what a person is
    owed whatever came before: no lot, no limit and no taste keeps it away.  With ``when`` it comes
    only while one of these strains lasts.
    """

    id: str
    tag: str
    does: str
    card: str
    order: dict[Kind, int]
    never: tuple[Kind, ...]
    heat: tuple[int, int]
    seconds: int
    evidence: str
    seed: str
    prompts: tuple[Item, ...]
    hot: dict[Kind, int] = field(default_factory=dict)
    pattern: str | None = None
    by_right: bool = False
    when: tuple[Strain, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The tensions that it answers."""
        return tuple({**self.order, **self.hot})


@cache
def families() -> tuple[Family, ...]:
    """All families in English.  Raises ``content.ContentError`` naming file, place and cure."""
    found = []
    for name in content.names("families"):
        family = content.structure(content.load(name), Family, f"content/{name}.yaml")
        if name != f"families/{family.id}":
            raise content.ContentError(f"content/{name}.yaml: id: write it like the file's name")
        found.append(family)
    return tuple(found)


@cache
def seeds() -> dict[str, str]:
    """The essays that thoughts come from, by id."""
    return content.structure(content.load("seeds"), dict[str, str], "content/seeds.yaml")


@dataclass(frozen=True, slots=True)
class _FamilyWords:
    """A family in another language: its tag, and the words of each prompt by its id."""

    tag: str
    prompts: dict[str, str]


@dataclass(frozen=True, slots=True)
class _EvidenceWords:
    """The same claim in another language; how sure it is stays."""

    claim: str
    source: str


def translated(family: Family) -> Family:
    """A family in the language that is spoken."""
    name = f"families/{family.id}"
    said = content.translated(name, _FamilyWords)
    if said is None:
        return family
    place = content.locale(f"{name}.yaml: prompts")
    content.same_ids((item.id for item in family.prompts), said.prompts, place)
    items = tuple(replace(item, words=said.prompts[item.id]) for item in family.prompts)
    return replace(family, tag=said.tag, prompts=items)


def evidence() -> dict[str, Evidence]:
    """What research found, by id, in the language that is spoken."""
    place = "content/evidence.yaml"
    found = content.structure(content.load("evidence"), dict[str, Evidence], place)
    said = content.translated("evidence", dict[str, _EvidenceWords])
    if said is None:
        return found
    content.same_ids(found, said, content.locale("evidence.yaml"))
    return {
        name: replace(one, claim=said[name].claim, source=said[name].source)
        for name, one in found.items()
    }
