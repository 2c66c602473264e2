"""What goes into the extension, and the two ways it is written: a folder and a zip.

A package is a mapping from path to bytes, made whole in memory: the same tree always gives
byte-equal files.  What differs between browsers is in ``extension/platform/<browser>/``: files
laid over the common ones, and ``manifest.json``, a patch to the common manifest.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import catalogues, changes, content, protocol_types, python_archive
from tools.console import Stop, run, say, step
from tools.environment import node
from tools.paths import DIST, EXTENSION, NODE_MODULES, PY, ROOT, TOOLS
from tools.shells import SHELL, shells
from tools.zips import Files, zipped

# Path in the package, and the npm file it is, byte for byte: reviewers compare them with the
# official release.  https://extensionworkshop.com/documentation/publish/third-party-library-usage
VENDORED = {
    "engine/idb.js": "idb/build/index.js",
    "engine/pyodide/pyodide.asm.mjs": "pyodide/pyodide.asm.mjs",
    "engine/pyodide/pyodide.asm.wasm": "pyodide/pyodide.asm.wasm",
    "engine/pyodide/pyodide.mjs": "pyodide/pyodide.mjs",
    "pages/idiomorph.js": "idiomorph/dist/idiomorph.esm.js",
}

BROWSERS = ("chromium", "firefox")

_CSS_IMPORT = re.compile(rb'@import "([^"]+)";\n')

# A comment over whole lines, as `/** */` stands before what it tells of.
_COMMENT = re.compile(r"^\s*/\*\*(?:[^*]|\*(?!/))*\*/\n", re.MULTILINE)

_SHIPPED = frozenset((".css", ".html", ".js", ".json", ".png", ".svg"))


def build_all() -> None:
    """Write the package of every browser."""
    for browser in BROWSERS:
        build(browser)


def build(browser: str) -> Path:
    """Write ``dist/<browser>/`` and ``dist/interlude-<browser>.zip``; the folder.

    Raises ``Stop`` where content is wrong, or where Python does not start from the result.
    """
    protocol_types.refresh()
    with step(f"package for {browser}"):
        files = package(browser)
    folder = DIST / browser
    _write_folder(files, folder)
    archive = zipped(files)
    target = DIST / f"interlude-{browser}.zip"
    target.write_bytes(archive)
    with step("Python starts from the package, without a network"):
        run([node(), TOOLS / "boot_check.mjs", folder])
    say(
        f"built {folder.relative_to(ROOT)}/ and {target.relative_to(ROOT)}"
        f" ({len(archive) / 2**20:.1f} MiB)"
    )
    return folder


def package(browser: str) -> Files:
    """Every file of the extension for one browser, by its path in the package."""
    content.validate()
    triggers = content.triggers()
    files = {
        **_sources(browser),
        **shells(),
        **{path: (NODE_MODULES / source).read_bytes() for path, source in VENDORED.items()},
        "engine/pyodide-lock.json": python_archive.record(),
        # A snapshot brings its modules along: it gets this for an archive until it needs the other.
        "engine/nothing.zip": zipped({}),
        "engine/python.zip": python_archive.archive(own_python()),
        # No JSON module: a service worker that imports one does not start again once it was
        # stopped (seen in Chromium 156).
        "background/triggers.gen.js": b"export default " + _json(triggers),
        **_first_popups(),
        **_locales(),
        "manifest.json": _json(_manifest(browser, triggers["hosts"])),
    }
    files["engine/build.gen.js"] = b"export default " + _json(_engine_build(files))
    _check_manifest_paths(files)
    return dict(sorted(files.items()))


def _sources(browser: str) -> Files:
    """``extension/`` as it ships: pages at the root, the browser's own files laid over."""
    platform = EXTENSION / "platform"
    own = platform / browser
    if not own.is_dir():
        raise Stop(f"extension/platform/{browser}/ does not exist, so there is no such build")
    files = {
        _packed_path(path.relative_to(EXTENSION)): path.read_bytes()
        for path in _shipped(EXTENSION)
        if not path.is_relative_to(platform)
    }
    for path in _shipped(own):
        if path != own / "manifest.json":
            files[_packed_path(path.relative_to(own))] = path.read_bytes()
    bare = {path: _bare(path, data) for path, data in files.items() if path.startswith("content/")}
    return _with_imports_inlined({**files, **bare})


def _bare(path: str, script: bytes) -> bytes:
    """A content script without comments over whole lines and without indentation.

    A helpdesk's page carries no word that is for readers of the source alone.
    """
    text = script.decode()
    if any(line.count("`") % 2 for line in text.splitlines()):
        raise Stop(f"extension/{path}: a text over several lines would lose its indentation")
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()


def _with_imports_inlined(files: Files) -> Files:
    """The same with each stylesheet's imports in their place, and without what was imported.

    A page paints when its last stylesheet is there, and each has to be asked for.
    """
    imported: set[str] = set()

    def inlined(path: str) -> bytes:
        def content_of(name: re.Match[bytes]) -> bytes:
            target = posixpath.join(posixpath.dirname(path), name[1].decode())
            if target not in files:
                raise Stop(f"extension/{path} imports {target}, which does not exist")
            imported.add(target)
            return inlined(target)

        return _CSS_IMPORT.sub(content_of, files[path])

    sheets = {path: inlined(path) for path in files if path.endswith(".css")}
    return {path: data for path, data in {**files, **sheets}.items() if path not in imported}


def _shipped(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _SHIPPED and path != SHELL:
            yield path


def _packed_path(path: Path) -> str:
    """Pages stand at the root, so that their addresses are short and never move."""
    if path.parts[0] == "pages" and path.suffix == ".html":
        return path.name
    return path.as_posix()


def own_python() -> Files:
    """The ``interlude`` package as the engine imports it; content as JSON, catalogues compiled."""
    files: Files = {}
    for path in sorted((PY / "interlude").rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts or path.name.startswith("."):
            continue
        if path.name == "never.txt":  # for tests
            continue
        packed = path.relative_to(PY)
        if path.name == "ui.po":
            files[packed.with_suffix(".mo").as_posix()] = catalogues.compiled(path.parent.name)
        elif path.suffix == ".yaml":
            files[packed.with_suffix(".json").as_posix()] = _json(content.parsed(packed))
        else:
            files[packed.as_posix()] = path.read_bytes()
    return files


def _first_popups() -> Files:
    """The popup that shows until Python has drawn one, in every language of the browser."""
    content.import_product()
    from interlude import words

    found = {}
    for language in words.languages():
        words.use(language)
        found[f"pages/popup.{words.tag()}.gen.html"] = content.first_popup().encode()
    words.use(words.SOURCE)
    return found


def _locales() -> Files:
    """What the browser itself says of Interlude, in every language."""
    content.import_product()
    from interlude import browser, words

    return {
        f"_locales/{language}/messages.json": _json(browser.messages(language))
        for language in words.languages()
    }


def _engine_build(files: Files) -> dict[str, Any]:
    """What the engine knows of its own build: a name for its bytes, its version and its Python."""
    engine = "".join(
        f"{path} {hashlib.sha256(data).hexdigest()}\n"
        for path, data in sorted(files.items())
        if path.startswith("engine/")
    )
    name = hashlib.sha256(engine.encode()).hexdigest()
    python = json.loads(files["engine/pyodide-lock.json"])["info"]
    return {"name": name, "version": changes.version(), "python": python}


def _manifest(browser: str, hosts: list[str]) -> dict[str, Any]:
    manifest: dict[str, Any] = _read_json(ROOT / "manifest.json")
    patch = _read_json(EXTENSION / "platform" / browser / "manifest.json")
    stamped = {"version": changes.version(), "host_permissions": hosts}
    return merged({**manifest, **stamped}, patch)


def merged(base: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """The base with the patch laid over: objects merge, lists grow, null takes away.

    >>> merged({"a": [1], "b": {"c": 1, "d": 2}}, {"a": [2], "b": {"d": None}})
    {'a': [1, 2], 'b': {'c': 1}}
    """
    result = dict(base)
    for key, value in patch.items():
        old = result.get(key)
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(old, dict):
            result[key] = merged(old, value)
        elif isinstance(value, list) and isinstance(old, list):
            result[key] = [*old, *value]
        else:
            result[key] = value
    return result


def _check_manifest_paths(files: Files) -> None:
    """Stop where the manifest names a file that the package lacks."""
    manifest = json.loads(files["manifest.json"])
    named = {
        manifest["action"]["default_popup"],
        manifest["options_ui"]["page"],
        *manifest["icons"].values(),
        *(path for entry in manifest["web_accessible_resources"] for path in entry["resources"]),
    }
    missing = sorted(named - files.keys())
    if missing:
        raise Stop(
            f"manifest.json names {', '.join(missing)}, which extension/ does not hold:"
            " add the file or take the name out"
        )


def _write_folder(files: Files, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise Stop(f"{path.name}: {error}; mend the JSON at that place") from error


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
