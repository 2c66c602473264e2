"""The practice tickets as data: `tickets.yaml`, read into frozen dataclasses."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Kind = Literal["angry", "abusive", "accused", "policy", "slog", "mistake", "praise", "none"]
Status = Literal["open", "pending", "solved"]

_PATH = Path(__file__).with_name("tickets.yaml")
_UNITS = {"d": 86_400, "h": 3_600, "m": 60}


@dataclass(frozen=True, slots=True)
class Agent:
    id: str
    name: str
    email: str
    role: Literal["agent", "admin"]


@dataclass(frozen=True, slots=True)
class Customer:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `by` is "customer" or an agent's id; `ago` is in seconds before now."""

    by: str
    ago: int
    text: str
    note: bool = False
    sets: Status | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One ticket as written in `tickets.yaml`; `tense` and `kind` are what a reader makes of it."""

    key: str
    kind: Kind
    tense: bool
    subject: str
    customer: Customer
    turns: tuple[Turn, ...]
    lang: str = "en"
    channel: Literal["email", "messaging"] = "email"
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    tags: tuple[str, ...] = ()


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return document


@cache
def agents() -> tuple[Agent, ...]:
    """The agents of the desk; the first one is who signs in unless another is named."""
    return tuple(Agent(**agent) for agent in _document()["agents"])


@cache
def stories() -> tuple[Story, ...]:
    """All practice tickets, in the order of the file."""
    return tuple(_story(entry) for entry in _document()["tickets"])


def _story(entry: dict[str, Any]) -> Story:
    return Story(
        **entry
        | {
            "customer": Customer(**entry["customer"]),
            "tags": tuple(entry.get("tags", ())),
            "turns": tuple(_turn(turn) for turn in entry["turns"]),
        }
    )


def _turn(entry: dict[str, Any]) -> Turn:
    return Turn(**entry | {"ago": _seconds(entry["ago"]), "text": entry["text"].strip()})


def _seconds(span: str) -> int:
    """The length of a span in seconds.

    >>> _seconds("1d 2h")
    93600
    """
    if not re.fullmatch(r"\d+[dhm]( \d+[dhm])*", span):
        raise ValueError(f'{_PATH.name}: cannot read the span "{span}"; write it like "2d 5h"')
    return sum(int(part[:-1]) * _UNITS[part[-1]] for part in span.split())
