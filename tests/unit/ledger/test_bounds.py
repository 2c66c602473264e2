"""Whatever stands in the journal, every page opens, and what no build wrote counts for nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlude import wire
from interlude.clock import HOUR, Moment
from interlude.engine import Engine
from interlude.ledger.checkpoint import freeze, thaw
from interlude.ledger.entries import Entry
from interlude.ledger.migrations import VERSION
from interlude.pages.index import PAGES
from interlude.protocol import Acted, Opened, Stamp

NOW = Moment(at=1_795_343_400_000, offset=60)
TRACE = [1] * 24


def whole(kind: str, **more: Any) -> dict[str, Any]:
    now = {"at": NOW.at - HOUR, "offset": NOW.offset}
    return {"v": VERSION, "kind": kind, "id": kind, "now": now, **more}


WHOLE = [
    whole("deposited", deposit="real_warmth"),
    whole("undone", entry="deposited"),
    whole(
        "prompt_shown",
        prompt="breath_window",
        tension="angry",
        heat=4,
        cause="close",
        reasons=["abuse"],
        trace=TRACE,
        seen=False,
    ),
    whole("prompt_seen", shown="prompt_shown"),
    whole("begun", shown="prompt_shown"),
    whole("kept_silent", tension="angry"),
    whole("banned", sort="family", name="space"),
    whole("brought_back", sort="prompt", name="space_gap"),
    whole("prompt_answered", shown="prompt_shown", verdict="helped"),
    whole("corrected", tense=False, trace=TRACE, shown=""),
    whole("unlearned"),
    whole("hushed", until=NOW.at + HOUR),
    whole("in_call", on=True),
    whole("as_before"),
    whole("worked"),
    whole(
        "settings_changed",
        settings={
            "notice": "notice",
            "off": ["freshdesk"],
            "sites": [{"adapter": "zendesk", "origin": "https://help.firm.example"}],
            "cap": 6,
            "quiet": {"start": "22:00", "end": "06:00"},
        },
    ),
]

EDGES = [2**63 - 1, -(2**63), 10**400, 2**53, -1, 0, 1e300, float("nan"), "9" * 5_000, "\ud800", ""]
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(EDGES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@st.composite
def entries(draw: st.DrawFn) -> Any:
    """An entry that a build wrote, with something odd in one of its places."""
    raw = deepcopy(draw(st.sampled_from(WHOLE)))
    place: Any = raw
    name = draw(st.sampled_from(sorted(raw)))
    while isinstance(place[name], dict | list) and place[name] and draw(st.booleans()):
        place = place[name]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        name = draw(st.sampled_from(list(keys)))
    # A newer build's entry shuts the account, which is right and told; here is what is only odd.
    newer = (lambda value: not isinstance(value, int) or value <= VERSION) if name == "v" else None
    place[name] = draw(ODD.filter(newer) if newer else ODD)
    return raw


def open_every_page(journal: list[Any]) -> None:
    engine = Engine()
    later = [NOW, Moment(NOW.at + 30 * 24 * HOUR, -600), Moment(0, 0)]
    engine.handle(Opened(Stamp("0", NOW, 0), tuple(journal)))
    for now in later:
        for page in PAGES:
            engine.handle(Acted(Stamp("1", now, 1), page, None, "open", {}))
    assert freeze(thaw(freeze(engine.account))) == freeze(engine.account)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WHOLE), entries(), ODD), max_size=6))
def test_every_page_opens_whatever_the_journal_holds(journal: list[Any]) -> None:
    open_every_page([*WHOLE, *journal])


def test_what_a_build_wrote_is_within_bounds() -> None:
    kinds = {wire.decode_entry(raw).kind for raw in WHOLE}
    assert kinds == {entry.kind for entry in get_args(Entry)}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("hushed", {"until": 2**63 - 1}),
        ("hushed", {"until": -(2**63)}),
        ("hushed", {"until": NOW.at + 25 * HOUR}),
        ("prompt_shown", {"heat": 6}),
        ("prompt_shown", {"heat": -1}),
        ("prompt_shown", {"trace": [2**60]}),
        ("prompt_shown", {"trace": [1] * 65}),
        ("prompt_shown", {"reasons": ["r"] * 65}),
        ("prompt_shown", {"reasons": ["r" * 301]}),
        ("prompt_answered", {"shown": "s" * 301}),
        ("corrected", {"trace": [1] * 65}),
        ("deposited", {"id": "i" * 301}),
        ("deposited", {"deposit": "d" * 301}),
        ("undone", {"entry": "e" * 301}),
        ("worked", {"v": 2**31}),
        ("worked", {"now": {"at": 2**60, "offset": 0}}),
        ("worked", {"now": {"at": 0, "offset": 1_440}}),
        ("settings_changed", {"settings": {"cap": 13}}),
        ("settings_changed", {"settings": {"off": ["z"] * 65}}),
        ("settings_changed", {"settings": {"sites": [{"adapter": "z", "origin": "o" * 301}]}}),
    ],
)
def test_what_no_build_wrote_is_counted_and_passed_over(kind: str, more: dict[str, Any]) -> None:
    raw = {**next(raw for raw in WHOLE if raw["kind"] == kind), **more}
    with pytest.raises(wire.WireError):
        wire.decode_entry(raw)
    engine = Engine()
    engine.handle(Opened(Stamp("0", NOW, 0), (raw,)))
    assert (engine.account.entries, engine.account.unreadable) == (1, 1)
    open_every_page([raw])


def test_an_event_cannot_bring_an_id_that_no_entry_may_have() -> None:
    stamp = {"id": "i" * 201, "now": {"at": NOW.at, "offset": 0}, "seed": 0}
    acted: dict[str, Any] = {
        "kind": "acted",
        "page": "popup",
        "tab": None,
        "action": "open",
        "fields": {},
    }
    with pytest.raises(wire.WireError):
        wire.decode_event(json.dumps({**acted, "stamp": stamp}))
