"""Content that people edit: texts, kinds, patterns, adapters, as YAML in ``content/``.

The words in it are English; ``locale/<language>/`` holds them in other languages, under the same
ids.  ``build.py`` checks every file and packs it as JSON, which Python reads a hundred times
faster.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, TypeVar

from cattrs import (
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from interlude import words
from interlude.shapes import MISFIT

T = TypeVar("T")


class ContentError(ValueError):
    """A content file is wrong: the message names the file, the place in it and the cure."""


def load(name: str) -> Any:
    """The parsed content file ``content/<name>``, such as ``helpdesks/zendesk``.

    Raises ``ContentError`` if there is none, or if it cannot be parsed.
    """
    return read(f"content/{name}")


def names(folder: str) -> tuple[str, ...]:
    """What ``load`` finds in a folder of ``content/``, such as ``helpdesks/zendesk``."""
    found = files("interlude").joinpath("content", folder).iterdir()
    return tuple(sorted(f"{folder}/{entry.name.rpartition('.')[0]}" for entry in found))


def translated(name: str, cls: type[T]) -> T | None:
    """The words of ``content/<name>`` in the language that is spoken; None if that is English.

    Raises ``ContentError`` naming file, place and cure.
    """
    if words.language() == words.SOURCE:
        return None
    place = locale(name)
    return structure(read(place), cls, f"{place}.yaml")


def locale(name: str) -> str:
    """Where the words of ``content/<name>`` stand in the language that is spoken."""
    return f"locale/{words.language()}/{name}"


def same_ids(wanted: Iterable[str], found: Mapping[str, Any], place: str) -> None:
    """Raises ``ContentError`` unless each id that is ``wanted`` has its words, and no other.

    >>> same_ids(["savour_read", "savour_keep"], {"savour_read": "…"}, "locale/fr/x.yaml")
    Traceback (most recent call last):
    interlude.content.ContentError: locale/fr/x.yaml: 'savour_keep' has no words; write them
    """
    ids = set(wanted)
    problems = [
        *(f"{place}: {one!r} has no words; write them" for one in sorted(ids - found.keys())),
        *(
            f"{place}: {one!r} is not in content/; take it out"
            for one in sorted(found.keys() - ids)
        ),
    ]
    if problems:
        raise ContentError("; ".join(problems))


def read(name: str) -> Any:
    """The parsed file ``<name>.yaml``, as it is or packed; ``name`` is a path in ``interlude``."""
    folder = files("interlude")
    packed = folder.joinpath(f"{name}.json")
    if packed.is_file():
        return json.loads(packed.read_text(encoding="utf-8"))
    source = folder.joinpath(f"{name}.yaml")
    if not source.is_file():
        raise ContentError(f"{name}.yaml: there is no such file; write it or mend the name")
    import yaml

    try:
        return yaml.safe_load(source.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContentError(f"{name}.yaml: not YAML: {error}") from error


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
        return [(path or "top", _cure(error))]
    flat = [problem for found, place in deeper for problem in _problems(found, place)]
    for found in plain:
        missing = isinstance(found, KeyError)
        place = f"{path}.{found.args[0]}".lstrip(".") if missing else path
        flat.append((place or "top", _cure(found)))
    return flat


def _cure(error: BaseException) -> str:
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
