"""A line in a person's own words: what fits, what belongs to what, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude import wire
from interlude.clock import Moment
from interlude.writings.writing import (
    LONGEST,
    MOST,
    FullError,
    Writing,
    WritingKind,
    Writings,
    cleaned,
)


def line(
    id: str,
    at: int = 0,
    kind: WritingKind = "note",
    text: str = "It was the label.",
    entry: str = "",
) -> Writing:
    return Writing(id, Moment(at, 60), kind, text, entry)


def writings(*lines: Writing) -> Writings:
    return Writings(lambda: lines)


@given(st.text(max_size=600))
def test_whatever_is_typed_is_one_line_that_fits_or_nothing(typed: str) -> None:
    text = cleaned(typed)
    assert cleaned(text) == text
    assert text == text.encode("utf-8").decode("utf-8")
    if text:
        assert wire.decode_writing(wire.encode_writing(line("1", text=text))).text == text


@pytest.mark.parametrize("text", ["", "n" * (LONGEST + 1)])
def test_a_line_of_nothing_or_too_much_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 280"):
        line("1", text=text)


@pytest.mark.parametrize(
    "change",
    [{"text": ""}, {"kind": "from_the_future"}, {"now": {}}, {"id": "n" * 400}],
)
def test_a_damaged_line_is_told_from_a_whole_one(change: dict[str, object]) -> None:
    raw = wire.encode_writing(line("1"))
    assert wire.decode_writing(raw) == line("1")
    with pytest.raises(wire.WireError):
        wire.decode_writing({**raw, **change})


def test_lines_stand_in_their_order_whatever_the_stores_is() -> None:
    found = writings(line("b", 2), line("a", 3), line("c", 1))
    assert [one.id for one in found.lines] == ["c", "b", "a"]


def test_a_line_belongs_to_its_entry() -> None:
    found = writings(
        line("1", 1, entry="d1"), line("2", 2, "lesson", entry="d1"), line("3", 3), line("4", 4)
    )
    assert [one.id for one in found.of("d1")] == ["1", "2"]
    note = found.note("d1")
    assert note
    assert note.id == "1"
    assert found.of("") == found.of("d2") == ()
    assert found.note("d2") is None


def test_the_newest_of_a_kind_is_the_one_that_holds() -> None:
    found = writings(line("1", 1, "house_rule"), line("2", 2, "house_rule"), line("3", 3))
    rule = found.newest("house_rule")
    assert rule
    assert rule.id == "2"
    assert found.newest("plan") is None


def test_a_line_that_is_erased_is_gone_and_one_that_is_put_is_there() -> None:
    found = writings(line("1", entry="d1"), line("2")).after([line("3", entry="d1")], ["1", "9"])
    assert [one.id for one in found.lines] == ["2", "3"]
    assert [one.id for one in found.of("d1")] == ["3"]
    assert found.find("1") is None


def test_there_is_room_for_five_hundred_and_a_change_needs_none() -> None:
    full = writings(*(line(str(nth)) for nth in range(MOST)))
    writings(*full.lines[1:]).check_room()
    full.check_room(less=1)
    for more in (1, 4):
        with pytest.raises(FullError, match="500 lines"):
            full.check_room(more)


def test_nobody_who_asks_for_no_line_waits_for_them() -> None:
    def read() -> Iterable[Writing]:
        raise AssertionError("read")

    Writings(read)
