"""A helpdesk that no code here knows: an adapter of forty lines, and a recording to replay."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from practice.replay import ReplayDesk
from tests.e2e.browser import Session, card, stays_quiet, unpacked_for_tests
from tools.paths import PY, ROOT

RECORDING = ROOT / "tests" / "helpdesks" / "plaindesk" / "solved.yaml"

BUILD = """
import sys
from pathlib import Path
from tools import paths
paths.PY = Path(sys.argv[1])
from tools import package
for path, data in package.package("chromium").items():
    target = Path(sys.argv[2], path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
"""


@pytest.fixture
def session(playwright: Playwright, chromium: Path, tmp_path: Path) -> Iterator[Session]:
    """A browser with a build that has the adapter of docs/helpdesks.md beside the others."""
    guide = (ROOT / "docs" / "helpdesks.md").read_text("utf-8")
    adapter = re.search(r"```yaml\n(.*?^id: plaindesk\n.*?)```", guide, re.DOTALL | re.MULTILINE)
    assert adapter
    shutil.copytree(PY, tmp_path / "py", ignore=shutil.ignore_patterns("__pycache__"))
    content = tmp_path / "py" / "interlude" / "content" / "helpdesks"
    (content / "plaindesk.yaml").write_text(adapter[1])
    built: list[str | Path] = [sys.executable, "-c", BUILD, tmp_path / "py", tmp_path / "build"]
    subprocess.run(built, cwd=ROOT, check=True)
    extension = unpacked_for_tests(tmp_path / "build", tmp_path / "extension")
    started = Session(playwright, chromium, extension, tmp_path / "profile", "MAP * ~NOTFOUND")
    yield started
    started.close()


def test_a_recorded_helpdesk_is_added_and_its_tense_close_brings_a_card(session: Session) -> None:
    with ReplayDesk(RECORDING) as desk:
        settings = session.open("settings", 900, 900)
        settings.locator("#adapter").select_option(label="Plain Desk")
        settings.locator("#address").fill(f"{desk.url}/desk/7")
        settings.locator("#add").click()
        settings.get_by_role("list", name="Helpdesks you added").get_by_text(desk.url).wait_for()

        tab = session.tab(f"{desk.url}/desk/7")
        tab.get_by_role("button", name="Save without closing").click()
        tab.get_by_role("status").wait_for()
        assert stays_quiet(tab, 1.5)

        tab.get_by_role("button", name="Solve").click()
        card(tab)
        reads = {asked for asked in desk.asked if asked.startswith("GET /rest/")}
        assert reads == {"GET /rest/desk/7", "GET /rest/desk/7/log", "GET /rest/me"}
        assert desk.unknown == []
