"""The project's files as the laws look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.paths import EXTENSION, PY, ROOT

# Top-level names that .gitignore keeps out of the repository.
_NOT_OURS = {".git", ".venv", ".cache", "node_modules", "dist", "__pycache__"}
_NOT_OURS |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def place(path: Path) -> str:
    """A file's path as people write it."""
    return path.relative_to(ROOT).as_posix()


def all_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that belongs to the repository."""
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_OURS:
            continue
        if path.is_dir():
            yield from all_files(path)
        else:
            yield path


def scripts() -> dict[str, str]:
    """The text of every JavaScript file of our own that ships, by its place."""
    return {place(path): path.read_text() for path in sorted(EXTENSION.rglob("*.js"))}


def modules(folder: Path = PY) -> dict[str, str]:
    """The text of every Python file that ships, by its place."""
    return {place(path): path.read_text() for path in sorted(folder.rglob("*.py"))}


def imports(text: str) -> set[str]:
    """The full names a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
