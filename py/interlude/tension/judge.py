"""How tense was this conversation for the agent, of what kind, and why."""

from dataclasses import dataclass
from math import exp
from typing import Literal

from interlude.tension.conversation import Conversation
from interlude.tension.features import STEPS, WEIGHTS, Reading, context, read
from interlude.tension.tuning import SHIPPED, Tuning

Kind = Literal["angry", "abusive", "accused", "policy", "slog", "mistake", "praise", "none"]

TURNING_POINT = 4.1  # the weighted sum at which the score is one half
MOST_REASONS = 4
TELLING = 0.2  # a smaller share in the sum is not worth a sentence
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
    reading = read(conversation)
    score = score_of(reading.trace, tuning)
    tense = score >= tuning.threshold
    kind = _kind(reading, conversation) if tense else _calm_kind(reading)
    heat = _heat(score, tuning.threshold, kind)
    return Judgement(score, tense, heat, kind, _reasons(reading, tuning, tense), reading.trace)


def score_of(trace: tuple[int, ...], tuning: Tuning = SHIPPED) -> float:
    """Score a trace from 0 to 1: how sure the judge is that the agent found it tense."""
    return probability(weighted_sum(trace, tuning) + tuning.bias)


def weighted_sum(trace: tuple[int, ...], tuning: Tuning) -> float:
    """Add up the features of a trace, each times its weight."""
    return sum(_shares(trace, tuning).values())


def probability(total: float) -> float:
    """Turn a weighted sum into a score."""
    return 1 / (1 + exp(TURNING_POINT - max(-30.0, min(30.0, total))))


def _shares(trace: tuple[int, ...], tuning: Tuning) -> dict[str, float]:
    weighed = zip(WEIGHTS.items(), tuning.offsets, trace, strict=True)
    return {name: (weight + offset) * value / STEPS for (name, weight), offset, value in weighed}


def _kind(reading: Reading, conversation: Conversation) -> Kind:
    """Name what a tense conversation was about, the hardest thing first."""
    seen = reading.counts.get
    aimed = seen("aimed_insult", 0) + seen("threat", 0)
    if aimed or seen("insult", 0) + seen("profanity", 0) >= 4:
        return "abusive"
    agent = context(conversation, reading.lang)
    if "agent_apology" in agent:
        return "mistake"
    if seen("accusation", 0) >= max(2, seen("outrage", 0)):
        return "accused"
    if "agent_refusal" in agent:
        return "policy"
    if reading.turns >= 8 or reading.days >= 7 or reading.course.get("reopened", 0) >= 0.6:
        return "slog"
    return "angry"


def _calm_kind(reading: Reading) -> Kind:
    seen = reading.counts.get
    rated_good = reading.course.get("csat", 0) < 0
    warm = seen("thanks", 0) + seen("praise", 0) + seen("glad_face", 0) + 2 * rated_good
    cross = seen("outrage", 0) + seen("upset", 0) + seen("insult", 0) + seen("accusation", 0)
    if seen("praise", 0) and warm >= 3 and warm > 2 * cross:
        return "praise"
    return "none"


def _heat(score: float, threshold: float, kind: Kind) -> int:
    """Grade tension from 0 to 5.

    A calm conversation has heat 0 or 1, a tense one 2 to 5 by how far its score is from the
    threshold to certainty; abuse is never below 4.
    """
    if score < threshold:
        return int(score > threshold / 2)
    beyond = (score - threshold) / (1 - threshold) if threshold < 1 else 0.0
    heat = 2 + (beyond > 0.4) + (beyond > 0.75) + (beyond > 0.95)
    return max(heat, 4) if kind == "abusive" else heat


def _reasons(reading: Reading, tuning: Tuning, tense: bool) -> tuple[Reason, ...]:
    """Give the strongest reasons for the verdict, those that say something definite first."""
    shares = {**_shares(reading.trace, tuning), **reading.course}
    del shares["course"], shares["length"]
    sign = 1 if tense else -1
    telling = {name: share for name, share in shares.items() if sign * share > TELLING}
    ranked = sorted(telling, key=lambda name: (name in VAGUE, -abs(telling[name])))
    return tuple(Reason(name, round(telling[name], 2)) for name in ranked[:MOST_REASONS])
