"""The patterns of adapter files: one small language that means the same in Python and JavaScript.

Each knows ``\\A``, ``(?i)``, ``\\s`` or ``$`` in its own way or not at all, and both can be made
to try for ever.  So a pattern may hold only what is listed here, and is written out for each side:

- characters, ``.``, ``^``, ``$``; a sign that means something is taken by itself after ``\\``
- classes such as ``[\\w-]`` and ``[^/]``, and, for ASCII alone, ``\\d \\D \\w \\W \\s \\S \\b``
- ``(?:…)``, ``(…)``, ``(?P<name>…)``, ``|``
- ``? * + {2} {2,} {2,5}`` after one character or class; after a group ``?`` alone
- a second ``*`` or ``+`` only after a character that the one before cannot take

The last two rules keep a search from trying for ever; a path is short.  In a body, which may be
long, nothing may be repeated without end.
"""

from __future__ import annotations

import re
from functools import cache

from interlude.helpdesks.pattern_reader import Part, PatternError, Reader

__all__ = ["PatternError", "endless", "javascript", "part", "pattern"]


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of an adapter, for Python.  Raises ``PatternError`` naming what to mend.

    >>> pattern(r"^/t/(?P<ticket>\\d+)$").search("/t/7")["ticket"]
    '7'
    >>> pattern(r"^/t/\\d+$").search("/t/7\\n") is None, pattern(r"\\d").search("٣") is None
    (True, True)
    """
    return _compiled(text)


def endless(text: str) -> bool:
    """Whether something in a pattern may be repeated without end.

    >>> endless(r"a{0,9}b"), endless(r"a{2,}"), endless(r"a+")
    (False, True, True)
    """
    reader = Reader(text)
    reader.read()
    return reader.endless


def javascript(text: str) -> str:
    """The same pattern for ``new RegExp(…, "u")``.

    >>> javascript(r"^/t/(?P<ticket>\\d+)(?:\\.json)?$")
    '^\\\\/t\\\\/(?<ticket>[0-9]+)(?:\\\\.json)?$'
    """
    return Reader(text).read().javascript


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(Reader(text).read().python, re.ASCII)


def part(text: str) -> Part:
    """The same pattern in its parts."""
    return Reader(text).read()
