"""The judge of tension on conversations that we wrote: practice tickets, and those to check it."""

from __future__ import annotations

from random import Random

import pytest

from interlude.ledger.figures.taps import TAPS
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge, score_of
from interlude.tension.learn import learn, learned
from interlude.tension.tuning import SHIPPED, Tap
from practice.stories import Story, stories
from research.ranking import auc
from research.texts import LANGUAGES, written
from research.traces import conversation, trace


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


OURS = [
    found
    for name in ("check/", "check/kinds_")
    for lang in LANGUAGES
    for found in written(f"{name}{lang}")
]
NAMED = [found for found in OURS if found["kind"]]


def test_it_names_the_kind_of_nearly_all_that_we_wrote_to_check_it() -> None:
    named = [judge(conversation(found)).kind == found["kind"] for found in NAMED]
    assert sum(named) >= 0.95 * len(named) > 60


@pytest.mark.parametrize("found", OURS, ids=lambda found: found["id"])
def test_after_a_calm_ticket_there_is_a_card_for_praise_alone(found: dict[str, object]) -> None:
    judgement = judge(conversation(found))
    if not found["tense"]:
        assert not judgement.tense
        assert (judgement.kind == "praise") == (found["kind"] == "praise") or not found["kind"]


TRACES = [trace(found) for found in OURS]
TENSE = [found["tense"] for found in OURS]


def tapped(way: str, tense: bool, dice: Random) -> bool:
    """What an agent says of a conversation who taps in this way."""
    ways = {
        "the other way round": not tense,
        "at random": dice.random() < 0.5,
        "always tense": True,
        "never tense": False,
    }
    return ways[way]


@pytest.mark.parametrize("way", ["the other way round", "at random", "always tense", "never tense"])
@pytest.mark.parametrize("seed", range(6))
def test_no_way_to_tap_spoils_the_order_of_tickets(way: str, seed: int) -> None:
    """However an agent taps, the judge ranks tickets by .01 worse than the shipped one at most."""
    dice = Random(seed)
    shipped = auc(TENSE, [score_of(found) for found in TRACES])
    tuning = SHIPPED
    for n in range(1, 161):
        place = dice.randrange(len(TRACES))
        said = tapped(way, bool(TENSE[place]), dice)
        tuning = learn(tuning, Tap(TRACES[place], said))
        if n in (1, 10, 40, 160):
            assert auc(TENSE, [score_of(t, tuning) for t in TRACES]) >= shipped - 0.01


@pytest.mark.parametrize("seed", range(4))
def test_an_agent_who_becomes_hostile_after_long_use_gains_nothing(seed: int) -> None:
    """The account learns from the newest taps: those of old do not vouch for new ones for long."""
    dice = Random(seed)
    places = [dice.randrange(len(TRACES)) for _ in range(2 * TAPS)]
    taps = [Tap(TRACES[place], bool(TENSE[place]) == (n < TAPS)) for n, place in enumerate(places)]
    shipped = auc(TENSE, [score_of(found) for found in TRACES])
    for end in range(TAPS, len(taps) + 1, 16):
        tuning = learned(taps[end - TAPS : end])
        assert auc(TENSE, [score_of(t, tuning) for t in TRACES]) >= shipped - 0.01
