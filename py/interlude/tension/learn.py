"""Learn from one tap: "not tense", or "that one was tense"."""

from interlude.tension.features import STEPS
from interlude.tension.judge import Tuning, score_of

RATE = 0.06
FURTHEST = 1.0  # no weight moves further than this from the shipped one


def learn(tuning: Tuning, trace: tuple[int, ...], tense: bool) -> Tuning:
    """Return the tuning after the agent said that a conversation was, or was not, tense.

    Each tap moves the weights a little towards the agent's view, and never further than
    `FURTHEST` from the shipped ones. Forgetting is `SHIPPED`.

    >>> from interlude.tension.judge import SHIPPED
    >>> calmer = learn(SHIPPED, (8,) * len(SHIPPED.offsets), tense=False)
    >>> calmer.taps, calmer.bias < 0
    (1, True)
    """
    surprise = float(tense) - score_of(trace, tuning)
    offsets = tuple(
        _bounded(offset + RATE * surprise * value / STEPS)
        for offset, value in zip(tuning.offsets, trace, strict=True)
    )
    return Tuning(
        tuning.threshold, offsets, _bounded(tuning.bias + RATE * surprise), tuning.taps + 1
    )


def _bounded(value: float) -> float:
    return max(-FURTHEST, min(FURTHEST, value))
