"""The commands that use a built extension: test, run and bench."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

from tools import browser, checks, package
from tools.console import Stop, say
from tools.environment import python
from tools.paths import DIST, PY, ROOT

# Two files at a time: a browser mostly waits.
_EVERYTHING = ["--numprocesses=2", "--dist=loadfile"]
_EVERYDAY = [*_EVERYTHING, "-m", "not heavy"]
_ALL = [*_EVERYTHING, "--rounds=20"]


def test(arguments: list[str]) -> int:
    """Check, build, then one pytest run; its status.

    Without arguments it plays everything but the tests marked ``heavy``, with ``--all`` these too
    and more crash rounds; else what was asked, without the checks.
    """
    whole = {(): _EVERYDAY, ("--all",): _ALL}.get(tuple(arguments))
    if whole and checks.check() != 0:
        return 1
    package.build_all()
    environment = {**os.environ, **_browsers()}
    chosen = whole or arguments
    return subprocess.call([python(), "-m", "pytest", *chosen], cwd=ROOT, env=environment)


def run() -> int:
    """Play the journey against the practice helpdesk: on the screen, or into pictures."""
    folder = package.build("chromium")
    _importable()
    demo = importlib.import_module("practice.demo")
    pictures = DIST / "demo"
    headless = not _has_display()
    demo.play(browser.chromium(), folder, headless=headless, pictures_dir=pictures)
    if headless:
        say(f"no display here: the journey's pictures are in {pictures.relative_to(ROOT)}/")
    return 0


def bench(arguments: list[str]) -> int:
    """Run ``bench/<name>.py`` for each name, or all of them; the exit status.

    What follows the names from the first ``--option`` on is for the benches, and ``--json FILE``
    holds in the end what all of them found.
    """
    names = list(takewhile(lambda word: not word.startswith("-"), arguments))
    options = arguments[len(names) :]
    known = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Stop(f"no bench is called {', '.join(unknown)}; there are: {', '.join(known)}")
    if "--json" in options:
        Path(options[options.index("--json") + 1]).unlink(missing_ok=True)
    package.build_all()
    paths = os.pathsep.join([str(PY), str(ROOT)])
    environment = {**os.environ, **_browsers(), "PYTHONPATH": paths}
    for name in names or known:
        say(f"\nbench {name}")
        code = subprocess.call([python(), known[name], *options], cwd=ROOT, env=environment)
        if code != 0:
            raise Stop(f"bench {name} ended with status {code}")
    return 0


def _browsers() -> dict[str, str]:
    """The variables that tell tests and benches which browsers to use."""
    return {"CHROMIUM": str(browser.chromium()), "FIREFOX": str(browser.firefox())}


def _importable() -> None:
    for folder in (str(PY), str(ROOT)):
        if folder not in sys.path:
            sys.path.insert(0, folder)


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
