"""What a capability wants to happen, before the account has taken it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from interlude.clock import Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Entry
from interlude.memo import Memo
from interlude.protocol import Acted, Effect, Noted, Wake
from interlude.writings.writing import Writing


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to tell when a page is drawn: the ``account`` and the time, what is remembered
    in ``memo``, and of the engine its ``wakes`` and ``build``, as in ``protocol.Opened``."""

    account: Account
    now: Moment
    memo: Memo = field(default_factory=Memo)
    wakes: tuple[Wake, ...] = ()
    build: str = ""


View: TypeAlias = Callable[[Standing], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``append``, ``put``, ``forget`` and ``effects`` as in ``protocol.Answer``; ``view`` draws the
    page that asked, as all stands after them (or after ``erase``).  ``memo`` is what to remember
    from now on; None leaves it as it was.  ``noted`` is what was odd about the event."""

    append: tuple[Entry, ...] = ()
    put: tuple[Writing, ...] = ()
    forget: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    erase: bool = False
    view: View | None = None
    memo: Memo | None = None
    noted: Noted = ""


# What comes of one thing that a person can do on a page.
Handler: TypeAlias = Callable[[Acted, Account], Outcome]
