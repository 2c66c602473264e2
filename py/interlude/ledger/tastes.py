"""What a person's answers say of their taste, and how it fades.

Days here are workdays: the worked shifts of the account, by their number.  A day off forgets
nothing.
"""

# Without ``from __future__ import annotations``: cattrs reads the types of a tuple as they stand.

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, Self, TypeAlias

from interlude.ledger.entries import Verdict

KEPT = 0.98
"""How much of what was said yesterday is still believed today."""

_WHOLE, _HALF = 100, 50

Said: TypeAlias = Verdict | Literal["begun"]

# What an answer counts for a prompt, and against it, in hundredths.
_WEIGHTS: Mapping[Said, tuple[int, int]] = {
    "helped": (_WHOLE, 0),
    "again": (2 * _WHOLE, 0),
    "begun": (_HALF, 0),
    "finished": (_HALF, 0),
    "not_for_me": (0, _WHOLE),
}


class Met(NamedTuple):
    """A prompt that a person has met: in which workday last, and what they have said to it.

    ``liked`` and ``refused`` are sums of answers in hundredths, as they stood in that workday.
    A tuple, because the account keeps some hundred of them.
    """

    workday: int
    liked: int = 0
    refused: int = 0

    def on(self, workday: int) -> Self:
        """A person's taste may change, so what they said fades, by 2 % a workday.

        ``said * 0.98 ** (workdays since)``.

        >>> Met(workday=1, liked=100).on(2)
        Met(workday=2, liked=98, refused=0)
        >>> Met(workday=1, liked=100).on(36)
        Met(workday=36, liked=49, refused=0)
        """
        kept = KEPT ** max(0, workday - self.workday)
        return self._replace(
            workday=workday, liked=round(self.liked * kept), refused=round(self.refused * kept)
        )

    def after(self, said: Said) -> Self:
        """A person's word is what tells their taste; who says nothing has told nothing.

        "Helped" speaks for a prompt, and "Gladly again" twice as much; a breath does by half when
        it is begun, and by the other half when it is seen to its end.  "Not for me" speaks against
        it.  A card that was closed without a word, or that nobody touched, speaks neither way: it
        came at the wrong time, or to busy hands.

        >>> Met(3).after("helped").after("not_for_me").after("closed")
        Met(workday=3, liked=100, refused=100)
        >>> Met(3).after("begun").after("finished"), Met(3).after("again")
        (Met(workday=3, liked=100, refused=0), Met(workday=3, liked=200, refused=0))
        """
        liked, refused = _WEIGHTS.get(said, (0, 0))
        return self._replace(liked=self.liked + liked, refused=self.refused + refused)


class Refusal(NamedTuple):
    """When "Not for me" was said to a prompt, in ms, and the number of the shift it was said in."""

    at: int
    shift: int


def said(met: Iterable[Met], workday: int) -> tuple[float, float]:
    """How often, as far as it is still believed, a person spoke for and against these prompts.

    >>> said([Met(1, liked=100), Met(2, refused=200)], workday=2)
    (0.98, 2.0)
    """
    faded = [one.on(workday) for one in met]
    return sum(one.liked for one in faded) / _WHOLE, sum(one.refused for one in faded) / _WHOLE
