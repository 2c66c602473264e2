"""On the practice desks' tickets the judge tells the furious from the calm."""

from __future__ import annotations

import pytest

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from practice.stories import Story, stories

CLEAR = [
    story
    for story in stories()
    if story.key.startswith(("furious", "abusive", "accused", "calm", "praise"))
]


def told(story: Story) -> Conversation:
    """The story as an adapter would hand it over."""
    return Conversation(
        tuple(
            Turn(
                "note" if turn.note else "customer" if turn.by == "customer" else "agent", turn.text
            )
            for turn in story.turns
            if turn.by != "system"
        )
    )


@pytest.mark.parametrize("story", CLEAR, ids=lambda story: story.key)
def test_furious_is_tense_and_calm_is_not(story: Story) -> None:
    assert judge(told(story)).tense == story.tense
