"""Heavy tickets: what no card may say the wrong thing about."""

from __future__ import annotations

import pytest

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import PromptAnswered, PromptShown
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from interlude.tension.learn import learned
from interlude.tension.reasons import REASONS
from interlude.tension.tuning import SHIPPED
from research.texts import LANGUAGES, Record, written
from research.traces import conversation

LOOKED_AT = [found for lang in LANGUAGES for found in written(f"heavy/{lang}")]
KEPT_ASIDE = [found for lang in LANGUAGES for found in written(f"check/heavy_{lang}")]


def said(*texts: str, lang: str = "en") -> Conversation:
    return Conversation(tuple(Turn("customer", text) for text in texts), lang)


@pytest.mark.parametrize("found", LOOKED_AT, ids=lambda found: found["id"])
def test_it_knows_a_heavy_ticket_and_a_near_miss(found: Record) -> None:
    judgement = judge(conversation(found))
    assert (judgement.kind == "heavy") == (found["kind"] == "heavy")
    if judgement.kind == "heavy":
        assert judgement.tense
        assert judgement.heat >= 4
        assert all(reason.id.startswith("heavy_") for reason in judgement.reasons)
        assert all(reason.id in REASONS for reason in judgement.reasons)


def test_it_knows_nearly_all_that_were_kept_aside() -> None:
    right = [(judge(conversation(f)).kind == "heavy") == (f["kind"] == "heavy") for f in KEPT_ASIDE]
    assert sum(right) >= 0.95 * len(right) >= 57


@pytest.mark.parametrize(
    "text",
    [
        "I have decided to end my life tonight. Thank you, you were so kind to me. Goodbye.",
        "I will kill myself because of you.",
        "You useless idiots, I am going to kill myself because of your debt letters!!!",
        "He has beaten me again and he knows the new address.",
    ],
)
def test_danger_to_life_is_told_apart(text: str) -> None:
    judgement = judge(said(text))
    assert judgement.kind == "heavy"
    assert judgement.reasons[0].id == "heavy_danger"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("My mother passed away last week, how do I close her account?", "heavy_loss"),
        ("I start chemotherapy on Monday and have to cancel the trip.", "heavy_illness"),
        ("We lost everything in the flood.", "heavy_disaster"),
    ],
)
def test_other_heavy_tickets_are_no_danger(text: str, reason: str) -> None:
    judgement = judge(said(text))
    assert judgement.kind == "heavy"
    assert [found.id for found in judgement.reasons] == [reason]


def test_a_grieving_customer_is_known_by_what_the_agent_answers() -> None:
    turns = (
        Turn("customer", "I need to change the name on this contract, it was hers."),
        Turn("agent", "Of course. My condolences to you and your family."),
    )
    assert judge(Conversation(turns, "en")).kind == "heavy"


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much, you were so kind and patient with all of us. Farewell.",
        "You were wonderful, thank you for your patience, the funeral went well.",
        "Thank you, you were so kind in these days of death and papers.",
    ],
)
def test_thanks_with_farewell_or_death_are_never_praise(text: str) -> None:
    assert judge(said(text)).kind in ("heavy", "none")


def test_a_threat_to_the_agent_is_one_and_not_heavy() -> None:
    assert judge(said("I will kill you, you useless idiot. Go to hell.")).kind == "threat"
    assert judge(said("kill yourself you stupid moron!!")).kind == "threat"


def test_nothing_is_learned_from_it() -> None:
    judgement = judge(said("My father died on Sunday. Please close his account."))
    assert judgement.trace == ()
    now = Moment(at=0, offset=0)
    shown = PromptShown("1", now, "gone", "heavy", 4, "close", trace=judgement.trace)
    taken_up = PromptAnswered("2", now, "1", "helped")
    account = Account.of([shown, taken_up])
    assert account.taps.count == 0
    assert account.taps.tuning == learned([]) == SHIPPED
