"""What the agent may choose, with the defaults of a fresh install."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Notice: TypeAlias = Literal["notice", "tell"]

CAP_RANGE = range(13)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Site:
    """A helpdesk the agent added by its address: ``origin`` like ``https://help.firm.example``."""

    adapter: str
    origin: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily stretch of silence by the agent's own clock, ``HH:MM``; it may cross midnight."""

    start: str
    end: str

    def __post_init__(self) -> None:
        for name, text in (("start", self.start), ("end", self.end)):
            if not _CLOCK.fullmatch(text):
                raise ValueError(f"quiet hours {name}: write a time like 22:30, not {text!r}")

    def cover(self, clock: str) -> bool:
        """Whether the time of day ``clock`` (``HH:MM``) lies inside.

        >>> QuietHours("22:00", "06:30").cover("05:59"), QuietHours("12:00", "13:00").cover("13:00")
        (True, False)
        """
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True)
class Settings:
    """``notice`` watches for closes by itself; ``tell`` waits until the agent says "tense".

    ``off`` are ids of built-in helpdesks the agent switched off; ``sites`` are helpdesks the
    agent added; ``cap`` is the most prompts in one shift, 0 to 12.  ``single_keys`` lets one
    letter, one digit or Space press a button in the popup and on a card.  ``language`` is one of
    ``words.languages()``; empty for the browser's own.
    """

    notice: Notice = "notice"
    off: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    cap: int = 6
    quiet: QuietHours | None = None
    single_keys: bool = True
    language: str = ""

    def __post_init__(self) -> None:
        if self.cap not in CAP_RANGE:
            raise ValueError(f"prompts a shift: choose 0 to {CAP_RANGE[-1]}, not {self.cap}")
