"""Every message is sent by someone and handled by someone, and both sides know its shape."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Literal, TypeAlias, get_args

import pytest

from interlude import protocol
from interlude.ledger import entries
from interlude.ledger.entries import Raw
from tests.meta.tree import modules, scripts
from tools import protocol_types
from tools.console import Stop

DECLARING = ("py/interlude/protocol.py", "py/interlude/ledger/entries.py")
PYTHON = "\n".join(text for place, text in modules().items() if place not in DECLARING)
SHELL = "\n".join(scripts().values())


def kinds(union: object) -> list[type]:
    return list(get_args(union))


@pytest.mark.parametrize("event", kinds(protocol.Event), ids=lambda c: c.__name__)
def test_the_shell_sends_every_event_and_python_handles_it(event: type) -> None:
    assert f'"{event.kind}"' in SHELL  # type: ignore[attr-defined]
    assert event.__name__ in PYTHON


@pytest.mark.parametrize("effect", kinds(protocol.Effect), ids=lambda c: c.__name__)
def test_python_asks_for_every_effect_and_the_shell_performs_it(effect: type) -> None:
    assert f"{effect.__name__}(" in PYTHON
    assert f'"{effect.kind}"' in SHELL  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", kinds(entries.Entry), ids=lambda c: c.__name__)
def test_every_entry_is_written_and_folded(entry: type) -> None:
    assert f"{entry.__name__}(" in PYTHON
    account = modules()["py/interlude/ledger/account.py"]
    # Worked says only that the agent was there, which the fold takes from any entry.
    assert entry is entries.Worked or entry.__name__ in account


def test_every_kind_is_one_message() -> None:
    every = [*kinds(protocol.Event), *kinds(protocol.Effect), *kinds(entries.Entry)]
    names = [cls.kind for cls in every]  # type: ignore[attr-defined]
    assert len(names) == len(set(names))


def test_the_committed_types_are_current() -> None:
    protocol_types.check()


def test_every_message_is_typed_for_the_shell() -> None:
    text = protocol_types.generate()
    for name, cls in vars(protocol).items():
        if inspect.isclass(cls) and dataclasses.is_dataclass(cls):
            assert f"export interface {name} {{" in text


def test_unions_can_be_told_apart_by_kind() -> None:
    text = protocol_types.generate()
    assert "export type Effect = Read | ShowCard | CloseCard" in text
    assert '  kind: "show_card";\n' in text


Colour: TypeAlias = Literal["red", "blue"]


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A leaf."""

    colour: Colour
    size: float | None


@dataclasses.dataclass(frozen=True)
class Tree:
    """A tree."""

    leaves: tuple[Leaf, ...]
    near: tuple[Tree | None, ...]
    names: dict[str, tuple[int, ...]]


def test_nested_types_come_out_as_typescript() -> None:
    writer = protocol_types._Writer()
    writer.alias("Colour", Colour)
    writer.reference(Tree)
    text = "".join(writer.declarations.values())
    assert 'export type Colour = "red" | "blue";' in text
    assert "  colour: Colour;\n  size: number | null;" in text
    assert "  leaves: Leaf[];\n  near: (Tree | null)[];\n  names: Record<string, number[]>;" in text


def test_what_the_shell_hands_on_unread_is_unknown_to_it() -> None:
    writer = protocol_types._Writer()
    assert writer.expression(tuple[Raw, ...]) == "Record<string, unknown>[]"


def test_a_type_without_a_counterpart_is_refused() -> None:
    with pytest.raises(Stop, match="bytes"):
        protocol_types._Writer().expression(bytes)
