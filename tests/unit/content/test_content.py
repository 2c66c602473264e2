"""A content file with a mistake in it is refused with the file, the place and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pytest

from interlude import content


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    jar: Literal["me", "them"] = "me"
    seconds: int = 1

    def __post_init__(self) -> None:
        if self.seconds > 9:
            raise ValueError("seconds are 9 or fewer; shorten it")


@dataclass(frozen=True, slots=True)
class Shelf:
    items: tuple[Item, ...]


def complaint(raw: Any) -> str:
    with pytest.raises(content.ContentError) as caught:
        content.structure(raw, Shelf, "content/shelf.yaml")
    return str(caught.value)


def test_right_content_becomes_the_class() -> None:
    raw = {"items": [{"id": "a", "jar": "them", "seconds": 3}]}
    assert content.structure(raw, Shelf, "x") == Shelf((Item("a", "them", 3),))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({}, "content/shelf.yaml: items[1].id: is missing; add it"),
        ({"id": "b", "colour": 1}, "items[1]: 'colour' is not known here"),
        ({"id": None}, "items[1].id: must be text, not None; put it in quotes"),
        ({"id": 7}, "items[1].id: must be text, not 7"),
        ({"id": "b", "jar": "us"}, "items[1].jar: us not in literal"),
        ({"id": "b", "seconds": "long"}, "items[1].seconds: "),
        ({"id": "b", "seconds": 10}, "items[1]: seconds are 9 or fewer; shorten it"),
        ("b", "items[1]"),
    ],
)
def test_a_mistake_is_named_with_its_place(item: Any, words: str) -> None:
    assert words in complaint({"items": [{"id": "a"}, item]})


@pytest.mark.parametrize("raw", [None, [], "text", {"items": None}, {}])
def test_a_file_of_another_shape_is_refused(raw: Any) -> None:
    assert complaint(raw).startswith("content/shelf.yaml: ")


def test_every_mistake_is_named_at_once() -> None:
    words = complaint({"items": [{"id": 1}, {"jar": "me"}], "more": 1})
    assert "items[0].id" in words
    assert "items[1].id" in words
    assert "'more'" in words


def test_a_name_without_a_file_is_an_error_and_not_a_crash() -> None:
    with pytest.raises(content.ContentError, match=r"content/nothing\.yaml: there is no such"):
        content.load("nothing")
