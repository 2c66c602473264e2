"""The content script as it stands, in Node: where it reads, and how much."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.environment import node


def test_it_reads_on_its_own_site_alone_and_not_without_end() -> None:
    words = [str(node()), "--test", str(Path(__file__).parent / "reads.test.mjs")]
    ended = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
