"""A breath is whole, gentle and exactly timed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.prompts.breath import Cue, Pattern, Phase, patterns, timetable

PHASES = st.builds(
    Phase,
    cue=st.sampled_from(["in", "hold", "out"]),
    seconds=st.integers(0, 120).map(lambda tenths: tenths / 10),
    words=st.just("Gently"),
)


def _pattern(phases: list[Phase]) -> Pattern | None:
    try:
        return Pattern("p", "P", tuple(phases))
    except ValueError:
        return None


PATTERNS = st.lists(PHASES, min_size=1, max_size=5).map(_pattern).filter(lambda p: p is not None)


def test_the_long_exhale_is_six_breaths_in_a_minute() -> None:
    beats = timetable(patterns()["long_exhale"], 60)
    assert [(beat.cue, beat.ms, beat.count) for beat in beats] == [
        ("in", 4000, 4),
        ("out", 6000, 6),
    ] * 6
    assert beats[-1].start_ms + beats[-1].ms == 60_000


@given(PATTERNS, st.floats(0, 600))
def test_beats_follow_each_other_without_gap_or_overlap(pattern: Pattern, seconds: float) -> None:
    beats = timetable(pattern, seconds)
    assert beats[0].start_ms == 0
    for beat, following in pairwise(beats):
        assert beat.start_ms + beat.ms == following.start_ms
    assert all(beat.ms > 0 and beat.count >= 1 for beat in beats)


@given(PATTERNS, st.floats(0, 600))
def test_only_whole_breaths_are_played_and_at_least_one(pattern: Pattern, seconds: float) -> None:
    beats = timetable(pattern, seconds)
    breath = sum(phase.seconds > 0 for phase in pattern.phases)
    breaths, rest = divmod(len(beats), breath)
    length = beats[-1].start_ms + beats[-1].ms
    assert rest == 0
    assert length == pytest.approx(breaths * pattern.cycle * 1000, abs=1)
    assert breaths == 1 or length <= seconds * 1000 + 1
    assert length + pattern.cycle * 1000 > seconds * 1000 - 1


def test_a_phase_of_no_length_is_left_out() -> None:
    box = [("in", 4.0), ("hold", 0.0), ("out", 4.0), ("hold", 0.0)]
    cues: list[tuple[Cue, float]] = box  # type: ignore[assignment]
    pattern = Pattern("p", "P", tuple(Phase(cue, seconds, "") for cue, seconds in cues))
    assert [beat.cue for beat in timetable(pattern, 8)] == ["in", "out"]


@pytest.mark.parametrize("seconds", [-0.1, 12.1, float("nan")])
def test_a_phase_out_of_range_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="a phase lasts 0 to 12 s"):
        Phase("in", seconds, "")


@pytest.mark.parametrize("seconds", [[2, 2], [12, 12, 12], []])
def test_a_breath_too_short_or_too_long_is_refused(seconds: list[int]) -> None:
    with pytest.raises(ValueError, match="last 5 to 25 s together"):
        Pattern("p", "P", tuple(Phase("in", length, "") for length in seconds))


def test_no_shipped_breath_is_forced_or_held() -> None:
    for pattern in patterns().values():
        for phase in pattern.phases:
            assert phase.cue != "hold"
            assert not {"deep", "deeply", "hard", "fast"} & set(phase.words.lower().split())
