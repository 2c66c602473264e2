"""The notes on what changed, and the version they go under."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import changes
from tools.paths import ROOT


def test_a_note_is_named_after_its_change_and_of_a_known_type(tmp_path: Path) -> None:
    note = tmp_path / "early-wake.changed.md"
    note.write_text("Interlude wakes while your save is still on its way.\n")
    assert changes.judged(note) == ""


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("early-wake.md", "Well.", "'' is no type"),
        ("early-wake.feature.md", "Well.", "'feature' is no type; take one of added, changed"),
        ("early-wake.changed.txt", "Well.", "name it like early-wake.changed.md"),
        ("Early wake.changed.md", "Well.", "name it like early-wake.changed.md"),
        ("early-wake.changed.2.md", "Well.", "'changed.2' is no type"),
        ("early-wake.changed.md", " \n", "one or two sentences"),
        ("early-wake.changed.md", "Well. " * 100, "at most 400 characters"),
        ("early-wake.changed.md", "- Well.", "write plain sentences"),
        ("early-wake.changed.md", "Wakes early", "write plain sentences"),
    ],
)
def test_a_note_that_would_be_lost_or_misread_says_what_to_do(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    note = tmp_path / name
    note.write_text(text)
    assert told in changes.judged(note)


def test_the_change_log_has_each_version_once_and_none_that_is_yet_to_come() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = re.findall(r"^## (\d+)\.(\d+)\.(\d+) \(\d{4}-\d\d-\d\d\)$", text, re.MULTILINE)
    versions = [tuple(map(int, one)) for one in told]
    assert versions == sorted(set(versions), reverse=True)
    assert versions[0] <= tuple(map(int, changes.version().split(".")))
