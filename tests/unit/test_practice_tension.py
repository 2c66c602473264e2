"""On the practice desks' tickets the judge tells the furious from the calm."""

from __future__ import annotations

import pytest

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from practice.stories import Story, stories


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


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_it_reads_a_ticket_as_a_thoughtful_reader_does(story: Story) -> None:
    judgement = judge(told(story))
    assert (judgement.tense, judgement.kind) == (story.tense, story.kind)
