"""The card: what a card of every kind has, around what its own kind shows."""

from __future__ import annotations

from interlude.cards.kinds import kinds
from interlude.ledger.entries import PromptShown
from interlude.outcome import Standing, View
from interlude.pages.parts.environment import render as page
from interlude.prompts.library import Prompt, prompt_by_id
from interlude.tension.reasons import REASONS
from interlude.words import _


def render(
    shown: PromptShown,
    prompt: Prompt,
    first: bool,
    first_of_kind: bool = False,
    done: bool = False,
    single_keys: bool = True,
) -> str:
    """The card of a prompt.

    ``first`` is true for the first card ever: it then says what it is and how to change it.
    ``first_of_kind`` is true for the first of its kind: a breath then says what to know before it,
    which later stands under "Why this?" alone.  ``done`` is true when it was followed to its end.
    That a click is not believed is in every card, and shows where it is so (``card.css``).
    """
    values = {
        "shown": shown,
        "prompt": prompt,
        "done": done,
        "goes": 0,
        "single_keys": single_keys,
        "first": first,
        "first_of_kind": first_of_kind,
        "reasons": [_(REASONS[reason]) for reason in shown.reasons if reason in REASONS],
        "evidence": prompt.evidence,
        "correctable": shown.cause == "close"
        and shown.tension not in ("praise", "heavy")
        and bool(shown.trace),
    }
    own = kinds()[prompt.card].values(prompt, done)
    return page(f"cards/{prompt.card}/card.html", **{**values, **own})


def drawn(shown: PromptShown, done: bool = False) -> View:
    """The card of a prompt, as all stands when it is drawn; ``done`` as above."""

    def draw(at: Standing) -> str:
        chosen = prompt_by_id(shown.prompt)
        seen = at.account.prompts.seen
        alike = tuple(one for one in seen if prompt_by_id(one).card == chosen.card)
        return render(
            shown,
            chosen,
            first=seen in ((), (shown.prompt,)),
            first_of_kind=alike in ((), (shown.prompt,)),
            done=done,
            single_keys=at.account.settings.single_keys,
        )

    return draw
