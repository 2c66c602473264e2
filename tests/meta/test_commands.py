"""build.py, as someone meets it who has just cloned the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import build
from tests.meta.tree import imports
from tools import browser, journeys, package
from tools.console import Stop
from tools.paths import ROOT


def ask(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    asked = ask("--help")
    assert asked.returncode == 0
    for command in build.COMMANDS:
        assert f"  {command} " in asked.stdout


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    asked = ask("biuld")
    assert asked.returncode == 2
    assert "'biuld'" in asked.stderr
    assert "build" in asked.stderr


def test_set_up_a_second_time_is_done_at_once() -> None:
    asked = ask("setup")
    assert (asked.returncode, asked.stdout) == (0, "")


@pytest.mark.parametrize("name", ["build.py", "tools/environment.py", "tools/console.py"])
def test_the_first_step_needs_only_the_standard_library(name: str) -> None:
    names = {found.partition(".")[0] for found in imports((ROOT / name).read_text())}
    assert names - sys.stdlib_module_names - {"tools"} == set()


def test_ci_runs_what_a_person_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert "python3 build.py test --all" in (ROOT / "README.md").read_text()
    assert [line for line in lines if "python3" in line] == ["python3 build.py test --all"]


def test_a_browser_that_is_named_but_not_there_is_said_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))
    with pytest.raises(Stop, match=r"\$CHROMIUM is .* install Chromium or Chrome for Testing"):
        browser.chromium()


def test_a_branded_browser_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chrome = tmp_path / "chrome"
    chrome.write_text("#!/bin/sh\necho Google Chrome 150.0\n")
    chrome.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(chrome))
    with pytest.raises(Stop, match="Google Chrome and Microsoft Edge will not do"):
        browser.chromium()


def test_chrome_for_testing_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chrome = tmp_path / "chrome"
    chrome.write_text("#!/bin/sh\necho Google Chrome for Testing 150.0\n")
    chrome.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(chrome))
    assert browser.chromium() == chrome


def test_an_old_firefox_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    firefox = tmp_path / "firefox"
    firefox.write_text("#!/bin/sh\necho Mozilla Firefox 128.3.1esr\n")
    firefox.chmod(0o755)
    monkeypatch.setenv("FIREFOX", str(firefox))
    with pytest.raises(Stop, match=r"\$FIREFOX is .* install Firefox 140 or newer"):
        browser.firefox()


def test_an_unknown_bench_is_answered_with_the_known_ones() -> None:
    with pytest.raises(Stop, match="no bench is called naps"):
        journeys.bench(["naps"])


def test_a_patch_adds_changes_and_takes_away() -> None:
    base = {
        "permissions": ["scripting"],
        "background": {"service_worker": "b.js", "type": "module"},
    }
    patch = {
        "permissions": ["offscreen"],
        "background": {"service_worker": None, "scripts": ["b.js"]},
    }
    assert package.merged(base, patch) == {
        "permissions": ["scripting", "offscreen"],
        "background": {"type": "module", "scripts": ["b.js"]},
    }
