"""Which kinds of cards there are: the folders of ``cards/``.

A kind is a folder of its name.  ``card.html`` is what such a card shows, within
``pages/card/page.html``.  Where it needs more than words, ``kind.py`` says what; where it answers
more than every card does (``answers.py``), ``actions.py`` says how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.settings import Settings

if TYPE_CHECKING:
    from interlude.prompts.library import Prompt


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a card is drawn for.

    ``done`` says that its prompt was followed to the end.  ``seconds`` is how long the person
    wants it to take, where they said so on the card itself, else 0.  ``typed`` is what stands in
    the fields of the card, where something has to be decided about it.  ``account`` is as it stands
    ``now``.
    """

    prompt: Prompt
    settings: Settings
    done: bool = False
    seconds: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    now: Moment = field(default_factory=lambda: Moment(0, 0))


def _nothing(drawing: Drawing) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class CardKind:
    """What a card of one kind needs.

    ``pattern`` is true where each of its prompts has a breathing pattern.  ``values`` are what its
    template wants to know.  ``harmless`` are answers that
    anybody may give: a press that is not believed leaves the card as it is, where it else sends it
    away.
    """

    pattern: bool = False
    values: Callable[[Drawing], Mapping[str, object]] = _nothing
    harmless: tuple[str, ...] = ()


@cache
def kinds() -> Mapping[str, CardKind]:
    """All kinds by name, in the order of the alphabet."""
    folders = files("interlude.cards").iterdir()
    names = sorted(one.name for one in folders if one.joinpath("card.html").is_file())
    return {name: _needs(name) for name in names}


def _needs(kind: str) -> CardKind:
    own = part(kind, "kind")
    found: CardKind = own.KIND if own else CardKind()
    return found


def part(kind: str, module: str) -> ModuleType | None:
    """A module of a kind's folder, if it has it."""
    name = f"interlude.cards.{kind}.{module}"
    return import_module(name) if find_spec(name) else None
