"""The helpdesks that are known: those of the package, and those that a person brings a file for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from interlude import content
from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.address import covers, origin
from interlude.helpdesks.validity import problems
from interlude.settings import Settings
from interlude.yaml_text import YamlError, parsed

Adapters: TypeAlias = dict[str, Adapter]
"""By id; first those of the package, in the order of their files' names."""


@dataclass(frozen=True, slots=True)
class File:
    """An adapter file that a person brings: its name, such as ``plaindesk.yaml``, and its text."""

    name: str
    text: str


@cache
def adapters() -> Adapters:
    """All adapters of the package.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    found = {}
    for place in content.names("helpdesks"):
        adapter = sound(content.load(place), f"content/{place}.yaml")
        if place != f"helpdesks/{adapter.id}":
            raise content.ContentError(f"content/{place}.yaml: id: write it like the file's name")
        found[adapter.id] = adapter
    return found


def with_file(known: Adapters, file: File) -> Adapters:
    """The same, and one that a person brings.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.

    >>> with_file(adapters(), File("mine.yaml", "id: [1"))
    Traceback (most recent call last):
    interlude.content.ContentError: mine.yaml: line 1: not YAML: expected ',' or ']', but got ...
    """
    try:
        raw = parsed(file.text)
    except YamlError as error:
        raise content.ContentError(f"{file.name}: {error}") from error
    adapter = sound(raw, file.name)
    if adapter.id in known:
        other = known[adapter.id].name
        raise content.ContentError(f"{file.name}: id: {other} is called so; give yours another")
    return {**known, adapter.id: adapter}


def sound(raw: Any, place: str) -> Adapter:
    """An adapter that can work, of what a file holds.

    Raises ``content.ContentError`` naming the file, the place in it and the cure.
    """
    adapter = content.structure(raw, Adapter, place)
    if found := problems(adapter):
        raise content.ContentError("; ".join(f"{place}: {problem}" for problem in found))
    return adapter


def adapter_for(known: Adapters, url: str, settings: Settings) -> Adapter | None:
    """The adapter of the helpdesk at ``url``, or None if the agent does not want it watched."""
    here = origin(url)
    for site in settings.sites:
        if site.origin == here:
            return known.get(site.adapter)
    for adapter in known.values():
        if adapter.id in settings.off:
            continue
        if any(covers(pattern, url) for pattern in adapter.hosts):
            return adapter
    return None
