"""Scripts of the shell as they stand, in Node: what they read, and what they take as seen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.environment import node

FILES = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_in_node(file: Path) -> None:
    words = [str(node()), "--test", str(file)]
    ended = subprocess.run(words, check=False, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
