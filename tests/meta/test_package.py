"""What ships is what we say it is, byte for byte."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tools import package
from tools.console import Stop
from tools.paths import DIST, EXTENSION, NODE_MODULES, ROOT


@pytest.fixture(scope="module")
def files() -> package.Files:
    return package.package("chromium")


@pytest.mark.parametrize(("packed", "source"), sorted(package.VENDORED.items()))
def test_libraries_are_byte_identical_to_their_release(
    files: package.Files, packed: str, source: str
) -> None:
    assert files[packed] == (NODE_MODULES / source).read_bytes()


def test_the_same_tree_gives_the_same_zip_twice(files: package.Files) -> None:
    small = {path: data for path, data in files.items() if len(data) < 1_000_000}
    backwards = dict(reversed(small.items()))
    assert package.zipped(small) == package.zipped(backwards)
    assert package.package("chromium") == files


def test_the_built_zip_and_folder_hold_the_same_files() -> None:
    with zipfile.ZipFile(DIST / "interlude-chromium.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
        dates = {info.date_time for info in archive.infolist()}
    folder = DIST / "chromium"
    unpacked = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert zipped == unpacked
    assert len(dates) == 1


def test_wheels_are_the_ones_the_lock_names(files: package.Files) -> None:
    lock = json.loads(files["engine/pyodide-lock.json"])
    named = {f"engine/wheels/{entry['file_name']}" for entry in lock["packages"].values()}
    assert named == {path for path in files if path.startswith("engine/wheels/")}
    assert len(named) == 7


def test_nothing_of_ours_ships_that_the_browser_does_not_need(files: package.Files) -> None:
    archive = zipfile.ZipFile(io.BytesIO(files["engine/interlude.zip"]))
    names = [*files, *archive.namelist()]
    stray = [n for n in names if n.endswith((".d.ts", ".yaml", ".map", ".pyc", ".md", ".py~"))]
    assert stray == []
    assert not [n for n in files if n.endswith(".py")]


def test_no_name_that_chrome_keeps_for_itself(files: package.Files) -> None:
    """Chrome refuses a package with files or folders that start with "_", but for _locales."""
    parts = {part for path in files for part in path.split("/") if part.startswith("_")}
    assert parts == {"_locales"}


def test_no_text_file_that_a_store_refuses(files: package.Files) -> None:
    """addons.mozilla.org parses no script or JSON of 5 MB or more."""
    text = {path: len(data) for path, data in files.items() if path.endswith(("js", "json"))}
    assert max(text.values()) < 5_000_000


def test_pages_stand_at_the_root_and_find_what_they_name(files: package.Files) -> None:
    pages = [path for path in files if path.endswith(".html") and "/" not in path]
    assert {"popup.html", "dashboard.html", "team.html", "card.html", "settings.html"} <= set(pages)
    for page in pages:
        words = files[page].decode().replace("'", '"').split('"')
        named = [word for word in words if word.endswith((".js", ".css", ".png", ".svg"))]
        assert named, page
        assert [word for word in named if word not in files] == [], page


def test_a_name_in_the_manifest_that_is_no_file_stops_the_build(files: package.Files) -> None:
    without = {path: data for path, data in files.items() if path != "card.html"}
    with pytest.raises(Stop, match=r"card\.html"):
        package._check_manifest_paths(without)


def test_version_is_written_once() -> None:
    assert json.loads((ROOT / "manifest.json").read_text())["version"] == "0.0.0"
    assert json.loads((DIST / "chromium/manifest.json").read_text())["version"] != "0.0.0"


def test_a_file_of_the_platform_folder_lies_over_the_common_one(files: package.Files) -> None:
    own = EXTENSION / "platform/chromium/background/engine-host.js"
    assert files["background/engine-host.js"] == own.read_bytes()
    assert not [path for path in files if path.startswith("platform/")]


def test_a_browser_without_a_platform_folder_is_refused_by_name() -> None:
    with pytest.raises(Stop, match="extension/platform/netscape/"):
        package.package("netscape")


def test_a_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "manifest.json"
    broken.write_text('{\n "a": 1,,\n}')
    with pytest.raises(Stop, match="line 2"):
        package._read_json(broken)
