"""From a raw message to the customer's own words: no markup, quotes, signatures or code.

Every step is linear in the length of the message. The patterns hold no nested or adjacent
repeats, so hostile text cannot make them backtrack.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

LONGEST_MESSAGE = 8_000  # characters kept; the rest of a longer message is a log or a quote
LONGEST_WORD = 40  # longer runs are keys, base64 or junk

_TAG = re.compile(r"<[^<>]{1,300}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,100}>", re.IGNORECASE)
_HIDDEN = ("blockquote", "pre", "code", "style", "script")
_HTML_QUOTES = ('class="gmail_quote', 'class="yahoo_quoted', 'id="divrplyfwdmsg', "zendesk_quoted")
_LONG_RUN = re.compile(r"([a-z])\1\1+")
_NUMBER = re.compile(r"[0-9]+")
_TOKEN = re.compile(r"#?[a-z]+|[#!?.]")

_AUTOMATIC = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "out of office",
    "i am out of the office", "this is an automated", "delivery status notification",
    "respuesta automatica", "resposta automatica", "reponse automatique", "message automatique",
    "automatische antwort", "abwesenheitsnotiz", "fuera de la oficina", "absence du bureau",
)  # fmt: skip
_QUOTE_ENDINGS = ("wrote:", "escribio:", "escreveu:", "a ecrit :", "a ecrit:", "schrieb:")
_REST_IS_NOT_OURS = (
    "-----original", "----- original", "---------- forwarded", "-----ursprungliche",
    "-----mensaje original", "-----mensagem original", "-----message d'origine",
    "________________", "##- please type", "from: ", "von: ", "enviado el:",
    "sent from my", "get outlook for", "enviado desde mi", "enviado do meu", "envoye de mon",
    "envoye depuis mon", "von meinem ", "gesendet von ", "gesendet mit ",
)  # fmt: skip
_CODE_SIGNS = frozenset("{};=<>/\\|_[]$#%^&~`")


def own_words(text: str) -> str:
    """Return what the writer of this message typed, on one line, without accents.

    >>> own_words("<p>Où est mon colis ?</p><blockquote>Bonjour, merci</blockquote>")
    'Ou est mon colis ?'
    >>> own_words("Still broken.\\n\\nOn Monday Ann wrote:\\n> Try again")
    'Still broken.'
    """
    text = text[:LONGEST_MESSAGE]
    if "<" in text and ">" in text:
        text = _without_markup(text)
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = unaccented(text)
    if "\n" in text or text.startswith(">"):
        text = _without_quotes(text)
    if text[:40].lower().lstrip().startswith(_AUTOMATIC):
        return ""
    if "://" in text or "@" in text or (len(text) > LONGEST_WORD and " " not in text[:200]):
        return " ".join(word for word in text.split() if _is_word(word))
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Speech:
    """All that one side said: the text, a line a message; the lower-case words and sentence
    marks of each message; and how many words were drawn out for effect, as in "sooo"."""

    text: str
    messages: list[list[str]]
    stretched: int


def speech(texts: Iterable[str]) -> Speech:
    """Gather raw messages. Those without words of the writer's own are left out.

    "Don't" becomes "dont", a number "#", and stretched words shrink. Letters that are not Latin
    are no words here: no word list could know them.

    >>> speech(["You don't answer!!", "Sooo slow, 3rd time."]).messages
    [['you', 'dont', 'answer', '!', '!'], ['so', 'slow', '#rd', 'time', '.']]
    """
    text = "\n".join(filter(None, map(own_words, texts)))
    plain, stretched = _LONG_RUN.subn(r"\1", _NUMBER.sub("#", folded(text).replace("#", " ")))
    messages = [_TOKEN.findall(line) for line in plain.split("\n")] if text else []
    return Speech(text, messages, stretched)


def folded(text: str) -> str:
    """Lower-case without accents, with "don't" as "dont" and "I'm" as "i m"."""
    if not text.isascii():
        text = unaccented(text)
    return text.lower().replace("n't", "nt").replace("'", " ")


def unaccented(text: str) -> str:
    """Drop accents and other combining marks, so that "réclamé" meets "reclame"."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss"))
    return "".join([mark for mark in decomposed if not unicodedata.combining(mark)])


def _without_markup(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        for quote in _HTML_QUOTES:
            if (start := lowered.find(quote)) >= 0:
                text, lowered = text[:start], lowered[:start]
        for name in _HIDDEN:
            if f"<{name}" in lowered:
                text = _without_element(text, lowered, name)
                lowered = text.lower()
    return _TAG.sub(" ", _BREAK.sub("\n", text))


def _without_element(text: str, lowered: str, name: str) -> str:
    kept, position, closing = [], 0, f"</{name}>"
    while (start := lowered.find(f"<{name}", position)) >= 0:
        kept.append(text[position:start])
        end = lowered.find(closing, start)
        if end < 0:
            return "\n".join(kept)
        position = end + len(closing)
    return "\n".join([*kept, text[position:]])


def _without_quotes(text: str) -> str:
    kept: list[str] = []
    fenced = False
    for line in text.split("\n"):
        bare = line.strip()
        lowered = bare.lower()
        if bare.startswith("```"):
            fenced = not fenced
        elif fenced or bare.startswith(">"):
            continue
        elif _is_foreign(bare, lowered):
            break
        elif not _is_code(bare):
            kept.append(bare)
    return "\n".join(kept)


def _is_foreign(bare: str, lowered: str) -> bool:
    """Tell the line after which nothing is the customer's own: a quote or a signature."""
    quoted = lowered.startswith(_REST_IS_NOT_OURS) or lowered.endswith(_QUOTE_ENDINGS)
    return quoted or bare == "--"


def _is_code(line: str) -> bool:
    return len(line) > 20 and sum(mark in _CODE_SIGNS for mark in line) * 8 > len(line)


def _is_word(word: str) -> bool:
    return "://" not in word and "@" not in word and len(word) <= LONGEST_WORD
