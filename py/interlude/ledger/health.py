"""How the two stores are in which the journal stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Harm: TypeAlias = Literal["database", "log", "both", "lost"]


@dataclass(frozen=True, slots=True)
class HarmDone:
    """How often the stores were found damaged in one way, and when last, in ms since 1970.

    The ``database`` or the ``log`` lacked something, and the other brought it back; ``both`` did,
    and what either still had was put together; or the account was ``lost``: there had been
    something in it, and neither store held anything.
    """

    harm: Harm
    times: int
    last: int


@dataclass(frozen=True, slots=True)
class Health:
    """``harms`` are what was found so far; ``single`` says that the browser refuses the log."""

    harms: tuple[HarmDone, ...] = ()
    single: bool = False


SOUND = Health()
