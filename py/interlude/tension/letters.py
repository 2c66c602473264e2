"""From characters to plain lower-case words: the letters that all word lists are written in."""

import re
import unicodedata
from functools import lru_cache

_LONG_RUN = re.compile(r"([a-z])\1\1+")
_NUMBER = re.compile(r"[0-9]+")
_TOKEN = re.compile(r"#?[a-z]+|[#!?.]")
_DRESSED = re.compile(
    "[\u00a0-\u052f\u1e00-\u1eff\u2000-\u206f\u2100-\u218f\u2460-\u24ff\ufb00-\ufb06"
    "\ufe00-\ufe0f\ufeff\uff00-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]+"
)
"""Letters with accents, other shapes of Latin letters, letters that look like them, and marks that
nobody sees. All else stays as it is: no word list knows it, and one character of some scripts
stands for a whole sentence, so that taking it apart would make a long text of a short one."""
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_LOOKS_LIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455"
    "\u0501\u051b\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406"
    "\u0408\u0405\u03bf\u03b1\u03b5\u03b9\u03bd\u03c1\u03c4\u03c5\u03ba\u039f\u0391\u0395\u0399",
    "abekmhopctyxijsdqABEKMHOPCTYXIJSoaeivptukOAEI",
)  # fmt: skip
"""Cyrillic and Greek letters that a reader takes for Latin ones."""


def words(text: str) -> list[str]:
    """The lower-case words and sentence marks of one line.

    "Don't" becomes "dont", a number "#", and stretched words shrink. Letters that are not Latin
    are no words here: no word list could know them.

    >>> words("Sooo slow, don't tell me: 3rd time!")
    ['so', 'slow', 'dont', 'tell', 'me', '#rd', 'time', '!']
    """
    return _TOKEN.findall(_plain(text))


def lines_of_words(text: str) -> list[list[str]]:
    """The same for each line of a text; none for a text without any."""
    return [_TOKEN.findall(line) for line in _plain(text).split("\n")] if text else []


def _plain(text: str) -> str:
    return _LONG_RUN.sub(r"\1", _NUMBER.sub("#", folded(text).replace("#", " ")))


def stretched(text: str) -> int:
    """How many words are drawn out for effect, as in "sooo"."""
    return len(_LONG_RUN.findall(text.lower()))


def folded(text: str) -> str:
    """Lower-case without accents, with "don't" as "dont" and "I'm" as "i m"."""
    if not text.isascii():
        text = unaccented(text)
    return text.lower().replace("n't", "nt").replace("'", " ")


def unaccented(text: str) -> str:
    """Drop accents and what cannot be seen, so that "réclamé" meets "reclame".

    Letters that only look Latin become so, in a text that is written in Latin ones.

    >>> unaccented("d\\u00e9\\u00e7u, \\uff49d\\u200biot, y\\u043eu")
    'decu, idiot, you'
    >>> unaccented("\\u043e\\u0441\\u0430") == "\\u043e\\u0441\\u0430"
    True
    """
    plain = _DRESSED.sub(lambda run: "".join(map(_letter, run[0])), text)
    if not plain.isascii() and _LATIN.search(plain):
        plain = _WORD.sub(_as_it_looks, plain)
    return plain


@lru_cache(maxsize=4096)
def _letter(mark: str) -> str:
    """One character without its accents; nothing is left of what is not seen."""
    if mark in "\u2019\u2018\u02bc\u00b4":
        return "'"
    if mark == "\u00df":
        return "ss"
    parts = unicodedata.normalize("NFKD", mark)
    return "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


def _as_it_looks(word: re.Match[str]) -> str:
    found = word[0]
    looks = found if found.isascii() else found.translate(_LOOKS_LIKE)
    return looks if looks.isascii() else found
