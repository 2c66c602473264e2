"""How a person is asked for a setting: what a form shows, what it sends, and what of that is taken.

A setting is declared once, in ``settings.py``, with one of the questions below.  The form, its
reading and the checks of what was kept all go by it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias, get_type_hints

from interlude.customs import number
from interlude.words import _

Group: TypeAlias = Literal[
    "language", "when", "breath", "own", "holding", "channels", "ask", "keys"
]
"""The part of the settings page that a question stands in."""

_TENTHS = re.compile(r"\d{1,3}(\.\d)?", re.ASCII)


class UnfitError(ValueError):
    """What is typed cannot be taken; the words say what to mend, and stand beside the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """What every question has: its words, in English, and where it stands.

    ``more`` says beside the label what it is about, ``hint`` below the field what can be written.
    """

    group: Group
    label: str = ""
    more: str = ""
    hint: str = ""

    shape: ClassVar[str]
    """The macro in ``pages/settings/shapes.html`` that draws it."""

    def said(self, words: str) -> str:
        """Some of its words in the language that is spoken."""
        return _(words) if words else ""

    def parts(self, name: str) -> tuple[str, ...]:
        """The names of its fields in the form; what a person changes in one is of all."""
        return (name,)

    @abstractmethod
    def written(self, name: str, value: Any) -> dict[str, str]:
        """The fields as the form would send them that was drawn with ``value``."""

    @abstractmethod
    def read(self, name: str, sent: Mapping[str, str]) -> object:
        """What was asked for.  Raises ``UnfitError``."""

    def offers(self, value: Any) -> bool:
        """Whether this can be answered here; another version may offer more or less."""
        return True

    def check(self, value: Any) -> None:
        """Raise ``ValueError`` for a value that no form of ours sends."""
        if not self.offers(value):
            raise ValueError(f"{value!r} is not offered; choose what is")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several answers; ``more`` says what comes of it."""

    words: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Question):
    """One of a few answers, all in sight; whoever sends none of them gets the first."""

    options: Mapping[str, Option]

    shape: ClassVar[str] = "one_of"

    def choices(self) -> list[tuple[str, str, str]]:
        """Each answer as it is sent and as it is said, with what comes of it."""
        return [(v, self.said(o.words), self.said(o.more)) for v, o in self.options.items()]

    def written(self, name: str, value: Any) -> dict[str, str]:
        return {name: value}

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        return sent[name] if sent.get(name) in self.options else next(iter(self.options))

    def offers(self, value: Any) -> bool:
        return value in self.options


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeOf(Question):
    """Any of a few answers, all in sight, or none; kept in the order of the ``options``."""

    options: Mapping[str, Option]

    shape: ClassVar[str] = "some_of"

    def choices(self) -> list[tuple[str, str]]:
        """Each answer as it is sent and as it is said."""
        return [(value, self.said(option.words)) for value, option in self.options.items()]

    def written(self, name: str, value: Any) -> dict[str, str]:
        # Boxes without a tick send nothing, so the form always sends a "none" before them.
        return {name: ",".join(("none", *self._known(value)))}

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        return self._known(sent.get(name, "").split(","))

    def _known(self, values: Collection[str]) -> tuple[str, ...]:
        return tuple(value for value in self.options if value in values)

    def offers(self, value: Any) -> bool:
        return all(one in self.options for one in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfMany(Question):
    """One of the answers that are ``known`` to this build, by what they are called in a list.

    ``none`` is what an empty answer means.
    """

    none: str
    known: Callable[[], Mapping[str, str]]

    shape: ClassVar[str] = "one_of_many"

    def choices(self) -> list[tuple[str, str]]:
        """Each answer as it is sent and as it is said."""
        return [("", self.said(self.none)), *self.known().items()]

    def written(self, name: str, value: Any) -> dict[str, str]:
        # What only another version knows is not in the list, and so the browser sends none.
        return {name: value if value in self.known() else ""}

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        return sent[name] if sent.get(name) in self.known() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber(Question):
    """A whole number from 0 to ``most``, which its hint may name as ``{most}``."""

    most: int

    shape: ClassVar[str] = "whole_number"

    def said(self, words: str) -> str:
        return _(words).format(most=self.most) if words else ""

    def written(self, name: str, value: Any) -> dict[str, str]:
        return {name: str(value)}

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        text = sent.get(name, "").strip()
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= self.most:
            return int(text)
        raise UnfitError(_("Write a whole number from 0 to {most}.").format(most=self.most))

    def check(self, value: Any) -> None:
        if not 0 <= value <= self.most:
            raise ValueError(f"choose 0 to {self.most}, not {value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Question):
    """A daily stretch from one time to another, which ``make`` takes apart or refuses, or none."""

    make: Callable[[str, str], object]

    shape: ClassVar[str] = "hours"

    def parts(self, name: str) -> tuple[str, ...]:
        return (f"{name}_start", f"{name}_end")

    def written(self, name: str, value: Any) -> dict[str, str]:
        times = (value.start, value.end) if value else ("", "")
        return dict(zip(self.parts(name), times, strict=True))

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        start, end = (sent.get(part, "").strip() for part in self.parts(name))
        if not start and not end:
            return None
        if not start or not end:
            raise UnfitError(_("Fill in both times, or leave both empty for no quiet hours."))
        try:
            return self.make(start, end)
        except ValueError as error:
            raise UnfitError(_("Write both times like 22:30.")) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds(Question):
    """The seconds of something in parts, each with its name, or all empty for none.

    ``needed`` parts last a second at least, and none more than ``most``; together they last
    ``least`` to ``longest``, for which the part ``gives`` is made longer, or all are made shorter.
    """

    names: Mapping[str, str]
    needed: tuple[str, ...]
    gives: str
    most: int
    least: int
    longest: int
    make: Callable[..., object]

    shape: ClassVar[str] = "seconds"

    def named(self, name: str) -> list[tuple[str, str]]:
        """Each field's name, and what its part is called."""
        return [(f"{name}_{part}", _(words)) for part, words in self.names.items()]

    def said(self, words: str) -> str:
        return _(words).format(most=self.most, least=self.least, longest=self.longest)

    def parts(self, name: str) -> tuple[str, ...]:
        return tuple(f"{name}_{part}" for part in self.names)

    def written(self, name: str, value: Any) -> dict[str, str]:
        return {
            f"{name}_{part}": f"{getattr(value, part):g}" if value else "" for part in self.names
        }

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        texts = {part: sent.get(f"{name}_{part}", "").strip() for part in self.names}
        if not any(texts.values()):
            return None
        seconds = {part: self._seconds(part, text) for part, text in texts.items()}
        self._together(seconds)
        return self.make(**seconds)

    def offers(self, value: Any) -> bool:
        if not isinstance(value, Mapping):
            return True
        try:
            self.make(**value)
        except (TypeError, ValueError):
            return False
        return True

    def _seconds(self, part: str, text: str) -> float:
        found = _TENTHS.fullmatch(text.replace(",", ".") or "0")
        seconds = float(found[0]) if found else -1
        if part in self.needed and not 1 <= seconds <= self.most:
            told = _("{part}: write how many seconds it lasts, 1 to {most}.")
        elif not 0 <= seconds <= self.most:
            told = _("{part}: write 0 to {most} seconds.")
        else:
            return seconds
        raise UnfitError(told.format(part=_(self.names[part]), most=self.most))

    def _together(self, seconds: Mapping[str, float]) -> None:
        whole = sum(seconds.values())
        if whole < self.least:
            told = _("Together that is {whole} seconds. Make “{part}” longer by {by} at least.")
            part, by = _(self.names[self.gives]), number(self.least - whole)
            raise UnfitError(told.format(whole=number(whole), part=part, by=by))
        if whole > self.longest:
            told = _("Together that is {whole} seconds. Take away {by} at least, from any of them.")
            raise UnfitError(told.format(whole=number(whole), by=number(whole - self.longest)))


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Question):
    """Something that is on or off."""

    shape: ClassVar[str] = "yes_no"

    def written(self, name: str, value: Any) -> dict[str, str]:
        # A box without a tick sends nothing, so the form always sends an "off" before it.
        return {name: "off,on" if value else "off"}

    def read(self, name: str, sent: Mapping[str, str]) -> object:
        return "on" in sent.get(name, "").split(",")


def questions(cls: type) -> dict[str, Question]:
    """The questions in the annotations of a class, by the names of its fields, in their order."""
    found = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        for note in getattr(hint, "__metadata__", ()):
            if isinstance(note, Question):
                found[name] = note
    return found
