"""What weighs on an agent beside the customer's mood: a tale that both sides tell together.

A calm customer may be the hardest of the day: one who threatens softly, whom nothing helps, who has
to be refused, or to whom the agent did wrong. The agent's own answers tell it best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interlude.tension.manner import ENOUGH, Manner, is_hounded

PLAIN = 0.5  # how far beyond the turning point a tale lifts a conversation, as weighted sum
GRAVE = 2.5  # the same for what an agent had to report
FEW_NOES = 0.5  # a refusal: so many firm words for each answer, for a long talk holds every word
FEW_SLIPS = 0.2  # an own mistake: so many admissions for each answer
FEW_PROOFS = 0.25  # an accusation: so much evidence for each answer, against one suspicious word
FEWEST_STEPS = 3  # messages after the first in a slog of which most name a hitch
MANY_STEPS = 4  # and in one of which a third do
MOST = 0.6
PROTESTS = frozenset(
    ["negation", "outrage", "upset", "denied_praise", "exasperation", "sarcasm", "churn"]
)
SETBACKS = frozenset(["negation", "failure", "repeat", "denied_praise"])
WARM = frozenset(["praise", "warmth", "thanks"])
HURT = frozenset(["reported", "hounded"])


@dataclass(frozen=True, slots=True)
class Talk:
    """What a tale is told by.

    `answered` has the phrases of `answers.SECTIONS`, and `replies` is how many messages the agent
    wrote. `messages` are the customer's signals, by name, message by message, and `exclaiming` is
    true where they exclaim or do not believe it.
    """

    answered: Mapping[str, int]
    replies: int
    manner: Manner
    messages: Sequence[frozenset[str]]
    exclaiming: bool


def tales(talk: Talk) -> dict[str, float]:
    """The tales of a conversation, the hardest first, and how far each lifts it.

    None is told of a customer who was sorry for their tone.
    """
    if talk.manner.parting["remorse"]:
        return {}
    told = {
        "reported": is_reported(talk.answered),
        "hounded": is_hounded(talk.manner.customer),
        "belittled": is_belittled(talk),
        "disputed": is_disputed(talk),
        "own": is_own(talk) and not is_forgiven(talk),
        "refused": is_refused(talk),
        "stuck": is_stuck(talk),
    }
    return {name: GRAVE if name == "reported" else PLAIN for name, heard in told.items() if heard}


def is_touching(answered: Mapping[str, int], told: Mapping[str, float], *, warm: bool) -> bool:
    """An agent who answers that they are touched was praised, in whatever strong words.

    One such phrase is enough after a `warm` talk of which nothing else is told, else it takes two.

    >>> is_touching({"touched": 1}, {}, warm=True), is_touching({"touched": 1}, {}, warm=False)
    (True, False)
    >>> is_touching({"touched": 2}, {"reported": 2.5}, warm=True)
    False
    """
    enough = 1 if warm and not told else ENOUGH
    return HURT.isdisjoint(told) and answered["touched"] >= enough


def is_reported(answered: Mapping[str, int]) -> bool:
    """What is told to those who guard, or makes an agent break off and report, was a threat.

    >>> is_reported({"guard": 1, "report": 1, "ends": 0})
    True
    >>> is_reported({"guard": 1, "report": 0, "ends": 0})
    False
    """
    guarded = answered["guard"] > 0 and answered["report"] + answered["ends"] > 0
    return guarded or (answered["ends"] >= ENOUGH and answered["report"] > 0)


def is_belittled(talk: Talk) -> bool:
    """Who has to ask for respect had none; nor had who is made small, unless by a friend."""
    warm = any(not message.isdisjoint(WARM) for message in talk.messages)
    small = talk.manner.customer["belittling"]
    return talk.answered["limit"] > 0 or small >= (ENOUGH if warm else 1)


def is_disputed(talk: Talk) -> bool:
    """Who has to bring evidence, most of all to somebody suspicious, was accused."""
    suspicion, evidence = talk.manner.customer["suspicion"], talk.answered["evidence"]
    denied = evidence >= max(ENOUGH, talk.replies)
    doubted = suspicion > 0 and evidence >= max(1.0, FEW_PROOFS * talk.replies)
    return denied or suspicion >= ENOUGH or doubted


def is_own(talk: Talk) -> bool:
    """Who takes a mistake on themselves, or admits and mends one, made it.

    In a long talk one small slip is no tale.
    """
    answered = talk.answered
    owned = answered["own"] + min(answered["admits"], answered["mends"])
    return owned >= max(1.0, FEW_SLIPS * talk.replies)


def is_forgiven(talk: Talk) -> bool:
    """A mistake that was thanked away, and settled, is nobody's burden."""
    return frozenset[str]().union(*talk.messages[-2:]) >= {"thanks", "settled"}


def is_refused(talk: Talk) -> bool:
    """Who says no firmly and with regret, or to somebody who does not take it, had to refuse."""
    often = max(1.0, FEW_NOES * talk.replies)
    firm, regret = talk.answered["firm"], talk.answered["regret"]
    if not firm:
        return False
    return firm + regret >= max(ENOUGH, often) or (firm >= often and _protests(talk))


def _protests(talk: Talk) -> bool:
    return talk.exclaiming or any(not message.isdisjoint(PROTESTS) for message in talk.messages[1:])


def is_stuck(talk: Talk) -> bool:
    """One more step from the agent and one more hitch, over and over, is a slog."""
    later, steps, hitches = talk.messages[1:], talk.answered["hurdle"], talk.manner.hitches
    if len(later) < FEWEST_STEPS or not steps:
        return False
    long = len(later) >= MANY_STEPS
    named = steps >= ENOUGH and hitches >= max(ENOUGH, len(later) * (1 / 3 if long else MOST))
    noes = sum(not message.isdisjoint(SETBACKS) for message in later)
    settled = not later[-1].isdisjoint(("thanks", "settled"))
    return named or (long and noes >= MOST * len(later) and not settled)
