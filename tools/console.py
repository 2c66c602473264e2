"""Telling the person at the terminal what happens, and stopping with a cure."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from tools.paths import ROOT

Word: TypeAlias = str | Path


class Stop(Exception):  # noqa: N818 (it is no failure of the program)
    """The command cannot go on; the message says what is wrong and how to put it right."""


def say(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Name what is going on, and how long it took when it is worth knowing."""
    say(f"· {title}")
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    if seconds >= 1:
        say(f"  {seconds:.0f} s")


def run(command: Sequence[Word], env: Mapping[str, str] | None = None) -> None:
    """Run a program from the project's root, its output on the terminal.

    Raises ``Stop`` with the command line when it fails.
    """
    words = [str(part) for part in command]
    code = subprocess.call(words, cwd=ROOT, env={**os.environ, **(env or {})})
    if code != 0:
        line = " ".join(_short(part) for part in command)
        raise Stop(f"`{line}` ended with status {code}; its own words are above")


def _short(part: Word) -> str:
    path = Path(part)
    if path.is_absolute() and path.is_relative_to(ROOT):
        return str(path.relative_to(ROOT))
    return str(part)
