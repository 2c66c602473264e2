"""How tense was this conversation for the agent, of what kind, and why."""

from dataclasses import dataclass
from math import exp
from typing import Literal

from interlude.tension import heavy
from interlude.tension.conversation import Conversation
from interlude.tension.features import STEPS, WEIGHTS, Heard, excuses, read
from interlude.tension.tales import is_touching
from interlude.tension.tuning import SHIPPED, Tuning

Kind = Literal[
    "heavy", "threat", "angry", "abusive", "accused", "policy", "slog", "mistake", "praise", "none"
]
"""What a conversation was about for the agent.

`heavy` is a death, a grave illness, violence, disaster or danger to life.  `threat` is harm that
was threatened, or harassment, of the agent or somebody near.
"""

TURNING_POINT = 3.6  # the weighted sum at which the score is one half
TENSE_FROM = 0.5  # the score from which a conversation is tense
HEAVY = 0.95  # the score of a heavy conversation, which is not weighed
TOUCHED = 0.2  # the most that a conversation scores whose agent was touched
CURSES = 3  # beyond so many insults, a wish to see somebody suffer is one more
MOST_REASONS = 4
TELLING = 0.2  # a smaller share in the sum is not worth a sentence
KINDS_OF_TALES: dict[str, Kind] = {
    "own": "mistake",
    "refused": "policy",
    "stuck": "slog",
}
VAGUE = frozenset({"tone", "negation", "emphasis", "you"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a conversation counts as it does.

    `id` names a sentence in `reasons.REASONS`; `weight` is its share in the sum, above zero
    for tense and below for calm.
    """

    id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's opinion: `score` from 0 to 1, `heat` from 0 to 5.

    `trace` is all that may be kept of the conversation, to learn from a later tap.
    """

    score: float
    tense: bool
    heat: int
    kind: Kind
    reasons: tuple[Reason, ...]
    trace: tuple[int, ...]


def judge(conversation: Conversation, tuning: Tuning = SHIPPED) -> Judgement:
    """Judge a conversation by the customer's own words and how they moved.

    Raises nothing: an empty, broken or unreadable conversation is simply not tense.
    """
    return judged(read(conversation), tuning)


def judged(heard: Heard, tuning: Tuning = SHIPPED) -> Judgement:
    """Judge what was heard in a conversation."""
    if found := heavy.reasons(heard.heavy):
        reasons = tuple(Reason(name, 0.0) for name in found)
        return Judgement(HEAVY, True, 5 if "danger" in heard.heavy else 4, "heavy", reasons, ())
    score = _score(heard, tuning)
    tense = score >= TENSE_FROM
    kind = _kind(heard) if tense else _calm_kind(heard)
    heat = _heat(score, kind)
    return Judgement(score, tense, heat, kind, _reasons(heard, tuning, tense), heard.trace)


def _score(heard: Heard, tuning: Tuning) -> float:
    """The customer's mood, or what their tale weighs on the agent, whichever is more.

    Taps and pace make tales louder and quieter too. A touched agent needs no card for a hard one.
    """
    mood = score_of(heard.trace, tuning)
    if _is_touching(heard):
        return min(mood, TOUCHED)
    if not heard.tales:
        return mood
    return max(mood, probability(max(heard.tales.values()) + tuning.volume))


def _is_touching(heard: Heard) -> bool:
    warm = any(map(heard.counts.get, ("praise", "warmth", "aimed_praise", "thanks", "glad_face")))
    warm = warm or score_of(heard.trace) < TENSE_FROM
    return is_touching(heard.answered, heard.tales, warm=warm)


def score_of(trace: tuple[int, ...], tuning: Tuning = SHIPPED) -> float:
    """Score a trace from 0 to 1: how sure the judge is that the agent found it tense."""
    weighed = zip(WEIGHTS.values(), tuning.offsets, trace, strict=True)
    total = sum([(weight + offset) * value for weight, offset, value in weighed]) / STEPS
    return probability(total + tuning.bias - TURNING_POINT)


def probability(odds: float) -> float:
    """Turn log-odds into a probability; beyond 30 either way nothing changes any more."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _shares(trace: tuple[int, ...], tuning: Tuning) -> dict[str, float]:
    weighed = zip(WEIGHTS.items(), tuning.offsets, trace, strict=True)
    return {name: (weight + offset) * value / STEPS for (name, weight), offset, value in weighed}


def _kind(heard: Heard) -> Kind:
    """Name what a tense conversation was about, the hardest thing first."""
    seen, course = heard.counts.get, heard.course
    threatened = seen("threat", 0) or "hounded" in heard.tales
    if "reported" in heard.tales or (threatened and seen("aimed_insult", 0) <= CURSES):
        return "threat"
    insults = seen("insult", 0) + seen("profanity", 0)
    if seen("aimed_insult", 0) or "belittled" in heard.tales or insults >= 4:
        return "abusive"
    if "disputed" in heard.tales:
        return "accused"
    said = excuses(heard)
    if "agent_apology" in said or not course.keys().isdisjoint(("slip", "sharp")):
        return "mistake"
    if tale := next(filter(KINDS_OF_TALES.get, heard.tales), None):
        return KINDS_OF_TALES[tale]
    accused, refused = seen("accusation", 0), "agent_refusal" in said
    if accused >= max(2 if refused else 1, seen("outrage", 0) + (accused == 1)):
        return "accused"
    if refused:
        return "policy"
    long = heard.turns >= 8 or heard.days >= 7 or course.get("reopened", 0) >= 0.6
    return "slog" if long or "slog" in course else "angry"


def _calm_kind(heard: Heard) -> Kind:
    """Tell praise, which is for a person or their help, from thanks out of courtesy.

    Where customer and agent part, there are two words for the agent ("you were so patient", "made
    my day"), or one and two more warm ones, of which a good rating counts as both; and more than
    twice as many warm words as cross ones.
    """
    if _is_touching(heard):
        return "praise"
    if heard.heavy or heard.manner.parting["remorse"]:
        return "none"
    seen = heard.parting.get
    meant = seen("warmth", 0) + seen("aimed_praise", 0)
    rated_good = heard.course.get("csat", 0) < 0
    warm = meant + seen("thanks", 0) + seen("praise", 0) + 2 * rated_good
    cross = seen("outrage", 0) + seen("upset", 0) + seen("insult", 0) + seen("accusation", 0)
    enough = meant >= 2 or (meant == 1 and warm >= 3)
    for_others = heard.manner.customer["passed_on"] and not seen("aimed_praise", 0)
    return "praise" if enough and warm > 2 * cross and not for_others else "none"


def _heat(score: float, kind: Kind) -> int:
    """Grade tension from 0 to 5.

    A calm conversation has heat 0 or 1, a tense one 2 to 5 by how sure the judge is; abuse is
    never below 4, and neither is a threat.
    """
    if score < TENSE_FROM:
        return int(score > TENSE_FROM / 2)
    heat = 2 + (score > 0.7) + (score > 0.875) + (score > 0.975)
    return max(heat, 4) if kind in ("abusive", "threat") else heat


def _reasons(heard: Heard, tuning: Tuning, tense: bool) -> tuple[Reason, ...]:
    """Give the strongest reasons for the verdict, those that say something definite first."""
    shares = {**_shares(heard.trace, tuning), **heard.course, **heard.tales}
    del shares["course"], shares["length"]
    sign = 1 if tense else -1
    telling = {name: share for name, share in shares.items() if sign * share > TELLING}
    ranked = sorted(telling, key=lambda name: (name in VAGUE, -abs(telling[name])))
    return tuple(Reason(name, round(telling[name], 2)) for name in ranked[:MOST_REASONS])
