"""Browsers that take an unpacked extension: found, or installed where that is possible."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.console import Stop, run, step
from tools.environment import python

OLDEST_FIREFOX = 140

_INSTALL_SECONDS = 240


@dataclass(frozen=True, slots=True)
class _Kind:
    """One browser: the variable that may name its program, where else it may be, and the cure."""

    name: str
    variable: str
    candidates: Callable[[], Iterator[Path]]
    fits: Callable[[str], bool]
    install: Callable[[], None]
    cure: str


def chromium() -> Path:
    """A Chromium that starts: one that is there, else one installed now.

    Looks at ``$CHROMIUM``, then for ``chromium`` on the path, then at Playwright's own browsers.
    Raises ``Stop`` with the cure where there is none and none could be installed.
    """
    return _find(_CHROMIUM)


def firefox() -> Path:
    """A Firefox that starts and is not too old: one that is there, else one installed now.

    Looks at ``$FIREFOX``, then for ``firefox-esr`` and ``firefox`` on the path, then where macOS
    and Windows keep it.  Raises ``Stop`` with the cure where there is none and none could be
    installed.
    """
    return _find(_FIREFOX)


def _find(kind: _Kind) -> Path:
    named = os.environ.get(kind.variable)
    if named:
        if not _starts(Path(named), kind):
            raise Stop(
                f"${kind.variable} is {named}, which is no {kind.name} that starts: {kind.cure}"
            )
        return Path(named)
    found = _found(kind)
    if found is None:
        kind.install()
        found = _found(kind)
    if found is None:
        raise Stop(f"no {kind.name}: {kind.cure}")
    return found


def _found(kind: _Kind) -> Path | None:
    return next((program for program in kind.candidates() if _starts(program, kind)), None)


def _starts(program: Path, kind: _Kind) -> bool:
    if program.suffix == ".exe":  # on Windows --version opens a window instead
        return program.exists()
    try:
        asked = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return kind.fits(asked.stdout)


# --- Chromium ------------------------------------------------------------------------------


def _chromiums() -> Iterator[Path]:
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


def _loads_extensions(version: str) -> bool:
    return "Chromium" in version or "for Testing" in version


def _install_chromium() -> None:
    """Try Playwright's download, then Debian's package; neither is an error here."""
    with step("a browser: none found, trying Playwright's"):
        _try(python(), "-m", "playwright", "install", "chromium")
    if _found(_CHROMIUM) is None:
        _install_package("chromium")


# --- Firefox -------------------------------------------------------------------------------


def _firefoxes() -> Iterator[Path]:
    for name in ("firefox-esr", "firefox"):
        if program := shutil.which(name):
            yield Path(program)
    yield Path("/Applications/Firefox.app/Contents/MacOS/firefox")
    yield Path("C:/Program Files/Mozilla Firefox/firefox.exe")


def _is_new_enough(version: str) -> bool:
    """Whether this is what a Firefox says of itself that Interlude runs in.

    >>> _is_new_enough("Mozilla Firefox 153.7.0esr"), _is_new_enough("Mozilla Firefox 128.3.1esr")
    (True, False)
    """
    found = re.search(r"Mozilla Firefox (\d+)\.", version)
    return found is not None and int(found[1]) >= OLDEST_FIREFOX


def _install_firefox() -> None:
    _install_package("firefox-esr")


# --- Installing ----------------------------------------------------------------------------


def _install_package(name: str) -> None:
    """Debian's package, where this may install one."""
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        with step(f"a browser: trying Debian's package {name}"):
            run(["apt-get", "update", "-qq"])
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name])


def _try(*command: str | Path) -> None:
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    try:
        subprocess.run(
            command, timeout=_INSTALL_SECONDS, env={**os.environ, **patience}, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return


_CHROMIUM = _Kind(
    name="Chromium",
    variable="CHROMIUM",
    candidates=_chromiums,
    fits=_loads_extensions,
    install=_install_chromium,
    cure=(
        "install Chromium or Chrome for Testing and name its program in $CHROMIUM; Google Chrome"
        " and Microsoft Edge will not do, because they no longer load an extension from a folder"
    ),
)
_FIREFOX = _Kind(
    name="Firefox",
    variable="FIREFOX",
    candidates=_firefoxes,
    fits=_is_new_enough,
    install=_install_firefox,
    cure=f"install Firefox {OLDEST_FIREFOX} or newer and name its program in $FIREFOX",
)
