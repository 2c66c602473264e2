"""Breathing patterns, and the timetable that the card plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from math import ceil
from typing import Literal, TypeAlias

from interlude import content, words

Cue: TypeAlias = Literal["in", "hold", "out", "free"]
"""``free`` sets no pace: a person breathes as they come to it, or minds something else."""

OWN = "own"
"""What a prompt names as its pattern where it is for the one that a person made."""

LENGTHS = (30, 60, 120, 300)
LONGEST_PHASE, LONGEST_FREE = 12, 30
SHORTEST_BREATH, LONGEST_BREATH = 5, 25


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a breath: how many ``seconds`` it lasts and the words that go with it."""

    cue: Cue
    seconds: float
    words: str

    def __post_init__(self) -> None:
        longest = LONGEST_FREE if self.cue == "free" else LONGEST_PHASE
        if not 0 <= self.seconds <= longest:
            raise ValueError(f"a phase lasts 0 to {longest} s, not {self.seconds}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What can be breathed along with, or, where every phase is ``free``, without a pace.

    ``phases`` are one breath.  A ladder does not stay with it: ``slower`` has the seconds of each
    phase in every breath that follows before it begins anew.  ``lengths`` are the seconds for which
    it may be played, each met as nearly as whole rounds can.
    """

    id: str
    name: str
    phases: tuple[Phase, ...]
    slower: tuple[tuple[float, ...], ...] = ()
    lengths: tuple[int, ...] = LENGTHS

    def __post_init__(self) -> None:
        if not self.phases or not self.lengths:
            raise ValueError("a pattern has phases and lengths; write at least one of each")
        if len({phase.cue == "free" for phase in self.phases}) > 1:
            raise ValueError("a pattern sets a pace or does not; take out cue free, or all others")
        if any(len(seconds) != len(self.phases) for seconds in self.slower):
            raise ValueError("slower: write the seconds of every phase for each breath")
        for breath in self.breaths if self.paced else ():
            lasts = _seconds(breath)
            if not SHORTEST_BREATH <= lasts <= LONGEST_BREATH:
                raise ValueError(
                    f"the phases of one breath last {SHORTEST_BREATH} to {LONGEST_BREATH} s"
                    f" together, not {lasts:g}"
                )

    @property
    def breaths(self) -> tuple[tuple[Phase, ...], ...]:
        """All breaths of one round, in order."""
        later = (
            tuple(replace(one, seconds=s) for one, s in zip(self.phases, row, strict=True))
            for row in self.slower
        )
        return (self.phases, *later)

    @property
    def round(self) -> float:
        """Seconds until it begins anew: of one breath, or of a whole ladder."""
        return sum(map(_seconds, self.breaths))

    @property
    def paced(self) -> bool:
        """Whether it says when to breathe."""
        return self.phases[0].cue != "free"

    @property
    def holds(self) -> bool:
        """Whether a breath is held in it, which is not for everybody."""
        held = (phase for breath in self.breaths for phase in breath if phase.cue == "hold")
        return any(phase.seconds > 0 for phase in held)


@dataclass(frozen=True, slots=True)
class Own:
    """A breath of a person's own making: how many seconds it goes in, stays ``full``, and so on.

    >>> Own(4, 0, 6, 0).pattern.round, Own(4, 1, 6, 0).pattern.holds
    (10, True)
    """

    inhale: float
    full: float
    exhale: float
    empty: float

    def __post_init__(self) -> None:
        if not (self.inhale > 0 and self.exhale > 0):
            raise ValueError("a breath goes in and out; give both some seconds")
        _ = self.pattern

    @property
    def pattern(self) -> Pattern:
        """The same with words, in the language that is spoken."""
        box = patterns()["box"].phases
        seconds = (self.inhale, self.full, self.exhale, self.empty)
        phases = (replace(one, seconds=s) for one, s in zip(box, seconds, strict=True))
        return Pattern(OWN, "", tuple(phases))


def _seconds(phases: Sequence[Phase]) -> float:
    return sum(phase.seconds for phase in phases)


@dataclass(frozen=True, slots=True)
class Beat:
    """One phase at its place in time: it starts at ``start_ms`` and is counted 1 to ``count``.

    What sets no pace is not counted: its ``count`` is 0.  ``full`` is how full the lungs are at its
    end, from 0 to 1.
    """

    cue: Cue
    words: str
    start_ms: int
    ms: int
    count: int
    full: float = 0.0


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
    """A person is never stopped in the middle of a breath: only whole rounds are played.

    Of the pattern's ``lengths`` the one nearest to ``seconds``, and of whole rounds, one at least,
    as many as come nearest to that; of two as near the shorter.  A phase of 0 s is left out.  Each
    beat starts where the beat before it ends, rounded to a millisecond from the beginning, so
    nothing drifts.

    >>> sigh = Pattern("sigh", "Sigh", (Phase("in", 3, "In"), Phase("in", 1.5, "More"),
    ...     Phase("hold", 0, ""), Phase("out", 6, "Out")))
    >>> [(beat.cue, beat.start_ms, beat.ms) for beat in timetable(sigh, 10)][:4]
    [('in', 0, 3000), ('in', 3000, 1500), ('out', 4500, 6000), ('in', 10500, 3000)]
    >>> [lasts(timetable(sigh, seconds)) for seconds in LENGTHS]
    [31.5, 63.0, 115.5, 304.5]
    """
    wanted = min(pattern.lengths, key=lambda length: (abs(length - seconds), length))
    rounds = max(1, ceil(wanted / pattern.round - 1 / 2))
    phases = [phase for breath in pattern.breaths for phase in breath if phase.seconds > 0]
    beats = []
    begun = 0.0
    for phase, full in [*zip(phases, _full(phases), strict=True)] * rounds:
        start, end = round(begun * 1000), round((begun + phase.seconds) * 1000)
        count = 0 if phase.cue == "free" else max(1, round(phase.seconds))
        beats.append(Beat(phase.cue, phase.words, start, end - start, count, full))
        begun += phase.seconds
    return tuple(beats)


def _full(phases: Sequence[Phase]) -> Iterator[float]:
    """How full the lungs are at the end of each phase.

    Phases of one cue in a row share the way: after 3 s in, with 1 s more to come, they are three
    quarters full.

    >>> cues: list[tuple[Cue, float]] = [("in", 3), ("in", 1), ("hold", 2), ("out", 6), ("hold", 1)]
    >>> list(_full([Phase(cue, seconds, "") for cue, seconds in cues]))
    [0.75, 1.0, 1.0, 0.0, 0.0]
    """
    full = 0.0
    for cue, row in groupby(phases, key=lambda phase: phase.cue):
        alike = list(row)
        goal = {"in": 1.0, "out": 0.0}.get(cue, full)
        begun, gone, way = full, 0.0, _seconds(alike)
        for phase in alike:
            gone += phase.seconds
            full = begun + (goal - begun) * gone / way
            yield full


def lasts(beats: Sequence[Beat]) -> float:
    """How many seconds a timetable takes."""
    return (beats[-1].start_ms + beats[-1].ms) / 1000


def longer(pattern: Pattern, than: float) -> int | None:
    """The next of a pattern's lengths for who has more time, if it is one that takes longer.

    >>> long_exhale = patterns()["long_exhale"]
    >>> longer(long_exhale, 60), longer(long_exhale, 300)
    (120, None)
    """
    return next(
        (one for one in sorted(pattern.lengths) if lasts(timetable(pattern, one)) > than), None
    )
