"""Content that people edit: texts, kinds, patterns, adapters, as YAML in ``content/``.

``build.py`` checks every file and packs it as JSON, which Python reads a hundred times faster.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, TypeVar

from cattrs import (
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from interlude.shapes import MISFIT

T = TypeVar("T")


class ContentError(ValueError):
    """A content file is wrong: the message names the file, the place in it and the cure."""


def load(name: str) -> Any:
    """The parsed content file ``content/<name>``, such as ``helpdesks/zendesk``.

    Raises ``ContentError`` if there is none, or if it cannot be parsed.
    """
    folder = files("interlude").joinpath("content")
    packed = folder.joinpath(f"{name}.json")
    if packed.is_file():
        return json.loads(packed.read_text(encoding="utf-8"))
    source = folder.joinpath(f"{name}.yaml")
    if not source.is_file():
        raise ContentError(f"content/{name}.yaml: there is no such file; write it or mend the name")
    import yaml

    try:
        return yaml.safe_load(source.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContentError(f"content/{name}.yaml: not YAML: {error}") from error


def structure(raw: Any, cls: type[T], place: str) -> T:
    """Parsed content as ``cls``.  Raises ``ContentError`` naming ``place`` and what to mend.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True)
    ... class Line:
    ...     words: str
    >>> structure([{"words": "Hello"}, {"word": "Hi"}], tuple[Line, ...], "lines.yaml")
    Traceback (most recent call last):
    interlude.content.ContentError: lines.yaml: [1].words: is missing; add it;
    lines.yaml: [1]: 'word' is not known here; mend the name or take it out
    """
    try:
        return _CONVERTER.structure(raw, cls)
    except MISFIT as error:
        found = [f"{place}: {path}: {words}" for path, words in _problems(error, "")]
        raise ContentError("; ".join(found)) from error


def _problems(error: BaseException, path: str) -> list[tuple[str, str]]:
    """Where in the content something is wrong, and the words for it."""
    if isinstance(error, ClassValidationError):
        noted, plain = error.group_exceptions()
        deeper = [(found, f"{path}.{note.name}".lstrip(".")) for found, note in noted]
    elif isinstance(error, IterableValidationError):
        listed, plain = error.group_exceptions()
        deeper = [(found, f"{path}[{note.index}]") for found, note in listed]
    else:
        return [(path or "top", _words(error))]
    flat = [problem for found, place in deeper for problem in _problems(found, place)]
    for found in plain:
        missing = isinstance(found, KeyError)
        place = f"{path}.{found.args[0]}".lstrip(".") if missing else path
        flat.append((place or "top", _words(found)))
    return flat


def _words(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return "is missing; add it"
    if isinstance(error, ForbiddenExtraKeysError):
        names = ", ".join(repr(name) for name in sorted(error.extra_fields))
        return f"{names} is not known here; mend the name or take it out"
    return str(error) or "has a wrong shape; compare it with its neighbours"


def _text(value: Any, _: type[str]) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {value!r}; put it in quotes")
    return value


_CONVERTER = Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _text)
