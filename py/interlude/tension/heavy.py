"""Heavy tickets: a death, a grave illness, violence, disaster, danger to somebody's life.

It is no detector of anything: it reads the words in `lexicons/heavy/`, so that a card does not say
the wrong thing, and tells nobody.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib import resources

from interlude.tension.anchors import anchors
from interlude.tension.lexicon import Node, found, parse

SECTIONS = (
    "danger", "attack", "loss", "lost", "illness", "disaster", "death", "deceased", "funeral",
    "grave", "kin", "name", "mine", "he", "thing", "of", "again", "unreal", "farewell", "parting",
    "leaving", "harmless",
)  # fmt: skip
NEAR = 3  # words between "my" and "mother", or from "he" to what he does
REACH = 6  # words from a person to what befell them
UNREAL_REACH = 8  # words from an "if" or a "book" to what is no fact
ENOUGH = 3  # different farewells, of which those for ever count twice
REASONS = {
    "danger": "heavy_danger",
    "loss": "heavy_loss",
    "illness": "heavy_illness",
    "disaster": "heavy_disaster",
    "grief": "heavy_grief",
}
"""The reason that each sign gives, the gravest first."""

_BEFALLS = {
    "attack": ("danger", "he", NEAR),
    "funeral": ("loss", "owner", NEAR),
    "death": ("loss", "person", REACH),
    "deceased": ("loss", "someone", REACH),
    "grave": ("illness", "person", REACH),
}
"""What a word means if the one named was met so few words before it."""

_PLACES = (
    "mine", "he", "lost", "person", "owner", "holder", "someone", "thing", "of", "again", "unreal",
)  # fmt: skip
"""Where in a message each of these was met last."""

_FAREWELLS = {SECTIONS.index("farewell"): 2, SECTIONS.index("parting"): 1}
_SAD = frozenset([*REASONS, "death", "farewell"])


def signs(messages: Iterable[Sequence[str]], lang: str | None) -> set[str]:
    """Tell what a customer's messages, as lower-case words, show.

    These are keys of `REASONS`, and `death` or `farewell` for a word of one that alone is no sign.

    A death counts if it is somebody's: the word follows a person, and no "if" or "book".

    >>> sorted(signs([["my", "father", "died", "on", "sunday"]], "en"))
    ['death', 'loss']
    >>> sorted(signs([["my", "father", "s", "phone", "died"]], "en"))
    ['death']
    >>> sorted(signs([["the", "phone", "of", "my", "father", "died"]], "en"))
    ['death']

    A farewell for ever and another one are a danger, and so are three of those that anybody may
    say; unless a new job explains them.

    >>> sorted(signs([["tonight", "is", "my", "last", "night", ".", "goodbye"]], "en"))
    ['danger', 'farewell']
    """
    if lang is None:
        return set()
    phrases, needed = _phrases(lang), _needed(lang)
    seen: set[str] = set()
    farewells: dict[str, int] = {}
    for message in messages:
        if needed.isdisjoint(message):
            continue
        told = found(message, phrases)
        seen |= _told(message, told)
        for start, end, signals in told:
            if weight := max((_FAREWELLS.get(signal, 0) for signal in signals), default=0):
                farewells[" ".join(message[start:end])] = weight
    if "leaving" in seen:
        farewells = {}
    if farewells:
        seen |= {"farewell", "danger"} if sum(farewells.values()) >= ENOUGH else {"farewell"}
    return seen & _SAD


def _told(message: Sequence[str], told: Iterable[tuple[int, int, tuple[int, ...]]]) -> set[str]:
    """The signs of one message: those that stand alone, and what befell a person in it."""
    seen: set[str] = set()
    met = dict.fromkeys(_PLACES, -UNREAL_REACH)
    for start, end, signals in told:
        for sign in map(SECTIONS.__getitem__, signals):
            if sign in ("kin", "name"):
                seen |= _meet(met, message, start, end, known=sign == "name")
            elif sign in _BEFALLS:
                seen |= _befallen(met, start, *_BEFALLS[sign])
            elif sign in met:
                _place(met, sign, start, end)
            else:
                seen.add(sign)
    return seen


def _place(met: dict[str, int], sign: str, start: int, end: int) -> None:
    """Take in a word that only places what comes next, or what came before."""
    if sign == "of" and start != met["thing"]:
        return
    if sign == "again":
        met["person"] = end if start - met["holder"] < NEAR else met["person"]
    elif sign == "thing":
        met["person"] = met["he"] = -UNREAL_REACH
    elif sign == "lost":
        met["mine"] = end
    met[sign] = end


def _meet(
    met: dict[str, int], message: Sequence[str], start: int, end: int, *, known: bool
) -> set[str]:
    """Meet a word for a person, who may be somebody's, or own what was named or comes next."""
    lost = {"loss"} if start - met["lost"] < NEAR else set()
    if start - met["of"] < NEAR:
        met["holder"] = met["someone"] = end
        return lost
    met["he"] = end
    if not known and start - met["mine"] >= NEAR:
        return set()
    owner = message[end : end + 1] == ["s"]
    met["owner" if owner else "person"] = met["someone"] = end
    return set() if owner else lost


def _befallen(met: dict[str, int], start: int, meaning: str, whom: str, reach: int) -> set[str]:
    seen = {"death"} if meaning == "loss" else set()
    real = start - met["unreal"] >= UNREAL_REACH
    return seen | {meaning} if real and start - met[whom] < reach else seen


def is_hinted(messages: Iterable[Sequence[str]], lang: str | None) -> bool:
    """Whether a customer's words would be grave if the agent answered with care.

    >>> is_hinted([["he", "never", "woke", "up"]], "en"), is_hinted([["hello"]], "en")
    (True, False)
    """
    return lang is not None and any(
        signals for message in messages for *_, signals in found(message, _hints(lang))
    )


def names_kin(messages: Iterable[Sequence[str]], lang: str | None) -> bool:
    """Whether a customer names somebody near to them.

    >>> names_kin([["it", "was", "my", "father"]], "en"), names_kin([["my", "phone"]], "en")
    (True, False)
    """
    kin = SECTIONS.index("kin")
    return lang is not None and any(
        kin in signals for message in messages for *_, signals in found(message, _phrases(lang))
    )


def reasons(seen: Collection[str]) -> tuple[str, ...]:
    """The reasons why a ticket is heavy, the gravest first; none if it is not.

    >>> reasons({"death", "loss", "danger"}), reasons({"farewell"})
    (('heavy_danger', 'heavy_loss'), ())
    """
    return tuple(reason for sign, reason in REASONS.items() if sign in seen)


@cache
def _hints(lang: str) -> Node:
    path = resources.files("interlude.tension").joinpath("lexicons", "grave", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"), ("hint",)).customer


@cache
def _phrases(lang: str) -> Node:
    path = resources.files("interlude.tension").joinpath("lexicons", "heavy", f"{lang}.txt")
    return parse(path.read_text(encoding="utf-8"), SECTIONS).customer


@cache
def _needed(lang: str) -> frozenset[str]:
    """Words without which a message holds no sign."""
    aids = {"kin", "name", "mine", "he", "thing", "of", "again", "unreal", "harmless"}
    telling = [place for place, name in enumerate(SECTIONS) if name not in aids]
    return anchors(_phrases(lang), lang, telling)
