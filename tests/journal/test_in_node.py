"""The journal's modules as they ship, in Node, over a disk in memory: damage and kills that no
browser could be brought to at will.  What a browser does with real files is in ``tests/e2e/``."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.environment import node
from tools.paths import DIST


def test_the_journal_survives_damage_and_kills() -> None:
    assert DIST.exists(), "there is no build to test: run `python3 build.py build` first"
    words = [str(node()), "--test", str(Path(__file__).parent / "journal.test.mjs")]
    ended = subprocess.run(words, check=False, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
