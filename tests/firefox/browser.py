"""A real Firefox with the build in it, and the ways to send parts of it to sleep or to death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tests.firefox.marionette import Marionette, StaleElementError

T = TypeVar("T")

PATIENCE_S = 30

ID = "interlude@between-tickets"
_INSIDE = (Path(__file__).parent / "inside.js").read_text(encoding="utf-8")
_UUID = "00000000-0000-4000-8000-000000000001"
ORIGIN = f"moz-extension://{_UUID}"

_PREFS = {
    "marionette.port": 0,  # any free one; Firefox writes it into the profile
    "extensions.webextensions.uuids": json.dumps({ID: _UUID}),
    # Not every Firefox takes an unsigned extension but as a temporary one, which leaves when the
    # browser ends.  These two see to it that what it kept stays, as an installed one's does.
    "extensions.webextensions.keepStorageOnUninstall": True,
    "extensions.webextensions.keepUuidOnUninstall": True,
    # Say yes in the browser's own dialogue, which no test can press.
    "extensions.webextOptionalPermissionPrompts": False,
    # The only world there is: this machine.
    "network.dns.forceResolve": "127.0.0.1",
}


class Firefox:
    """One profile in ``folder``, through as many starts of the browser as a test needs.

    Every HTTPS address leads to ``port`` of this machine, or nowhere where that is 0.  ``more`` are
    preferences beside those that every test needs.
    """

    def __init__(
        self,
        executable: Path,
        build: Path,
        folder: Path,
        port: int = 0,
        more: Mapping[str, object] | None = None,
    ) -> None:
        self._executable = executable
        self._build = build
        self._profile = folder
        prefs = {**_PREFS, "network.socket.forcePort": f"443={port}", **(more or {})}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in prefs.items()]
        (folder / "user.js").write_text("".join(lines))
        self._start()

    def _start(self) -> None:
        listening = self._profile / "MarionetteActivePort"
        listening.unlink(missing_ok=True)
        options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
        with (self._profile / "firefox.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._executable, *options, "--profile", self._profile],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        port = wait(lambda: listening.exists() and listening.read_text(), "Firefox listens")
        self._marionette = Marionette(int(port), PATIENCE_S)
        self._marionette.install(str(self._build))

    def close(self) -> None:
        """End the browser."""
        self._marionette.quit()
        self._end()

    def restart(self, meanwhile: Callable[[Path], None] | None = None) -> None:
        """Quit as a person does, and start again on the same profile.

        ``meanwhile`` is something that happens to its folder.
        """
        self.close()
        if meanwhile:
            meanwhile(self._profile)
        self._start()

    def kill(self) -> None:
        """SIGKILL: no goodbye, no flush; then start again on the same profile."""
        os.kill(self._marionette.process, signal.SIGKILL)
        self._end()
        self._start()

    def _end(self) -> None:
        self._marionette.close()
        self._process.wait(PATIENCE_S)

    # --- What a person sees and does -----------------------------------------------------------

    def go(self, url: str) -> None:
        """Lead the tab to an address."""
        self._marionette.navigate(url)

    def open(self, page: str) -> None:
        """Lead the tab to one of the extension's own pages, and wait until it can be used."""
        self.go(f"{ORIGIN}/{page}.html")
        self.find("body[data-engine=ready]")

    def find(self, selector: str) -> str:
        """The first element that a CSS selector matches, as soon as there is one."""
        return self._marionette.find(selector)

    def click(self, selector: str) -> None:
        """Click what a CSS selector matches, also where the page is busy drawing itself anew."""

        def clicked() -> bool:
            try:
                self._marionette.click(self.find(selector))
            except StaleElementError:
                return False
            return True

        wait(clicked, f"{selector} is clicked")

    def text(self, selector: str) -> str:
        """What a person reads there, as soon as there is something to read.

        Marionette reads nothing where an element is still fading in, so nothing is no answer.
        """

        def read() -> str:
            try:
                return self._marionette.text(self.find(selector))
            except StaleElementError:
                return ""

        return wait(read, f"{selector} can be read")

    def type(self, selector: str, text: str) -> None:
        self._marionette.type(self.find(selector), text)

    def press(self, keys: str) -> None:
        """Press and let go one key after the other, wherever the focus is."""
        self._marionette.press(keys)

    def press_shortcut(self, key: str = "H") -> None:
        """What Firefox does when Alt, Shift and a key are pressed: a shortcut of the extension."""
        self._inside("shortcut", key)

    def gone(self, selector: str) -> None:
        """Wait until nothing on the page matches a CSS selector."""
        wait(lambda: not self.shows(selector), f"{selector} is gone")

    @contextmanager
    def frame(self, index: int) -> Iterator[None]:
        """Look into a frame of the page for a while."""
        self._marionette.frame(index)
        yield
        self._marionette.frame(None)

    @contextmanager
    def card(self, index: int = 0) -> Iterator[None]:
        """Look into the card in the helpdesk's page, as soon as it shows its words.

        ``index`` is how many frames of its own the page has before it.
        """
        self.find("[data-interlude]")
        with self.frame(index):
            self.find("body[data-seen] main[data-card]")
            fits = "() => innerHeight >= document.body.offsetHeight"
            wait(lambda: self.evaluate(fits), "the frame is as tall as its card")
            yield

    def stays(self, selector: str) -> bool:
        """Whether it is still there when whatever could take it away has had its time."""
        time.sleep(0.3)
        return self.shows(selector)

    def stays_quiet(self, seconds: float = 2.5) -> bool:
        """Whether no card comes up for as long as one could still come."""
        time.sleep(seconds)
        return not self.shows("[data-interlude]")

    def shows(self, selector: str) -> bool:
        """Whether anything on the page matches a CSS selector now."""
        return bool(self.evaluate("(selector) => !!document.querySelector(selector)", selector))

    def forget(self) -> None:
        """One tab, and everything erased the agent's way: what follows meets a fresh account."""
        self._inside("oneTab")
        self.open("settings")
        self.click("#sure")
        self.click("#erase")
        wait(lambda: "Everything is erased" in self.text("#note"), "everything is erased")

    # --- The popup at the toolbar's button -----------------------------------------------------

    def open_popup(self) -> None:
        self._inside("openPopup")
        wait(lambda: self.popup() == f"{ORIGIN}/popup.html", "the popup is open")

    def popup(self) -> str:
        """The address that the popup shows; nothing while it is closed."""
        return str(self._inside("popup"))

    def click_in_popup(self, selector: str) -> None:
        self._inside("clickInPopup", selector)

    def tabs(self) -> list[str]:
        """The addresses of all tabs of the window."""
        addresses: list[str] = self._inside("tabs")
        return addresses

    # --- What only a program can ask -----------------------------------------------------------

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function, which may be async, gives in the page, as JSON."""
        return self._marionette.evaluate(function, *arguments)

    def _inside(self, command: str, *arguments: Any) -> Any:
        """What a command of ``inside.js`` gives."""
        self._marionette.context("chrome")
        try:
            return self._marionette.evaluate(_INSIDE, command, *arguments)
        finally:
            self._marionette.context("content")

    def warnings(self) -> list[str]:
        """What Firefox had to say against the manifest."""
        said: list[str] = self._inside("warnings")
        return said

    def journal(self) -> list[dict[str, Any]]:
        """Every entry that is kept; the tab is led to a page of the extension for it."""
        self.open("settings")
        entries: list[dict[str, Any]] = self.evaluate(
            """async () => {
                const opening = indexedDB.open("interlude");
                await new Promise((done) => (opening.onsuccess = done));
                const reading = opening.result.transaction("entries").objectStore("entries");
                const asked = reading.getAll();
                await new Promise((done) => (asked.onsuccess = done));
                opening.result.close();
                return asked.result;
            }"""
        )
        return entries

    def memo(self) -> str:
        """What the broker keeps for Python; asked on a page of the extension."""
        return str(self.evaluate("async () => (await chrome.storage.session.get()).memo ?? ''"))

    def fall_asleep(self) -> None:
        """Have the event page suspended now, as Firefox does it after 30 seconds without work."""

        def asleep() -> bool:
            self._inside("suspend")
            return self.sleeps()

        wait(asleep, "the event page is gone")

    @contextmanager
    def idle_after(self, milliseconds: int) -> Iterator[None]:
        """Shorten the 30 seconds for an event page that starts in the meantime."""
        self.fall_asleep()
        self._inside("idleAfter", milliseconds)
        yield
        self._inside("idleAfter", 0)

    def sleeps(self) -> bool:
        """Whether the event page is gone, and everything that ran for it."""
        return self._inside("state") == "stopped" and self.workers() == 0

    def workers(self) -> int:
        """How many workers there are in the process that all extensions share."""
        return int(self._inside("workers"))

    def revoke(self, *origins: str) -> None:
        """Take host permissions back, as a person does on about:addons."""
        self._inside("revoke", origins)

    def origins(self) -> list[str]:
        """Where the browser lets the extension work; asked on a page of the extension."""
        allowed: list[str] = self.evaluate(
            "async () => (await chrome.permissions.getAll()).origins.sort()"
        )
        return allowed


def wait(look: Callable[[], T], what: str, patience: float = PATIENCE_S) -> T:
    """Look again and again, until there is something to see; ``what`` is for the error."""
    end = time.monotonic() + patience
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"after {patience} seconds still not: {what}")
        time.sleep(0.05)
    return seen
