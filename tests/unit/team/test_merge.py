"""Slips become a small board without ranks, and every file left out is named."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.ledger.jars import Jar
from interlude.team import merge as merging
from interlude.team.__main__ import main, to_html
from interlude.team.merge import Board, merge
from interlude.team.slip import Slip, to_csv, to_json


def made(name: str, week: str = "2026-W47", customers: int = 1, me: int = 0) -> Slip:
    totals: dict[Jar, int] = {"customers": customers, "colleagues": 2, "me": me}
    return Slip(name, week, totals)


def board(*slips: Slip) -> Board:
    return merge((f"{nth}.json", to_json(slip)) for nth, slip in enumerate(slips))


def names(found: Board) -> list[str]:
    return [slip.pseudonym for week in found.weeks for slip in week.slips]


class TestBoard:
    def test_names_stand_by_the_alphabet_whatever_they_gave(self) -> None:
        found = board(made("owl", customers=9), made("Heron"), made("Zander", customers=99))
        assert names(found) == ["Heron", "owl", "Zander"]

    def test_what_all_gave_together_comes_first(self) -> None:
        found = board(made("owl", customers=9, me=1), made("Heron", customers=3))
        assert found.weeks[0].totals == {"customers": 12, "colleagues": 4, "me": 1}
        assert found.weeks[0].total == 17
        assert merging.to_text(found).index("Together") < merging.to_text(found).index("Heron")
        assert to_html(found).index("Together") < to_html(found).index("Heron")

    def test_weeks_stay_apart_newest_first(self) -> None:
        found = board(made("Heron", "2025-W52"), made("Heron", "2026-W47"), made("Owl"))
        assert [week.week for week in found.weeks] == ["2026-W47", "2025-W52"]
        assert [len(week.slips) for week in found.weeks] == [2, 1]

    def test_the_same_name_in_the_same_week_counts_once_and_is_said(self) -> None:
        found = board(made("Heron", customers=3), made("HERON", customers=5))
        assert found.weeks[0].totals["customers"] == 3
        assert found.left_out == (
            "1.json: HERON is there for 2026-W47 already, in 0.json; keep one of the two",
        )

    def test_a_file_given_twice_counts_once(self) -> None:
        found = merge([("a.json", to_json(made("Heron")))] * 2)
        assert names(found) == ["Heron"]
        assert len(found.left_out) == 1

    @given(st.permutations([made("Owl"), made("Heron"), made("Kite", "2026-W46")]))
    def test_the_order_of_the_files_makes_no_difference(self, slips: list[Slip]) -> None:
        assert board(*slips) == board(made("Owl"), made("Heron"), made("Kite", "2026-W46"))

    def test_no_board_speaks_of_rank(self) -> None:
        found = board(made("owl", customers=9), made("Heron"))
        for text in (merging.to_text(found), merging.to_csv(found), to_html(found)):
            assert not {"rank", "first", "last", "best", "place", "top"} & set(text.lower().split())

    def test_the_csv_board_opens_as_a_table(self) -> None:
        rows = list(csv.DictReader(io.StringIO(merging.to_csv(board(made('O"wl, B'))))))
        assert rows == [
            {
                "week": "2026-W47",
                "pseudonym": 'O"wl, B',
                "customers": "1",
                "colleagues": "2",
                "me": "0",
            }
        ]

    def test_a_name_cannot_write_into_the_page(self) -> None:
        page = to_html(board(made("a<script>alert(1)")))
        assert "<script" not in page
        assert "a&lt;script&gt;" in page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "heron.json").write_text(to_json(made("Heron")), encoding="utf-8")
    (tmp_path / "owl.csv").write_text(to_csv(made("Owl")), encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "photo.json").write_bytes(b"\xff\xd8\xff\x00")
    return tmp_path


class TestCommand:
    def test_a_board_is_made_and_every_file_left_out_is_named(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ["heron.json", "owl.csv", "bad.json", "photo.json", "gone.json"]
        assert main(["merge", *(str(folder / name) for name in asked)]) == 0
        out, err = capsys.readouterr()
        assert "2026-W47: 6 deposits by 2 people" in out
        assert "Heron" in out
        assert "Owl" in out
        left_out = err.splitlines()
        assert len(left_out) == 3
        for name, why in [("photo", "not text"), ("gone", "No such file"), ("bad", "not JSON")]:
            assert any(f"{name}.json" in line and why in line for line in left_out)

    def test_nothing_to_read_is_status_1(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = folder / "board.html"
        assert main(["merge", str(folder / "bad.json"), "--html", str(page)]) == 1
        assert "there is no board" in capsys.readouterr().err
        assert not page.exists()

    def test_page_and_table_are_written(self, folder: Path) -> None:
        page, table = folder / "board.html", folder / "board.csv"
        slips = [str(folder / "heron.json"), str(folder / "owl.csv")]
        assert main(["merge", *slips, "--html", str(page), "--csv", str(table)]) == 0
        assert "<!doctype html>" in page.read_text(encoding="utf-8")
        assert table.read_bytes().count(b"\r\n") == 3

    def test_a_place_that_cannot_be_written_is_said(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        nowhere = folder / "missing" / "board.csv"
        assert main(["merge", str(folder / "owl.csv"), "--csv", str(nowhere)]) == 1
        assert "choose another place" in capsys.readouterr().err

    def test_it_runs_on_a_bare_python(self, folder: Path) -> None:
        """Without site-packages: no Jinja2, no YAML, no cattrs."""
        package = Path(merging.__file__).parents[2]
        command = [sys.executable, "-S", "-m", "interlude.team", "merge", str(folder / "owl.csv")]
        environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Owl" in done.stdout
        page = folder / "board.html"
        done = subprocess.run(
            [*command, "--html", str(page)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "--html needs Jinja2" in done.stderr
        assert "Owl" in done.stdout
