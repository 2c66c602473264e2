"""Serves a recording: a helpdesk's requests and answers in the order they happened, as YAML.

README.md tells the fields of a file. A write moves the story on, a read does not: it is answered
as it was recorded since the last write that was sent, in its turn if it was recorded more than
once, or else as before. So nobody has to send what was recorded in the recorded order.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import yaml
from cattrs import transform_error
from cattrs.preconf.json import make_converter
from flask import Flask, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from practice.serving import Serving

PRACTICE = Path(__file__).parents[1]
READS = ("GET", "HEAD")


class _Loader(yaml.SafeLoader):
    """YAML with JSON's values alone: a moment stays the text that the helpdesk wrote."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - declared so by PyYAML
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer; `press` names a button on the page that sends it."""

    request: str
    answer: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    form: dict[str, str] | None = None
    press: str = ""

    @property
    def method(self) -> str:
        return self.request.partition(" ")[0]

    @property
    def path(self) -> str:
        return self.request.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Recording:
    """`now` is the helpdesk's clock in every answer; `pages` is markup by the path of a page."""

    name: str
    now: datetime
    pages: dict[str, str]
    exchanges: list[Exchange]

    @classmethod
    def read(cls, path: Path) -> "Recording":
        """Raises `ValueError` where the file is no recording, naming the place in it."""
        converter = make_converter(forbid_extra_keys=True)
        try:
            return converter.structure(yaml.load(path.read_text("utf-8"), _Loader), cls)
        except Exception as error:
            raise ValueError(f"{path}: {'; '.join(transform_error(error))}") from error


class ReplayDesk(Serving):
    """A recorded helpdesk at http://127.0.0.1:<port>; use it as a context manager."""

    def __init__(self, recording: Path, port: int = 0) -> None:
        self.recording = Recording.read(recording)
        self.reset()
        super().__init__(self.app(), port)

    def reset(self) -> None:
        """The story begins anew."""
        self._begun = 0
        self._told: set[int] = set()
        self.asked: list[str] = []
        """Every request so far, such as "GET /rest/desk/7"; not those of the page's own files."""
        self.unknown: list[str] = []
        """Those that are not in the recording, answered with 404."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> Flask:
        app = Flask("practice", root_path=str(PRACTICE))
        app.add_url_rule("/favicon.ico", "favicon", lambda: ("", 204))
        methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        app.add_url_rule("/", "root", self._answer, methods=methods)
        app.add_url_rule("/<path:_path>", "any", self._answer, methods=methods)
        app.after_request(self._dated)
        return app

    def _dated(self, response: Response) -> Response:
        response.headers["Date"] = format_datetime(self.recording.now.astimezone(UTC), usegmt=True)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _answer(self, _path: str = "") -> ResponseReturnValue:
        path = request.full_path.rstrip("?")
        self.asked.append(f"{request.method} {path}")
        if request.method in READS and request.path in self.recording.pages:
            return self._page(self.recording.pages[request.path])
        exchange = self._next(path)
        if exchange is None:
            self.unknown.append(self.asked[-1])
            abort(404)
        plain = isinstance(exchange.answer, str)
        text = exchange.answer if plain else json.dumps(exchange.answer)
        kind = "text/html" if plain else "application/json"
        return Response(text, exchange.status, exchange.headers, mimetype=kind)

    def _page(self, markup: str) -> str:
        writes = {
            exchange.press: {
                "method": exchange.method,
                "path": exchange.path,
                "body": exchange.body,
            }
            for exchange in self.recording.exchanges
            if exchange.press and exchange.form is None
        }
        return render_template(
            "replay/page.html",
            recording=self.recording,
            markup=markup,
            settings=json.dumps({"words": {}, "writes": writes}),
        )

    def _next(self, path: str) -> Exchange | None:
        """What the recording answers to the request at hand; None if it does not, or not yet."""
        exchanges = self.recording.exchanges
        fits = [number for number, exchange in enumerate(exchanges) if _fits(exchange, path)]
        if request.method in READS:
            ahead = range(self._begun, len(exchanges))
            end = next((n for n in ahead if exchanges[n].method not in READS), len(exchanges))
            fits = [number for number in fits if number < end]
        fresh = [n for n in fits if n >= self._begun and n not in self._told]
        for number in fresh[:1] or fits[-1:]:
            self._told.add(number)
            if request.method not in READS:
                self._begun = number + 1
            return exchanges[number]
        return None


def _fits(exchange: Exchange, path: str) -> bool:
    """Whether it is the request at hand; a query or a body that is not recorded may be any."""
    asked = path if "?" in exchange.path else path.partition("?")[0]
    if (exchange.method, exchange.path) != (request.method, asked):
        return False
    if exchange.form is not None:
        return request.form.to_dict() == exchange.form
    return exchange.body is None or request.get_json(silent=True) == exchange.body
