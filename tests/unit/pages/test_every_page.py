"""Every page is whole, kind, and nothing on it is without a name or something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from interlude.pages.index import PAGES as INDEX
from interlude.pages.index import PageId
from tests.unit.pages.drawn import (
    PAGES,
    every_page,
    read,
)


@every_page
def test_a_page_is_whole_and_its_ids_are_its_own(html: str) -> None:
    main = read(html)
    ids = [element.attrs["id"] for element in main.all("id")]
    assert sorted(ids) == sorted(set(ids))
    for attr in ("for", "aria-labelledby", "aria-describedby"):
        for element in main.all(attr):
            assert set(element.attrs[attr].split()) <= {*ids, main.attrs["id"]}, element.attrs


@every_page
def test_a_page_carries_no_script_and_no_style(html: str) -> None:
    for element in read(html):
        assert element.tag not in ("script", "style", "iframe", "img", "link")
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")]


@every_page
def test_every_button_has_a_name_and_something_to_do(html: str) -> None:
    main = read(html)
    for button in (e for e in main if e.tag == "button"):
        assert button.words
        acts = "data-action" in button.attrs or "data-deposit" in button.attrs
        assert acts != (button.attrs["type"] == "submit"), button.attrs
        assert "id" in button.attrs, "focus would be lost in a swap"


@every_page
def test_no_two_things_answer_to_one_key(html: str) -> None:
    keys = [element.attrs["data-key"].lower() for element in read(html).all("data-key")]
    assert len(keys) == len(set(keys))


@every_page
def test_the_words_are_kind(html: str) -> None:
    words = read(html).words.lower()
    assert "!" not in words
    for word in ("just", "lost", "broken", "failed", "calm down", "at least", "don't", "error"):
        assert not re.search(rf"\b{word}\b", words), word


def templates(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from templates(entry)
        elif entry.name.endswith(".html"):
            yield entry


def test_no_colour_is_named_in_a_template_and_nothing_is_marked_safe() -> None:
    found = [*templates(files("interlude.pages")), *templates(files("interlude.cards"))]
    assert len(found) > len(INDEX)
    for template in found:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|#[0-9a-f]{6}|\bred\b", text), template.name


def test_every_page_of_the_list_is_drawn_here() -> None:
    assert {name.partition(",")[0] for name in PAGES} == set(INDEX)
    assert set(INDEX) == set(get_args(PageId))


@every_page
def test_every_link_leads_to_a_page_of_the_list(html: str) -> None:
    linked = {element.attrs["href"] for element in read(html).all("href")}
    assert linked <= {page.address for page in INDEX.values()}


@every_page
def test_what_is_put_in_or_taken_back_is_kept_and_nothing_else(html: str) -> None:
    """A tap on such a button counts later when Python cannot start; all else is of its moment, and
    so is a tap beside fields, for what is typed in them would be kept with it."""
    main = read(html)
    deposits = [] if main.all("data-draft") else main.all("data-deposit")
    for button in (element for element in main if element.tag == "button"):
        kept = button in deposits or button.attrs.get("data-action") == "undo"
        assert ("data-keep" in button.attrs) == kept, button.attrs


def test_there_are_buttons_that_are_kept() -> None:
    assert len(read(PAGES["popup, after a deposit"]).all("data-keep")) == 15
    assert len(read(PAGES["account"]).all("data-keep")) == 60
