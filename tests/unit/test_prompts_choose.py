"""What a person is offered after each kind of ticket, and what they are never offered."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.prompts.choose import choose
from interlude.prompts.library import Prompt, library, prompt
from interlude.tension.judge import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
KIND = st.sampled_from(KINDS)
HEAT = st.integers(0, 5)
SEED = st.integers(0, 2**32 - 1)
RECENT = st.lists(st.sampled_from([*(p.id for p in library()), "gone_since"]), max_size=60)

BRIGHT_SIDE = {"their_eyes", "not_about_me", "impact", "savour", "distance", "control"}


def offered(kind: Kind, heat: int, times: int, seed: int = 1) -> list[Prompt]:
    """What one person is offered who meets the same kind of ticket again and again."""
    seen: list[str] = []
    for nth in range(times):
        seen.append(choose(kind, heat, seen, seed + nth).id)
    return [prompt(found) for found in seen]


@given(KIND, HEAT, RECENT, SEED)
def test_there_is_always_something_and_it_fits(
    kind: Kind, heat: int, recent: list[str], seed: int
) -> None:
    found = choose(kind, heat, recent, seed)
    assert found.fits(kind, heat)
    assert choose(kind, heat, recent, seed) == found


@given(
    st.sampled_from(["angry", "accused", "policy", "slog", "none"]), st.integers(4, 5), RECENT, SEED
)
def test_a_hot_moment_needs_the_body_before_words(
    kind: Kind, heat: int, recent: list[str], seed: int
) -> None:
    assert choose(kind, heat, recent, seed).family in {"breath", "body"}


@given(HEAT, RECENT, SEED)
def test_after_abuse_nobody_is_shown_a_bright_side(heat: int, recent: list[str], seed: int) -> None:
    assert choose("abusive", heat, recent, seed).family not in BRIGHT_SIDE


@pytest.mark.parametrize("heat", range(6))
def test_after_abuse_dignity_comes_first(heat: int) -> None:
    assert choose("abusive", heat, [], 1).family == "dignity"
    assert choose("abusive", heat, ["their_eyes_day"], 1).family == "dignity"


@pytest.mark.parametrize("heat", range(4))
def test_a_mistake_is_mended_then_forgiven_then_planned_for(heat: int) -> None:
    families = [found.family for found in offered("mistake", heat, 4)]
    assert families[:2] == ["repair", "self_kindness"]
    assert families[2] in {"if_then", "own_name"}
    assert families[3] == "repair"


def test_after_a_hot_mistake_the_breath_is_followed_by_repair() -> None:
    first, second = offered("mistake", 5, 2)
    assert first.family in {"breath", "body"}
    assert second.family == "repair"


@given(HEAT, RECENT, SEED)
def test_no_distance_from_a_mistake_that_can_still_be_mended(
    heat: int, recent: list[str], seed: int
) -> None:
    assert choose("mistake", heat, recent, seed).family not in {"distance", "control"}


@given(HEAT, RECENT, SEED)
def test_nobody_accused_unfairly_is_told_to_repair(heat: int, recent: list[str], seed: int) -> None:
    assert choose("accused", heat, recent, seed).family not in {"repair", "their_eyes"}


@given(HEAT, RECENT, SEED)
def test_praise_is_let_in_and_never_breathed_away(heat: int, recent: list[str], seed: int) -> None:
    assert choose("praise", heat, recent, seed).card == "savour"


@given(HEAT, RECENT, SEED)
def test_after_a_heavy_ticket_there_is_one_thing_to_say(
    heat: int, recent: list[str], seed: int
) -> None:
    assert choose("heavy", heat, recent, seed).card == "heavy"


@given(st.sampled_from([kind for kind in KINDS if kind != "heavy"]), HEAT, RECENT, SEED)
def test_it_is_said_after_no_other_ticket(
    kind: Kind, heat: int, recent: list[str], seed: int
) -> None:
    assert choose(kind, heat, recent, seed).card != "heavy"


@given(HEAT, RECENT, SEED)
def test_a_long_slog_is_not_answered_with_a_minute_of_breath(
    heat: int, recent: list[str], seed: int
) -> None:
    assert choose("slog", heat, recent, seed).card != "breath"


@given(st.lists(st.tuples(KIND, HEAT), min_size=2, max_size=12), SEED)
def test_the_same_family_does_not_come_twice_running(
    day: list[tuple[Kind, int]], seed: int
) -> None:
    seen: list[str] = []
    for kind, heat in day:
        seen.append(choose(kind, heat, seen, seed).id)
    for (before, after), (kind, heat) in zip(pairwise(seen), day[1:], strict=True):
        if kind != "heavy" and (kind, heat >= 4) != ("slog", True):
            assert prompt(before).family != prompt(after).family


def test_a_slog_that_is_hot_again_gets_another_thing_for_the_body() -> None:
    ids = [found.id for found in offered("slog", 5, 3)]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heat", [2, 5])
def test_all_that_fits_has_its_turn(kind: Kind, heat: int) -> None:
    """Whatever is offered at all is offered before anything is offered for the fifth time."""
    often = offered(kind, heat, 200)
    first = {found.id: nth for nth, found in reversed(list(enumerate(often)))}
    assert max(first.values()) < 5 * len(first)


@given(KIND, HEAT, RECENT, SEED)
def test_of_one_family_the_one_unseen_for_longest_comes(
    kind: Kind, heat: int, recent: list[str], seed: int
) -> None:
    found = choose(kind, heat, recent, seed)
    latest = {prompt_id: nth for nth, prompt_id in enumerate(recent)}
    siblings = [p for p in library() if p.family == found.family and p.fits(kind, heat)]
    assert latest.get(found.id, -1) == min(latest.get(p.id, -1) for p in siblings)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "heavy"])
def test_two_people_do_not_all_start_with_the_same(kind: Kind) -> None:
    assert len({choose(kind, 2, [], seed).id for seed in range(40)}) > 1


def test_every_prompt_in_the_library_can_be_offered() -> None:
    met = {p.id for kind in KINDS for heat in range(6) for p in offered(kind, heat, 60)}
    assert {p.id for p in library()} - met == set()
