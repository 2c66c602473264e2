"""Which room may ask which: only rooms below its own, and none in a circle.

A name stands for the module and all in it that is not named by itself.  What stands side by side in
one layer may ask each other, as long as no module comes round to itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tools.paths import PY

# From the ground up.
LAYERS: tuple[tuple[str, ...], ...] = (
    # What anything may need, and knows nothing of Interlude.
    ("clock", "shapes", "json_text", "yaml_text", "plain_text", "words", "customs"),
    ("content", "asking", "settings", "prompts.breath"),
    # How tense was it?  Alone, so that anybody can score conversations with it.
    ("tension",),
    # What did a person write, and what is in the account?
    ("writings",),
    ("ledger",),
    # What crosses?  The list of pages is part of it.
    ("pages.index", "protocol", "press"),
    ("helpdesks",),
    ("memo", "outcome"),
    ("errands",),
    # What is offered, and on which card?
    ("prompts", "cards"),
    ("close", "team", "lifeboat"),
    # What is seen.
    ("pages", "browser"),
    ("wire", "engine", "rehearsal", "api"),
    # Commands, which use whatever there is.
    (
        "helpdesks.check",
        *(f"{room}.__main__" for room in ("helpdesks", "prompts", "team", "tension")),
    ),
)


@cache
def modules() -> dict[str, Path]:
    """Every module, by its name without ``interlude``."""
    found = {}
    for path in sorted((PY / "interlude").rglob("*.py")):
        parts = path.relative_to(PY / "interlude").with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """All of a module but what stands there for the type checker alone."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from running(node)


@cache
def asked(name: str) -> frozenset[str]:
    """The modules of ours that a module imports."""
    found = set()
    for node in running(ast.parse(modules()[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    own = {one.removeprefix("interlude.") for one in found if one.startswith("interlude.")}
    return frozenset(own & set(modules()) - {name})


def layer(name: str) -> int:
    """The number of a module's layer, from the ground up."""
    rooms = {room: number for number, layer in enumerate(LAYERS) for room in layer}
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        if (room := ".".join(parts[:length])) in rooms:
            return rooms[room]
    pytest.fail(f"{name} has no layer; give its room one in tests/meta/test_layers.py")


@pytest.mark.parametrize("name", [name for name in modules() if name])
def test_a_module_asks_nobody_above_it(name: str) -> None:
    above = {other for other in asked(name) if layer(other) > layer(name)}
    assert above == set(), f"{name} imports from above"


def test_no_module_comes_round_to_itself() -> None:
    try:
        TopologicalSorter({name: asked(name) for name in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_every_layer_names_what_is_there() -> None:
    for room in (room for layer in LAYERS for room in layer):
        assert room in modules(), room


def test_every_room_says_what_it_is_for() -> None:
    for name, path in modules().items():
        if path.name == "__init__.py":
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name
