"""What is in the repository, and what it leans on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.meta.tree import all_files, place
from tools.paths import REQUIREMENTS, ROOT

LARGEST = 1_500_000
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))


def direct_dependencies() -> dict[str, str]:
    """Name and version of everything that a person chose."""
    package = json.loads((ROOT / "package.json").read_text())
    found: dict[str, str] = {**package["dependencies"], **package["devDependencies"]}
    for path in REQUIREMENTS.glob("*.in"):
        found |= dict(re.findall(r"^([\w.-]+)==(\S+)$", path.read_text(), re.MULTILINE))
    return found


def test_no_file_is_too_large_to_read() -> None:
    assert [place(path) for path in all_files() if path.stat().st_size > LARGEST] == []


def test_npm_packages_are_pinned_by_content_and_not_by_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 5
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_npm_versions_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    pins = {**package["dependencies"], **package["devDependencies"]}
    assert {n: v for n, v in pins.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_python_packages_are_pinned_by_content_and_not_by_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    pins = re.split(r"\n(?=\w)", text.partition("\n#")[2].partition("\n")[2] or text)
    pinned = [pin for pin in pins if "==" in pin.partition("\n")[0] and pin[0].isalnum()]
    assert pinned
    assert [pin.partition("\n")[0] for pin in pinned if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_a_lock_holds_what_its_source_asks_for(lock: Path) -> None:
    source = lock.with_suffix(".in").read_text()
    wanted = re.findall(r"^([\w.-]+==\S+)$", source, re.MULTILINE)
    locked = lock.read_text().lower().replace("_", "-")
    missing = [pin for pin in wanted if f"\n{pin.lower().replace('_', '-')} " not in f"\n{locked}"]
    assert missing == []


@pytest.mark.parametrize(("name", "version"), sorted(direct_dependencies().items()))
def test_every_dependency_has_a_reason(name: str, version: str) -> None:
    rows = (ROOT / "docs" / "dependencies.md").read_text().splitlines()
    row = [line for line in rows if line.startswith(f"| {name} | {version} |")]
    assert row, f"docs/dependencies.md needs a row that starts with: | {name} | {version} |"
    assert len(row[0].split("|")[4].split()) >= 3, "say why it is here"
