"""Conversations that are hard to judge: who is harmed matters, not how strong the words are."""

from __future__ import annotations

import pytest

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import Judgement, judge
from research.texts import LANGUAGES, Record, written
from research.traces import conversation

LOOKED_AT = [found for lang in LANGUAGES for found in written(f"hard/{lang}")]
KEPT_ASIDE = [found for lang in LANGUAGES for found in written(f"check/hard_{lang}")]


def judged(*texts: str, lang: str | None = None) -> Judgement:
    """Judge turns written as "C: ..." (customer) or "A: ..." (agent)."""
    turns = (Turn("agent" if text.startswith("A: ") else "customer", text[3:]) for text in texts)
    return judge(Conversation(tuple(turns), lang))


@pytest.mark.parametrize("found", LOOKED_AT, ids=lambda found: found["id"])
def test_it_judges_as_a_kind_colleague_would(found: Record) -> None:
    assert judge(conversation(found)).tense == bool(found["tense"])


def test_it_finds_most_of_those_kept_aside_and_leaves_the_calm_ones_in_peace() -> None:
    tense = [judge(conversation(found)).tense for found in KEPT_ASIDE if found["tense"]]
    calm = [judge(conversation(found)).tense for found in KEPT_ASIDE if not found["tense"]]
    assert sum(tense) >= 0.75 * len(tense) > 15
    assert sum(calm) == 0


@pytest.mark.parametrize(
    "text",
    [
        "This is the last warning before my solicitor takes over. Refund me.",
        "Dies ist meine letzte Frist, danach geht es zum Anwalt.",
        "Último aviso: si no recibo el dinero, pongo una denuncia.",
        "Dernier avertissement avant mon avocat.",
        "Último aviso antes de procurar meu advogado.",
    ],
)
def test_an_ultimatum_is_no_abuse(text: str) -> None:
    assert judged(f"C: {text}").kind not in ("abusive", "threat")


@pytest.mark.parametrize(
    "text",
    [
        "Are there no white people at your company? I want one of those.",
        "Do not send me another woman, women cannot repair anything.",
        "So what are you wearing today, sweetie?",
        "I know where you park your car. Accidents happen.",
        "Haben Sie keinen Mann da? Frauen haben davon keine Ahnung.",
        "Passez-moi un homme, ma belle.",
    ],
)
def test_contempt_and_wooing_and_veiled_threats_are_threats(text: str) -> None:
    judgement = judged(f"C: {text}")
    assert judgement.tense
    assert judgement.kind == "threat"
    assert judgement.heat >= 4


def test_praise_for_somebody_else_is_not_for_the_agent() -> None:
    thanks = "thank you so much, you were so kind and patient with me"
    assert judged(f"C: All works, {thanks}!").kind == "praise"
    assert judged("C: Please tell Amina that she was wonderful and so patient.").kind == "none"
    jonas = "Please pass my thanks on to Jonas. He was so patient and kind, he made my day."
    assert judged(f"C: {jonas} Thank you so much.").kind == "none"


def test_an_apology_after_rage_is_no_alarm() -> None:
    rage = "C: You useless clowns, this is a disgrace, refund me NOW!!!"
    sorry = "C: I was rude to you this morning. I apologise for my tone, it was not your fault."
    assert judged(rage).tense
    assert not judged(rage, "A: I have refunded it.", sorry).tense


def test_angry_faces_alone_speak() -> None:
    assert judged("C: 😡😡😡🤬").tense
    assert not judged("C: 😀🙏").tense


def test_an_agents_sharp_word_to_a_civil_customer_is_a_mistake_to_be_kind_about() -> None:
    judgement = judged(
        "C: Hello, where do I find the form?", "A: Read the manual. How often do I have to say it?"
    )
    assert judgement.tense
    assert judgement.kind == "mistake"


def test_an_own_mistake_that_was_forgiven_is_calm() -> None:
    slip = "A: I am sorry, that was my mistake, I sent you the wrong size."
    assert not judged("C: These are too small.", slip, "C: No problem, thank you!").tense


def test_what_went_nowhere_message_after_message_is_a_slog_and_a_talk_is_not() -> None:
    tried = ["C: Tried it, same.", "A: And this?"] * 8
    asked = ["C: And a room for two?", "A: Yes, which day?"] * 8
    assert judged(*tried, lang="en").kind == "slog"
    assert not judged(*asked, lang="en").tense
