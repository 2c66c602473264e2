"""Serves both practice desks over HTTPS on one port of this machine, told apart by host name."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import trustme

from practice.freshdesk.desk import FreshdeskDesk
from practice.freshdesk.site import FreshdeskSite
from practice.serving import Serving
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


class PracticeHelpdesk(Serving):
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
        self._requests: list[Request] = []
        super().__init__(self._answer, port, _certificate_for(self.hosts))

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(self._apps)

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


def _misdirected(_environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
    return [b"This host is not one of the practice desks.\n"]


def _certificate_for(hosts: Iterable[str]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert(*hosts).configure_cert(context)
    return context
