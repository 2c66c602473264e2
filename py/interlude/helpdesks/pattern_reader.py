"""Reads a pattern of an adapter from left to right, and writes it out for either side.

What may stand in one is listed in ``patterns.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_REPEAT = re.compile(r"[?*+]|\{(\d{1,3})(,(\d{0,3}))?\}")
_SPACE = r" \t\n\r\f\v"
_SETS = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[A-Za-z0-9_]",
    "W": "[^A-Za-z0-9_]",
    "s": f"[{_SPACE}]",
    "S": f"[^{_SPACE}]",
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_EVERY = r"[^\n\r\u2028\u2029]"
_SIGNS = frozenset("\\^$.*+?()[]{}|/-")
LONGEST = 500
MOST_WAYS = 1_000
"""In how many ways the repeats that end may share out a text: ``a?`` has two, ``a{0,20}`` 21."""


class PatternError(ValueError):
    """A pattern is none of ours; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Part:
    """A pattern, or a part of it, in the spelling of either side.

    ``branches`` hold the parts that it consists of, one after the other in each branch.  Without
    any it is one sign (a sign itself, a class, or ``.``) or, if ``place`` is true, a place between
    two.  It may be left out if ``optional``, and come again if ``many``.
    """

    python: str
    javascript: str
    branches: tuple[tuple[Part, ...], ...] = ()
    place: bool = False
    optional: bool = False
    many: bool = False


class Reader:
    """Reads a pattern from left to right and writes it out twice."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise PatternError(f"longer than {LONGEST} characters; split it")
        self.text, self.at = text, 0
        self.names: set[str] = set()
        # What the last unbounded repeat can take, until a character came that it cannot.
        self.greed = ""
        self.endless = False
        self.ways = 1

    def read(self) -> Part:
        found = self._branches()
        if self.at < len(self.text):
            raise PatternError(f"')' at {self.at} closes nothing; write \\) for the sign itself")
        return found

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, length: int = 1) -> str:
        taken = self.text[self.at : self.at + length]
        self.at += length
        return taken

    def _branches(self) -> Part:
        before, parts, left = self.greed, [self._sequence()], [self.greed]
        while self._next() == "|":
            self._take()
            self.greed = before
            parts.append(self._sequence())
            left.append(self.greed)
        self.greed = _either(*left)
        python = "|".join(part.python for part in parts)
        script = "|".join(part.javascript for part in parts)
        return Part(python, script, tuple(branch for part in parts for branch in part.branches))

    def _sequence(self) -> Part:
        parts = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated())
        python = "".join(part.python for part in parts)
        script = "".join(part.javascript for part in parts)
        return Part(python, script, (tuple(parts),))

    def _repeated(self) -> Part:
        sign = self._next()
        start = self.at
        if sign == "(":
            greed = self.greed
            atom, single = self._group(), False
            if self._next() == "?":
                # What may be missing parts nothing.
                self.greed = _either(self.greed, greed)
        else:
            atom, single = self._atom()
        found = _REPEAT.match(self.text, self.at)
        if not found:
            if single and self.greed and not _takes(self.greed, atom.python):
                self.greed = ""
            return atom
        if sign in "^$" or self.text.startswith("\\b", start):
            raise PatternError(f"{self.text[start : self.at]!r} is a place and cannot be repeated")
        if sign == "(" and found[0] != "?":
            raise PatternError(
                f"{found[0]!r} after a group at {self.at} can try for ever;"
                " repeat one character or class, or write the group out"
            )
        self._check_repeat(found, atom)
        self._take(len(found[0]))
        if self._next() in ("?", "+", "*", "{"):
            raise PatternError(f"two repeats in a row at {self.at}; take one out")
        return Part(
            atom.python + found[0],
            atom.javascript + found[0],
            ((atom,),),
            optional=found[0] in ("?", "*") or found[1] == "0",
            many=found[0] != "?",
        )

    def _check_repeat(self, found: re.Match[str], atom: Part) -> None:
        if found[3] and int(found[3]) < int(found[1]):
            raise PatternError(f"{found[0]!r} is the wrong way round")
        low, high = int(found[1] or 0), int(found[3] or found[1] or 1)
        self.ways *= max(1, high - low + 1)
        if self.ways > MOST_WAYS:
            raise PatternError(f"{found[0]!r} at {self.at} gives too many ways to try; allow fewer")
        endless = found[0] in ("*", "+") or (found[2] is not None and not found[3])
        if not endless:
            return
        self.endless = True
        if self.greed:
            raise PatternError(
                f"{found[0]!r} at {self.at} follows another endless repeat;"
                " put a character between them that the first cannot take"
            )
        self.greed = atom.python

    def _group(self) -> Part:
        start = self.at
        self._take()
        python = script = "("
        if self._next() == "?":
            if self.text.startswith("?:", self.at):
                python = script = "(" + self._take(2)
            elif self.text.startswith("?P<", self.at):
                self._take(3)
                name = _NAME.match(self.text, self.at)
                if not name or not self.text.startswith(f"{name[0]}>", self.at):
                    raise PatternError(f"the group's name at {self.at} must be a word")
                if name[0] in self.names:
                    raise PatternError(f"two groups are named {name[0]!r}")
                self.names.add(name[0])
                self._take(len(name[0]) + 1)
                python, script = f"(?P<{name[0]}>", f"(?<{name[0]}>"
            else:
                raise PatternError(
                    f"{self.text[start : start + 4]!r} at {start} is not known here;"
                    " (?:…) and (?P<name>…) are, and upper and lower case as in [Tt]icket"
                )
        inside = self._branches()
        if self._take() != ")":
            raise PatternError(f"the group at {start} is never closed; add ')'")
        python, script = f"{python}{inside.python})", f"{script}{inside.javascript})"
        return replace(inside, python=python, javascript=script)

    def _atom(self) -> tuple[Part, bool]:
        """One character, class or place; and whether it is a single character."""
        sign = self._take()
        if sign == "[":
            written = self._class()
            return Part(written, written), False
        if sign == "\\":
            return self._escaped()
        if sign == ".":
            return Part(_EVERY, _EVERY), False
        if sign == "^":
            return Part("^", "^", place=True), False
        if sign == "$":
            # Python's $ also stands before a last line break.
            return Part(r"\Z", "$", place=True), False
        if sign in "*+?{":
            raise PatternError(f"{sign!r} at {self.at - 1} repeats nothing; write \\{sign}")
        if sign in "]}":
            raise PatternError(f"write \\{sign} for the sign at {self.at - 1}")
        return _literal(sign), True

    def _escaped(self) -> tuple[Part, bool]:
        sign = self._take()
        if sign in _SETS:
            return Part(_SETS[sign], _SETS[sign]), False
        if sign == "b":
            # JavaScript's own knows ASCII alone in this mode, and Python's by re.ASCII.
            return Part(r"\b", r"\b", place=True), False
        if sign in _CONTROLS:
            return _literal(_CONTROLS[sign]), True
        if sign and not sign.isalnum() and sign.isascii():
            return _literal(sign), True
        raise PatternError(f"'\\{sign}' at {self.at - 2} is not known here; see docs/helpdesks.md")

    def _class(self) -> str:
        start = self.at - 1
        written = "[" + (self._take() if self._next() == "^" else "")
        before = ""
        empty = True
        while (sign := self._take()) != "]" or empty:
            if not sign or (sign == "]" and empty):
                raise PatternError(f"the class at {start} is empty or never closed; mend it")
            empty = False
            if sign == "-" and before and self._next() not in ("]", ""):
                last = self._class_sign(self._take())
                if len(last) > 1 and not last.startswith("\\"):
                    raise PatternError(f"the range at {self.at} has no end; write \\- for the sign")
                if _plain(before) > _plain(last):
                    raise PatternError(f"the range at {self.at} is the wrong way round")
                written += f"-{last}"
                before = ""
                continue
            piece = self._class_sign(sign)
            written += piece
            before = piece if len(piece) == 1 or piece in _ESCAPED else ""
        return f"{written}]"

    def _class_sign(self, sign: str) -> str:
        if sign != "\\":
            if sign in "[&~|" and self._next() == sign:
                raise PatternError(f"'{sign}{sign}' in a class means different things; take one")
            return f"\\{sign}" if sign in _SIGNS else sign
        sign = self._take()
        if sign in ("d", "w", "s"):
            return _SETS[sign][1:-1]
        if sign in _CONTROLS:
            return f"\\{sign}"
        if sign and not sign.isalnum() and sign.isascii():
            return f"\\{sign}" if sign in _SIGNS else sign
        raise PatternError(f"'\\{sign}' is not known in a class; see docs/helpdesks.md")


_ESCAPED = frozenset(f"\\{sign}" for sign in (*_SIGNS, *_CONTROLS))


def _either(*greeds: str) -> str:
    return "|".join(dict.fromkeys(filter(None, greeds)))


def _plain(piece: str) -> str:
    return _CONTROLS.get(piece[1], piece[1]) if piece.startswith("\\") else piece


def _literal(sign: str) -> Part:
    script = f"\\{sign}" if sign in _SIGNS - {"-"} else sign
    return Part(re.escape(sign), script)


def _takes(greed: str, python: str) -> bool:
    """Whether an endless repeat could take this character as well."""
    sign = python[1:] if python.startswith("\\") and len(python) > 1 else python
    return re.fullmatch(greed, sign, re.ASCII) is not None
