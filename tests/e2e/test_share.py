"""An agent makes a slip for her team, sees every byte of it first, and a team lead merges."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Session
from tools.paths import PY

SHOW = "Show me exactly what would be in the file"


@pytest.fixture
def share(session: Session) -> Page:
    """The sharing page of an agent with 2 deposits for customers, 1 for colleagues, 0 for her."""
    popup = session.popup()
    for key in ("1", "2", "6"):
        popup.keyboard.press(key)
    expect(popup.locator("[data-balance]")).to_have_text("3")
    popup.close()
    return session.open("share", 900, 900)


def preview(share: Page, pseudonym: str) -> dict[str, bytes]:
    """The bytes that the page shows for a pseudonym, by format."""
    share.get_by_label("A name for the slip").fill(pseudonym)
    share.get_by_role("button", name=SHOW).click()
    expect(share.get_by_text(f'"pseudonym": "{pseudonym}"')).to_be_visible()
    shown = {form: share.get_by_label(f"As {form}").text_content() for form in ("JSON", "CSV")}
    return {form: (text or "").encode() for form, text in shown.items()}


def saved(share: Page, form: str, folder: Path) -> Path:
    with share.expect_download() as download:
        share.get_by_role("button", name=f"Save as {form}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_what_is_shown_is_what_is_saved(share: Page, tmp_path: Path) -> None:
    shown = preview(share, "Blue Heron")
    as_json = saved(share, "JSON", tmp_path)
    as_csv = saved(share, "CSV", tmp_path)
    assert as_json.read_bytes() == shown["JSON"]
    assert as_csv.read_bytes() == shown["CSV"]

    slip = json.loads(shown["JSON"])
    (row,) = csv.DictReader(io.StringIO(shown["CSV"].decode(), newline=""))
    week = slip.pop("week")
    assert as_json.name == f"interlude-slip-{week}.json"
    assert as_csv.name == f"interlude-slip-{week}.csv"
    assert slip == {
        "format": "interlude-slip/1",
        "pseudonym": "Blue Heron",
        "customers": 2,
        "colleagues": 1,
        "me": 0,
    }
    assert row == {name: str(value) for name, value in {**slip, "week": week}.items()}

    share.get_by_label("Last week").check()
    share.get_by_role("button", name=SHOW).click()
    expect(share.get_by_label("As JSON")).to_contain_text('"customers": 0')
    expect(share.get_by_label("A name for the slip")).to_have_value("Blue Heron")


def test_a_bad_pseudonym_is_told_beside_its_field(share: Page) -> None:
    field = share.get_by_label("A name for the slip")
    for pseudonym, words in (
        ("x", "Choose 2 to 24 characters."),
        ("mia@acme.example", "Choose one without @, so that it is no mail address."),
        ("1234", "Choose one with a letter in it."),
        ("=SUM(A1)", "Begin with a letter or digit, and keep it on one line."),
    ):
        field.fill(pseudonym)
        share.get_by_role("button", name=SHOW).click()
        expect(share.get_by_text(words)).to_be_visible()
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
        expect(field).to_have_value(pseudonym)
        assert share.get_by_role("button", name="Save as").count() == 0


def test_a_team_lead_merges_slips_and_hears_of_each_bad_file(share: Page, tmp_path: Path) -> None:
    preview(share, "Blue Heron")
    heron = saved(share, "JSON", tmp_path)
    preview(share, "Quiet Otter")
    otter = saved(share, "CSV", tmp_path)
    bad = {
        "cut-off.json": heron.read_bytes()[:40],
        "twice.json": heron.read_bytes(),
        "too-much.json": heron.read_bytes().replace(b"{", b'{"tickets": 12,', 1),
        "not-a-number.csv": otter.read_bytes().replace(b",2,", b",many,"),
        "picture.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    files = [heron.name, otter.name, *bad, "lost.json"]
    merging = subprocess.run(
        [sys.executable, "-m", "interlude.team", "merge", *files, "--html", "board.html"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert merging.returncode == 0, merging.stderr
    assert "6 deposits by 2 people" in merging.stdout
    assert [line.split()[0] for line in merging.stdout.splitlines() if "  " in line][-2:] == [
        "Blue",
        "Quiet",
    ]
    told = dict(
        line.removeprefix("left out: ").split(": ", 1) for line in merging.stderr.splitlines()
    )
    assert sorted(told) == sorted([*bad, "lost.json"])
    assert all(why.strip() for why in told.values())
    board = (tmp_path / "board.html").read_text(encoding="utf-8")
    assert "Blue Heron" in board
    assert "Quiet Otter" in board
