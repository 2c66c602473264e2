"""A client for Marionette, the remote control that every Firefox has inside.

Messages are JSON behind their own length; a command is answered before the next one is sent.
https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import socket
from typing import Any, Literal

Context = Literal["content", "chrome"]

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""How WebDriver marks an element in JSON.  https://www.w3.org/TR/webdriver2/#elements"""


class MarionetteError(Exception):
    """Firefox could not do what it was told; the message is its own."""


class StaleElementError(MarionetteError):
    """The page has drawn itself anew since the element was found."""


class Marionette:
    """One session with a Firefox that listens on ``port`` of this machine.

    ``patience`` is how many seconds a script may take, and how long an element is waited for.
    """

    def __init__(self, port: int, patience: float) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=2 * patience)
        self._stream = self._socket.makefile("rb")
        self._sent = 0
        self._receive()  # who is there, and which protocol it speaks
        session = self._send("WebDriver:NewSession", acceptInsecureCerts=True)
        self.process: int = session["capabilities"]["moz:processID"]
        milliseconds = int(1000 * patience)
        self._send("WebDriver:SetTimeouts", script=milliseconds, implicit=milliseconds)

    def close(self) -> None:
        """Hang up; Firefox stays as it is."""
        self._stream.close()
        self._socket.close()

    def quit(self) -> None:
        """Have Firefox end as if a person had chosen Quit."""
        self._send("Marionette:Quit", flags=["eAttemptQuit"])

    def install(self, folder: str) -> None:
        """Take an unpacked extension in until Firefox ends, also for private windows."""
        self._send("Addon:Install", path=folder, temporary=True, allowPrivateBrowsing=True)

    def context(self, context: Context) -> None:
        """Where scripts run from now on: in the page, or in the browser's own window."""
        self._send("Marionette:SetContext", value=context)

    def navigate(self, url: str) -> None:
        self._send("WebDriver:Navigate", url=url)

    def frame(self, index: int | None) -> None:
        """Look into a frame of the page, counted from 0, or (None) at the page itself.

        Frames in closed shadow roots are among them.
        """
        self._send("WebDriver:SwitchToFrame", id=index)

    def find(self, selector: str) -> str:
        """The id of the first element that a CSS selector matches, as soon as there is one."""
        found = self._send("WebDriver:FindElement", using="css selector", value=selector)
        element: str = found["value"][_ELEMENT]
        return element

    def click(self, element: str) -> None:
        self._send("WebDriver:ElementClick", id=element)

    def text(self, element: str) -> str:
        """What a person reads there."""
        return str(self._send("WebDriver:GetElementText", id=element)["value"])

    def type(self, element: str, text: str) -> None:
        self._send("WebDriver:ElementSendKeys", id=element, text=text)

    def press(self, keys: str) -> None:
        """Press and let go one key after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._send("WebDriver:PerformActions", actions=[keyboard])

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function, which may be async, gives for these arguments.

        Raises ``MarionetteError`` with what the function throws.
        """
        script = f"return ({function.rstrip().removesuffix(';')})(...arguments)"
        answer = self._send("WebDriver:ExecuteScript", script=script, args=arguments, sandbox=None)
        return answer["value"]

    def _send(self, command: str, **parameters: Any) -> Any:
        self._sent += 1
        text = json.dumps([0, self._sent, command, parameters]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, result = self._receive()
        if error:
            stale = error["error"] == "stale element reference"
            kind = StaleElementError if stale else MarionetteError
            raise kind(f"{command}: {error['error']}: {error['message']}")
        return result

    def _receive(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            if not digit:
                raise MarionetteError("Firefox has hung up")
            length += digit
        return json.loads(self._stream.read(int(length)))
