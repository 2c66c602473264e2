"""Serves a website on one port of this machine, in a background thread."""

import ssl
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Serving:
    """Serves `app` as long as the `with` statement lasts; by HTTPS where it has a certificate.

    `port` 0 takes a free one.
    """

    def __init__(
        self, app: "WSGIApplication", port: int = 0, certificate: ssl.SSLContext | None = None
    ) -> None:
        self._app = app
        self._wanted_port = port
        self._certificate = certificate
        self._server: BaseWSGIServer | None = None

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("the practice helpdesk is not running; use it in a with statement")
        return self._server.port

    def __enter__(self) -> Self:
        server = make_server(
            "127.0.0.1",
            self._wanted_port,
            self._app,
            threaded=True,
            request_handler=_QuietHandler,
        )
        if self._certificate is not None:
            # The handshake must happen in the request's own thread: done at accept(), one browser
            # that opens a connection ahead of need and stays silent would hold up everybody else.
            server.socket = self._certificate.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
            server.ssl_context = self._certificate
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


class _QuietHandler(WSGIRequestHandler):
    """Prints nothing: a browser that has yet to accept the certificate ends many handshakes."""

    def log(self, *_args: object) -> None:
        pass

    def send_response(self, code: int, message: str | None = None) -> None:
        """Leave out the base class's own Date: the desks have a clock of their own."""
        self.send_response_only(code, message)
