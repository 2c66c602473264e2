"""How tense was this conversation for the agent, of what kind, and why."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import Literal

from interlude.tension.conversation import Conversation, Hints
from interlude.tension.features import FEATURES, STEPS, Reading, read

Kind = Literal["angry", "abusive", "accused", "policy", "slog", "mistake", "praise", "none"]
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Tuning:
    """What this agent's taps taught on this device.

    `threshold` is the score from which a conversation counts as tense; `offsets` are added to
    the shipped weights, one for each of `FEATURES`; `taps` counts the lessons.
    """

    threshold: float = 0.5
    offsets: tuple[float, ...] = (0.0,) * len(FEATURES)
    bias: float = 0.0
    taps: int = 0


SHIPPED = Tuning()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a conversation counts as it does. `id` names a sentence in `reasons.REASONS`;
    `weight` is its share in the score, above zero for tense and below for calm."""

    id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's opinion: `score` from 0 to 1, `heat` from 0 to 5, and a text-free `trace`."""

    score: float
    tense: bool
    heat: int
    kind: Kind
    reasons: tuple[Reason, ...]
    trace: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The shipped weights: one for each of `FEATURES`, for log(1 + count), and the bias."""

    weights: tuple[float, ...]
    bias: float


@cache
def shipped_model() -> Model:
    path = resources.files("interlude.tension").joinpath("model.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Model(tuple(data["weights"][name] for name in FEATURES), data["bias"])


def judge(conversation: Conversation, tuning: Tuning = SHIPPED) -> Judgement:
    """Judge a conversation by the customer's own words and how they moved.

    Raises nothing: an empty, broken or unreadable conversation is simply not tense.
    """
    reading = read(conversation)
    shares = _shares(reading.trace, tuning)
    hints = _hint_shares(conversation.hints)
    turn_taken = _course_shares(reading)
    everything = {**shares, **hints, **turn_taken}
    score = _sigmoid(shipped_model().bias + tuning.bias + sum(everything.values()))
    tense = score >= tuning.threshold
    kind = _kind(reading, conversation.hints, tense)
    heat = _heat(score, kind) if tense else min(1, round(2 * score))
    return Judgement(score, tense, heat, kind, _reasons(everything, tense), reading.trace)


def score_of(trace: tuple[int, ...], tuning: Tuning) -> float:
    """Score a stored trace again, by the features alone."""
    return _sigmoid(shipped_model().bias + tuning.bias + sum(_shares(trace, tuning).values()))


def _shares(trace: tuple[int, ...], tuning: Tuning) -> dict[str, float]:
    weights = shipped_model().weights
    return {
        name: (weight + offset) * value / STEPS
        for name, weight, offset, value in zip(
            FEATURES, weights, tuning.offsets, trace, strict=True
        )
    }


def _hint_shares(hints: Hints) -> dict[str, float]:
    return {
        "csat": {"bad": 1.5, "good": -2.5}.get(hints.csat or "", 0.0),
        "sentiment": -1.0 * (hints.sentiment or 0.0),
        "priority": 0.3 if (hints.priority or 0) >= 4 else 0.0,
        "reopened": 0.3 * min(hints.reopens, 3),
        "waited": 0.3 if (hints.waited_minutes or 0) >= 48 * 60 else 0.0,
    }


def _course_shares(reading: Reading) -> dict[str, float]:
    return {"ending": -1.0 if reading.ends_well and reading.turns > 1 else 0.0}


def _kind(reading: Reading, hints: Hints, tense: bool) -> Kind:
    seen = reading.counts.get
    if not tense:
        warm = seen("thanks", 0) + seen("praise", 0) + (2 if hints.csat == "good" else 0)
        if warm >= 3 and seen("praise", 0) and (reading.ends_well or hints.csat == "good"):
            return "praise"
        return "mistake" if reading.apologies else "none"
    if seen("aimed_insult") or seen("threat") or seen("insult", 0) + seen("profanity", 0) >= 4:
        return "abusive"
    if reading.apologies:
        return "mistake"
    if seen("accusation", 0) >= max(2, seen("outrage", 0)):
        return "accused"
    if reading.refusals >= 1 and seen("outrage", 0) < 3:
        return "policy"
    if reading.turns >= 8 or reading.days >= 7 or hints.reopens >= 2:
        return "slog"
    return "angry"


def _heat(score: float, kind: Kind) -> int:
    heat = 2 + (score > 0.7) + (score > 0.85) + (score > 0.95)
    return max(heat, 4) if kind == "abusive" else heat


def _reasons(shares: dict[str, float], tense: bool) -> tuple[Reason, ...]:
    sign = 1 if tense else -1
    ranked = sorted(shares.items(), key=lambda share: -sign * share[1])
    telling = [Reason(name, round(share, 2)) for name, share in ranked if sign * share > 0.2]
    return tuple(telling[:MOST_REASONS])


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
