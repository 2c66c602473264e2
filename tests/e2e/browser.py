"""A real Chromium with the unpacked build in it, and the ways to kill parts of it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import (
    BrowserContext,
    CDPSession,
    Frame,
    Page,
    Playwright,
    WebError,
    Worker,
    expect,
)

from practice import chromium

T = TypeVar("T")

PATIENCE_S = 30

card = chromium.card

# A public key whose private half was thrown away.  Chromium makes the id of an extension from it:
# https://developer.chrome.com/docs/extensions/reference/manifest/key
KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi8oUHNSEt7+5ioiYJWdVzPlG2ukhpZy6/mILSWE72068"
    "FfrFlZ1iUCIdfEWD1S/xXFrk2mgwRXfj8N/0U4DL8wWesPlZ1qcq/PUXH/tXl/RbNbf7enmO4NA0CexpeBHBqdt5"
    "VeROhT4q2EMj0Uy4uYyKkhjtlC4N+Zld+QIO8WDsRA4zp8zRQyIz/w2eVSCSq++x19WtxMM1rjj5uNun1hxTnGP4"
    "sY5S719PbHZmmh20wHeW6AF6JaqSZ4e0upsgPIM/HrijR/h0ousHs3LvX3jJQhDB0up7yERxbWaZ/ddJa75lKjJO"
    "ljdYKVLmIsdSJjxTjJiGq1hQb2D/xRMYcQIDAQAB"
)


_ERASE = """() => chrome.runtime.sendMessage({
    to: "broker",
    id: crypto.randomUUID(),
    event: {kind: "acted", page: "settings", tab: null, action: "erase", fields: {sure: "yes"}},
})"""


@dataclass(frozen=True, slots=True)
class Extension:
    """An unpacked build whose id is known before it is loaded."""

    folder: Path
    id: str


def unpacked_for_tests(build: Path, target: Path) -> Extension:
    """Copy a build and fix its id.

    Its one optional permission, hosts the agent names herself, is granted beforehand, because
    no test can press the browser's own permission dialogue.
    """
    shutil.copytree(build, target)
    path = target / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["key"] = KEY
    manifest["host_permissions"].append("http://127.0.0.1/*")
    # With it the developer tools could not make the disk look full.
    manifest["permissions"].remove("unlimitedStorage")
    path.write_text(json.dumps(manifest))
    digest = hashlib.sha256(base64.b64decode(KEY)).hexdigest()[:32]
    return Extension(target, "".join(chr(ord("a") + int(digit, 16)) for digit in digest))


class Session:
    """One browser profile, through as many starts of the browser as a test needs."""

    def __init__(
        self,
        playwright: Playwright,
        executable: Path,
        extension: Extension,
        profile: Path,
        resolver_rules: str,
        **options: Any,
    ) -> None:
        self._playwright = playwright
        self._executable = executable
        self._extension = extension.folder
        self._profile = profile
        self._rules = resolver_rules
        self._options = options
        self.origin = f"chrome-extension://{extension.id}"
        self.requests: list[str] = []
        self.problems: list[str] = []
        self._spare: Page | None = None
        self.context = self._launch()

    def _launch(self) -> BrowserContext:
        context = chromium.launch(
            self._playwright,
            self._executable,
            self._extension,
            self._profile,
            self._rules,
            **self._options,
        )
        context.set_default_timeout(1000 * PATIENCE_S)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", self._problem)
        return context

    def _problem(self, error: WebError) -> None:
        """What our own scripts throw, in any page; a helpdesk's own errors are not ours."""
        if self.origin in (error.error.stack or ""):
            self.problems.append(str(error.error))

    def tab(self, url: str) -> Page:
        """A new tab at an address."""
        page = self.context.new_page()
        page.goto(url)
        return page

    def open(self, page: str, width: int = 380, height: int = 600, hash: str = "") -> Page:
        """One of the extension's own pages, ready for use, in a tab of the popup's size."""
        tab = self.context.new_page()
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(f"{self.origin}/{page}.html{hash}")
        tab.wait_for_selector("body[data-engine=ready]")
        return tab

    def popup(self) -> Page:
        """The popup, in a tab of its size."""
        return self.open("popup")

    def forget(self) -> None:
        """Close all tabs but a spare one and erase everything: what follows meets a fresh account.

        What is sent is what the settings page sends; its button has a test of its own.
        """
        if self._spare is None or self._spare.is_closed():
            self._spare = self.open("share")
        for page in self.context.pages:
            if page is not self._spare:
                page.close()
        self.problems.clear()
        self.erase()

    def erase(self) -> None:
        """Erase everything, also what is remembered of looks at tickets in the last minutes."""
        assert self._spare
        erased = self._spare.evaluate(_ERASE)
        assert "Everything is erased" in erased.get("html", ""), erased

    def broker(self) -> Worker:
        """The service worker, woken if it sleeps."""
        if not self.context.service_workers:
            return self.context.wait_for_event("serviceworker")
        return self.context.service_workers[0]

    def kill_broker(self) -> None:
        """Stop the service worker in the middle of whatever it does."""
        self._close_target("service_worker")

    def kill_engine(self) -> None:
        """Close the offscreen document and with it the worker, Python and its memory."""
        self._close_target("background_page", "offscreen", "other")

    def running(self) -> set[str]:
        """The kinds of what runs beside pages: of Interlude, or a worker of any page."""
        with self._devtools() as devtools:
            return {
                target["type"]
                for target in devtools.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
                if target["type"] == "worker" or target["url"].startswith(self.origin)
            } - {"page", "tab"}

    def _close_target(self, *kinds: str) -> None:
        with self._devtools() as devtools:
            targets = devtools.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
            for target in targets:
                if target["type"] in kinds and target["url"].startswith(self.origin):
                    devtools.send("Target.closeTarget", {"targetId": target["targetId"]})

    @contextmanager
    def _devtools(self) -> Iterator[CDPSession]:
        devtools = self.context.new_cdp_session(self.context.pages[0])
        yield devtools
        devtools.detach()

    def kill_browser(self) -> None:
        """SIGKILL: no goodbye, no flush; then start again on the same profile."""
        listing = subprocess.run(
            ["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True
        )
        for line in listing.stdout.splitlines():
            pid, _, command = line.strip().partition(" ")
            if f"--user-data-dir={self._profile}" in command:
                with _already_gone():
                    os.kill(int(pid), signal.SIGKILL)
        with _already_gone():
            self.context.close()
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self._profile / name).unlink(missing_ok=True)
        self.context = self._launch()

    def restart(self, meanwhile: Callable[[Path], None]) -> None:
        """Quit as a person does; let something happen to the profile's folder; start again."""
        self.context.close()
        meanwhile(self._profile / "Default")
        self.context = self._launch()

    def close(self) -> None:
        """End the browser."""
        with _already_gone():
            self.context.close()


@contextmanager
def _already_gone() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # Playwright has no one class for "the browser is gone"
        if not isinstance(error, ProcessLookupError) and "closed" not in str(error).lower():
            raise


def until(tab: Page, look: Callable[[], T], what: str) -> T:
    """Look again and again, until there is something to see; ``what`` is for the error.

    The tab gives the time: waiting in it lets Playwright hear what the browser says meanwhile.
    """
    end = time.monotonic() + PATIENCE_S
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"after {PATIENCE_S} seconds still not: {what}")
        tab.wait_for_timeout(50)
    return seen


def stays_quiet(tab: Page, seconds: float = 2.5) -> bool:
    """Whether no card comes up for as long as one could still come.

    One of few waits for a time: that nothing comes has no moment at which it could be seen. Too
    short, it can only miss a fault and never make one up.
    """
    tab.wait_for_timeout(seconds * 1000)
    return tab.locator("[data-interlude]").count() == 0


def press_shortcut(session: Session, tab: Page, command: str) -> None:
    """What the browser tells the service worker when a keyboard shortcut is pressed in a tab.

    No test can press the key itself: a browser without a window has no shortcuts.
    """
    session.broker().evaluate(
        """async ([command, url]) => {
            const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
            chrome.commands.onCommand.dispatch(command, tab);
        }""",
        [command, tab.url],
    )


def go_into(session: Session, tab: Page, shown: Frame) -> None:
    """Go into the card by its shortcut: what is then pressed by key was meant, however soon."""
    press_shortcut(session, tab, "declare-tense")
    shown.wait_for_function("() => document.hasFocus()")


_IN_SIGHT = """() => new Promise((done) => {
    let soon;
    const look = (entries) => {
        clearTimeout(soon);
        if (entries.at(-1).isVisible) soon = setTimeout(done, 800);
    };
    const often = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
    new IntersectionObserver(look, often).observe(document.body);
})"""


def stays_in_sight(shown: Frame) -> None:
    """Wait until the browser tells the card's frame that it was in sight long enough to press."""
    shown.evaluate(_IN_SIGHT)


def another(shown: Page | Frame) -> None:
    """Press Another, and wait for the other prompt."""
    if isinstance(shown, Frame):
        stays_in_sight(shown)
    before = shown.locator("main").get_attribute("data-shown") or ""
    shown.get_by_role("button", name="Another").click()
    expect(shown.locator("main")).not_to_have_attribute("data-shown", before)


def until_the_card_is(kind: str, shown: Page | Frame) -> None:
    """Press Another until the card is of a kind; the families take turns, so it comes soon."""
    for _ in range(8):
        if shown.locator("main").get_attribute("data-card") == kind:
            return
        another(shown)
    raise AssertionError(f"after eight others there was still no {kind}")
