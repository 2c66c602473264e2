"""``build.py new``: what it writes stands on its own feet, and what it cannot write it asks for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import new
from tools.console import Stop
from tools.new import language
from tools.new.language import MARK
from tools.paths import ROOT, VENV

EACH = {
    "page": "night_watch",
    "figure": "walks",
    "card": "pebble",
    "prompt-family": "night_air",
    "helpdesk": "night-desk",
    "language": "it",
}
BEGIN = f"from tools import new\nfor one in {list(EACH.items())}: new.write(list(one))"

# What stands beside `py/`, as far as the tests look at it.
BESIDE = (
    ".github", "docs", "py", "tests", "tools", "extension/platform", "practice/django_helpdesk",
)  # fmt: skip


OWN = (
    "tests/unit/pages/test_night_watch.py",
    "tests/unit/ledger/figures/test_walks.py",
    "tests/unit/cards/test_pebble.py",
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one thing of each kind begun in it, and nothing more said."""
    tree = tmp_path_factory.mktemp("new")
    for name in BESIDE:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("*.json"),
        ROOT / "build.py",
        ROOT / "pyproject.toml",
    ):
        shutil.copy(path, tree)
    (tree / "extension" / "protocol.gen.d.ts").touch()
    (tree / ".venv").symlink_to(VENV)
    subprocess.run([sys.executable, "-c", BEGIN], cwd=tree, check=True)
    return tree


def play(tree: Path, *words: str) -> str:
    asked = [sys.executable, "-m", *words]
    told = subprocess.run(asked, cwd=tree, capture_output=True, text=True, check=False)
    return "" if told.returncode == 0 else told.stdout + told.stderr


def test_what_was_begun_keeps_the_conventions_and_its_own_tests(tree: Path) -> None:
    assert all((tree / path).is_file() for path in OWN)
    others = [
        "tests/unit/cards/test_kinds.py",
        "tests/unit/helpdesks/test_closes.py",
        "tests/unit/helpdesks/test_trigger.py",
        "tests/unit/pages/test_every_page.py",
        "tests/meta/test_conventions.py",
        "tests/meta/test_layers.py",
        "py/interlude/ledger/figures/walks.py",
    ]
    assert play(tree, "pytest", "-q", *OWN, *others) == ""


def test_it_is_written_as_the_lint_wants_it(tree: Path) -> None:
    assert play(tree, "ruff", "check", "--no-cache", "py", *OWN) == ""
    assert play(tree, "ruff", "format", "--check", "--no-cache", "py", *OWN) == ""


def test_what_only_a_person_can_say_is_asked_for(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "ROOT", tree)
    with pytest.raises(Stop) as told:
        new.check()
    for place in (
        "py/interlude/pages/night_watch/page.html:5: ",
        "py/interlude/ledger/figures/walks.py:1: ",
        f"py/interlude/content/families/pebble.yaml:2: tag: {MARK} pebble",
        f"py/interlude/locale/de/families/night_air.yaml:1: tag: {MARK} night air",
        "py/interlude/content/helpdesks/night-desk.yaml:1: ",
        f"py/interlude/locale/it/deposits.yaml:2: name: {MARK} Turned it round",
        "docs/pages.md:",
    ):
        assert place in str(told.value)


def test_nothing_is_left_to_say_here() -> None:
    new.check()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "KIND is one of page, figure, card, prompt-family, helpdesk, language"),
        (["pgae", "garden"], "KIND is one of page, figure"),
        (["page", "garden", "gate"], "say `python3 build.py new KIND ID`"),
        (["page", "Garden"], "'Garden' is no id of a page; write it like night_watch"),
        (["page", "../garden"], "is no id of a page"),
        (["figure", "class"], "'class' is no id of a figure"),
        (["helpdesk", "acme_desk"], "write it like night-desk"),
        (["language", "Italian"], "write it like nl or nl_BE"),
        (["language", "xq"], "'xq' is no language of CLDR"),
        (["page", "settings"], "'settings' is taken: settings.html is an address of settings"),
        (["page", "router"], "'router' is taken: py/interlude/pages/router.py is there"),
        (["page", "team"], "'team' is taken: team.html is an address of share"),
        (["page", "dashboard"], "'dashboard' is taken: dashboard.html is an address of account"),
        (["figure", "settings"], "account.settings means something else"),
        (["figure", "entry"], "'entry' is taken: Entry means something else"),
        (["figure", "state"], "'state' is taken: State means something else"),
        (["figure", "none"], "'none' is taken: None means something else"),
        (["card", "breath"], "'breath' is taken: py/interlude/cards/breath/__init__.py"),
        (["card", "space"], "'space' is taken: py/interlude/content/families/space.yaml"),
        (["prompt-family", "space"], "'space' is taken"),
        (["helpdesk", "zendesk"], "'zendesk' is taken"),
        (["language", "de"], "'de' is taken: py/interlude/locale/de/"),
    ],
)
def test_what_cannot_be_begun_says_why_and_writes_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    for module in (new, language):
        monkeypatch.setattr(module, "ROOT", tree)
    before = {path for path in tree.rglob("*") if path.suffix != ".pyc"}
    with pytest.raises(Stop) as stop:
        new.write(words)
    assert told in str(stop.value)
    assert {path for path in tree.rglob("*") if path.suffix != ".pyc"} == before
