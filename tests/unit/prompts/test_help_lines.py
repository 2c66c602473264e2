"""Every number comes from a page that was read, and a slip in the file is told with its cure."""

from __future__ import annotations

from typing import Any

import pytest

from interlude import content
from interlude.prompts.help_lines import PLACE, HelpLines, help_lines

LINE: dict[str, Any] = {
    "country": "Ireland",
    "name": "Samaritans",
    "number": "116 123",
    "source": "samaritans.org",
    "written": "2025",
}


def test_there_are_lines_for_the_countries_whose_languages_are_read() -> None:
    countries = {line.country for line in help_lines().lines}
    assert {"United States", "United Kingdom", "Ireland", "India", "Philippines"} <= countries
    assert {"Germany", "Austria", "Switzerland", "France", "Belgium", "Canada"} <= countries
    assert {"Spain", "Mexico", "Argentina", "Colombia", "Portugal", "Brazil"} <= countries


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": "116-123"}, "'116-123' is no number to dial; write digits and spaces"),
        ({"source": "https://samaritans.org"}, "is no site; write its bare name"),
        ({"written": "last year"}, "written is a year in quotes, not 'last year'"),
        ({"number": 988}, "must be text, not 988; put it in quotes"),
    ],
)
def test_a_wrong_line_is_refused_with_the_cure(change: dict[str, Any], words: str) -> None:
    raw = {"checked": "2026-11-27", "lines": [{**LINE, **change}]}
    with pytest.raises(content.ContentError, match=r"help_lines\.yaml: lines\[0\]") as told:
        content.structure(raw, HelpLines, PLACE)
    assert words in str(told.value)


def test_countries_out_of_order_are_refused() -> None:
    raw = {"checked": "2026-11-27", "lines": [LINE, {**LINE, "country": "Austria"}]}
    with pytest.raises(content.ContentError, match="order of the alphabet"):
        content.structure(raw, HelpLines, PLACE)
