"""What an agent's taps taught the judge, on this device."""

from dataclasses import dataclass
from operator import mul

from interlude.tension.features import WEIGHTS

OFFSET_DOUBTS = tuple(max(0.02, 0.6 * weight * weight) for weight in WEIGHTS.values())
"""How unsure each shipped weight counts as before the first tap, as a variance. Agents differ most
in what weighs most, so a weight may well be about as wrong as it is large."""

USUAL_TRACE = (
    0.02, 0.02, 0.03, 0.04, 0.07, 0.06, 0.16, 0.12, 0.08, 0.25, 0.08, 0.17, 0.13, 0.07, 0.14,
    0.1, 0.15, 0.33, 0.36, 0.63, 0.35, 2.82, 0.58, 0.0,
)  # fmt: skip
"""The mean of each feature in the conversations that `research/train.py` fits on."""

LEVEL, LEVEL_DOUBT = -1.2, 2.0
"""What a usual conversation's log-odds of a "tense" tap count as before the first, and how unsure
that is, as a variance."""

SCEPTICISM = 2.5
"""Before the first tap, "without a pattern" is so much likelier than any other way, as log-odds."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What the agent let the judge know about one conversation.

    `sure` is 1 for a word said outright, and less where it is only a guess: who takes up a card
    may have found the ticket tense.
    """

    trace: tuple[int, ...]
    tense: bool
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an agent may tap, as far as it is known.

    `level` is the log-odds of "tense" for a usual conversation, `doubt` how unsure that is, as a
    variance, `evidence` the log-likelihood that this way gave to the taps so far, and `lately` the
    same with older taps counting less and less.
    """

    level: float = LEVEL
    doubt: float = LEVEL_DOUBT
    evidence: float = 0.0
    lately: float = 0.0


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the learner remembers between taps: sums, never conversations.

    `offsets` and `doubts` are the agent's own view, one for each of `features.WEIGHTS`. `ways` are
    the four ways to tap that `learn.py` tells apart: like the shipped judge, by the agent's own
    view, without a pattern, and the other way round.
    """

    offsets: tuple[float, ...] = (0.0,) * len(WEIGHTS)
    doubts: tuple[float, ...] = OFFSET_DOUBTS
    ways: tuple[Way, ...] = (Way(), Way(), Way(evidence=SCEPTICISM), Way())


@dataclass(frozen=True, slots=True)
class Tuning:
    """How this agent's judge differs from the shipped one.

    `offsets` are added to the weights, one for each of `features.WEIGHTS`, and `bias` to their
    sum. `loudness` is the part of `bias` that makes all cards rarer or more common.
    """

    offsets: tuple[float, ...] = (0.0,) * len(WEIGHTS)
    bias: float = 0.0
    loudness: float = 0.0
    lessons: Lessons = Lessons()

    @property
    def volume(self) -> float:
        """How much more or less all cards weigh, whatever the words: by taps and by pace.

        It is ``bias`` without what evens out the offsets for a usual conversation.

        >>> Tuning(bias=-0.5, loudness=-0.5).volume
        -0.5
        """
        return self.bias + float(sum(map(mul, self.offsets, USUAL_TRACE)))


SHIPPED = Tuning()
"""Nothing learned yet: what a reset goes back to."""
