"""Learn from an agent's taps: "Not tense", "That one was tense", and cards that were taken up."""

from collections.abc import Iterable, Sequence
from functools import reduce
from math import exp, log
from operator import mul

from interlude.tension.features import STEPS, WEIGHTS
from interlude.tension.judge import probability, score_of
from interlude.tension.tuning import SHIPPED, USUAL_TRACE, Lessons, Tap, Tuning, Way

LEAST_TELLING = 0.05  # a tap always tells at least so much
LEAST_CHANCE = 0.02  # no single tap may settle how an agent taps
FADING = 0.9  # lately, a tap counts so much of the one after it
PATIENCE = 2.5  # how far, as log-odds, the agent's own view may fall behind lately
FURTHEST = 3.0  # a weight may fall to nothing or grow so many times, and never turns round
QUIETER, LOUDER = 0.15, 0.05  # a needless card weighs three times a missed one
QUIETEST, LOUDEST = -4.0, 0.5  # and more than this much louder, calm tickets would bring cards
_WEIGHTS = tuple(WEIGHTS.values())
_LEAST = [min(-weight, (FURTHEST - 1) * weight) for weight in _WEIGHTS]
_MOST = [max(-weight, (FURTHEST - 1) * weight) for weight in _WEIGHTS]


def learned(taps: Iterable[Tap]) -> Tuning:
    """Return what all of these taps, oldest first, teach; with none it is the shipped judge."""
    return reduce(learn, taps, SHIPPED)


def learn(tuning: Tuning, tap: Tap) -> Tuning:
    """Return the tuning after one more tap.

    An agent who says "Not tense" hears from Interlude less often, and one who says "That one was
    tense" a little more: by `QUIETER` or `LOUDER`, times how far the score was from what the tap
    says.

    An agent may also mean something of their own by "tense". Every tap is foretold in four ways:
    as the shipped judge would tap; by the agent's own view, a recursive Bayesian logistic
    regression that starts at the shipped weights, each with its own doubt; without any pattern;
    and the other way round. Only then is the tap looked at, and each way keeps the likelihood that
    it gave to what came. The weights follow the agent's own view by its share in the likelihood of
    all four, as long as it has not been worse than the last two lately: random or hostile taps are
    better foretold by those, and so move nothing, even from somebody who used to be honest.

    >>> calmer = learn(SHIPPED, Tap((8,) * len(WEIGHTS), tense=False))
    >>> calmer.bias < 0
    True
    """
    lessons = _revised(tuning.lessons, tap)
    trust = _own_view(lessons.ways) * _holds_lately(lessons.ways)
    offsets = tuple([trust * offset for offset in lessons.offsets])
    step = (LOUDER if tap.tense else QUIETER) * tap.sure
    loudness = tuning.loudness + step * (tap.tense - score_of(tap.trace, tuning))
    loudness = max(QUIETEST, min(LOUDEST, loudness))
    bias = loudness - sum(map(mul, offsets, USUAL_TRACE))
    return Tuning(offsets, bias, loudness, lessons)


def _revised(before: Lessons, tap: Tap) -> Lessons:
    """Let each way to tap foretell the tap, and learn from what came."""
    values = [value / STEPS - usual for value, usual in zip(tap.trace, USUAL_TRACE, strict=True)]
    shipped = sum(map(mul, _WEIGHTS, values))
    own = shipped + sum(map(mul, before.offsets, values))
    foretold = zip(before.ways, (shipped, own, 0.0, -shipped), strict=True)
    chances = [probability(way.level + leaning) for way, leaning in foretold]
    ways = [_heard(way, chance, tap) for way, chance in zip(before.ways, chances, strict=True)]
    surprise, telling = tap.sure * (tap.tense - chances[1]), tap.sure * _telling(chances[1])
    certain = zip(before.doubts, values, strict=True)
    doubts = [1 / (1 / doubt + telling * value * value) for doubt, value in certain]
    moved = zip(before.offsets, doubts, values, strict=True)
    offsets = [offset + doubt * surprise * value for offset, doubt, value in moved]
    offsets = list(map(max, _LEAST, map(min, _MOST, offsets)))
    return Lessons(tuple(offsets), tuple(doubts), tuple(ways))


def _heard(way: Way, chance: float, tap: Tap) -> Way:
    doubt = 1 / (1 / way.doubt + tap.sure * _telling(chance))
    level = way.level + doubt * tap.sure * (tap.tense - chance)
    likely = tap.sure * log(max(LEAST_CHANCE, chance if tap.tense else 1 - chance))
    lately = FADING**tap.sure * way.lately
    return Way(level, doubt, way.evidence + likely, lately + likely)


def _telling(chance: float) -> float:
    """Return how much a tap tells that was foretold with this chance, as a precision."""
    return max(LEAST_TELLING, chance * (1 - chance))


def _own_view(ways: Sequence[Way]) -> float:
    """Return the share of the agent's own view in the likelihood of all four ways to tap.

    >>> _own_view((Way(), Way(), Way(), Way()))
    0.25
    >>> round(_own_view(SHIPPED.lessons.ways), 2)
    0.07
    """
    most = max(way.evidence for way in ways)
    shares = [exp(way.evidence - most) for way in ways]
    return shares[1] / sum(shares)


def _holds_lately(ways: Sequence[Way]) -> float:
    """Return the chance, from 0 to 1, that the agent's own view still tells how they tap.

    >>> round(_holds_lately((Way(), Way(), Way(), Way())), 2)
    0.92
    >>> round(_holds_lately((Way(), Way(lately=-9.0), Way(lately=-5.0), Way(lately=-2.0))), 2)
    0.01
    """
    _, own, none, reverse = ways
    return probability(PATIENCE + own.lately - max(none.lately, reverse.lately))
