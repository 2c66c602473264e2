"""Change notes: one small file in ``changes/`` for each change, gathered by towncrier.

A note is ``changes/<name>.<type>.md``: one or two sentences for those who use what changed.
The types, and how they are headed, stand in ``pyproject.toml``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tools.console import Stop, run
from tools.environment import python
from tools.paths import ROOT

CHANGES = ROOT / "changes"

LONGEST = 400
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def version() -> str:
    """The version of the project, which stands in ``pyproject.toml`` and nowhere else."""
    return str(_project()["project"]["version"])


def types() -> list[str]:
    """Which types of change there are, in the order of the change log."""
    return [one["directory"] for one in _project()["tool"]["towncrier"]["type"]]


def check() -> None:
    """Stop where a note would be lost or misread; the message says how to put it right."""
    wrong = [fault for path in sorted(CHANGES.iterdir()) if (fault := judged(path))]
    if wrong:
        raise Stop("\n  ".join(wrong))


def judged(path: Path) -> str:
    """What is wrong with a note, in words for the person who wrote it; empty if nothing is."""
    if path.name == ".gitignore":
        return ""
    known = ", ".join(types())
    name, _, kind = path.stem.partition(".")
    if path.suffix != ".md" or not _NAME.fullmatch(name):
        return f"changes/{path.name}: name it like early-wake.changed.md; types are {known}"
    if kind not in types():
        return f"changes/{path.name}: {kind!r} is no type; take one of {known}"
    text = path.read_text(encoding="utf-8").strip()
    if not text or len(text) > LONGEST:
        return f"changes/{path.name}: write one or two sentences, at most {LONGEST} characters"
    if not text.endswith(".") or text.startswith(("-", "*", "#")):
        return (
            f"changes/{path.name}: write plain sentences; the list and headings come by themselves"
        )
    return ""


def gather() -> None:
    """Move all notes into ``CHANGELOG.md``, under today's date.

    Raises ``Stop`` where a note is wrong, or the version has been gathered before.
    """
    check()
    run([python(), "-m", "towncrier", "build", "--yes", f"--version={version()}"])


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
