"""What a card needs to know: is the kind right on conversations that somebody else wrote?

The floors lie a little under what docs/tension.md tells, so that only a step back fails.
"""

from __future__ import annotations

import pytest

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import Judgement, judge
from interlude.tension.tuning import Tuning
from research.texts import LANGUAGES, written
from research.traces import conversation


def judged(lang: str, *texts: str, tuning: Tuning | None = None) -> Judgement:
    """Judge turns written as "C: ..." (customer) or "A: ..." (agent)."""
    turns = tuple(
        Turn("agent" if text.startswith("A: ") else "customer", text[3:]) for text in texts
    )
    told = Conversation(turns, lang)
    return judge(told, tuning) if tuning else judge(told)


@pytest.mark.parametrize(
    ("half", "right", "found", "alarmed"), [("dev", 0.85, 0.95, 6), ("test", 0.57, 0.81, 6)]
)
def test_it_is_as_right_as_it_was(half: str, right: float, found: float, alarmed: int) -> None:
    judgements = [
        (case, judge(conversation(case)))
        for lang in LANGUAGES
        for case in written(f"moment/{half}_{lang}")
    ]
    tense = [(case, judgement) for case, judgement in judgements if case["tense"]]
    named = sum(judgement.kind == case["kind"] for case, judgement in tense)
    assert len(judgements) == 150
    assert named >= right * len(tense)
    assert sum(judgement.tense for _, judgement in tense) >= found * len(tense)
    assert sum(judgement.tense for case, judgement in judgements if not case["tense"]) <= alarmed


@pytest.mark.parametrize(
    ("lang", "kind", "texts"),
    [
        ("en", "threat", ("C: Nice garden.", "A: I have reported this message to the police.")),
        ("de", "threat", ("C: Schöner Garten.", "A: Ihre Nachricht geht an die Polizei.")),
        ("en", "abusive", ("C: Oh, it types.", "A: Please don't speak to me like that.")),
        ("es", "abusive", ("C: Vaya nivel.", "A: Le pido respeto, por favor.")),
        ("fr", "mistake", ("C: La date est fausse.", "A: C'est ma faute, je corrige.")),
        ("pt", "mistake", ("C: Veio o tamanho P.", "A: Foi erro meu, troquei os pedidos.")),
        (
            "en",
            "policy",
            ("C: Can you?", "A: No exceptions, the rules say so.", "C: Not even once!"),
        ),
        ("de", "policy", ("C: Geht das?", "A: Leider keine Ausnahme, das Gesetz sagt das.")),
        (
            "en",
            "accused",
            ("C: You deleted it on purpose.", "A: The log shows that it never came."),
        ),
    ],
)
def test_the_agents_own_answer_tells_what_was_said_to_them(
    lang: str, kind: str, texts: tuple[str, ...]
) -> None:
    judgement = judged(lang, *texts)
    assert judgement.tense
    assert judgement.kind == kind


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("en", ("C: The police asked for the invoice.", "A: Here it is.")),
        ("en", ("C: Is there a fee?", "A: Unfortunately yes, 3 pounds.", "C: Fine, thanks.")),
        ("en", ("C: These are too small.", "A: My mistake.", "C: No problem, thank you!")),
        ("de", ("C: Wo finde ich das?", "A: Bitte im Menü unter Konto.", "C: Gefunden, danke.")),
    ],
)
def test_an_everyday_answer_tells_no_tale(lang: str, texts: tuple[str, ...]) -> None:
    assert not judged(lang, *texts).tense


def test_a_slog_is_found_however_calm_both_stay() -> None:
    steps = ("C: It says E4.", "A: Please press the side button.") * 2
    assert judged("en", *steps, "C: Still E4.", "A: Now hold the other one.", "C: Error again.",
                  "A: Could you restart it?", "C: Now it says E5.").kind == "slog"  # fmt: skip


def test_grief_is_heard_in_the_answer() -> None:
    quiet = "C: I can't open the cupboard, his coats are in there."
    assert judged("en", quiet, "A: I am so very sorry. Someone can ring you.").kind == "heavy"
    assert judged("en", quiet, "A: Try the left key.").kind == "none"


def test_a_touched_agent_was_praised() -> None:
    judgement = judged(
        "en", "C: He talked to me until the fire crew came.", "A: I've got goosebumps."
    )
    assert (judgement.kind, judgement.tense) == ("praise", False)


def test_who_finds_cards_needless_gets_fewer_for_a_tale_too() -> None:
    told = ("C: Oh, it types.", "A: Please don't speak to me like that.")
    assert judged("en", *told).tense
    assert not judged("en", *told, tuning=Tuning(bias=-2.0, loudness=-2.0)).tense


def test_long_talks_and_many_stars_cost_no_time() -> None:
    words = "i have sent we have sent " * 3_000
    assert not judged("en", "C: Hello", f"A: {words}").tense
