"""The one reading of JSON that somebody else wrote: bounded before it is parsed.

A parser that goes down too deep ends Pyodide for good, without an exception to catch, so the depth
is measured on the text.  https://pyodide.org/en/stable/usage/wasm-constraints.html
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

DEEPEST = 100
"""How deep lists and objects may lie in each other; a helpdesk's own answers stay below 20."""

LONGEST = 8_000_000
"""Characters; a hundred long messages with their HTML take two million."""

# Possessive, and an end of the text ends a string too: one pass, whatever the text is.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]++")
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


class JsonError(ValueError):
    """A text is no JSON, or more of it than is read."""


def parsed(text: str, longest: int = LONGEST) -> Any:
    """The value in a JSON text of ``longest`` characters at most.  Raises ``JsonError``.

    >>> parsed('{"a": [1, "[["]}')
    {'a': [1, '[[']}
    >>> parsed("[" * 5_000 + "]" * 5_000)
    Traceback (most recent call last):
    interlude.json_text.JsonError: more than 100 levels deep
    """
    if len(text) > longest:
        raise JsonError(f"longer than {longest} characters")
    if depth(text) > DEEPEST:
        raise JsonError(f"more than {DEEPEST} levels deep")
    try:
        return json.loads(text)
    except ValueError as error:
        raise JsonError(f"not JSON: {error}") from error


def depth(text: str) -> int:
    """How deep a JSON text goes, counted without parsing it; in time linear to its length.

    >>> depth('{"a": [1, "[[["]}'), depth("1"), depth("]]]]")
    (2, 0, 0)
    """
    brackets = _NO_BRACKETS.sub("", _STRING.sub("", text))
    return max(0, *accumulate((_STEP[bracket] for bracket in brackets), initial=0))
