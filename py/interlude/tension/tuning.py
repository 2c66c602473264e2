"""What an agent's taps taught the judge, on this device."""

from dataclasses import dataclass

from interlude.tension.features import WEIGHTS

DOUBT = 0.25  # how unsure each shipped weight counts as before the first tap, as a variance
BIAS_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the learner remembers between taps: sums, never conversations.

    `offsets` and `bias` are what it would add if it were trusted, with traces counted from
    the usual one; `doubts` says how unsure it is of each. The sums
    tell whether taps and shipped judge agree on the whole.
    """

    offsets: tuple[float, ...] = (0.0,) * len(WEIGHTS)
    bias: float = 0.0
    doubts: tuple[float, ...] = (DOUBT,) * len(WEIGHTS)
    bias_doubt: float = BIAS_DOUBT
    tense: float = 0.0
    sums: float = 0.0
    squared_sums: float = 0.0
    tense_sums: float = 0.0


@dataclass(frozen=True, slots=True)
class Tuning:
    """How this agent's judge differs from the shipped one.

    A conversation is tense from a score of `threshold` on. `offsets` are added to the weights,
    one for each of `features.WEIGHTS`, and `bias` to their sum. `loudness` is the part of
    `bias` that makes all cards rarer or more common; `taps` counts the lessons.
    """

    threshold: float = 0.5
    offsets: tuple[float, ...] = (0.0,) * len(WEIGHTS)
    loudness: float = 0.0
    bias: float = 0.0
    taps: int = 0
    lessons: Lessons = Lessons()


SHIPPED = Tuning()
"""Nothing learned yet: what a reset goes back to."""
