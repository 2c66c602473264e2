"""A page of the extension in a real browser, for benches that run a script in it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import sync_playwright

from tests.e2e.browser import Session, unpacked_for_tests
from tests.firefox.browser import ORIGIN, Firefox
from tools.paths import DIST
from tools.zips import Files

Evaluate: TypeAlias = Callable[..., Any]
"""Run a JavaScript function, which may be async, with arguments; what it gives, as JSON."""

_BLANK = "bench-blank.html"


@contextmanager
def chromium(extra: Files) -> Iterator[Evaluate]:
    """A blank page of the extension in Chromium, with ``extra`` files in its package."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        extension = unpacked_for_tests(DIST / "chromium", Path(temporary) / "extension")
        _lay(extra, extension.folder)
        program, profile = Path(os.environ["CHROMIUM"]), Path(temporary) / "profile"
        session = Session(playwright, program, extension, profile, "MAP * ~NOTFOUND")
        try:
            yield session.tab(f"{session.origin}/{_BLANK}").evaluate
        finally:
            session.close()


@contextmanager
def firefox(extra: Files) -> Iterator[Evaluate]:
    """The same in Firefox."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, profile = Path(temporary) / "extension", Path(temporary) / "profile"
        shutil.copytree(DIST / "firefox", folder)
        _lay(extra, folder)
        profile.mkdir()
        browser = Firefox(Path(os.environ["FIREFOX"]), folder, profile)
        try:
            browser.go(f"{ORIGIN}/{_BLANK}")
            yield browser.evaluate
        finally:
            browser.close()


def _lay(extra: Files, folder: Path) -> None:
    """Put files beside those of the package, and take its broker out.

    It would wake an engine after the install, and a second one waits for what the first holds open.
    """
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["background"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    for path, data in {**extra, _BLANK: b"<!doctype html><title>bench</title>"}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


BROWSERS = {"chromium": chromium, "firefox": firefox}
