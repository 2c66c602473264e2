"""Every message is sent by someone and handled by someone, and both sides know its shape."""

from __future__ import annotations

import copy
import dataclasses
import inspect
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

import pytest

from interlude import protocol, wire
from interlude.clock import HOUR, Moment
from interlude.ledger import entries
from interlude.ledger.account import Account
from interlude.ledger.entries import Raw
from interlude.rehearsal import rehearse
from interlude.settings import Settings
from interlude.tension.features import WEIGHTS
from tools import protocol_types
from tools.console import Stop

NOW = Moment(at=0, offset=0)
TRACE = (1,) * len(WEIGHTS)
OFFERED = entries.PromptShown("offered", NOW, "breath_window", "angry", 4, "close", trace=TRACE)
SHOWN = replace(OFFERED, id="shown", seen=True)
DEPOSIT = entries.Deposited("deposit", NOW, "real_warmth")

# One of each kind that says something after a deposit, a card that was seen and one that was not.
TELLING: dict[type, entries.Entry] = {
    type(entry): entry
    for entry in (
        replace(DEPOSIT, id="another"),
        entries.Undone("1", NOW, entry="deposit"),
        replace(SHOWN, id="another"),
        entries.PromptSeen("1", NOW, shown="offered"),
        entries.Begun("1", NOW, shown="shown"),
        entries.KeptSilent("1", NOW, "angry"),
        entries.Banned("1", NOW, "prompt", "space_gap"),
        entries.BroughtBack("1", NOW, "family", "space"),
        entries.PromptAnswered("1", NOW, shown="shown", verdict="helped"),
        entries.Corrected("1", NOW, tense=False, trace=TRACE, shown="shown"),
        entries.Unlearned("1", NOW),
        entries.Hushed("1", NOW, until=1),
        entries.InCall("1", NOW, on=True),
        entries.AsBefore("1", NOW),
        entries.Worked("1", Moment(at=HOUR, offset=0)),
        entries.SettingsChanged("1", NOW, Settings(cap=1)),
    )
}


def kinds(union: object) -> list[type]:
    return list(get_args(union))


@pytest.mark.parametrize("entry", kinds(entries.Entry), ids=lambda c: c.__name__)
def test_every_entry_tells_the_account_something(entry: type) -> None:
    taught = entries.Corrected("tap", NOW, tense=True, trace=TRACE)
    banned = entries.Banned("ban", NOW, "family", "space")
    account = Account.of([DEPOSIT, OFFERED, SHOWN, taught, banned])
    before = copy.deepcopy(figures(account))
    account.add(TELLING[entry])
    assert figures(account) != before


def figures(account: Account) -> dict[str, object]:
    return {name: figure.state for name, figure in account.figures.items()}


def test_a_rehearsal_plays_every_event_and_is_answered_with_every_effect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So each is understood, decided about and put on the wire by Python that really runs."""
    met: set[type] = set()

    def decoded(text: str) -> protocol.Event:
        event = decode(text)
        met.add(type(event))
        return event

    def encoded(answer: protocol.Answer) -> str:
        met.update(type(effect) for effect in answer.effects)
        return encode(answer)

    decode, encode = wire.decode_event, wire.encode_answer
    monkeypatch.setattr(wire, "decode_event", decoded)
    monkeypatch.setattr(wire, "encode_answer", encoded)
    rehearse()
    assert met == {*kinds(protocol.Event), *kinds(protocol.Effect)}


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
    assert "export type Effect = Read | ShowCard | ShowEdge | CloseCard" in text
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
