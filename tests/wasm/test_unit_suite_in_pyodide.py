"""The unit suite again, in the Python that people's browsers run, from the archive they get."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, TypedDict

import pytest

from tools import wheels
from tools.environment import node
from tools.paths import DIST, ROOT

UNIT = ROOT / "tests" / "unit"

# What unit tests read and import, at the same place as seen from the test files.
BESIDE = ("practice/django_helpdesk/samples", "research", "tests/helpdesks")
BUILD = DIST / "chromium"

# Files of tests/unit, or single tests, about something that never runs in a browser, and why.
ELSEWHERE = {
    "team/test_merge.py::TestCommand::test_it_runs_on_a_bare_python": "starts a process",
    "practice/test_tension.py": "reads the tickets of the practice helpdesk, which never ships",
    "practice/test_desks.py": "the practice helpdesks serve with Flask over sockets and never ship",
    "practice/test_replay.py": "so does the replay desk",
}

EVERY = sorted(path.relative_to(UNIT).as_posix() for path in UNIT.rglob("test_*.py"))
FILES = [name for name in EVERY if name not in ELSEWHERE]


class Tally(TypedDict):
    """What pytest said of one file; ``words`` are the failures' reports."""

    passed: int
    failed: int
    skipped: int
    words: str


def run_in_pyodide(tests: Path, files: list[str], out: Path) -> dict[str, Tally]:
    """Run pytest over some files of a folder inside Pyodide; the tally of each."""
    assert BUILD.exists(), "there is no build to test: run `python3 build.py build` first"
    script = Path(__file__).parent / "run_unit.mjs"
    beside = {f"/project/{place}": str(ROOT / place) for place in BESIDE}
    mounts = {"/project/tests/unit": str(tests), **beside}
    words = (node(), script, BUILD, wheels.pyodide_wheels(), json.dumps(mounts), out)
    command = [str(word) for word in words]
    command += [f"/project/tests/unit/{name}" for name in files]
    command += [f"--deselect=tests/unit/{name}" for name in ELSEWHERE]
    ended = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=900
    )
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]
    result: dict[str, Any] = json.loads(out.read_text())
    assert result["missed"] == [], "tools/python_archive.py leaves out what is needed"
    tallies: dict[str, Tally] = result["files"]
    return tallies


@pytest.fixture(scope="module")
def tallies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tally]:
    return run_in_pyodide(UNIT, FILES, tmp_path_factory.mktemp("wasm") / "tallies.json")


@pytest.mark.parametrize("file", FILES)
def test_unit_tests_hold_in_the_browsers_python(file: str, tallies: dict[str, Tally]) -> None:
    assert file in tallies, f"pytest inside Pyodide never reached {file}"
    assert not tallies[file]["failed"], tallies[file]["words"]
    assert tallies[file]["passed"], f"no test of {file} ran inside Pyodide"
    assert not tallies[file]["skipped"], f"{file} skips tests inside Pyodide; mount what they need"


def test_a_broken_test_is_reported_as_broken(tmp_path: Path) -> None:
    tests = tmp_path / "unit"
    tests.mkdir()
    (tests / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 3\n")
    (tests / "test_import.py").write_text("import no_such_module\n")
    found = run_in_pyodide(tests, ["test_sums.py", "test_import.py"], tmp_path / "out.json")
    assert found["test_sums.py"]["failed"] == 1
    assert "assert (1 + 1) == 3" in found["test_sums.py"]["words"]
    assert found["test_import.py"]["failed"] == 1


def test_every_file_left_out_still_exists() -> None:
    for name in ELSEWHERE:
        file, *inside = name.split("::")
        text = (UNIT / file).read_text()
        assert all(part in text for part in inside), name
