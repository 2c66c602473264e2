"""A Chromium that loads unpacked extensions: found, or installed where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.console import Stop, run, step
from tools.environment import python

_INSTALL_SECONDS = 240
_CURE = (
    "install Chromium or Chrome for Testing and name its program in $CHROMIUM; Google Chrome and"
    " Microsoft Edge will not do, because they no longer load an extension from a folder"
)


def find() -> Path:
    """A browser that starts: one that is there, else one installed now.

    Looks at ``$CHROMIUM``, then for ``chromium`` on the path, then at Playwright's own browsers.
    Raises ``Stop`` with the cure where there is none and none could be installed.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not _loads_extensions(Path(named)):
            raise Stop(f"$CHROMIUM is {named}, which is no Chromium that starts: {_CURE}")
        return Path(named)
    found = _found()
    if found is None:
        _install()
        found = _found()
    if found is None:
        raise Stop(f"no browser: {_CURE}")
    return found


def _found() -> Path | None:
    return next(filter(_loads_extensions, _candidates()), None)


def _candidates() -> Iterator[Path]:
    for name in ("chromium", "chromium-browser"):
        if program := shutil.which(name):
            yield Path(program)
    for cache in (".cache", "Library/Caches", "AppData/Local"):
        browsers = Path.home() / cache / "ms-playwright"
        for pattern in (
            "chromium-*/chrome-linux*/chrome",
            "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
            "chromium-*/chrome-win*/chrome.exe",
        ):
            yield from sorted(browsers.glob(pattern), reverse=True)


def _loads_extensions(program: Path) -> bool:
    if program.suffix == ".exe":  # on Windows --version opens a window instead
        return program.exists()
    try:
        asked = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return "Chromium" in asked.stdout or "for Testing" in asked.stdout


def _install() -> None:
    """Try Playwright's download, then Debian's package; neither is an error here."""
    with step("a browser: none found, trying Playwright's"):
        _try(python(), "-m", "playwright", "install", "chromium")
    if _found() is None and shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        with step("a browser: trying Debian's package"):
            run(["apt-get", "update", "-qq"])
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])


def _try(*command: str | Path) -> None:
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    try:
        subprocess.run(
            command, timeout=_INSTALL_SECONDS, env={**os.environ, **patience}, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
