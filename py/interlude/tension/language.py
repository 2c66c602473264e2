"""Which language the customer writes, told by its most common small words."""

from collections.abc import Sequence

from interlude.tension.lexicon import LANGUAGES

ENOUGH_WORDS = 100

_SMALL_WORDS = {
    "en": "the and to of is it in that for you this with on have be are was not but they my i we "
    "your at an if so from when what how can will do has been or would there just please why m "
    "dont cant still get got no any did does am thanks hi hello where its",
    "es": "el la los las de que y en un una por con para es no se lo me mi su ya pero muy como "
    "esta este estoy hay tengo quiero he ha si mas al del cuando nada sin porque les nos hola "
    "gracias usted ustedes todavia cuenta buenos dias donde",
    "pt": "o os as de que e em um uma por com para eu nao se me meu minha voces voce mas muito "
    "como esta estou ja do da dos das no na nos ao tem tenho ter quero foi isso sem porque ate "
    "mais ola obrigado obrigada ainda bom dia cade",
    "fr": "le la les de des du que et en un une par avec pour est pas ne je vous mon ma mes votre "
    "mais tres ce cette il elle nous ca suis ai sur dans au aux qui plus bonjour merci toujours "
    "rien depuis encore sont comment j c l d n s ou",
    "de": "der die das den dem und ist in zu mit fur auf nicht ich sie mein meine wir ihr ihre "
    "aber sehr ein eine einen es von im an hat habe haben wird noch nur auch wie was dass wenn "
    "bei oder kein keine hallo danke bitte seit schon wo",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _lang, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _lang)


def language(spoken: Sequence[str], hint: str | None = None) -> str | None:
    """Return the code of the language of these lower-case words, or None if it is not known.

    The helpdesk's `hint` decides where the words leave it open, and a hint at a language
    without a word list is believed unless the words clearly say otherwise.

    >>> language(["ich", "warte", "seit", "drei", "wochen"], hint="en")
    'de'
    >>> language(["hoi", "waar", "blijft", "mijn", "pakket"], hint="nl") is None
    True
    """
    heard = spoken[:ENOUGH_WORDS]
    told = [lang for word in heard if word in _LANGUAGES_OF for lang in _LANGUAGES_OF[word]]
    votes = {lang: told.count(lang) for lang in LANGUAGES}
    hinted = (hint or "")[:2].lower()
    if hinted in votes:
        votes[hinted] += 1
    best = max(LANGUAGES, key=votes.__getitem__)
    doubtful = bool(hinted) and hinted not in votes and votes[best] * 5 < len(heard)
    return None if votes[best] == 0 or doubtful else best


def small_words(lang: str) -> frozenset[str]:
    """The most common words of a language, which tell it and little else."""
    return frozenset(_SMALL_WORDS[lang].split())
