"""The card: what a card of every kind has, around what its own kind shows."""

from __future__ import annotations

from collections.abc import Mapping

from interlude.cards.kinds import Drawing, kinds
from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import PromptShown
from interlude.outcome import Standing, View
from interlude.pages.parts.environment import render as page
from interlude.prompts.library import Prompt, prompt_by_id
from interlude.settings import Settings
from interlude.tension.reasons import REASONS
from interlude.words import _
from interlude.writings.house import HouseRule, house_rule

RULED = frozenset(["dignity", "heavy", "threat"])
"""Families that come after a ticket for which a house has a rule."""

NO_RULE = HouseRule()


def render(
    shown: PromptShown,
    prompt: Prompt,
    first: bool,
    first_of_kind: bool = False,
    done: bool = False,
    settings: Settings | None = None,
    seconds: int = 0,
    typed: Mapping[str, str] | None = None,
    account: Account | None = None,
    now: Moment | None = None,
) -> str:
    """The card of a prompt.

    ``first`` is true for the first card ever: it then says what it is and how to change it.
    ``first_of_kind`` is true for the first of its kind: a breath then says what to know before it,
    which later stands under "Why this?" alone.  ``done``, ``seconds`` and ``typed`` are as in
    ``Drawing``.
    The rule of the agent's own house, which is in the ``account``, stands where it may be needed.
    That a click is not believed is in every card, and shows where it is so (``card.css``).
    """
    settings, account = settings or Settings(), account or Account()
    values = {
        "shown": shown,
        "prompt": prompt,
        "done": done,
        "goes": 0,
        "single_keys": settings.single_keys,
        "house": house_rule(account.writings) if prompt.family in RULED else NO_RULE,
        "first": first,
        "first_of_kind": first_of_kind,
        "reasons": [_(REASONS[reason]) for reason in shown.reasons if reason in REASONS],
        "evidence": prompt.evidence,
        "correctable": shown.cause == "close"
        and shown.tension not in ("praise", "heavy")
        and bool(shown.trace),
    }
    drawing = Drawing(prompt, settings, done, seconds, typed or {}, account, now or shown.now)
    own = kinds()[prompt.card].values(drawing)
    return page(f"cards/{prompt.card}/card.html", **{**values, **own})


def drawn(
    shown: PromptShown,
    done: bool = False,
    seconds: int = 0,
    typed: Mapping[str, str] | None = None,
) -> View:
    """The card of a prompt, as all stands when it is drawn; the rest as in ``Drawing``."""

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
            settings=at.account.settings,
            seconds=seconds,
            typed=typed,
            account=at.account,
            now=at.now,
        )

    return draw
