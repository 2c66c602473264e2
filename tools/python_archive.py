"""Python as it ships: one zip with the standard library, the wheels and ``interlude``, compiled.

Pyodide's own standard library comes as source, and compiling it took most of every start.  Here
Pyodide's own Python does that once, at build time, and only for what can be imported: beginning
at the roots below, every import statement is followed, wherever in a module it stands.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from tools import wheels
from tools.console import Stop, run, step
from tools.environment import digest, node
from tools.paths import CACHE, NODE_MODULES, TOOLS
from tools.zips import Files, unzipped, zipped

_STANDARD_LIBRARY = NODE_MODULES / "pyodide" / "python_stdlib.zip"

# Imported by name, by code in C or by Pyodide's JavaScript, so that no import statement shows.
_HIDDEN = (
    *("_strptime", "importlib.readers", "site", "string.templatelib", "zipimport"),
    *("encodings.ascii", "encodings.cp437", "encodings.latin_1", "encodings.utf_8"),
    *("encodings.raw_unicode_escape", "encodings.unicode_escape", "encodings.utf_8_sig"),
    *("_pyodide._future_helper", "_pyodide.docstring", "_pyodide.jsbind"),
    *("pyodide._package_loader", "pyodide.code"),
)

# Named by an import statement and yet never needed, with all that only they lead to.
_NEVER = (
    # for programmers at a terminal
    *("_pyrepl", "argparse", "code", "difflib", "doctest", "pdb", "pydoc"),
    *("readline", "rlcompleter", "runpy", "unittest"),
    # processes and sockets, which a browser has none of
    *("concurrent.futures.process", "concurrent.interpreters", "ctypes", "multiprocessing"),
    *("http", "pyodide._nodesock_transport", "urllib.request", "xmlrpc"),
    # other systems
    *("_aix_support", "_osx_support", "asyncio.proactor_events", "asyncio.windows_events"),
    *("asyncio.windows_utils", "plistlib"),
    # in Python what is there in C
    *("_py_abc", "_pydatetime", "_pyio"),
    # whole e-mails, installed packages, and what only seldom used functions want
    *("email.message", "email.parser", "importlib.metadata", "statistics", "sysconfig"),
    *("tarfile", "tomllib"),
)

# Of a wheel: its modules, who made it, and on which terms.
_INSTALLED = re.compile(r"^[^.]+\.py$|\.dist-info/(METADATA$|(licenses/)?LICEN[CS]E)")

# Docstrings and asserts are left out of what others wrote.  Ours keeps them: a dataclass without
# a docstring composes one at each start, and that takes longer than reading it.
_STRIPPED = 2
_WHOLE = 0


def archive(own: Files) -> bytes:
    """The zip that Pyodide gets for its standard library, with our ``own`` packages in it.

    Raises ``Stop`` where wheels and lock disagree.
    """
    ours, wanted = compiled(own, _WHOLE)
    packages = _packages()
    tops = set(map(_top, wanted))
    outside = {name for name in chain.from_iterable(wanted.values()) if _top(name) not in tops}
    roots = {*_HIDDEN, *map(_module, _sources(packages)), *outside}
    library = unzipped(_STANDARD_LIBRARY.read_bytes())
    theirs, _ = compiled({**library, **packages}, _STRIPPED, roots)
    data = {path: data for path, data in {**packages, **own}.items() if not _is_source(path)}
    # Not compressed, since the package is: so it is inflated once, when it is installed.
    return zipped({**theirs, **ours, **data}, zipfile.ZIP_STORED)


def record() -> bytes:
    """The lock that micropip made: which wheels, byte for byte, are in the archive."""
    return wheels.engine_lock().read_bytes()


def _packages() -> Files:
    """What the wheels install, with their licences.  Raises ``Stop`` where the lock disagrees."""
    locked = json.loads(record())["packages"].values()
    expected = {entry["file_name"]: entry["sha256"] for entry in locked}
    found = {path.name: path.read_bytes() for path in wheels.engine_wheels().iterdir()}
    if {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} != expected:
        raise Stop("the wheels are not those of their lock: delete .cache/wheels and build again")
    files = {path: data for wheel in found.values() for path, data in unzipped(wheel).items()}
    return {path: data for path, data in files.items() if _INSTALLED.search(path)}


def compiled(
    files: Files, level: int, roots: Iterable[str] | None = None
) -> tuple[Files, dict[str, list[str]]]:
    """The modules that ``roots`` lead to (all without roots), and the names each imports."""
    script = TOOLS / "boot_compile.mjs"
    sources = zipped({path: files[path] for path in _sources(files)}, zipfile.ZIP_STORED)
    order = json.dumps({"level": level, "roots": roots and sorted(roots), "never": sorted(_NEVER)})
    key = hashlib.sha256(f"{digest(script, _STANDARD_LIBRARY)}{order}".encode() + sources)
    target = CACHE / "python" / f"{key.hexdigest()[:16]}.zip"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            step("compile Python with Pyodide's own Python"),
            tempfile.TemporaryDirectory(dir=target.parent) as temporary,
        ):
            given, made = Path(temporary) / "in.zip", Path(temporary) / "out.zip"
            given.write_bytes(sources)
            run([node(), script, order, given, made])
            made.rename(target)
    modules = unzipped(target.read_bytes())
    imports: dict[str, list[str]] = json.loads(modules.pop("imports.json"))
    return modules, imports


def _top(name: str) -> str:
    return name.partition(".")[0]


def _sources(files: Files) -> list[str]:
    return sorted(filter(_is_source, files))


def _is_source(path: str) -> bool:
    return path.endswith(".py")


def _module(path: str) -> str:
    """The name a module is imported by.

    >>> _module("email/__init__.py"), _module("email/utils.py")
    ('email', 'email.utils')
    """
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
