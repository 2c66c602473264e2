"""What a page says back after something was done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One line such as "Real warmth is in."; ``undo`` is the entry id that can be taken back."""

    words: str
    undo: str = ""
