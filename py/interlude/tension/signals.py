"""What one message shows: how often each signal occurs in it."""

import re

from interlude.tension import lexicon
from interlude.tension.lexicon import Node
from interlude.tension.text import Message

MARKS = (
    "aimed_insult", "denied_praise", "denied_blame", "shouting", "exclaiming", "disbelief",
    "trailing", "stretched", "angry_face", "sad_face", "glad_face", "words",
)  # fmt: skip
"""Signals that are not in the word lists; all but the first three need no language."""

SIGNALS = lexicon.SIGNALS + MARKS
INDEX = {name: place for place, name in enumerate(SIGNALS)}

NEGATION_REACH = 3  # words after "not" whose praise or blame is turned round
INSULT_REACH = 5  # words between an insult and the "you" it is aimed at

_NEGATION, _YOU, _INSULT = INDEX["negation"], INDEX["you"], INDEX["insult"]
_AIMED_INSULT = INDEX["aimed_insult"]
_TURNED = {
    **dict.fromkeys((INDEX["praise"], INDEX["settled"], INDEX["thanks"]), INDEX["denied_praise"]),
    **dict.fromkeys(
        [INDEX[name] for name in ("insult", "outrage", "upset", "accusation", "threat", "failure")],
        INDEX["denied_blame"],
    ),
}
_SHOUTED = re.compile(r"\b[A-Z]{3,40}\b")
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


def count(message: Message, phrases: Node | None) -> list[int]:
    """Count the signals of a message, in the order of `SIGNALS`.

    Without `phrases` (an unknown language) only the marks that every language shares count.

    >>> from interlude.tension.lexicon import lexicon
    >>> from interlude.tension.text import message
    >>> counts = count(message("Not happy!!"), lexicon("en").customer)
    >>> {name: n for name, n in zip(SIGNALS, counts) if n and name != "words"}
    {'upset': 1, 'exclaiming': 2}
    """
    counts = [0] * len(SIGNALS)
    counts[INDEX["words"]] = len(message.words)
    counts[INDEX["stretched"]] = message.stretched
    _count_marks(message.text, counts)
    if phrases is not None:
        _count_phrases(message.words, phrases, counts)
    return counts


def count_phrases(words: list[str], phrases: Node) -> list[int]:
    """Count only what word lists name, as for an agent's message."""
    counts = [0] * len(SIGNALS)
    _count_phrases(words, phrases, counts)
    return counts


def _count_marks(text: str, counts: list[int]) -> None:
    if not text.islower():
        counts[INDEX["shouting"]] = len(_SHOUTED.findall(text))
    if "!" in text:
        counts[INDEX["exclaiming"]] = text.count("!")
    if "?!" in text or "!?" in text or "??" in text:
        counts[INDEX["disbelief"]] = sum("?" in run for run in _MARK_RUN.findall(text))
    if ".." in text:
        counts[INDEX["trailing"]] = len(_ELLIPSIS.findall(text))
    if not text.isascii():
        for mark in text:
            if mark in _FACES:
                counts[_FACES[mark]] += 1
    if ":" in text or ";" in text or "=" in text:
        for face, signal in _TYPED_FACES.items():
            counts[signal] += text.count(face)


def _count_phrases(words: list[str], phrases: Node, counts: list[int]) -> None:
    """Count what the phrases stand for; "not" turns praise round and takes blame back."""
    denied_until = -1
    insults: list[int] = []
    yous: list[int] = []
    for place, signals in _found(words, phrases):
        if not signals:
            denied_until = -1
        for signal in signals:
            if place <= denied_until and signal in _TURNED:
                counts[_TURNED[signal]] += 1
                continue
            counts[signal] += 1
            if signal == _NEGATION:
                denied_until = place + NEGATION_REACH
            elif signal == _YOU:
                yous.append(place)
            elif signal == _INSULT:
                insults.append(place)
    for insult in insults[:20]:
        counts[_AIMED_INSULT] += any(abs(insult - you) <= INSULT_REACH for you in yous)


def _found(words: list[str], phrases: Node) -> list[tuple[int, tuple[int, ...]]]:
    """Find the longest phrase at each place, left to right, with the signals it carries.

    The end of a sentence is found too, with no signals.
    """
    found: list[tuple[int, tuple[int, ...]]] = []
    end = len(words)
    i = 0
    while i < end:
        node = phrases.get(words[i])
        if node is None:
            if words[i] in ".?!":
                found.append((i, ()))
            i += 1
            continue
        signals, after, j = node.signals, i + 1, i + 1
        while node and j < end and (node := node.get(words[j])) is not None:
            j += 1
            if node.signals:
                signals, after = node.signals, j
        if signals:
            found.append((i, signals))
        i = after
    return found
