"""What the journal has to hold, told by what the agent did and what the pages said to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

Entry = dict[str, Any]


@dataclass(slots=True)
class Act:
    """Something that leaves one entry in the journal: the ``nth`` that the agent did.

    ``like`` is what is known of the entry.  An act is in doubt, and may be in the journal once or
    not at all, until a page has shown it to be done.
    """

    nth: int
    like: Entry
    acknowledged: bool = False

    def acknowledge(self, **more: Any) -> None:
        """A page has shown it to be done, and told ``more`` of its entry."""
        self.like |= more
        self.acknowledged = True


class Broken(AssertionError):  # noqa: N818 - it is a finding, not a fault of the program
    """The journal is not what it has to be."""


class Model:
    """The journal as it was found last, and the acts since then."""

    def __init__(self) -> None:
        self.journal: list[Entry] = []
        self._open: list[Act] = []
        self._lines: list[Act] = []
        self._found: list[str] = []
        self._acts = 0

    def does(self, **like: Any) -> Act:
        """The agent does something."""
        self._acts += 1
        act = Act(self._acts, like)
        self._open.append(act)
        return act

    def forget_doubts(self) -> None:
        """What is not in the journal by now can no longer come."""
        self._open = [act for act in self._open if act.acknowledged]
        for act in self._lines:
            if not act.acknowledged:
                act.acknowledge(erased=act.like["text"] not in self._found)

    def has(self, **like: Any) -> bool:
        """Whether there is such an entry."""
        return any(_within(like, entry) for entry in self.journal)

    def may_have(self, **like: Any) -> bool:
        """Whether there is such an entry, or one may still come."""
        return self.has(**like) or any(_within(like, act.like) for act in self._open)

    @property
    def deposits(self) -> list[str]:
        """The ids of the deposits in the journal that nobody took back since, newest first."""
        done = [*self.journal, *(act.like for act in self._open)]
        undone = {entry["entry"] for entry in done if entry["kind"] == "undone"}
        put_in = [entry["id"] for entry in self.journal if entry["kind"] == "deposited"]
        return [one for one in reversed(put_in) if one not in undone]

    def writes(self, text: str) -> Act:
        """The agent writes a line in her own words."""
        act = Act(0, {"text": text, "erased": False})
        self._lines.append(act)
        return act

    def erases(self, text: str) -> Act:
        """She erases it: until a page has shown that, it may be there or not."""
        [written] = [act for act in self._lines if act.like["text"] == text]
        written.acknowledged = False
        self._lines.remove(written)
        act = Act(0, {"text": text, "erased": True})
        self._lines.append(act)
        return act

    @property
    def lines(self) -> list[str]:
        """The lines that are surely there."""
        return [
            act.like["text"] for act in self._lines if act.acknowledged and not act.like["erased"]
        ]

    def compare_lines(self, found: list[str]) -> None:
        """Take the lines as they were found; raises ``Broken`` where no act led to them."""
        self._found = found
        for act in self._lines:
            there = found.count(act.like["text"])
            if there > 1 or (act.acknowledged and there == act.like["erased"]):
                raise Broken(f"there {there} times, and should be otherwise: {act.like}")
        if strange := {*found} - {act.like["text"] for act in self._lines}:
            raise Broken(f"nobody wrote this: {strange}")

    def compare(self, found: list[Entry]) -> None:
        """Take the journal as it was found; raises ``Broken`` if the acts cannot have led to it."""
        found = [entry for entry in found if not _by_itself(entry)]
        for was, now in zip_longest(self.journal, found[: len(self.journal)]):
            if was != now:
                raise Broken(f"lost or changed: {was}")
        came = [self._left(entry) for entry in found[len(self.journal) :]]
        for act in self._open:
            if act.acknowledged:
                raise Broken(f"shown to be done, but not there: {act.like}")
        numbers = [act.nth for act in came if act.acknowledged]
        if numbers != sorted(numbers):
            raise Broken(f"in another order than it was done: {found[len(self.journal) :]}")
        self.journal = found

    def _left(self, entry: Entry) -> Act:
        """The act that left an entry: a sure one if it can be."""
        fitting = [act for act in self._open if _within(act.like, entry)]
        if not fitting:
            raise Broken(f"nobody did this, or not twice: {entry}")
        act = max(fitting, key=lambda act: act.acknowledged)
        self._open.remove(act)
        return act


def _by_itself(entry: Entry) -> bool:
    """Whether an entry comes along with others, without an act of the agent's own.

    A mark of presence does, that a card came into sight, and what "that one was tense" teaches
    about a calm close that was still remembered.
    """
    if entry["kind"] == "corrected":
        return not entry["shown"]
    return entry["kind"] in ("worked", "prompt_seen")


def _within(part: Any, whole: Any) -> bool:
    if not isinstance(part, dict):
        return bool(part == whole)
    return all(name in whole and _within(value, whole[name]) for name, value in part.items())
