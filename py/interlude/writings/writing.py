"""One line in a person's own words, and all of them.

Words never enter the append-only journal.  They stand in a store beside it, from which each can be
erased for good, in every copy.  A line is never changed: one that reads otherwise is another line,
and the one before it is erased.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from interlude.clock import Moment
from interlude.words import _

WritingKind: TypeAlias = Literal["note", "plan", "praise", "house_rule", "lesson"]
"""A ``note`` on a deposit, an if-then ``plan``, ``praise`` that a person kept, their
``house_rule``, or a ``lesson`` out of a mistake."""

LONGEST = 280
"""Characters in a line."""

MOST = 500
"""Lines that are kept at once."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class FullError(ValueError):
    """There is no room for one more line; the words say what to do about it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have kept {most} lines, which is all that fit. Erase one on the account page"
                " to make room."
            ).format(most=MOST)
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """One line that a person wrote: ``text``, at most 280 characters, and when.

    ``entry`` is the id of the journal's entry that it belongs to, or empty.  Raises ``ValueError``
    for a line with nothing in it, or too much.
    """

    id: str
    now: Moment
    kind: WritingKind
    text: str
    entry: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.text) <= LONGEST:
            raise ValueError(f"text: a line has 1 to {LONGEST} characters, not {len(self.text)}")


def cleaned(typed: str) -> str:
    """What was typed into a field as one line that fits.

    >>> cleaned("  She waited\\tthree\\nweeks. "), len(cleaned("n" * 300))
    ('She waited three weeks.', 280)
    """
    return " ".join(_UNSEEN.sub(" ", typed).split())[:LONGEST].strip()


class Writings:
    """All lines that a person wrote and did not erase, oldest first.

    ``read`` brings them when somebody first asks, which after most wakes nobody does.

    >>> line = Writing("1", Moment(0, 0), "note", "The label was at fault.", entry="deposit")
    >>> [one.text for one in Writings(lambda: [line]).of("deposit")]
    ['The label was at fault.']
    """

    def __init__(self, read: Callable[[], Iterable[Writing]] = tuple) -> None:
        self._read = read

    @cached_property
    def lines(self) -> tuple[Writing, ...]:
        """Every line."""
        return tuple(sorted(self._read(), key=lambda line: (line.now.at, line.id)))

    @cached_property
    def _by_entry(self) -> Mapping[str, tuple[Writing, ...]]:
        found: dict[str, tuple[Writing, ...]] = {}
        for line in self.lines:
            if line.entry:
                found[line.entry] = (*found.get(line.entry, ()), line)
        return found

    def of(self, entry: str) -> tuple[Writing, ...]:
        """The lines that belong to an entry of the journal."""
        return self._by_entry.get(entry, ())

    def note(self, entry: str) -> Writing | None:
        """The note on a deposit, if there is one."""
        return next((line for line in reversed(self.of(entry)) if line.kind == "note"), None)

    def find(self, id: str) -> Writing | None:
        """The line with this id."""
        return next((line for line in self.lines if line.id == id), None)

    def newest(self, kind: WritingKind) -> Writing | None:
        """The newest line of a kind."""
        return next((line for line in reversed(self.lines) if line.kind == kind), None)

    def check_room(self, more: int = 1, less: int = 0) -> None:
        """Raise ``FullError`` where so many more lines do not fit once so many have gone."""
        if len(self.lines) + more - less > MOST:
            raise FullError

    def after(self, put: Iterable[Writing], forget: Iterable[str]) -> Writings:
        """The lines once some are erased and others kept."""
        gone = {*forget}
        left = (*(line for line in self.lines if line.id not in gone), *put)
        return Writings(lambda: left)
