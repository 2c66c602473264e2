"""What a person is offered after each kind of ticket, and what they are never offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.ledger.figures.prompts import LATELY
from interlude.ledger.tastes import Met
from interlude.prompts import choose as module
from interlude.prompts.choose import Occasion, choose, give, may_come
from interlude.prompts.library import HOT, Prompt, library, prompt_by_id, steps
from interlude.prompts.liking import LOCKED, MOST_OF_LAST, is_locked
from interlude.settings import Need
from interlude.tension.judge import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
KIND = st.sampled_from(KINDS)
HEAT = st.integers(0, 5)
SEED = st.integers(0, 2**32 - 1)
PROMPT = st.sampled_from([*(p.id for p in library()), "gone_since"])
TODAY = 40


def known(prompts: list[str], first: int) -> dict[str, Met]:
    """These prompts, met over the workdays since ``first``, some liked and some refused."""
    days = range(first, TODAY + 1)
    return {
        one: Met(
            days[nth * len(days) // len(prompts)], liked=98 * (nth % 3), refused=98 * (nth % 2)
        )
        for nth, one in enumerate(prompts)
    }


MET = st.builds(known, st.lists(PROMPT, max_size=60, unique=True), st.integers(1, TODAY))
BODY = {"body", "breath", "breath_sigh", "breath_even"}
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
        met=(past := draw(MET)),
        lately=tuple(past),
        today=TODAY,
        refused=draw(st.frozensets(PROMPT, max_size=20)),
        resting=draw(st.frozensets(st.sampled_from(FAMILIES), max_size=6)),
    )


def met(*prompts: str, workday: int = 1) -> dict[str, Met]:
    """These prompts, met on one workday and answered never."""
    return dict.fromkeys(prompts, Met(workday))


def moment(kind: Kind, heat: int, times: int, seed: int = 1) -> list[Prompt]:
    """What one person is offered who presses *Another* again and again."""
    offered: list[str] = []
    for nth in range(times):
        at = Occasion(
            kind, heat, before=tuple(offered), met=met(*offered), lately=tuple(offered), today=1
        )
        offered.append(give(at, seed + nth).id)
    return [prompt_by_id(found) for found in offered]


def life(kind: Kind, heat: int, times: int, a_day: int = 1, seed: int = 1) -> Iterator[Prompt]:
    """What one person is offered first after one such ticket and the next."""
    seen: dict[str, Met] = {}
    lately: list[str] = []
    for nth in range(times):
        today = 1 + nth // a_day
        at = Occasion(kind, heat, met=seen, lately=tuple(lately[-LATELY:]), today=today)
        found = give(at, seed + nth)
        liked = 900 * (found.family == "impact")
        seen.pop(found.id, None)
        seen[found.id] = Met(today, liked)
        lately.append(found.id)
        yield found


def day(kind: Kind, heat: int, times: int) -> Iterator[Prompt]:
    """The same on one workday."""
    return life(kind, heat, times, a_day=times)


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
    kind: Kind, heat: int, seen: dict[str, Met], seed: int
) -> None:
    assert choose(Occasion(kind, heat, met=seen, today=TODAY), seed) is not None


@given(st.sampled_from(BODY_FIRST), st.integers(4, 5), MET, SEED)
def test_a_hot_moment_begins_with_the_body(
    kind: Kind, heat: int, seen: dict[str, Met], seed: int
) -> None:
    assert give(Occasion(kind, heat, met=seen, today=TODAY), seed).family in BODY


def test_of_a_thousand_hot_mistakes_none_is_answered_with_words_first() -> None:
    families = {found.family for found in day("mistake", 5, 1000)}
    assert families == BODY - {"breath_sigh"}


def test_a_hot_mistake_after_a_breath_of_another_moment_begins_with_the_body_too() -> None:
    assert (
        give(
            Occasion("mistake", 5, met=met("breath_window"), lately=("breath_window",), today=1), 1
        ).family
        == "body"
    )


@given(occasions("abusive"), SEED)
def test_after_abuse_nobody_is_shown_a_bright_side(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).family not in BRIGHT_SIDE


@given(HEAT, MET, SEED)
def test_each_abuse_begins_with_dignity_whatever_came_before(
    heat: int, seen: dict[str, Met], seed: int
) -> None:
    assert give(Occasion("abusive", heat, met=seen, today=TODAY), seed).family == "dignity"


def test_three_insults_in_a_row_are_three_times_not_okay() -> None:
    found = list(day("abusive", 4, 3))
    assert [one.family for one in found] == ["dignity"] * 3
    assert len({one.id for one in found}) == 3


def test_only_another_in_the_same_moment_goes_on_from_dignity() -> None:
    assert [one.family for one in moment("abusive", 4, 2)] == ["dignity", "together"]


@pytest.mark.parametrize("heat", range(4))
def test_a_mistake_is_mended_then_forgiven_then_planned_for(heat: int) -> None:
    families = [found.family for found in moment("mistake", heat, 5)]
    assert families[:2] == ["repair", "self_kindness"]
    assert families[2] in {"if_then", "own_name"}
    assert families[3:] == ["together", "repair"]


def test_after_a_hot_mistake_the_breath_is_followed_by_repair() -> None:
    first, second = moment("mistake", 5, 2)
    assert first.family in BODY
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
    heat: int, seen: dict[str, Met], seed: int
) -> None:
    found = give(Occasion("heavy", heat, danger=True, met=seen, today=TODAY), seed)
    assert (found.card, found.danger) == ("heavy", True)


@given(occasions(*(kind for kind in KINDS if kind != "heavy")), SEED)
def test_heavy_words_are_said_after_no_other_ticket(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).card != "heavy"


@given(occasions("slog"), SEED)
def test_a_long_slog_is_not_answered_with_a_minute_of_breath(occasion: Occasion, seed: int) -> None:
    assert give(occasion, seed).card != "breath"


@given(MET, SEED)
def test_who_wants_a_breath_gets_one_and_then_the_body_but_no_view_of_a_ticket(
    seen: dict[str, Met], seed: int
) -> None:
    wish = give(Occasion("none", 0, met=seen, today=TODAY), seed)
    assert wish.card == "breath"
    assert "none" in wish.kinds
    cards = [found.card for found in moment("none", 0, 6, seed)]
    assert cards == ["breath", "reframe"] * 3


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
            met=met(*(one.id for one in refused)),
            lately=tuple(one.id for one in refused),
            today=1,
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


def starts(occasion: Occasion) -> list[Prompt]:
    """What may come in the step with which a moment begins, by the rule of ``docs/choosing.md``."""
    fitting = [found for found in library() if may_come(found, occasion)]
    turns = steps(occasion.kind, hot=occasion.heat >= 4)
    if occasion.heat < 4 and occasion.kind != "none":
        return fitting
    return next(here for step in turns if (here := [p for p in fitting if p.family in step]))


@given(KIND, HEAT, MET, SEED)
def test_what_was_met_within_fifteen_workdays_comes_only_where_nothing_else_fits(
    kind: Kind, heat: int, seen: dict[str, Met], seed: int
) -> None:
    occasion = Occasion(kind, heat, met=seen, today=TODAY)
    found = give(occasion, seed)
    if is_locked(seen.get(found.id), TODAY) and not found.by_right:
        assert all(is_locked(seen.get(one.id), TODAY) for one in starts(occasion))


def test_a_prompt_comes_again_after_fifteen_workdays_and_not_before() -> None:
    days: dict[str, int] = {}
    for today, found in enumerate(life("angry", 2, 200)):
        assert today - days.get(found.id, -LOCKED) >= LOCKED
        days[found.id] = today
    assert len(days) < 200


def test_where_all_was_met_lately_the_one_met_longest_ago_comes() -> None:
    seen = {found.id: Met(TODAY) for found in library() if found.family == "body"}
    found = give(Occasion("slog", 5, met=seen, today=TODAY), 1)
    assert found.id == next(one for one in seen if prompt_by_id(one).fits("slog", 5))


@pytest.mark.parametrize(("kind", "heat"), [("angry", 2), ("policy", 1), ("angry", 5)])
def test_no_family_comes_twice_running_nor_all_the_time(kind: Kind, heat: int) -> None:
    families = [found.family for found in life(kind, heat, 120)]
    assert all(before != after for before, after in pairwise(families))


def test_a_family_that_is_loved_is_still_little_more_than_a_third_of_what_comes() -> None:
    families = [found.family for found in life("angry", 2, 400)]
    for nth in range(400 - LATELY):
        assert families[nth : nth + LATELY].count("impact") <= MOST_OF_LAST * LATELY
    assert families.count("impact") > 0.15 * 400


@pytest.mark.parametrize("workday", [0, TODAY])
def test_what_is_owed_comes_whatever_was_said_and_however_often_it_came(workday: int) -> None:
    dignity = [p for p in library() if p.family == "dignity" and p.fits("abusive", 4)]
    seen = {p.id: Met(workday, refused=900) for p in dignity}
    for seed in range(20):
        found = choose(Occasion("abusive", 4, met=seen, today=TODAY), seed)
        assert found
        assert found.id == next(iter(seen))
        seen[found.id] = seen.pop(found.id)


def test_what_is_owed_beside_other_things_has_its_share_and_no_more() -> None:
    families = Counter(give(Occasion("accused", 2, today=1), seed).family for seed in range(300))
    assert 60 < families["dignity"] < 140


def test_who_speaks_well_of_a_family_gets_more_of_it_and_who_refuses_it_less() -> None:
    def share(said: Met) -> int:
        seen = {p.id: said for p in library() if p.family == "space"}
        found = (give(Occasion("angry", 2, met=seen, today=TODAY), seed) for seed in range(200))
        return sum(one.family == "space" for one in found)

    refused, unsaid, liked = (share(Met(1, refused=300)), share(Met(1)), share(Met(1, liked=300)))
    assert refused < 20 < unsaid < 150 < liked


def test_nine_of_ten_times_the_family_most_believed_in_comes() -> None:
    seen = {p.id: Met(1, liked=300) for p in library() if p.family == "their_eyes"}
    found = [give(Occasion("angry", 2, met=seen, today=TODAY), seed) for seed in range(400)]
    assert 0 < sum(one.family != "their_eyes" for one in found) <= 40


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heat", range(6))
def test_who_can_do_nothing_of_what_is_asked_is_offered_something_all_the_same(
    kind: Kind, heat: int
) -> None:
    spared = frozenset(get_args(Need))
    found = choose(Occasion(kind, heat, spared=spared), 1)
    assert found
    assert not found.needs


class TestWhomItWouldShutOut:
    @pytest.fixture(autouse=True)
    def _body(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asks: dict[str, Any] = {
            "body_stand": {"needs": ("stand", "leave")},
            "body_far_look": {"needs": ("see",)},
            "body_water": {"not_after": ("breath",)},
            "body_hands": {"strains": ("three_hard",)},
        }
        self.changed = tuple(replace(found, **asks.get(found.id, {})) for found in library())
        monkeypatch.setattr(module, "library", lambda: self.changed)

    def coming(self, **known: Any) -> set[str]:
        occasion = Occasion("slog", 5, **known)
        return {found.id for found in self.changed if may_come(found, occasion)}

    def test_nobody_is_asked_for_what_they_would_rather_not_do(self) -> None:
        spared: frozenset[Need] = frozenset({"stand", "see"})
        assert {"body_stand", "body_far_look"} <= self.coming()
        assert not {"body_stand", "body_far_look"} & self.coming(spared=spared)
        for seed in range(40):
            asked = give(Occasion("slog", 5, spared=spared), seed)
            assert asked.id not in {"body_stand", "body_far_look"}

    def test_nothing_comes_after_what_it_would_jar_with_in_one_moment(self) -> None:
        assert "body_water" in self.coming(before=("impact_done",))
        assert "body_water" not in self.coming(before=("breath_window", "impact_done"))

    def test_what_is_for_a_strain_comes_while_it_lasts(self) -> None:
        assert "body_hands" not in self.coming(strains=frozenset({"long_shift"}))
        assert "body_hands" in self.coming(strains=frozenset({"long_shift", "three_hard"}))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "heavy"])
def test_two_people_do_not_all_start_with_the_same(kind: Kind) -> None:
    assert len({give(Occasion(kind, 2), seed).id for seed in range(40)}) > 1


def test_every_prompt_in_the_library_can_be_offered() -> None:
    """It fits a kind at a heat, and its family has its turn there."""

    def has_its_turn(prompt: Prompt) -> bool:
        return any(
            prompt.fits(kind, heat, prompt.danger)
            and any(prompt.family in step for step in steps(kind, hot=heat >= HOT))
            for kind in KINDS
            for heat in range(6)
        )

    assert [p.id for p in library() if p.kinds and not has_its_turn(p)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_hot_ticket_of_a_kind_without_a_rule_of_its_own_keeps_its_order(kind: Kind) -> None:
    assert steps(kind, hot=True)
    assert (steps(kind, hot=True) == steps(kind, hot=False)) == (
        kind in ("praise", "heavy", "threat")
    )
