"""How many cards are right for one person: their own base rate moves the threshold."""

from collections.abc import Sequence
from math import log2

MONTH = 20  # shifts
OFTEN = 4.0  # cards a shift, on average, that are still no burden
DOUBLED = 0.5  # what a card must weigh more for each time that "often" is doubled
SELDOM = 2  # cards in a month that are enough to show that the judge hears something
FAINTER = 0.3  # what a card may weigh less when there was none in a month


def pace(cards: Sequence[int]) -> float:
    """What to add to the weighted sum, from the cards that each of the last shifts brought.

    A person to whom cards come all day long hears of the clearer tickets only, because a card that
    comes always is not looked at. One who had none in a month hears of fainter ones too, because
    silence for a month is as likely to be a deaf judge as a calm month.

    ``-DOUBLED * log2(mean / OFTEN)`` above `OFTEN` a shift, over the last month; ``FAINTER * (1 -
    cards / SELDOM)`` for fewer than `SELDOM` in a whole month; else nothing.

    >>> pace([]), pace([0] * 19), pace([1, 0, 3] * 7)
    (0.0, 0.0, 0.0)
    >>> pace([8] * 20), round(pace([12] * 20), 2)
    (-0.5, -0.79)
    >>> pace([0] * 20), pace([0] * 19 + [1])
    (0.3, 0.15)

    One wild shift is no base rate: until there is a month of shifts, those to come count as calm.

    >>> pace([12])
    0.0
    """
    lately = cards[-MONTH:]
    mean = sum(lately) / MONTH
    if mean > OFTEN:
        return -DOUBLED * log2(mean / OFTEN)
    if len(lately) == MONTH and sum(lately) < SELDOM:
        return FAINTER * (1 - sum(lately) / SELDOM)
    return 0.0
