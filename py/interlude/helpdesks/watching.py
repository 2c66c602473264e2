"""Whether what wakes the browser can be what a trigger means.

``watch`` is a match pattern, which the browser compares; ``path`` is a pattern, which is compared
afterwards.  If no path has both, nothing is ever noticed, and nobody learns why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from interlude.helpdesks.pattern_reader import Part
from interlude.helpdesks.patterns import part

# A step takes a sign (by a regular expression for one), or none: because it need not, or because
# the path begins or ends here.
_Step: TypeAlias = tuple[str, int]
_FREE, _BEGIN, _END = "free", "begin", "end"
_ANY = "(?s:.)"


@dataclass(slots=True)
class _Net:
    """Steps from place to place: whoever gets from the first to the last spells out a path that the
    pattern finds.  A part that may come three times may here come for ever, which only makes the
    answer more careful."""

    steps: list[list[_Step]] = field(default_factory=list)

    def place(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1

    def add(self, piece: Part, start: int) -> int:
        """The way through a part, from a place to the one returned."""
        end = self.place()
        if piece.place:
            how = {"^": _BEGIN, r"\Z": _END}.get(piece.python, _FREE)
            self.steps[start].append((how, end))
        elif not piece.branches:
            self.steps[start].append((piece.python, end))
        for branch in piece.branches:
            here = start
            for inner in branch:
                here = self.add(inner, here)
            self.steps[here].append((_FREE, end))
        if piece.optional:
            self.steps[start].append((_FREE, end))
        if piece.many:
            self.steps[end].append((_FREE, start))
        return end


def meets(watch: str, pattern: str) -> bool:
    """Whether any path is both watched and found by a pattern.

    >>> meets("/api/*/tickets*", r"^/api/v2/tickets/\\d+$")
    True
    >>> meets("/api/v1/*", r"^/api/v2/"), meets("/tickets/*", r"^/ticket/\\d+")
    (False, False)
    """
    net = _Net()
    first = net.place()
    net.steps[first].append((_ANY, first))
    last = net.add(part(pattern), first)
    net.steps[last].append((_ANY, last))
    # Place in the net and in the match pattern, whether a sign was taken, whether the path ended.
    todo = [(first, 0, False, False)]
    seen = set(todo)
    while todo:
        place, at, begun, ended = todo.pop()
        if place == last and not watch[at:].strip("*"):
            return True
        found = []
        for how, there in net.steps[place]:
            if how in (_FREE, _END) or (how == _BEGIN and not begun):
                found.append((there, at, begun, ended or how == _END))
            elif how != _BEGIN and not ended:
                found += [(there, after, True, ended) for after in _after(watch, at, how)]
        for state in found:
            if state not in seen:
                seen.add(state)
                todo.append(state)
    return False


def _after(watch: str, at: int, sign: str) -> list[int]:
    """Where in a match pattern one is after a sign of this kind."""
    found = []
    while watch[at : at + 1] == "*":
        found.append(at)
        at += 1
    if at < len(watch) and re.fullmatch(sign, watch[at], re.ASCII):
        found.append(at + 1)
    return found
