"""Who lets cards go by is spoken to less often, until they say anything or the shift is over."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, MINUTE
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    AsBefore,
    Begun,
    Corrected,
    Entry,
    PromptAnswered,
    SettingsChanged,
    Verdict,
)
from interlude.prompts.library import library
from interlude.settings import Settings
from tests.unit.ledger.made import at, offered, shown

Turn: TypeAlias = Literal["left", "unseen", "begun", "another", "not tense", "asked"]
TURNS = st.lists(st.sampled_from([*get_args(Turn), *get_args(Verdict)]), max_size=12)


def card(nth: int, turn: str) -> list[Entry]:
    """A card a minute, and what a person does with it."""
    name, now = f"{nth}", nth * MINUTE
    one: list[Entry] = [shown(name, now, "breath" if turn == "asked" else "close")]
    if turn == "unseen":
        one = [offered(name, now)]
    elif turn == "begun":
        one.append(Begun(f"{nth}/begun", at(now), name))
    elif turn == "another":
        one.append(shown(f"{nth}/another", now, "another"))
    elif turn == "not tense":
        one.append(Corrected(f"{nth}/not", at(now), False, (), name))
    elif turn in get_args(Verdict):
        one.append(PromptAnswered(f"{nth}/said", at(now), name, turn))  # type: ignore[arg-type]
    return one


def after(*turns: str) -> list[Entry]:
    return [entry for nth, turn in enumerate(turns) for entry in card(nth, turn)]


def halved(journal: list[Entry], time: int = HOUR) -> bool:
    return Account.of(journal).dose.halved(at(time))


@given(TURNS)
def test_three_that_went_by_since_anything_was_said_are_three(turns: list[str]) -> None:
    row = 0
    for turn in turns:
        if turn in ("left", "closed"):
            row += 1
        elif turn not in ("unseen", "asked"):
            row = 0
    assert halved(after(*turns)) == (row >= 3)


def test_it_is_over_with_the_shift() -> None:
    journal = after("left", "closed", "left")
    assert halved(journal, 5 * HOUR)
    assert not halved(journal, 6 * HOUR)
    later = shown("later", 6 * HOUR)
    assert not halved([*journal, later], 6 * HOUR)


def test_who_wants_as_many_as_before_is_taken_at_their_word_for_the_shift() -> None:
    journal = [*after("left", "left", "left"), AsBefore("b", at(3 * MINUTE))]
    assert not halved(journal)
    more = [shown(f"more {nth}", (4 + nth) * MINUTE) for nth in range(3)]
    assert not halved([*journal, *more])
    anew = [shown(f"anew {nth}", 9 * HOUR + nth * MINUTE) for nth in range(3)]
    assert halved([*journal, *more, *anew], 10 * HOUR)


def test_a_line_at_the_edge_that_nobody_can_answer_counts_for_nothing() -> None:
    edge = SettingsChanged("s", at(0), Settings(breath_comes="edge"))
    assert all(prompt.id.startswith("breath") for prompt in library() if prompt.pattern)
    assert not halved([edge, *after("left", "left", "left", "left")])
    words = [shown(f"{nth}", nth * MINUTE, prompt="body_feet") for nth in range(3)]
    assert halved([edge, *words])
