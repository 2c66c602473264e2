"""Learn from one tap: "not tense", or "that one was tense"."""

from math import sqrt
from operator import mul

from interlude.tension.features import STEPS
from interlude.tension.judge import probability, score_of, weighted_sum
from interlude.tension.tuning import SHIPPED, Lessons, Tuning

USUAL_TRACE = (
    0.02, 0.02, 0.03, 0.04, 0.07, 0.06, 0.16, 0.12, 0.08, 0.25, 0.08, 0.17, 0.13, 0.07, 0.14,
    0.1, 0.15, 0.33, 0.36, 0.63, 0.35, 2.82, 0.58, 0.0,
)  # fmt: skip
"""The mean of each feature in the conversations that `research/train.py` fits on."""

LEAST_SPREAD = 0.05  # a tap always counts as at least this informative
FURTHEST_OFFSET = 1.5
FURTHEST_BIAS = 4.0
LOUDNESS_STEP = 0.15
TRUST_FROM, TRUST_FULLY = 3.0, 4.0  # standard errors by which taps and judge must agree


def learn(tuning: Tuning, trace: tuple[int, ...], tense: bool) -> Tuning:
    """Return the tuning after the agent said that a conversation was, or was not, tense.

    The more often an agent is surprised by the judge over one kind of sign, the more the judge
    gives way on that sign: a recursive Bayesian logistic regression, each weight with its own
    doubt, starting from the shipped weights. What it learned is applied only as far as the
    taps agree with the shipped judge on the whole, so random or hostile taps may make the
    judge quieter or louder but cannot turn it round. `SHIPPED` forgets everything.

    >>> calmer = learn(SHIPPED, (8,) * len(SHIPPED.offsets), tense=False)
    >>> calmer.taps, calmer.bias < 0
    (1, True)
    """
    lessons, taps = tuning.lessons, tuning.taps + 1
    values = [value / STEPS - usual for value, usual in zip(trace, USUAL_TRACE, strict=True)]
    shipped = weighted_sum(trace, SHIPPED)
    expected = probability(shipped + lessons.bias + sum(map(mul, lessons.offsets, values)))
    spread = max(LEAST_SPREAD, expected * (1 - expected))
    surprise = tense - expected
    doubts = tuple(
        1 / (1 / doubt + spread * value * value)
        for doubt, value in zip(lessons.doubts, values, strict=True)
    )
    bias_doubt = 1 / (1 / lessons.bias_doubt + spread)
    remembered = Lessons(
        offsets=tuple(
            _within(FURTHEST_OFFSET, offset + doubt * surprise * value)
            for offset, doubt, value in zip(lessons.offsets, doubts, values, strict=True)
        ),
        bias=_within(FURTHEST_BIAS, lessons.bias + bias_doubt * surprise),
        doubts=doubts,
        bias_doubt=bias_doubt,
        tense=lessons.tense + tense,
        sums=lessons.sums + shipped,
        squared_sums=lessons.squared_sums + shipped * shipped,
        tense_sums=lessons.tense_sums + tense * shipped,
    )
    trust = _trust(remembered, taps)
    offsets = tuple(trust * offset for offset in remembered.offsets)
    loudness = tuning.loudness + LOUDNESS_STEP * (tense - score_of(trace, tuning))
    return Tuning(
        threshold=tuning.threshold,
        offsets=offsets,
        loudness=_within(FURTHEST_BIAS, loudness),
        bias=_within(FURTHEST_BIAS, loudness) - sum(map(mul, offsets, USUAL_TRACE)),
        taps=taps,
        lessons=remembered,
    )


def _trust(lessons: Lessons, taps: int) -> float:
    """Return from 0 to 1 how sure it is that tense taps fall on what the judge finds tense.

    It is the t value of the correlation between the taps and the shipped sums, scaled so that
    `TRUST_FROM` gives 0 and `TRUST_FULLY` gives 1.
    """
    rate, mean = lessons.tense / taps, lessons.sums / taps
    spread = rate * (1 - rate) * (lessons.squared_sums / taps - mean * mean)
    if taps < 3 or spread <= 0:
        return 0.0
    correlation = (lessons.tense_sums / taps - rate * mean) / sqrt(spread)
    t_value = correlation * sqrt((taps - 2) / max(0.01, 1 - correlation * correlation))
    return max(0.0, min(1.0, (t_value - TRUST_FROM) / (TRUST_FULLY - TRUST_FROM)))


def _within(limit: float, value: float) -> float:
    return max(-limit, min(limit, value))
