"""What Interlude remembers for some minutes, and never writes down.

The broker keeps it as text in ``chrome.storage.session``: in memory, gone with the browser, out of
reach of content scripts.  So it outlives the engine's sleep.  Losing it must be harmless, so
nothing that counts may rest on it alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from interlude.helpdesks.looks import Looks
from interlude.ledger.bounds import measure
from interlude.protocol import Noted


@dataclass(frozen=True, slots=True)
class Calm:
    """A close that was judged calm: what the judge felt, and when (ms since 1970)."""

    trace: tuple[int, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Memo:
    """``calm`` is the last close that was judged calm, until the agent says that it was tense.
    ``looks`` is how much the helpdesk was asked.  ``noted`` counts what was odd about events, by
    ``protocol.Noted``, since the browser was started.  ``silence`` is why the last close brought no
    card, a key of ``prompts.timing.WORDS``; the one before is forgotten, for a list of them would
    be a list of closes.  ``past`` is the number of the workday in which a close was calm, or was
    not read and may have been: the next calm one is not its first."""

    calm: Calm | None = None
    looks: Looks = field(default_factory=Looks)
    noted: dict[str, int] = field(default_factory=dict)
    silence: str = ""
    past: int = 0

    def with_noted(self, what: Noted) -> Memo:
        """Once more of something odd.

        >>> Memo().with_noted("refused").with_noted("refused").noted
        {'refused': 2}
        """
        return replace(self, noted={**self.noted, what: self.noted.get(what, 0) + 1})


def check_memo(memo: Memo) -> None:
    """Raise ``ValueError`` for a memo with a number that nobody could have counted to."""
    looks = memo.looks
    measure("calm", memo.calm)
    for number in (looks.until, memo.past, *looks.reads, *memo.noted.values()):
        measure("memo", number)
    for seen in looks.seen:
        measure("seen", seen)
