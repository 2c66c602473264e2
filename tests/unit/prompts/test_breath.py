"""A breath is whole, gentle and exactly timed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.prompts.breath import LENGTHS, Pattern, Phase, lasts, patterns, timetable
from interlude.prompts.library import library

PHASES = st.builds(
    Phase,
    cue=st.sampled_from(["in", "hold", "out"]),
    seconds=st.integers(0, 120).map(lambda tenths: tenths / 10),
    words=st.just("Gently"),
)


def _pattern(phases: list[Phase], ladder: int, lengths: tuple[int, ...]) -> Pattern | None:
    seconds = tuple(phase.seconds for phase in phases)
    try:
        return Pattern("p", "P", tuple(phases), (seconds,) * ladder, lengths)
    except ValueError:
        return None


PATTERNS = st.builds(
    _pattern,
    st.lists(PHASES, min_size=1, max_size=5),
    st.integers(0, 3),
    st.lists(st.integers(5, 600), min_size=1, max_size=4).map(tuple),
).filter(lambda pattern: pattern is not None)


def test_the_long_exhale_is_six_breaths_in_a_minute() -> None:
    beats = timetable(patterns()["long_exhale"], 60)
    assert [(beat.cue, beat.ms, beat.count) for beat in beats] == [
        ("in", 4000, 4),
        ("out", 6000, 6),
    ] * 6
    assert lasts(beats) == 60


@pytest.mark.parametrize(
    ("pattern", "seconds"),
    [
        ("sigh", [30, 60, 120, 300]),
        ("long_exhale", [30, 60, 120, 300]),
        ("even", [30, 60, 120, 300]),
        ("even_slower", [33, 55, 121, 297]),
        ("ladder", [65] * 4),
        ("one_breath", [10] * 4),
        ("notice", [30, 60, 60, 60]),
        ("ground", [60] * 4),
        ("box", [64] * 4),
        ("soft_box", [60] * 4),
        ("four_seven_eight", [57] * 4),
        ("half_four_seven_eight", [57] * 4),
    ],
)
def test_a_pattern_takes_whole_breaths_nearest_to_what_is_asked(
    pattern: str, seconds: list[float]
) -> None:
    assert [lasts(timetable(patterns()[pattern], asked)) for asked in LENGTHS] == seconds


def test_the_ladder_slows_down_in_four_steps_of_two_breaths() -> None:
    beats = timetable(patterns()["ladder"], 60)
    breaths = [(a.ms, b.ms) for a, b in zip(beats[::2], beats[1::2], strict=True)]
    steps = [(3000, 3000), (3500, 4000), (4000, 5000), (4000, 6000)]
    assert breaths == [step for step in steps for _ in range(2)]


def test_a_second_breath_in_tops_up_the_first() -> None:
    beats = timetable(patterns()["sigh"], 30)
    assert [(beat.cue, beat.start_ms) for beat in beats[:4]] == [
        ("in", 0),
        ("in", 3000),
        ("out", 4000),
        ("in", 10_000),
    ]


@pytest.mark.parametrize("pattern", ["notice", "ground"])
def test_what_sets_no_pace_is_not_counted(pattern: str) -> None:
    assert not patterns()[pattern].paced
    assert {(b.cue, b.count) for b in timetable(patterns()[pattern], 60)} == {("free", 0)}


@given(PATTERNS, st.floats(0, 600))
def test_beats_follow_each_other_without_gap_or_overlap(pattern: Pattern, seconds: float) -> None:
    beats = timetable(pattern, seconds)
    assert beats[0].start_ms == 0
    for beat, following in pairwise(beats):
        assert beat.start_ms + beat.ms == following.start_ms
    assert all(beat.ms > 0 and beat.count >= 1 for beat in beats)


@given(PATTERNS, st.floats(0, 600))
def test_whole_rounds_come_nearest_to_the_length_and_never_drift(
    pattern: Pattern, seconds: float
) -> None:
    beats = timetable(pattern, seconds)
    phases = [p for breath in pattern.breaths for p in breath if p.seconds > 0]
    rounds, rest = divmod(len(beats), len(phases))
    assert rest == 0
    assert lasts(beats) == pytest.approx(rounds * pattern.round, abs=0.001)
    for nth, beat in enumerate(beats):
        begun, within = divmod(nth, len(phases))
        at = begun * pattern.round + sum(p.seconds for p in phases[:within])
        assert beat.start_ms == pytest.approx(at * 1000, abs=1)
    wanted = min(pattern.lengths, key=lambda length: (abs(length - seconds), length))
    misses = abs(lasts(beats) - wanted)
    assert rounds == 1 or misses <= pattern.round / 2 + 0.001


def test_a_phase_of_no_length_is_left_out() -> None:
    box = (Phase("in", 4, ""), Phase("hold", 0, ""), Phase("out", 4, ""), Phase("hold", 0, ""))
    pattern = Pattern("p", "P", box)
    assert not pattern.holds
    assert [beat.cue for beat in timetable(pattern, 8)][:4] == ["in", "out"] * 2


@pytest.mark.parametrize("seconds", [-0.1, 12.1, float("nan")])
def test_a_phase_out_of_range_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="a phase lasts 0 to 12 s"):
        Phase("in", seconds, "")


@pytest.mark.parametrize("seconds", [[2, 2], [12, 12, 12]])
def test_a_breath_too_short_or_too_long_is_refused(seconds: list[int]) -> None:
    with pytest.raises(ValueError, match="last 5 to 25 s together"):
        Pattern("p", "P", tuple(Phase("in", length, "") for length in seconds))


@pytest.mark.parametrize(
    ("pattern", "cure"),
    [
        ({"phases": ()}, "at least one of each"),
        ({"lengths": ()}, "at least one of each"),
        ({"phases": (Phase("in", 5, ""), Phase("free", 5, ""))}, "take out cue free"),
        ({"slower": ((4.0, 6.0),)}, "seconds of every phase"),
        ({"slower": ((26.0,),)}, "a phase lasts 0 to 12 s"),
    ],
)
def test_a_pattern_of_a_wrong_shape_is_refused_with_the_cure(
    pattern: dict[str, tuple[object, ...]], cure: str
) -> None:
    with pytest.raises(ValueError, match=cure):
        Pattern(**{"id": "p", "name": "P", "phases": (Phase("in", 5, ""),), **pattern})  # type: ignore[arg-type]


def test_no_breath_is_forced_and_none_is_held_unless_chosen() -> None:
    for pattern in patterns().values():
        for phase in pattern.phases:
            assert not {"deep", "deeply", "hard", "fast"} & set(phase.words.lower().split())
    held = {pattern.id for pattern in patterns().values() if pattern.holds}
    assert held == {"box", "soft_box", "four_seven_eight", "half_four_seven_eight"}
    assert not held & {prompt.pattern for prompt in library() if prompt.kinds}
