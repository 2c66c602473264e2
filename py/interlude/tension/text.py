"""From a raw message to the customer's own words: no markup, quotes, signatures or code.

Every step is linear in the length of the message. The patterns hold no nested or adjacent
repeats, so hostile text cannot make them backtrack.
"""

import re
import unicodedata
from html import unescape

LONGEST_MESSAGE = 8_000  # characters kept; the rest of a longer message is a log or a quote
LONGEST_WORD = 40  # longer runs are keys, tokens, base64 or junk

_TAG = re.compile(r"<[^<>]{1,300}>")
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,100}>", re.I)
_HIDDEN = ("blockquote", "pre", "code", "style", "script")
_HTML_QUOTES = ('class="gmail_quote', 'class="yahoo_quoted', 'id="divrplyfwdmsg', "zendesk_quoted")
_LONG_RUN = re.compile(r"([^\W\d_])\1\1+")
_TOKEN = re.compile(r"[^\W_]+|[!?]+|[.…]+|[☀-➿\U0001F300-\U0001FAFF]|[:;=]-?[()/|DP]")

_AUTOMATIC = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "out of office",
    "i am out of the office", "this is an automated", "delivery status notification",
    "respuesta automatica", "resposta automatica", "reponse automatique", "message automatique",
    "automatische antwort", "abwesenheitsnotiz", "fuera de la oficina", "absence du bureau",
)  # fmt: skip
_QUOTE_ENDINGS = ("wrote:", "escribio:", "escreveu:", "a ecrit :", "a ecrit:", "schrieb:")
_QUOTE_HEADS = (
    "-----original", "----- original", "---------- forwarded", "----ursprungliche",
    "-----mensaje original", "-----mensagem original", "-----message d'origine",
    "-----ursprungliche", "________________", "##- please type", "from: ", "von: ", "enviado el:",
)  # fmt: skip
_SIGNATURE_HEADS = (
    "sent from ", "get outlook for", "enviado desde ", "enviado do ", "enviado de mi ",
    "envoye de ", "envoye depuis ", "von meinem ", "gesendet von ", "gesendet mit ",
)  # fmt: skip
_CODE_SIGNS = frozenset("{};=<>/\\|_[]$#%^&~`")


def own_words(text: str) -> str:
    """Return what the customer typed in this message, as plain text without accents.

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
    if "://" in text or "@" in text or len(text) > LONGEST_WORD and " " not in text[:200]:
        text = " ".join(word for word in text.split() if _is_word(word))
    return text.strip()


def tokens(text: str) -> list[str]:
    """Split into words, runs of marks and emoji, in the writer's own capitals.

    Contractions lose their apostrophe when it stands for "not", and stretched words shrink.

    >>> tokens("You don't answer?! Sooo slow :(")
    ['You', 'dont', 'answer', '?!', 'So', 'slow', ':(']
    """
    text = text.replace("’", "'").replace("n't", "nt").replace("N'T", "NT")
    return _TOKEN.findall(_LONG_RUN.sub(r"\1", text))


def stretched(text: str) -> int:
    """Count the words drawn out for effect, as in "sooo"."""
    return len(_LONG_RUN.findall(text))


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
    return _TAG.sub(" ", _BREAKS.sub("\n", text))


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
        elif bare == "--" or lowered.startswith(_SIGNATURE_HEADS + _QUOTE_HEADS):
            break
        elif lowered.endswith(_QUOTE_ENDINGS):
            break
        elif not _is_code(bare):
            kept.append(bare)
    return "\n".join(kept)


def _is_code(line: str) -> bool:
    return len(line) > 20 and sum(mark in _CODE_SIGNS for mark in line) * 8 > len(line)


def _is_word(word: str) -> bool:
    return "://" not in word and "@" not in word and len(word) <= LONGEST_WORD
