"""What a person is offered after each kind of ticket, and what they are never offered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.prompts.choose import Occasion, choose, give
from interlude.prompts.library import Prompt, library, prompt_by_id, steps
from interlude.tension.judge import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
KIND = st.sampled_from(KINDS)
HEAT = st.integers(0, 5)
SEED = st.integers(0, 2**32 - 1)
PROMPT = st.sampled_from([*(p.id for p in library()), "gone_since"])
MET = st.lists(PROMPT, max_size=60).map(tuple)
FAMILIES = sorted({p.family for p in library()})

BRIGHT_SIDE = {"their_eyes", "not_about_me", "impact", "savour", "distance", "control"}
BODY_FIRST: tuple[Kind, ...] = ("angry", "accused", "policy", "slog", "mistake", "none")


@st.composite
def occasions(draw: st.DrawFn, *kinds: Kind, heat: st.SearchStrategy[int] = HEAT) -> Occasion:
    """Any moment of any person, after tickets of these kinds."""
    return Occasion(
        kind=draw(st.sampled_from(kinds or KINDS)),
        heat=draw(heat),
        before=draw(st.lists(PROMPT, max_size=4).map(tuple)),
        seen=draw(MET),
        refused=draw(st.frozensets(PROMPT, max_size=20)),
        resting=draw(st.frozensets(st.sampled_from(FAMILIES), max_size=6)),
    )


def moment(kind: Kind, heat: int, times: int, seed: int = 1) -> list[Prompt]:
    """What one person is offered who presses *Another* again and again."""
    offered: list[str] = []
    for nth in range(times):
        at = Occasion(kind, heat, before=tuple(offered), seen=tuple(offered))
        offered.append(give(at, seed + nth).id)
    return [prompt_by_id(found) for found in offered]


def day(kind: Kind, heat: int, times: int, seed: int = 1) -> Iterator[Prompt]:
    """What one person is offered first after one such ticket and the next."""
    seen: list[str] = []
    for nth in range(times):
        found = give(Occasion(kind, heat, seen=tuple(seen)), seed + nth)
        seen.append(found.id)
        yield found


@given(occasions(), SEED)
def test_who_asks_gets_something_and_it_fits(occasion: Occasion, seed: int) -> None:
    found = give(occasion, seed)
    assert found.fits(occasion.kind, occasion.heat)
    assert give(occasion, seed) == found


@given(occasions(), SEED)
def test_what_was_refused_does_not_come_unasked_nor_its_like(occasion: Occasion, seed: int) -> None:
    found = choose(occasion, seed)
    if found is not None:
        assert found.id not in occasion.refused
        assert found.family not in occasion.resting
        assert give(occasion, seed) == found


@given(KIND, HEAT, MET, SEED)
def test_somebody_who_refused_nothing_is_always_offered_something(
    kind: Kind, heat: int, seen: tuple[str, ...], seed: int
) -> None:
    assert choose(Occasion(kind, heat, seen=seen), seed) is not None


@given(st.sampled_from(BODY_FIRST), st.integers(4, 5), MET, SEED)
def test_a_hot_moment_begins_with_the_body(
    kind: Kind, heat: int, seen: tuple[str, ...], seed: int
) -> None:
    assert give(Occasion(kind, heat, seen=seen), seed).family in {"breath", "body"}


def test_of_a_thousand_hot_mistakes_none_is_answered_with_words_first() -> None:
    families = {found.family for found in day("mistake", 5, 1000)}
    assert families == {"breath", "body"}


def test_a_hot_mistake_after_a_breath_of_another_moment_begins_with_the_body_too() -> None:
    assert give(Occasion("mistake", 5, seen=("breath_window",)), 1).family == "body"


@given(occasions("abusive"), SEED)
def test_after_abuse_nobody_is_shown_a_bright_side(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).family not in BRIGHT_SIDE


@given(HEAT, MET, SEED)
def test_each_abuse_begins_with_dignity_whatever_came_before(
    heat: int, seen: tuple[str, ...], seed: int
) -> None:
    assert give(Occasion("abusive", heat, seen=seen), seed).family == "dignity"


def test_three_insults_in_a_row_are_three_times_not_okay() -> None:
    found = list(day("abusive", 4, 3))
    assert [one.family for one in found] == ["dignity"] * 3
    assert len({one.id for one in found}) == 3


def test_only_another_in_the_same_moment_goes_on_from_dignity() -> None:
    assert [one.family for one in moment("abusive", 4, 2)] == ["dignity", "together"]


@pytest.mark.parametrize("heat", range(4))
def test_a_mistake_is_mended_then_forgiven_then_planned_for(heat: int) -> None:
    families = [found.family for found in moment("mistake", heat, 4)]
    assert families[:2] == ["repair", "self_kindness"]
    assert families[2] in {"if_then", "own_name"}
    assert families[3] == "repair"


def test_after_a_hot_mistake_the_breath_is_followed_by_repair() -> None:
    first, second = moment("mistake", 5, 2)
    assert first.family in {"breath", "body"}
    assert second.family == "repair"


@given(occasions("mistake"), SEED)
def test_no_distance_from_a_mistake_that_can_still_be_mended(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).family not in {"distance", "control"}


@given(occasions("accused"), SEED)
def test_nobody_accused_unfairly_is_told_to_repair(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).family not in {"repair", "their_eyes"}


@given(occasions("praise"), SEED)
def test_praise_is_let_in_and_never_breathed_away(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).card == "savour"


@given(occasions("heavy"), SEED)
def test_after_a_heavy_ticket_there_is_one_thing_to_say(occasion: Occasion, seed: int) -> None:
    found = give(occasion, seed)
    assert (found.card, found.danger) == ("heavy", False)


@given(HEAT, MET, SEED)
def test_where_a_life_may_be_in_danger_the_houses_rule_comes_with_it(
    heat: int, seen: tuple[str, ...], seed: int
) -> None:
    found = give(Occasion("heavy", heat, danger=True, seen=seen), seed)
    assert (found.card, found.danger) == ("heavy", True)


@given(occasions(*(kind for kind in KINDS if kind != "heavy")), SEED)
def test_heavy_words_are_said_after_no_other_ticket(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).card != "heavy"


@given(occasions("slog"), SEED)
def test_a_long_slog_is_not_answered_with_a_minute_of_breath(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).card != "breath"


@given(MET, SEED)
def test_who_wants_a_breath_gets_one_and_then_the_body_but_no_view_of_a_ticket(
    seen: tuple[str, ...], seed: int
) -> None:
    wish = give(Occasion("none", 0, seen=seen), seed)
    assert wish.family == "breath"
    assert "none" in wish.kinds
    families = [found.family for found in moment("none", 0, 6, seed)]
    assert families == ["breath", "body"] * 3


@pytest.mark.parametrize(("kind", "heat"), [("angry", 2), ("policy", 3), ("accused", 5)])
def test_another_is_of_another_family_while_there_is_one(kind: Kind, heat: int) -> None:
    for before, after in pairwise(moment(kind, heat, 8)):
        assert before.family != after.family


def test_two_angry_tickets_are_answered_from_two_sides() -> None:
    first, second = day("angry", 2, 2)
    assert first.family != second.family


def test_a_slog_that_is_hot_again_gets_another_thing_for_the_body() -> None:
    assert len({found.id for found in day("slog", 5, 3)}) == 3


def test_five_refusals_in_a_shift_meet_five_families() -> None:
    refused: list[Prompt] = []
    for seed in range(5):
        at = Occasion(
            "angry",
            2,
            seen=tuple(one.id for one in refused),
            refused=frozenset(one.id for one in refused),
            resting=frozenset(one.family for one in refused),
        )
        found = choose(at, seed)
        assert found is not None
        refused.append(found)
    assert len({one.family for one in refused}) == 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heat", [2, 5])
def test_all_that_fits_has_its_turn(kind: Kind, heat: int) -> None:
    """Whatever is offered at all is offered before anything is offered for the fifth time."""
    often = moment(kind, heat, 200)
    first = {found.id: nth for nth, found in reversed(list(enumerate(often)))}
    assert max(first.values()) < 5 * len(first)


@given(occasions(), SEED)
def test_of_one_family_the_one_unseen_for_longest_comes(occasion: Occasion, seed: int) -> None:
    found = choose(occasion, seed)
    if found is None:
        return
    latest = {prompt_id: nth for nth, prompt_id in enumerate(occasion.seen)}
    siblings = [
        p
        for p in library()
        if p.family == found.family
        and p.fits(occasion.kind, occasion.heat)
        and p.id not in occasion.refused
    ]
    assert latest.get(found.id, -1) == min(latest.get(p.id, -1) for p in siblings)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "heavy"])
def test_two_people_do_not_all_start_with_the_same(kind: Kind) -> None:
    assert len({give(Occasion(kind, 2), seed).id for seed in range(40)}) > 1


def test_every_prompt_in_the_library_can_be_offered() -> None:
    met = {p.id for kind in KINDS for heat in range(6) for p in moment(kind, heat, 60)}
    met |= {give(Occasion("heavy", 4, danger=True), 1).id}
    assert {p.id for p in library()} - met == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_hot_ticket_of_a_kind_without_a_rule_of_its_own_keeps_its_order(kind: Kind) -> None:
    assert steps(kind, hot=True)
    assert (steps(kind, hot=True) == steps(kind, hot=False)) == (kind in ("praise", "heavy"))
