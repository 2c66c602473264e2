"""Help is near, whoever looks for it."""

from __future__ import annotations

import pytest

from interlude.pages.index import PAGES as INDEX
from interlude.prompts.help_lines import help_lines
from tests.unit.pages.drawn import (
    PAGES,
    read,
)


def test_every_help_line_stands_with_its_number_who_says_so_and_the_day_it_was_checked() -> None:
    main = read(PAGES["help"])
    rows = [e.words for e in main if e.tag == "li"]
    for line, row in zip(help_lines().lines, rows, strict=True):
        for part in (line.country, line.name, line.number, line.source, line.written):
            assert part in row
    assert main.one("datetime").attrs["datetime"] == help_lines().checked
    assert "Numbers change." in main.words
    assert "findahelpline.com" in main.words
    assert "local emergency number" in main.words


def test_nothing_on_it_can_be_pressed_that_leaves_the_browser() -> None:
    links = {e.attrs["href"] for e in read(PAGES["help"]).all("href")}
    assert links == {page.address for page in INDEX.values() if page.nav}


@pytest.mark.parametrize("page", ["popup", "settings"])
def test_it_can_be_reached_without_a_heavy_card(page: str) -> None:
    assert read(PAGES[page]).one("href", "help.html").words == "Help lines"
