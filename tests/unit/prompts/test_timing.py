"""Default is silence: every reason to leave a person alone, and which one is named."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Cause, Entry, Hushed, InCall, PromptShown
from interlude.prompts.timing import WORDS, Silence, silence
from interlude.protocol import Scene
from interlude.settings import QuietHours, Settings

DAY = 24 * HOUR
NOON = Moment(at=100 * DAY + 12 * HOUR, offset=0)
FREE = Scene(composing=False, full_screen=False, audible=False)


def ago(minutes: int) -> Moment:
    return Moment(at=NOON.at - minutes * MINUTE, offset=0)


def shown(minutes: int, cause: Cause = "close") -> PromptShown:
    return PromptShown(f"shown {minutes}", ago(minutes), "body_feet", "angry", 4, cause, seen=True)


def why(
    *journal: Entry, scene: Scene = FREE, settings: Settings | None = None, now: Moment = NOON
) -> Silence | None:
    return silence(now, Account.of(journal), scene, settings or Settings())


def test_a_free_moment_on_a_fresh_install_is_not_silent() -> None:
    assert why() is None


def test_tell_means_silence_until_the_agent_speaks() -> None:
    assert why(settings=Settings(notice="tell")) == "told_not_to"


def test_a_hush_is_kept() -> None:
    assert why(Hushed("1", ago(10), until=None)) == "hushed"
    assert why(Hushed("1", ago(10), until=NOON.at + 1)) == "hushed"
    assert why(Hushed("1", ago(10), until=NOON.at)) is None


def test_a_call_is_silent_until_it_is_over_and_never_longer_than_the_shift() -> None:
    call = InCall("1", ago(200), on=True)
    assert why(call) == "in_call"
    assert why(call, InCall("2", ago(1), on=False)) is None
    assert why(call, now=Moment(at=NOON.at + 3 * HOUR, offset=0)) is None
    assert why(call, shown(-3 * 60), now=Moment(at=NOON.at + 4 * HOUR, offset=0)) is None


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, None), (10 * 60, "quiet_hours"), (-12 * 60, "quiet_hours")]
)
def test_quiet_hours_go_by_the_persons_own_clock(offset: int, expected: Silence | None) -> None:
    nights = Settings(quiet=QuietHours("22:00", "06:00"))
    assert why(settings=nights, now=Moment(at=NOON.at, offset=offset)) == expected


def test_six_prompts_are_enough_for_one_shift() -> None:
    six = [shown(minutes) for minutes in range(180, 30, -25)]
    assert len(six) == 6
    assert why(*six[1:]) is None
    assert why(*six) == "enough"
    assert why(*six, now=Moment(at=NOON.at + 6 * HOUR, offset=0)) is None


@pytest.mark.parametrize("cause", ["declared", "breath", "another"])
def test_prompts_that_were_asked_for_do_not_use_up_the_shift(cause: Cause) -> None:
    assert why(*[shown(minutes, cause) for minutes in range(180, 30, -25)]) is None


def test_a_cap_of_none_is_silence() -> None:
    assert why(settings=Settings(cap=0)) == "enough"


@pytest.mark.parametrize("cause", get_args(Cause))
@pytest.mark.parametrize(("minutes", "expected"), [(19, "too_soon"), (20, None)])
def test_twenty_minutes_of_peace_after_any_prompt(
    minutes: int, cause: Cause, expected: Silence | None
) -> None:
    assert why(shown(minutes, cause)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(39, "too_soon"), (40, None)])
def test_who_wants_more_peace_chooses_it(minutes: int, expected: Silence | None) -> None:
    assert why(shown(minutes), settings=Settings(gap="40")) == expected


def test_a_clock_set_back_does_not_silence_interlude_for_days() -> None:
    assert why(shown(-3 * 24 * 60)) is None


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (Scene(composing=True, full_screen=True, audible=True), "composing"),
        (Scene(False, full_screen=True, audible=True, typed_ms=0, foreign_focus=True), "typing"),
        (Scene(False, full_screen=False, audible=False, typed_ms=9_999), "typing"),
        (Scene(False, full_screen=False, audible=False, typed_ms=10_000), None),
        (Scene(False, full_screen=True, audible=True, foreign_focus=True), "elsewhere"),
        (Scene(composing=False, full_screen=True, audible=True), "full_screen"),
        (Scene(composing=False, full_screen=False, audible=True), "audible"),
    ],
)
def test_someone_in_the_middle_of_something_is_left_alone(
    scene: Scene, expected: Silence | None
) -> None:
    assert why(scene=scene) == expected


def test_the_first_reason_in_order_is_the_one_that_is_named() -> None:
    """Take the reasons away one by one: each time the next in the list is given."""
    busy = Scene(True, full_screen=True, audible=True, typed_ms=0, foreign_focus=True)
    night = QuietHours("11:00", "13:00")
    hush, prompt = Hushed("h", ago(5), until=None), shown(5)
    call = InCall("c", ago(5), on=True)
    given_reasons = [
        why(hush, call, prompt, scene=busy, settings=Settings("tell", cap=1, quiet=night)),
        why(hush, call, prompt, scene=busy, settings=Settings(cap=1, quiet=night)),
        why(call, prompt, scene=busy, settings=Settings(cap=1, quiet=night)),
        why(prompt, scene=busy, settings=Settings(cap=1, quiet=night)),
        why(prompt, scene=busy, settings=Settings(cap=1)),
        why(prompt, scene=busy),
        why(scene=busy),
        why(scene=replace(busy, composing=False)),
        why(scene=replace(busy, composing=False, typed_ms=None)),
        why(scene=Scene(composing=False, full_screen=True, audible=True)),
        why(scene=Scene(composing=False, full_screen=False, audible=True)),
    ]
    assert given_reasons == list(get_args(Silence))
    assert list(WORDS)[: len(given_reasons)] == given_reasons
