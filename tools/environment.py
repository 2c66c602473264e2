"""The project's own Python, Node packages and browser: fetched once, then found.

Only the standard library may be imported here: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tools.console import Stop, run, step
from tools.paths import CACHE, NODE_MODULES, REQUIREMENTS, ROOT, VENV

_OLDEST_PYTHON = (3, 11)


def set_up() -> None:
    """Have ``.venv`` and ``node_modules`` hold exactly what the lock files say."""
    if sys.version_info < _OLDEST_PYTHON:
        raise Stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    _install_python(VENV, REQUIREMENTS / "dev.txt")
    _install_node_modules()


def python() -> Path:
    """The interpreter of the project's own environment."""
    return _interpreter(VENV)


def is_active() -> bool:
    """Whether this process runs in the project's own environment."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def node() -> Path:
    """The Node.js program.  Raises ``Stop`` where there is none."""
    return _program("node", "install Node.js 20 or newer")


def django_helpdesk_python() -> Path:
    """An interpreter with django-helpdesk, in an environment of its own.

    Made at the first call, because only the tests against that helpdesk need it.
    """
    environment = CACHE / "django-helpdesk"
    _install_python(environment, REQUIREMENTS / "django-helpdesk.txt")
    return _interpreter(environment)


def research_python() -> Path:
    """An interpreter with what fits and measures the judge of tension, on its own as well.

    Made at the first call, because only ``research/`` and one bench need it.
    """
    environment = CACHE / "research"
    _install_python(environment, REQUIREMENTS / "research.txt")
    return _interpreter(environment)


def digest(*paths: Path) -> str:
    """One short name for the content of these files."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def _install_python(environment: Path, lock: Path) -> None:
    stamp = environment / "interlude.stamp"
    if _stamped(stamp, digest(lock)):
        return
    with step(f"Python packages of requirements/{lock.name}"):
        if not _interpreter(environment).exists():
            _create(environment)
        # --no-deps because the lock is complete; --require-hashes because it is the law.
        pip = [str(_interpreter(environment)), "-m", "pip", "--disable-pip-version-check"]
        run([*pip, "install", "-qq", "--no-deps", "--require-hashes", f"--requirement={lock}"])
    stamp.write_text(digest(lock))


def _create(environment: Path) -> None:
    try:
        venv.create(environment, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(environment, ignore_errors=True)
        raise Stop(
            f"this Python cannot make an environment ({error}):"
            " install its venv module (Debian and Ubuntu: apt-get install python3-venv)"
        ) from error


def _install_node_modules() -> None:
    lock = ROOT / "package-lock.json"
    stamp = NODE_MODULES / ".interlude.stamp"
    if _stamped(stamp, digest(lock)):
        return
    npm = _program("npm", "install Node.js 20 or newer, which brings npm")
    with step("npm packages of package-lock.json"):
        run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"])
    stamp.write_text(digest(lock))


def _stamped(stamp: Path, expected: str) -> bool:
    return stamp.exists() and stamp.read_text() == expected


def _interpreter(environment: Path) -> Path:
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def _program(name: str, cure: str) -> Path:
    found = shutil.which(name)
    if found is None:
        raise Stop(f"`{name}` was not found: {cure}")
    return Path(found)
