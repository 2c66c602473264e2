"""The judge of tension, as an agent would notice it."""

import io
import json
from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlude.tension.__main__ import score
from interlude.tension.conversation import Conversation, Hints, Turn
from interlude.tension.features import WEIGHTS
from interlude.tension.judge import TENSE_FROM, Judgement, judge, score_of
from interlude.tension.learn import LOUDEST, QUIETEST, learn, learned
from interlude.tension.reasons import REASONS
from interlude.tension.tuning import SHIPPED, Tap, Tuning


def judged(*texts: str, lang: str | None = None, hints: Hints = Hints()) -> Judgement:
    """Judge turns written as "C: ..." (customer), "A: ..." (agent) or "N: ..." (note)."""
    roles = {"C": "customer", "A": "agent", "N": "note"}
    turns = tuple(Turn(roles[text[0]], text[3:]) for text in texts)  # type: ignore[arg-type]
    return judge(Conversation(turns, lang, hints))


FURIOUS = (
    "C: This is the third time I write and NOBODY answers. You charged me twice and then you "
    "lied about the refund. This is disgusting, I want my money back today.",
    "A: I am sorry to hear that. Could you send me the order number?",
    "C: Are you kidding me? I already sent it twice!! Worst service ever, I am cancelling my "
    "account and I will never buy from you again.",
)
CALM = (
    "C: Hi, could you tell me how to change my delivery address?",
    "A: Of course: open Settings, then Addresses.",
    "C: Found it, thank you so much for the quick help!",
)

TENSE = {
    "en": FURIOUS,
    "es": (
        "C: Es una vergüenza. Llevo tres semanas esperando y nadie me responde. Me han cobrado "
        "dos veces y encima me mienten, son unos ladrones.",
        "A: Lamento lo ocurrido.",
        "C: ¡Quiero mi dinero ya! Es inaceptable, voy a poner una denuncia y no vuelvo a comprar.",
    ),
    "pt": (
        "C: É uma vergonha. Espero há três semanas e ninguém me responde. Cobraram duas vezes e "
        "ainda mentem, bando de ladrões.",
        "A: Lamentamos o ocorrido.",
        "C: Quero meu dinheiro já! É inaceitável, vou ao Procon e nunca mais compro aqui.",
    ),
    "fr": (
        "C: C'est une honte. J'attends depuis trois semaines et personne ne me répond. Vous "
        "m'avez prélevé deux fois et en plus vous mentez, bande de voleurs.",
        "A: Nous regrettons la situation.",
        "C: Je veux mon argent tout de suite ! Inacceptable, je porte plainte, plus jamais.",
    ),
    "de": (
        "C: Eine Frechheit. Ich warte seit drei Wochen und niemand antwortet. Sie haben doppelt "
        "abgebucht und lügen mich auch noch an, das ist Betrug.",
        "A: Wir bedauern den Vorfall.",
        "C: Ich will sofort mein Geld zurück! Inakzeptabel, ich gehe zum Anwalt. Nie wieder.",
    ),
}
EASY = {
    "en": CALM,
    "es": (
        "C: Hola, buenos días, ¿podrían decirme cómo cambiar mi contraseña?",
        "A: Claro, en Ajustes.",
        "C: Perfecto, ya funciona. ¡Muchas gracias por la ayuda!",
    ),
    "pt": (
        "C: Olá, bom dia, podem me dizer como trocar minha senha?",
        "A: Claro, em Ajustes.",
        "C: Perfeito, já funciona. Muito obrigado pela ajuda!",
    ),
    "fr": (
        "C: Bonjour, pourriez-vous me dire comment changer mon mot de passe ?",
        "A: Bien sûr, dans les paramètres.",
        "C: Parfait, ça marche maintenant. Merci beaucoup pour votre aide !",
    ),
    "de": (
        "C: Guten Tag, könnten Sie mir sagen, wie ich mein Passwort ändere?",
        "A: Gern, in den Einstellungen.",
        "C: Super, jetzt klappt es. Vielen Dank für die Hilfe!",
    ),
}


@pytest.mark.parametrize("lang", TENSE)
def test_a_furious_customer_is_tense_and_a_calm_one_is_not(lang: str) -> None:
    assert judged(*TENSE[lang]).tense
    assert not judged(*EASY[lang]).tense


@pytest.mark.parametrize("lang", TENSE)
def test_the_words_tell_the_language_when_the_helpdesk_is_wrong(lang: str) -> None:
    wrong = "en" if lang != "en" else "es"
    assert judged(*TENSE[lang], lang=wrong).tense
    assert judged(*TENSE[lang], lang=None).tense


@pytest.mark.parametrize(
    "text",
    [
        "Почему никто не отвечает?! Это ужасно, верните деньги!!!",
        "为什么没有人回复我？太差劲了，退钱！！！",
        "Waarom reageert er niemand, dit is echt belachelijk, ik wil mijn geld terug!!",
    ],
)
def test_a_language_without_a_word_list_stays_quiet(text: str) -> None:
    assert not judged(f"C: {text}", lang="xx").tense


@pytest.mark.parametrize(
    "text",
    [
        "Damn, that was quick. Thanks, you're a star!",
        "Holy crap it works. You guys fucking rock!!!",
        "Hey, this app is sick, me and my brothers been using it all day. How I get the blue one?",
        "Yo I ain't getting no texts from y'all no more, can you check my number? Thanks fam",
        "Please to help me, I not understand how make payment, card is not accept. Thank you sir.",
        "Kindly do the needful and revert back at the earliest.",
        "I NEED HELP WITH MY PASSWORD PLEASE, MY CAPS LOCK IS STUCK. THANK YOU",
        "The killer feature for me would be dark mode. Any plans to shoot that out soon?",
    ],
)
def test_a_way_of_speaking_is_not_tension(text: str) -> None:
    assert not judged(f"C: {text}").tense


def test_politeness_does_not_hide_anger() -> None:
    assert judged(
        "C: Dear Sir or Madam, I must say that I am appalled. Despite several reminders nobody has "
        "replied, your staff misled me twice, and I now consider this fraud. Kindly refund me at "
        "once, or my solicitor will write to you. Yours faithfully"
    ).tense


def test_a_short_outburst_is_tense_and_a_long_calm_ticket_is_not() -> None:
    assert judged("C: You useless liars, worst company ever, I want my money back NOW!!!").tense
    calm = ["C: And could you also tell me how to set up the next one, please?", "A: Of course."]
    assert not judged(*calm * 60).tense


def test_denied_blame_is_not_blame() -> None:
    assert not judged("C: No problem, I am not angry at all and it is not a scam. Thanks.").tense


def test_only_the_customer_is_measured() -> None:
    harsh = "You idiots, this is a disgusting scam and the worst service ever, refund me NOW!!"
    assert not judged("C: Hi, one question about my bill.", f"A: {harsh}").tense
    assert not judged("C: Hi, one question about my bill.", f"N: {harsh}").tense


def test_quoted_history_does_not_count_again() -> None:
    quoted = "\n".join("> " + text[3:] for text in FURIOUS)
    assert not judged(f"C: Thanks, all sorted.\n\nOn Monday Ann wrote:\n{quoted}").tense
    as_html = f"<p>Thanks, all sorted.</p><blockquote>{FURIOUS[0]}{FURIOUS[2]}</blockquote>"
    assert not judged(f"C: {as_html}").tense


def test_a_conversation_that_ends_in_thanks_cools() -> None:
    cooled = judged(*FURIOUS, "A: Refunded.", "C: Thank you so much, that is perfect, solved now.")
    assert cooled.score < judged(*FURIOUS).score


@pytest.mark.parametrize(
    ("kind", "turns"),
    [
        ("abusive", (*FURIOUS, "C: You are useless idiots, all of you.")),
        ("threat", (*FURIOUS, "C: You are useless idiots, I know where you live.")),
        (
            "accused",
            (
                "C: You stole my money. You promised a refund and you lied, this is fraud. You "
                "never intended to pay. You people are thieves and cheats.",
            ),
        ),
        ("mistake", (*FURIOUS, "A: That was our mistake, we charged you twice.")),
        ("praise", ("C: You were amazing, so kind and patient. Thank you, best support ever!",)),
        ("none", ("C: Where can I find my invoice?",)),
        ("angry", ("C: This is ridiculous and unacceptable, worst support ever, I am furious!!",)),
        (
            "policy",
            (
                "C: I am really angry. Still no refund, why can you not make an exception? This "
                "is ridiculous and unfair.",
                "A: Unfortunately our policy does not allow that, we are unable to refund it.",
                "C: So I paid for nothing. This is unacceptable, not even one answer that helps.",
            ),
        ),
    ],
)
def test_the_kind_is_named(kind: str, turns: tuple[str, ...]) -> None:
    assert judged(*turns).kind == kind


def test_a_long_slog_is_named() -> None:
    turns = [
        f"C: It still does not work, same error again after step {n}. I have waited for days, "
        "why is this not fixed?"
        for n in range(10)
    ]
    assert judged(*turns).kind == "slog"


def test_abuse_is_hot() -> None:
    assert judged("C: You stupid useless idiots, go to hell, fuck you all!!").heat >= 4
    assert judged(*CALM).heat <= 1


def test_a_bad_rating_raises_and_a_good_one_lowers() -> None:
    bad, good = Hints(csat="bad"), Hints(csat="good")
    plain = judged(*FURIOUS[:1]).score
    assert judged(*FURIOUS[:1], hints=good).score < plain < judged(*FURIOUS[:1], hints=bad).score


def test_reasons_are_plain_words_and_never_the_ticket() -> None:
    judgement = judged(*FURIOUS)
    assert 1 <= len(judgement.reasons) <= 4
    for reason in judgement.reasons:
        assert REASONS[reason.id].endswith(".")


def test_every_reason_the_judge_can_give_has_a_sentence() -> None:
    everything = Hints(4, "bad", -1.0, 3, 5000)
    found = {reason.id for lang in TENSE for reason in judged(*TENSE[lang]).reasons}
    found |= {reason.id for reason in judged("C: Why?", "C: Hm.", hints=everything).reasons}
    assert set(WEIGHTS) - {"length", "course"} | found <= set(REASONS)


def test_the_trace_is_small_and_holds_no_words() -> None:
    trace = judged(*FURIOUS).trace
    assert len(trace) <= 24
    assert all(isinstance(value, int) and -128 < value < 128 for value in trace)


CROSS = Conversation(
    (Turn("customer", "Still no refund and nobody answers. This is the worst service, not one "
          "reply in two weeks. I am really disappointed and I want my money back."),)
)  # fmt: skip


def taught(taps: Sequence[Tap]) -> list[Tuning]:
    """The tunings after each of these taps."""
    return list(accumulate(taps, learn, initial=SHIPPED))[1:]


def test_one_tap_is_not_enough_but_many_make_the_judge_quieter() -> None:
    tap = Tap(judge(CROSS).trace, tense=False)
    first, *_, last = taught([tap] * 40)
    assert judge(CROSS, first).tense
    assert not judge(CROSS, last).tense


def test_cards_that_are_taken_up_teach_less_than_a_word() -> None:
    trace = judge(CROSS).trace
    said, taken_up = (learn(SHIPPED, Tap(trace, True, sure)) for sure in (1.0, 0.3))
    assert SHIPPED.loudness < taken_up.loudness < said.loudness


def test_declaring_again_and_again_does_not_bring_cards_after_calm_tickets() -> None:
    missed = judged("C: The export is slow again and I had to do it by hand, could you look?")
    tuning = learned([Tap(missed.trace, tense=True)] * 160)
    conversation = Conversation(tuple(Turn("customer", text[3:]) for text in CALM))
    assert not judge(conversation, tuning).tense


def test_an_agent_with_another_view_is_followed() -> None:
    """For this agent only swearing is tense, and the judge comes to agree."""
    swearing = judged("C: What the fuck is this shit, it fails every damn day").trace
    waiting = judged("C: Still no reply, I have been waiting for three weeks, please answer").trace
    calm = judged(*CALM).trace
    day = [Tap(swearing, True), Tap(waiting, False), Tap(calm, False)]
    tuning = learned(day * 40)
    before = score_of(swearing) - score_of(waiting)
    assert score_of(swearing, tuning) - score_of(waiting, tuning) > before
    assert any(tuning.offsets)


TRACES = st.sampled_from([judged(*turns).trace for turns in (*TENSE.values(), *EASY.values())])
TAPS = st.builds(Tap, TRACES, st.booleans(), st.sampled_from([1.0, 0.3]))


@given(st.lists(TAPS, max_size=40), st.booleans())
@settings(deadline=None)
def test_one_tap_never_flips_a_strongly_tense_ticket(taps: list[Tap], tense: bool) -> None:
    """Whatever was learned before: one tap on a furious ticket leaves it tense, if it was so."""
    furious = judged(*FURIOUS).trace
    before = learned(taps)
    if score_of(furious, before) >= 0.9:
        assert score_of(furious, learn(before, Tap(furious, tense))) >= TENSE_FROM


@given(st.lists(TAPS, max_size=160))
@settings(deadline=None)
def test_no_taps_make_scores_that_are_none(taps: list[Tap]) -> None:
    tuning = learned(taps)
    assert QUIETEST <= tuning.loudness <= LOUDEST
    for turns in TENSE.values():
        assert 0 <= score_of(judged(*turns).trace, tuning) <= 1


def test_without_a_tap_it_is_the_shipped_judge() -> None:
    assert learned([]) == SHIPPED
    assert judge(CROSS, SHIPPED) == judge(CROSS)


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "\x00\xff\x00" * 1000,
     "<" * 50_000, "((((" * 20_000, "a" * 100_000, "!?" * 50_000,
     "😡" * 10, "> " * 40_000, "On " * 30_000 + "wrote:", "\ud800 broken"],
)  # fmt: skip
def test_junk_is_survived(text: str) -> None:
    assert 0 <= judged(f"C: {text}").score <= 1


@given(st.lists(st.text(max_size=200), max_size=5), st.one_of(st.none(), st.text(max_size=5)))
@settings(max_examples=100, deadline=None)
def test_any_text_gets_a_verdict(texts: list[str], lang: str | None) -> None:
    judgement = judge(Conversation(tuple(Turn("customer", text) for text in texts), lang))
    assert 0 <= judgement.score <= 1
    assert 0 <= judgement.heat <= 5


def test_the_command_scores_good_lines_and_names_bad_ones() -> None:
    lines = [
        json.dumps({"id": 7, "lang": "en", "turns": [{"role": "customer", "text": "Hi"}]}),
        "not json",
        json.dumps({"id": 8, "turns": [{"role": "robot", "text": "Hi"}]}),
        json.dumps({"id": 9, "turns": []}),
    ]
    out, errors = io.StringIO(), io.StringIO()
    status = score([line.encode() for line in lines], out, errors)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer["id"] for answer in answers] == [7, 9]
    assert set(answers[0]) == {"id", "score", "tense", "kind", "reasons"}
    assert status == 1
    problems = errors.getvalue().splitlines()
    assert problems[0].startswith("line 2:")
    assert problems[1].startswith("line 3:") and '"customer", "agent" or "note"' in problems[1]
