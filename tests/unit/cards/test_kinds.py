"""A kind of card is a folder, and whatever is a folder there can be offered, drawn and answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interlude.cards.kinds import kinds
from interlude.pages.card import actions, view
from interlude.prompts.library import library
from tests.unit.pages.drawn import read, shown

every_kind = pytest.mark.parametrize("kind", kinds())


def test_each_kind_has_prompts_and_each_prompt_a_kind() -> None:
    assert {prompt.card for prompt in library()} == set(kinds())


@every_kind
def test_what_a_card_asks_for_is_answered_by_its_kind(kind: str) -> None:
    prompt = next(prompt for prompt in library() if prompt.card == kind)
    entry = replace(shown(), trace=(1, 2))
    every = {"open", "closed", "leave"}
    for done in (False, True):
        main = read(view.render(entry, prompt, first=True, done=done))
        asked = {element.attrs["data-action"] for element in main.all("data-action")}
        asked |= {"deposit" for _button in main.all("data-deposit")}
        assert asked <= every | set(actions.answers(kind))
        assert "closed" in asked or "leave" in asked
    assert set(kinds()[kind].harmless) <= set(actions.answers(kind))
