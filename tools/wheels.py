"""The wheels that ship in the extension, and the lock that Pyodide loads them by.

Both are made here from hash-pinned requirements, kept in ``.cache/wheels`` under a name that
changes with their input, and never committed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from tools.console import Stop, run, step
from tools.environment import digest, node, python
from tools.paths import CACHE, NODE_MODULES, REQUIREMENTS, TOOLS

# 2020-01-01: what a wheel built here says of its age, so that two builds are byte-equal.
_EPOCH = "1577836800"


def engine_wheels() -> Path:
    """A folder with the seven wheels of ``requirements/engine.txt``, every one pure Python.

    PyYAML and MarkupSafe offer compiled wheels only, so these two are built from their source
    without their C parts, which Python in the browser could not load.
    """
    lock = REQUIREMENTS / "engine.txt"
    target = CACHE / "wheels" / f"engine-{digest(lock, REQUIREMENTS / 'dev.txt')}"
    if not target.exists():
        with step("wheels of requirements/engine.txt"):
            os.umask(0o022)  # file modes are part of a wheel's bytes
            options = ["--no-build-isolation", "--no-binary=pyyaml,markupsafe", "--no-cache-dir"]
            pure = {
                "CC": shutil.which("false") or "false",
                "PYYAML_FORCE_LIBYAML": "0",
                "SOURCE_DATE_EPOCH": _EPOCH,
            }
            _fetch("wheel", lock, target, options, pure)
    return target


def pyodide_wheels() -> Path:
    """A folder with the wheels of ``requirements/pyodide.txt``: micropip, pytest and friends."""
    lock = REQUIREMENTS / "pyodide.txt"
    target = CACHE / "wheels" / f"pyodide-{digest(lock)}"
    if not target.exists():
        with step("wheels of requirements/pyodide.txt"):
            browser = ["--platform=any", "--implementation=py", "--abi=none"]
            options = ["--only-binary=:all:", "--python-version=3.14", *browser]
            _fetch("download", lock, target, options, {})
    return target


def engine_lock() -> Path:
    """The ``pyodide-lock.json`` of the engine's wheels, as micropip resolves them."""
    script = TOOLS / "lock_wheels.mjs"
    inputs = (script, REQUIREMENTS / "pyodide.txt", NODE_MODULES / "pyodide" / "package.json")
    wheels = engine_wheels()
    target = CACHE / "wheels" / f"lock-{digest(*inputs, *sorted(wheels.iterdir()))}.json"
    if not target.exists():
        resolver = pyodide_wheels()
        with step("lock of the engine's wheels, resolved by micropip inside Pyodide"):
            run([node(), script, resolver, wheels, target])
    return target


def _fetch(
    verb: str, lock: Path, target: Path, options: list[str], environment: dict[str, str]
) -> None:
    """Let pip put the lock's wheels into ``target``, which appears only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        folder = Path(temporary) / "wheels"
        place = f"--wheel-dir={folder}" if verb == "wheel" else f"--dest={folder}"
        pip = [str(python()), "-m", "pip", "--disable-pip-version-check", verb, "-qq"]
        pinned = ["--no-deps", "--require-hashes", f"--requirement={lock}"]
        run([*pip, *options, *pinned, place], environment)
        impure = [path.name for path in folder.iterdir() if not path.name.endswith("-any.whl")]
        if impure:
            raise Stop(f"not pure Python, so the browser cannot load it: {', '.join(impure)}")
        folder.rename(target)
