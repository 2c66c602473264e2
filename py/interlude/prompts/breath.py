"""Breathing patterns, and the timetable that the card plays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

from interlude import content, words

Cue: TypeAlias = Literal["in", "hold", "out"]

LONGEST_PHASE = 12
SHORTEST_CYCLE, LONGEST_CYCLE = 5, 25


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a breath: how many ``seconds`` it lasts and the words that go with it."""

    cue: Cue
    seconds: float
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.seconds <= LONGEST_PHASE:
            raise ValueError(f"a phase lasts 0 to {LONGEST_PHASE} s, not {self.seconds}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A breath and its phases, in order."""

    id: str
    name: str
    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        if not SHORTEST_CYCLE <= self.cycle <= LONGEST_CYCLE:
            raise ValueError(
                f"the phases of one breath last {SHORTEST_CYCLE} to {LONGEST_CYCLE} s together,"
                f" not {self.cycle:g}"
            )

    @property
    def cycle(self) -> float:
        """Seconds of one whole breath."""
        return sum(phase.seconds for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Beat:
    """One phase at its place in time: it starts at ``start_ms`` and is counted 1 to ``count``."""

    cue: Cue
    words: str
    start_ms: int
    ms: int
    count: int


def patterns() -> dict[str, Pattern]:
    """All patterns by id, in the language that is spoken.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    return _patterns(words.language())


@cache
def _patterns(language: str) -> dict[str, Pattern]:
    place = "content/breaths.yaml"
    found = content.structure(content.load("breaths"), tuple[Pattern, ...], place)
    by_id = {pattern.id: pattern for pattern in found}
    if len(by_id) < len(found):
        raise content.ContentError(f"{place}: two patterns have the same id; change one")
    if said := content.translated("breaths", dict[str, _Words]):
        place = content.locale("breaths.yaml")
        content.same_ids(by_id, said, place)
        by_id = {one.id: _in_words(one, said[one.id], place) for one in found}
    return by_id


@dataclass(frozen=True, slots=True)
class _Words:
    """A pattern in another language: its name, and the ``words`` of each phase."""

    name: str
    words: tuple[str, ...]


def _in_words(pattern: Pattern, said: _Words, place: str) -> Pattern:
    if len(said.words) != len(pattern.phases):
        raise content.ContentError(f"{place}: {pattern.id}: write one line of words for each phase")
    phases = zip(pattern.phases, said.words, strict=True)
    return replace(
        pattern, name=said.name, phases=tuple(replace(phase, words=line) for phase, line in phases)
    )


def timetable(pattern: Pattern, seconds: float) -> tuple[Beat, ...]:
    """A person is never stopped in the middle of a breath: only whole breaths are played.

    ``max(1, seconds // cycle)`` breaths; a phase of 0 s is left out.  Each beat starts where
    the beat before it ends, rounded to a millisecond from the beginning, so nothing drifts.

    >>> sigh = Pattern("sigh", "Sigh", (Phase("in", 4, "In"), Phase("hold", 0, ""),
    ...     Phase("out", 6, "Out")))
    >>> [(beat.cue, beat.start_ms, beat.ms) for beat in timetable(sigh, 25)]
    [('in', 0, 4000), ('out', 4000, 6000), ('in', 10000, 4000), ('out', 14000, 6000)]
    """
    phases = [phase for phase in pattern.phases if phase.seconds > 0]
    beats = []
    begun = 0.0
    for phase in phases * max(1, int(seconds // pattern.cycle)):
        start, end = round(begun * 1000), round((begun + phase.seconds) * 1000)
        count = max(1, round(phase.seconds))
        beats.append(Beat(phase.cue, phase.words, start, end - start, count))
        begun += phase.seconds
    return tuple(beats)
