"""Kinds of words that were judged wrongly once, each in other words than those that showed it."""

from __future__ import annotations

import pytest

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import Judgement, judge


def judged(lang: str, *texts: str) -> Judgement:
    return judge(Conversation(tuple(Turn("customer", text) for text in texts), lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The phone of my aunt died on holiday."),
        ("de", "Der Rechner meines Sohnes ist tot."),
        ("es", "La tablet de mi abuela murió."),
        ("fr", "La voiture de mon oncle est morte."),
        ("pt", "O celular da minha filha morreu."),
    ],
)
def test_what_belongs_to_somebody_may_die(lang: str, text: str) -> None:
    assert judged(lang, text).kind != "heavy"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It is about the account of my aunt, she died in May."),
        ("en", "I have the tablet of my late uncle here."),
        ("de", "Es geht um den Anschluss meiner Tante, sie ist gestorben."),
        ("de", "Den Anschluss meiner Tante bitte kündigen, sie ist verstorben."),
        ("es", "La línea de mi tía, que murió en mayo."),
        ("es", "La línea de mi abuela: falleció en mayo."),
        ("fr", "La ligne de mon oncle, qui est mort en mai."),
        ("fr", "La ligne de mon oncle : il est décédé en mai."),
        ("pt", "A linha da minha tia, que morreu em maio."),
        ("pt", "A linha do meu avô, ele faleceu em maio."),
    ],
)
def test_whose_owner_died_is_heavy(lang: str, text: str) -> None:
    assert judged(lang, text).kind == "heavy"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We won't need it any more, goodbye."),
        ("en", "This wizard is hopeless, I can't do this anymore."),
        ("de", "Das Formular ist hoffnungslos, ich kann nicht mehr."),
        ("es", "Ya no lo voy a necesitar, adiós."),
        ("fr", "J'en peux plus de ce menu, adieu l'ancien !"),
        ("pt", "Não vou mais precisar do plano, adeus."),
        ("en", "I keep shooting myself in the foot with these filters."),
        ("en", "My nephew died nine times on the first island."),
        ("en", "The sponsored walk against skin cancer needs badges."),
        ("en", "Two orphaned volumes are left after the migration."),
        ("en", "My niece was shot by your photographer, such lovely pictures!"),
        ("fr", "Ma sœur est morte de rire devant la pub."),
    ],
)
def test_a_goodbye_or_an_idiom_is_not_heavy(lang: str, text: str) -> None:
    assert judged(lang, text).kind != "heavy"


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("en", ("You can cancel everything I have.", "Tell my brother that I wrote the letters.")),
        ("en", ("Someone in the chat says she is going to drown herself.",)),
        ("en", ("My ex put us in hospital last year and he knows the login.",)),
        ("en", ("Both my colleagues were killed on Monday.",)),
        ("en", ("They found a tumor in her lung.",)),
        ("en", ("Nobody would notice if I was gone.",)),
        ("de", ("Ich mag nicht mehr. Meine Sachen braucht keiner mehr.",)),
        ("de", ("Ich habe keine Kraft mehr zu leben.",)),
        ("es", ("Mi prima se suicidó en enero.",)),
    ],
)
def test_what_is_said_quietly_is_heavy(lang: str, texts: tuple[str, ...]) -> None:
    assert judged(lang, *texts).kind == "heavy"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I won't discuss this with a girl."),
        ("en", "Your profile pic is sweet, one drink? Don't be shy."),
        ("en", "What a shame if one of my friends came round one of these evenings."),
        ("de", "Ich weiß genau, wo deine Filiale ist."),
        ("fr", "J'ai ton nom et ton adresse, on va se retrouver."),
    ],
)
def test_who_is_belittled_wooed_or_frightened_is_not_left_alone(lang: str, text: str) -> None:
    judgement = judged(lang, text)
    assert judgement.tense
    assert judgement.kind == "threat"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The courier waits outside your house, could someone open?"),
        ("de", "Wann machen Sie Feierabend? Ich hole das Gerät heute ab."),
        ("en", "Only a small thing, no harm done: the box came a day late."),
        ("en", "Shut up it runs?! I hate you all in the best way"),
        ("de", "Tut mir leid wegen gestern, ich war echt unmöglich zu Ihnen."),
        ("es", "Perdón por lo de ayer, estaba furioso y usted no tuvo la culpa."),
        ("fr", "Désolé pour hier, j'étais furieux. Tout marche."),
    ],
)
def test_what_only_sounds_so_is_calm(lang: str, text: str) -> None:
    assert not judged(lang, text).tense


@pytest.mark.parametrize(
    "style",
    ["opacity:0", "font-size:1px;line-height:1px", "max-height:0;overflow:hidden", "mso-hide:all"],
)
def test_a_mail_program_hides_in_other_ways_too(style: str) -> None:
    hidden = f'<div style="{style}">You useless idiots, you lying scum, go to hell!!!</div>'
    assert not judged("en", f"<p>Could you send the invoice again?</p>{hidden}").tense
    seen = hidden.replace(style, "opacity:0.9;font-size:10px")
    assert judged("en", seen).tense
