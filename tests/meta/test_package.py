"""What ships is what we say it is, byte for byte."""

from __future__ import annotations

import json
import re
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from interlude.pages.index import PAGES
from tools import addon_lint, package, python_archive, wheels
from tools.browser import OLDEST_FIREFOX
from tools.changes import version
from tools.console import Stop
from tools.paths import DIST, EXTENSION, NODE_MODULES, PY, ROOT
from tools.zips import Files, unzipped, zipped


@pytest.fixture(scope="module")
def archive(files: Files) -> Files:
    """The Python that ships."""
    return unzipped(files["engine/python.zip"])


@pytest.mark.parametrize(("packed", "source"), sorted(package.VENDORED.items()))
def test_libraries_are_byte_identical_to_their_release(
    files: Files, packed: str, source: str
) -> None:
    assert files[packed] == (NODE_MODULES / source).read_bytes()


def test_every_page_has_its_styles_in_one_file(files: Files) -> None:
    pages = [files[page.address].decode() for page in PAGES.values()]
    sheets = [re.findall(r'<link rel="stylesheet" href="([^"]+)">', page) for page in pages]
    assert [len(found) for found in sheets] == [1] * len(pages)
    for (sheet,) in sheets:
        assert b"--paper:" in files[sheet]
        assert b"@import" not in files[sheet]


def test_the_same_tree_gives_the_same_zip_twice(browser: str, files: Files) -> None:
    small = {path: data for path, data in files.items() if len(data) < 1_000_000}
    backwards = dict(reversed(small.items()))
    assert zipped(small) == zipped(backwards)
    assert package.package(browser) == files


def test_the_built_zip_and_folder_hold_the_same_files(browser: str) -> None:
    with zipfile.ZipFile(DIST / f"interlude-{browser}.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
        dates = {info.date_time for info in archive.infolist()}
    folder = DIST / browser
    unpacked = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert zipped == unpacked
    assert len(dates) == 1


def test_a_module_compiles_to_the_same_bytes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {"moods/__init__.py": b"CALM = {'calm', 'kind', 'slow'} & {'kind'}\n"}
    sources["moods/words.py"] = b"def kind(word):\n    return word in {'ta', 'cheers', 'please'}\n"
    found = []
    for folder in ("first", "second"):
        monkeypatch.setattr(python_archive, "CACHE", tmp_path / folder)
        found.append(python_archive.compiled(sources, level=0))
    assert found[0] == found[1]
    assert sorted(found[0][0]) == ["moods/__init__.pyc", "moods/words.pyc"]


def test_the_archive_holds_the_wheels_that_the_lock_names(files: Files, archive: Files) -> None:
    lock = json.loads(files["engine/pyodide-lock.json"])
    named = {(name, entry["version"]) for name, entry in lock["packages"].items()}
    heads = [
        HeaderParser().parsestr(data.decode())
        for path, data in archive.items()
        if path.endswith(".dist-info/METADATA")
    ]
    held = {(head["Name"].lower().replace("_", "-"), head["Version"]) for head in heads}
    assert held == named
    assert len(named) == 7


def test_every_wheel_brings_its_licence(archive: Files) -> None:
    for path in archive:
        if path.endswith("/METADATA"):
            folder = path.removesuffix("METADATA")
            assert [p for p in archive if p.startswith(folder) and "LICEN" in p], folder


def test_wheels_that_are_not_the_locks_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = json.loads(python_archive.record())
    lock["packages"]["jinja2"]["sha256"] = "0" * 64
    altered = tmp_path / "lock.json"
    altered.write_text(json.dumps(lock))
    monkeypatch.setattr(wheels, "engine_lock", lambda: altered)
    with pytest.raises(Stop, match=r"not those of their lock: delete \.cache/wheels"):
        python_archive.archive({})


def test_every_module_of_ours_ships_compiled(archive: Files) -> None:
    ours = {path.relative_to(PY).as_posix() + "c" for path in PY.glob("interlude/**/*.py")}
    assert {path for path in archive if path.startswith("interlude/") and ".pyc" in path} == ours


def test_nothing_ships_that_the_browser_does_not_need(files: Files, archive: Files) -> None:
    stray = (".d.ts", ".yaml", ".map", ".md", ".py", ".pyi", ".py~", ".so", ".c")
    assert [name for name in (*files, *archive) if name.endswith(stray)] == []
    assert [name for name in files if name.endswith(".pyc")] == []
    unwanted = ("asyncio/windows_events.pyc", "pydoc.pyc", "unittest/__init__.pyc", "pip")
    assert [name for name in archive if name.startswith(unwanted)] == []


def test_no_name_that_chrome_keeps_for_itself(files: Files) -> None:
    """Chrome refuses a package with files or folders that start with "_", but for _locales."""
    parts = {part for path in files for part in path.split("/") if part.startswith("_")}
    assert parts == {"_locales"}


def test_no_text_file_that_a_store_refuses(files: Files) -> None:
    """addons.mozilla.org parses no script or JSON of 5 MB or more."""
    text = {path: len(data) for path, data in files.items() if path.endswith(("js", "json"))}
    assert max(text.values()) < 5_000_000


def test_pages_stand_at_the_root_and_find_what_they_name(files: Files) -> None:
    pages = [path for path in files if path.endswith(".html") and "/" not in path]
    assert set(pages) >= {address for page in PAGES.values() for address in page.addresses}
    for page in pages:
        words = files[page].decode().replace("'", '"').split('"')
        named = [word for word in words if word.endswith((".js", ".css", ".png", ".svg"))]
        assert named, page
        assert [word for word in named if word not in files] == [], page


def test_a_name_in_the_manifest_that_is_no_file_stops_the_build(files: Files) -> None:
    without = {path: data for path, data in files.items() if path != "card.html"}
    with pytest.raises(Stop, match=r"card\.html"):
        package._check_manifest_paths(without)


def test_version_is_written_once(browser: str, files: Files) -> None:
    assert "version" not in json.loads((ROOT / "manifest.json").read_text())
    assert json.loads((DIST / browser / "manifest.json").read_text())["version"] == version()
    assert f'"version": "{version()}"' in files["engine/build.gen.js"].decode()


def test_a_file_of_the_platform_folder_lies_over_the_common_one(browser: str, files: Files) -> None:
    own = EXTENSION / "platform" / browser / "background/engine-host.js"
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


def test_firefox_is_as_old_as_the_tests_allow(files: Files) -> None:
    """The oldest Firefox that takes the package is the oldest that ``build.py test`` takes."""
    settings = json.loads(files["manifest.json"]).get("browser_specific_settings")
    if settings:
        assert settings["gecko"]["strict_min_version"] == f"{OLDEST_FIREFOX}.0"


def test_what_mozillas_linter_says_is_explained_to_reviewers() -> None:
    words = (ROOT / "docs" / "reviewers.md").read_text()
    for path, _ in addon_lint.EXPLAINED:
        assert f"`{path}`" in words


def test_a_new_word_of_mozillas_linter_stops_the_check_with_its_place() -> None:
    explained = [
        {"file": path, "code": code, "message": "known"}
        for (path, code), times in addon_lint.EXPLAINED.items()
        for _ in range(times)
    ]
    addon_lint.judge({"errors": [], "warnings": explained, "notices": []})
    place = {"file": "pages/page.js", "line": "7"}
    new = {**place, "code": "DANGEROUS_EVAL", "message": "eval can be harmful."}
    with pytest.raises(Stop, match=r"pages/page\.js:7: eval can be harmful\."):
        addon_lint.judge({"errors": [], "warnings": [*explained, new], "notices": []})
    with pytest.raises(Stop, match="is no longer found"):
        addon_lint.judge({"errors": [], "warnings": explained[1:], "notices": []})
