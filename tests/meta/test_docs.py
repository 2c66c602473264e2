"""What the documentation shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from interlude.helpdesks.check import line
from tools.paths import ROOT


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_helpdesk_of_the_guide_can_be_tried_as_it_says(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "helpdesks.md").read_text(encoding="utf-8")
    (adapter,), (case,) = blocks(guide, "yaml"), blocks(guide, "json")
    (tmp_path / "plaindesk.yaml").write_text(adapter, encoding="utf-8")
    (tmp_path / "case.json").write_text(case, encoding="utf-8")
    told = line(tmp_path / "case.json").text
    assert told in guide, told
    # The unit tests have the same file.
    assert adapter == (ROOT / "tests/unit/helpdesks/plaindesk.yaml").read_text(encoding="utf-8")
