"""From a raw message to the customer's own words: no markup, quotes, devices or code.

Every step is linear in the length of the message. The patterns hold no nested or adjacent
repeats, so hostile text cannot make them backtrack.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interlude.plain_text import without_entities
from interlude.tension import notices
from interlude.tension.letters import lines_of_words, stretched, unaccented

LONGEST_MESSAGE = 8_000  # characters kept, half from either end: between them is a log or a quote
LONGEST_SOURCE = 64_000  # characters looked at, likewise
LONGEST_TALK = 1_000_000  # characters of one side looked at; many messages share them
LONGEST_WORD = 40  # longer runs are keys, base64 or junk

_TAG = re.compile(r"<[^<>]{1,300}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,100}>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<([a-z]{1,10})\b[^<>]{0,200}?(?:display *: *none|visibility *: *hidden|mso-hide *: *all"
    r"|font-size *: *(?:0|[01]px)|[ ;\"']opacity *: *0|max-height *: *0)(?![.0-9a-z])"
)
_HIDDEN = ("blockquote", "pre", "code", "style", "script")
_HTML_QUOTES = ('class="gmail_quote', 'class="yahoo_quoted', 'id="divrplyfwdmsg', "zendesk_quoted")
_QUOTE_ENDINGS = ("wrote:", "escribio:", "escreveu:", "a ecrit :", "a ecrit:", "schrieb:")
_QUOTE_OPENINGS = ("on ", "am ", "el ", "le ", "em ", "a ")
_PASSED_ON = frozenset([
    "original message", "ursprungliche nachricht", "mensaje original", "mensagem original",
    "message d'origine", "forwarded message", "begin forwarded message",
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "mensaje reenviado",
    "inicio del mensaje reenviado", "mensagem encaminhada", "inicio da mensagem reencaminhada",
    "message transfere", "debut du message reexpedie", "debut du message transfere",
])  # fmt: skip
_HEADER = re.compile(
    r"(?:from|sent|to|cc|subject|date|von|gesendet|an|betreff|datum|de|enviado(?: el)?|para|asunto|"
    r"fecha|envoye|a|objet|assunto|data) ?: ?\S"
)
_DEVICES = (
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
    return " ".join(own_lines(text))


def own_lines(text: str, longest: int = LONGEST_SOURCE) -> list[str]:
    """The same, line by line; lines without a word are left out."""
    text = _ends(text, longest)
    if not text.isascii():
        text = unaccented(text)
    if "<" in text and ">" in text:
        text = _without_markup(text)
    if "&" in text:
        text = without_entities(text)
        if not text.isascii():
            text = unaccented(text)
    if "\n" in text or text.startswith(">"):
        text = _without_quotes(text)
    text = _ends(text, LONGEST_MESSAGE)
    if "://" in text or "@" in text or (len(text) > LONGEST_WORD and " " not in text[:200]):
        lines = [" ".join(filter(_is_word, line.split())) for line in text.split("\n")]
    else:
        lines = [" ".join(line.split()) for line in text.split("\n")]
    return [line for line in lines if line]


def _ends(text: str, longest: int) -> str:
    """The beginning and the end of a long text; people write before or after what they paste.

    >>> _ends("abcdef", 4), _ends("abc", 4)
    ('ab\\nef', 'abc')
    """
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]}\n{text[-half:]}"


@dataclass(frozen=True, slots=True)
class Speech:
    """All that one side said: the text, a line a message; the lower-case words and sentence
    marks of each message; those of what was set aside as a machine's or a lawyer's (see
    `notices.py`); and how many words were drawn out for effect, as in "sooo"."""

    text: str
    messages: list[list[str]]
    aside: list[list[str]]
    stretched: int


def speech(texts: Iterable[str]) -> Speech:
    """Gather raw messages. Those without words of the writer's own are left out.

    "Don't" becomes "dont", a number "#", and stretched words shrink. Letters that are not Latin
    are no words here: no word list could know them.

    >>> speech(["You don't answer!!", "Sooo slow, 3rd time."]).messages
    [['you', 'dont', 'answer', '!', '!'], ['so', 'slow', '#rd', 'time', '.']]
    """
    said = _all_lines(texts)
    notice: list[list[str]] = []
    if notices.may_be_in(said):
        sifted = [notices.sift(lines) for lines in said]
        said, notice = [own for own, _ in sifted], [aside for _, aside in sifted]
    text = _a_line_each(said)
    return Speech(text, lines_of_words(text), lines_of_words(_a_line_each(notice)), stretched(text))


def spoken(texts: Iterable[str]) -> list[list[str]]:
    """The lower-case words and sentence marks of each message, whoever wrote it."""
    return lines_of_words(_a_line_each(_all_lines(texts)))


def _all_lines(texts: Iterable[str]) -> list[list[str]]:
    """The lines of each message, of which each may take its share of the time that there is."""
    texts = list(texts)
    longest = min(LONGEST_SOURCE, LONGEST_TALK // max(1, len(texts)))
    return [own_lines(text, longest) for text in texts]


def _a_line_each(messages: Iterable[list[str]]) -> str:
    return "\n".join(filter(None, map(" ".join, messages)))


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
        if _UNSEEN.search(lowered):
            text = _without_unseen(text, lowered)
    return _TAG.sub(" ", _BREAK.sub("\n", text))


def _without_element(text: str, lowered: str, name: str) -> str:
    """Drop the elements of this name that are closed; `<styled>` is no `<style>`."""
    kept, position, closing = [], 0, f"</{name}>"
    while (start := lowered.find(f"<{name}", position)) >= 0:
        after = start + len(name) + 1
        if lowered[after : after + 1] not in ("", " ", "\n", "\t", ">", "/"):
            kept.append(text[position:after])
            position = after
            continue
        end = lowered.find(closing, start)
        if end < 0:
            break
        kept.append(text[position:start])
        kept.append("\n")
        position = end + len(closing)
    return "".join([*kept, text[position:]])


def _without_unseen(text: str, lowered: str) -> str:
    """Drop what a browser does not show, where its element is closed."""
    kept, position = [], 0
    never_closed: set[str] = set()
    for unseen in _UNSEEN.finditer(lowered):
        if unseen.start() < position or unseen[1] in never_closed:
            continue
        end = lowered.find(f"</{unseen[1]}>", unseen.end())
        if end < 0:
            never_closed.add(unseen[1])
            continue
        kept.append(text[position : unseen.start()])
        position = end
    return " ".join([*kept, text[position:]])


def _without_quotes(text: str) -> str:
    kept: list[str] = []
    lines = [line.strip() for line in text.split("\n")]
    fences = sum(line.startswith("```") for line in lines)
    fenced = False
    for place, bare in enumerate(lines):
        if bare.startswith("```"):
            fences -= 1
            fenced = not fenced and fences > 0
        elif fenced or bare.startswith(">"):
            continue
        elif bare and _rest_is_foreign(bare.lower(), lines[place + 1 : place + 3], bool(any(kept))):
            break
        elif not (_is_code(bare) or bare.lower().startswith(_DEVICES)):
            kept.append(bare)
    return "\n".join(kept)


def _rest_is_foreign(line: str, following: list[str], begun: bool) -> bool:
    """Tell the line after which nothing is the customer's own: a quote, or a signature.

    A person may begin with such a line and mean it, so that a signature needs something before
    it, and a header one more header after it.

    >>> _rest_is_foreign("from: ann", ["Subject: Hello"], begun=False)
    True
    >>> _rest_is_foreign("from: a very angry man", ["You let me down."], begun=False)
    False
    """
    if line.endswith(_QUOTE_ENDINGS) and (line.startswith(_QUOTE_OPENINGS) or "@" in line):
        return True
    if line.strip("-_=:>* ") in _PASSED_ON or line.startswith("##- please type"):
        return True
    if begun and (line == "--" or line.startswith("________")):
        return True
    following = [near.lower() for near in following if near]
    return bool(_HEADER.match(line) and following and _HEADER.match(following[0]))


def _is_code(line: str) -> bool:
    return len(line) > 20 and sum(mark in _CODE_SIGNS for mark in line) * 8 > len(line)


def _is_word(word: str) -> bool:
    return "://" not in word and "@" not in word and len(word) <= LONGEST_WORD
