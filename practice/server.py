"""Serves both practice desks over HTTPS on one port of this machine, told apart by host name."""

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import trustme
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from practice.freshdesk.desk import FreshdeskDesk
from practice.freshdesk.site import FreshdeskSite
from practice.zendesk.desk import ZendeskDesk
from practice.zendesk.site import ZendeskSite

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

VANITY_HOST = "help.acme.example"
"""A customer's own domain, on which the Freshdesk stand-in answers too."""

FRESHSERVICE_HOST = "acme.freshservice.com"
"""Another product that looks alike; nobody should take it for Freshdesk."""


class Request(NamedTuple):
    """One request that the server has answered; `path` includes the query string."""

    host: str
    method: str
    path: str
    status: int


class PracticeHelpdesk:
    """Both desks on one local HTTPS port, in a background thread.

    Use it as a context manager. The browser must be told where the host names live, with
    `--host-resolver-rules=<resolver_rules()>`, and to accept the throw-away certificate.

    `port` 0 takes a free one. `clock` gives the time in seconds since 1970.
    """

    def __init__(self, port: int = 0, clock: Callable[[], float] = time.time) -> None:
        self.zendesk = ZendeskDesk(clock)
        self.freshdesk = FreshdeskDesk(clock)
        freshdesk_app = FreshdeskSite(self.freshdesk).app()
        self._apps: dict[str, WSGIApplication] = {
            self.zendesk.host: ZendeskSite(self.zendesk).app(),
            self.freshdesk.host: freshdesk_app,
            VANITY_HOST: freshdesk_app,
            FRESHSERVICE_HOST: freshdesk_app,
        }
        self._wanted_port = port
        self._requests: list[Request] = []
        self._server: BaseWSGIServer | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(self._apps)

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("the practice helpdesk is not running; use it in a with statement")
        return self._server.port

    @property
    def requests(self) -> list[Request]:
        """Everything that was asked for so far, also for hosts that are not ours (status 421)."""
        return list(self._requests)

    def forget_requests(self) -> None:
        self._requests.clear()

    def reset(self) -> None:
        """Both desks as they were at the start, and an empty list of requests."""
        self.zendesk.reset()
        self.freshdesk.reset()
        self.forget_requests()

    def resolver_rules(self, catch_all: bool = False) -> str:
        """The value of Chromium's --host-resolver-rules.

        With `catch_all`, every other HTTPS host leads here too and shows up in `requests`, so
        that a test can see what a browser tried to reach; nothing gets out to the network.
        """
        hosts = [*self.hosts, *(["*"] if catch_all else [])]
        return ", ".join(f"MAP {host}:443 127.0.0.1:{self.port}" for host in hosts)

    def __enter__(self) -> Self:
        server = make_server(
            "127.0.0.1",
            self._wanted_port,
            self._answer,
            threaded=True,
            request_handler=_QuietHandler,
        )
        context = _certificate_for(self.hosts)
        # The handshake must happen in the request's own thread: done at accept(), one browser
        # that opens a connection ahead of need and stays silent would hold up everybody else.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        server.ssl_context = context
        self._server = server
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "").partition(":")[0]
        query = environ.get("QUERY_STRING")
        path = environ.get("RAW_URI") or environ["PATH_INFO"] + (f"?{query}" if query else "")

        def log_and_start(
            status: str, headers: list[tuple[str, str]], error: Any = None
        ) -> "Callable[[bytes], object]":
            request = Request(host, environ["REQUEST_METHOD"], path, int(status[:3]))
            self._requests.append(request)
            return start_response(status, headers, error)

        return self._apps.get(host, _misdirected)(environ, log_and_start)


class _QuietHandler(WSGIRequestHandler):
    """Prints nothing: a browser that has yet to accept the certificate ends many handshakes."""

    def log(self, *_args: object) -> None:
        pass

    def send_response(self, code: int, message: str | None = None) -> None:
        """Leave out the base class's own Date: the desks have a clock of their own."""
        self.send_response_only(code, message)


def _misdirected(_environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
    return [b"This host is not one of the practice desks.\n"]


def _certificate_for(hosts: Iterable[str]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert(*hosts).configure_cert(context)
    return context
