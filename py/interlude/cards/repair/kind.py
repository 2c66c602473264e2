"""What the way from a mistake to a deposit shows: four steps, and the deposits that it may be."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.cards.kinds import CardKind, Drawing
from interlude.ledger.deposits import kind_of
from interlude.words import N_, _
from interlude.writings.marks import doubt
from interlude.writings.writing import LONGEST, cleaned

# L10n: the four steps after a mistake, each above a field
STEPS: Mapping[str, str] = {
    "happened": N_("What happened"),
    "learned": N_("What I learned"),
    "told": N_("Whom I told, or said sorry to"),
    "shared": N_("What I pass on, so it helps the next one"),
}

DEPOSITS = ("owned_it", "shared_a_lesson", "kind_to_myself")


def written(fields: Mapping[str, str]) -> dict[str, str]:
    """What stands in the steps, of those in which something does.

    >>> written({"happened": " ", "learned": "Read the label.", "shown": "1"})
    {'learned': 'Read the label.'}
    """
    found = {step: cleaned(fields.get(step, "")) for step in STEPS}
    return {step: text for step, text in found.items() if text}


def told(fields: Mapping[str, str]) -> str:
    """All of it as one text, to tell whether a person was told of this very one."""
    return " / ".join(written(fields).values())


def _values(drawing: Drawing) -> Mapping[str, object]:
    """What was typed stands there again only where something has to be decided about it first."""
    typed = drawing.typed
    return {
        "steps": [(step, _(asks)) for step, asks in STEPS.items()],
        "deposits": [kind for kind in map(kind_of, DEPOSITS) if kind],
        "typed": written(typed),
        "told": told(typed),
        "problem": typed.get("problem", "") or doubt(told(typed), ""),
        "longest": LONGEST,
    }


KIND = CardKind(values=_values)
