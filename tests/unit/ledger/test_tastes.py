"""What is believed of a person's taste fades, and is the same however often it is looked at."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from interlude.ledger.entries import Verdict
from interlude.ledger.tastes import Met, said

VERDICTS = st.sampled_from(get_args(Verdict))
MET = st.builds(Met, st.integers(0, 100), st.integers(0, 2_000), st.integers(0, 2_000))


@given(MET, st.integers(0, 200))
def test_what_was_said_only_ever_fades(met: Met, days: int) -> None:
    after = [met.on(met.workday + day) for day in range(days + 1)]
    assert after[0] == met
    for before, later in pairwise(after):
        assert later.liked <= before.liked
        assert later.refused <= before.refused


@given(MET, st.integers(0, 40), st.integers(0, 40))
def test_to_look_in_between_changes_next_to_nothing(met: Met, days: int, more: int) -> None:
    at_once = met.on(met.workday + days + more)
    by_turns = met.on(met.workday + days).on(met.workday + days + more)
    assert abs(at_once.liked - by_turns.liked) <= 1
    assert abs(at_once.refused - by_turns.refused) <= 1


@given(st.lists(st.tuples(st.integers(0, 3), VERDICTS), max_size=200))
def test_however_much_was_said_it_stays_a_small_number(days: list[tuple[int, Verdict]]) -> None:
    met = Met(1)
    for later, verdict in days:
        met = met.on(met.workday + max(1, later)).after(verdict)
    assert 0 <= met.liked + met.refused <= 100 / (1 - 0.98) + 50


def test_a_workday_in_the_past_brings_nothing_back() -> None:
    assert said([Met(9, liked=100)], workday=3) == (1.0, 0.0)
