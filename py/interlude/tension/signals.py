"""What messages show: how often each signal occurs in them."""

import re

from interlude.tension import lexicon
from interlude.tension.lexicon import Node, found
from interlude.tension.text import Speech

MARKS = (
    "aimed_praise", "denied_praise", "denied_blame", "shouting", "exclaiming",
    "disbelief", "trailing", "stretched", "angry_face", "sad_face", "glad_face", "words",
)  # fmt: skip
"""Signals that are not in the word lists; all but the first three need no language."""

SIGNALS = lexicon.SIGNALS + MARKS
INDEX = {name: place for place, name in enumerate(SIGNALS)}

NEGATION_REACH = 3  # words after "not" whose praise or blame is turned round
INSULT_REACH = 5  # words between an insult and the "you" it is aimed at
PRAISE_REACH = 4  # words from a "you" to the praise that is for this person

_NEGATION, _YOU, _INSULT = INDEX["negation"], INDEX["you"], INDEX["insult"]
_PRAISE = INDEX["praise"]
_AIMED_INSULT, _AIMED_PRAISE = INDEX["aimed_insult"], INDEX["aimed_praise"]
_TURNED = {
    **dict.fromkeys(
        [INDEX[name] for name in ("praise", "warmth", "settled", "thanks")], INDEX["denied_praise"]
    ),
    **dict.fromkeys(
        [INDEX[name] for name in ("insult", "outrage", "upset", "accusation", "threat", "failure")],
        INDEX["denied_blame"],
    ),
}
_SHOUTED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{2,39}\b")  # a word; quicker than from a boundary
_MARK_RUN = re.compile(r"[!?]{2,60}")
_ELLIPSIS = re.compile(r"\.\.+")
_FACES = {
    **dict.fromkeys("😠😡🤬😤👿💢🖕👎🙄😒🤮🤡💩🤦😾", INDEX["angry_face"]),
    **dict.fromkeys("😞😔😟😢😭☹😣😖😫😩💔😥😓🥺", INDEX["sad_face"]),
    **dict.fromkeys(
        "😀😃😄😁😆😊🙂😉😍🥰😘😎👍👏🙏❤💕💖💙💚♥🎉🙌🤗😇☺💜✨🥳👌", INDEX["glad_face"]
    ),
}
_TYPED_FACES = {
    **dict.fromkeys((":)", ":-)", ":D", ":-D", ";)", ";-)", "=)", "(:"), INDEX["glad_face"]),
    **dict.fromkeys((":(", ":-(", ":/", ":-/", "=("), INDEX["sad_face"]),
}


def count_marks(said: Speech) -> list[int]:
    """Count what needs no language, over all messages, in the order of `SIGNALS`."""
    counts = [0] * len(SIGNALS)
    text = said.text
    counts[INDEX["words"]] = sum(map(len, said.messages))
    counts[INDEX["stretched"]] = said.stretched
    counts[INDEX["shouting"]] = len(_SHOUTED.findall(text))
    counts[INDEX["exclaiming"]] = text.count("!")
    if "??" in text or "?!" in text or "!?" in text:
        counts[INDEX["disbelief"]] = sum("?" in run for run in _MARK_RUN.findall(text))
    counts[INDEX["trailing"]] = len(_ELLIPSIS.findall(text))
    for face, signal in _TYPED_FACES.items():
        counts[signal] += text.count(face)
    if not text.isascii():
        for mark in text:
            if mark in _FACES:
                counts[_FACES[mark]] += 1
    return counts


def in_words(words: list[str], phrases: Node) -> list[int]:
    """Return every signal that a message carries, by its place in `SIGNALS`.

    "Not" turns the praise that follows it round, and takes blame back.

    >>> from interlude.tension.lexicon import lexicon
    >>> heard = in_words(["i", "am", "not", "very", "happy"], lexicon("en").customer)
    >>> [SIGNALS[place] for place in heard]
    ['negation', 'intensifier', 'denied_praise']
    """
    seen: list[int] = []
    denied_until = praised_until = -1
    insults: list[int] = []
    yous: list[int] = []
    for place, _, signals in found(words, phrases):
        if not signals:
            denied_until = praised_until = -1
        for signal in signals:
            if place <= denied_until and signal in _TURNED:
                seen.append(_TURNED[signal])
                continue
            seen.append(signal)
            if signal == _NEGATION:
                denied_until = place + NEGATION_REACH
            elif signal == _YOU:
                yous.append(place)
                praised_until = place + PRAISE_REACH
            elif signal == _PRAISE and place <= praised_until:
                seen.append(_AIMED_PRAISE)
            elif signal == _INSULT:
                insults.append(place)
            elif signal == _AIMED_INSULT:
                seen.append(_INSULT)
    seen += [
        _AIMED_INSULT
        for insult in insults[:20]
        if any(abs(insult - you) <= INSULT_REACH for you in yous)
    ]
    return seen
