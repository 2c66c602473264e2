"""What one message shows: how often each signal occurs in it."""

from interlude.tension.lexicon import NUMBER, Lexicon, Node
from interlude.tension.text import stretched, tokens

LEXICAL = (
    "insult", "profanity", "threat", "legal", "churn", "accusation", "outrage", "upset",
    "repeat", "waiting", "ignored", "failure", "money", "demand", "exasperation", "sarcasm",
    "thanks", "praise", "settled", "polite", "asking", "intensifier", "negation", "you",
)  # fmt: skip
MARKS = (
    "aimed_insult", "denied_praise", "shouting", "exclaiming", "wondering", "disbelief",
    "trailing", "stretched", "angry_face", "sad_face", "glad_face", "words",
)  # fmt: skip
AGENT = ("agent_apology", "agent_refusal")
SIGNALS = LEXICAL + MARKS
INDEX = {name: i for i, name in enumerate(SIGNALS + AGENT)}

_ANGRY = frozenset("😠😡🤬😤👿💢🖕👎🙄😒🤮🤡💩🤦😾")
_SAD = frozenset("😞😔😟😢😭☹😣😖😫😩💔😥😓🥺")
_GLAD = frozenset("😀😃😄😁😆😊🙂😉😍🥰😘😎👍👏🙏❤💕💖💙💚♥🎉🙌🤗😇☺💜✨🥳👌")
_SIGHTS = {
    **dict.fromkeys(_ANGRY, "angry_face"),
    **dict.fromkeys(_SAD, "sad_face"),
    **dict.fromkeys(_GLAD, "glad_face"),
    **dict.fromkeys((":)", ":-)", ":D", ":-D", ";)", ";-)", "=)", ":P", ";D"), "glad_face"),
    **dict.fromkeys((":(", ":-(", ":/", ":-/", ":|", "=("), "sad_face"),
}
_SIGHT_INDEX = {mark: INDEX[name] for mark, name in _SIGHTS.items()}
_NEGATION, _YOU = INDEX["negation"], INDEX["you"]
_NEGATION_REACH = 3
_GOOD = frozenset({INDEX["praise"], INDEX["settled"], INDEX["thanks"]})
_DENIABLE = frozenset(
    INDEX[name] for name in ("insult", "outrage", "upset", "accusation", "threat", "failure")
)
_NEAR = 5  # words between an insult and the "you" it is aimed at


def of_message(text: str, lexicon: Lexicon | None) -> list[int]:
    """Count the signals in one message, in the order of `SIGNALS + AGENT`.

    Without a lexicon only the marks that every language shares are counted.
    """
    return count(tokens(text), stretched(text), lexicon)


def count(words: list[str], drawn_out: int, lexicon: Lexicon | None) -> list[int]:
    counts = [0] * len(INDEX)
    counts[INDEX["stretched"]] = drawn_out
    plain: list[str] = []
    shouted = 0
    for word in words:
        first = word[0]
        if first.isalnum():
            if len(word) > 2 and word.isupper():
                shouted += 1
            plain.append(word.lower())
        elif first in "!?":
            asked, exclaimed = "?" in word, "!" in word
            if len(word) > 1 and asked:
                counts[INDEX["disbelief"]] += 1
            counts[INDEX["wondering"]] += asked
            counts[INDEX["exclaiming"]] += min(len(word), 3) * exclaimed
            plain.append("?" if asked else "!")
        elif first in ".…":
            counts[INDEX["trailing"]] += len(word) > 1 or first == "…"
            plain.append(".")
        elif word in _SIGHT_INDEX:
            counts[_SIGHT_INDEX[word]] += 1
    counts[INDEX["words"]] = len(plain)
    counts[INDEX["shouting"]] = shouted
    if lexicon is not None:
        _count_phrases(plain, lexicon, counts)
    return counts


def _count_phrases(words: list[str], lexicon: Lexicon, counts: list[int]) -> None:
    phrases, numbers = lexicon.phrases, lexicon.numbers
    end = len(words)
    denied_until = -1
    insults: list[int] = []
    yous: list[int] = []
    i = 0
    while i < end:
        node = phrases.get(words[i])
        if node is None:
            node = _numbered(phrases, words[i], numbers)
        if node is None:
            if words[i] in ".?!":
                denied_until = -1
            i += 1
            continue
        signals, length, j = node.signals, 1, i + 1
        while node and j < end:
            following = node.get(words[j])
            if following is None:
                following = _numbered(node, words[j], numbers)
            if following is None:
                break
            node, j = following, j + 1
            if node.signals:
                signals, length = node.signals, j - i
        for name in signals:
            signal = INDEX[name]
            if i <= denied_until:
                if signal in _GOOD:
                    counts[INDEX["denied_praise"]] += 1
                    continue
                if signal in _DENIABLE:
                    continue
            counts[signal] += 1
            if signal == _NEGATION:
                denied_until = i + _NEGATION_REACH
            elif signal == _YOU:
                yous.append(i)
            elif name == "insult":
                insults.append(i)
        i += length
    counts[INDEX["aimed_insult"]] = sum(
        any(abs(insult - you) <= _NEAR for you in yous) for insult in insults[:20]
    )


def _numbered(node: Node, word: str, numbers: frozenset[str]) -> Node | None:
    if word[0].isdigit():
        return node.get(NUMBER + word.lstrip("0123456789"))
    return node.get(NUMBER) if word in numbers else None
