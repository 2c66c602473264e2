"""The harness finds what it is there for: a model that forgave would make every round pass."""

from __future__ import annotations

import pytest

from tests.crash.model import Broken, Model

ONE = {"id": "1", "kind": "deposited", "deposit": "real_warmth"}
TWO = {**ONE, "id": "2"}


@pytest.fixture
def model() -> Model:
    return Model()


def tap(model: Model, id: str = "") -> None:
    act = model.does(kind="deposited", deposit="real_warmth")
    if id:
        act.acknowledge(id=id)


def test_what_is_in_doubt_may_be_there_once_or_not_at_all(model: Model) -> None:
    tap(model)
    model.compare([])
    model.compare([ONE])
    with pytest.raises(Broken, match="nobody did this, or not twice"):
        model.compare([ONE, TWO])


def test_what_was_acknowledged_is_there(model: Model) -> None:
    tap(model, "1")
    with pytest.raises(Broken, match="shown to be done, but not there"):
        model.compare([])


def test_what_was_acknowledged_is_not_taken_for_what_is_in_doubt(model: Model) -> None:
    tap(model)
    tap(model, "2")
    model.compare([TWO])
    model.compare([TWO, ONE])


def test_what_was_there_stays_as_it_was(model: Model) -> None:
    tap(model, "1")
    model.compare([ONE])
    for damaged in ([], [{**ONE, "deposit": "real_pause"}], [TWO]):
        with pytest.raises(Broken, match="lost or changed"):
            model.compare(damaged)


def test_the_order_is_that_of_the_acts(model: Model) -> None:
    tap(model, "1")
    tap(model, "2")
    with pytest.raises(Broken, match="another order"):
        model.compare([TWO, ONE])


def test_after_the_browser_died_nothing_more_can_come(model: Model) -> None:
    tap(model)
    model.forget_doubts()
    with pytest.raises(Broken, match="nobody did this"):
        model.compare([ONE])


def test_a_line_is_there_once_it_was_shown_and_gone_once_that_was(model: Model) -> None:
    act = model.writes("a line")
    model.compare_lines([])
    model.compare_lines(["a line"])
    act.acknowledge()
    for wrong in ([], ["a line", "a line"], ["a line", "another"]):
        with pytest.raises(Broken):
            model.compare_lines(wrong)
    assert model.lines == ["a line"]
    act = model.erases("a line")
    model.compare_lines([])
    model.compare_lines(["a line"])
    act.acknowledge()
    with pytest.raises(Broken, match="should be otherwise"):
        model.compare_lines(["a line"])
    assert model.lines == []


def test_what_was_taken_back_is_in_no_balance(model: Model) -> None:
    for one in ("1", "2"):
        tap(model, one)
    model.does(kind="undone", entry="1").acknowledge()
    model.compare([ONE, TWO, {"id": "3", "kind": "undone", "entry": "1"}])
    assert model.deposits == ["2"]
