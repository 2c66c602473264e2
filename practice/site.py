"""What the web sides of both desks share: sign-in, the gate before every request, headers."""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from email.utils import formatdate
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar, cast
from urllib.parse import quote

from flask import Flask, Response, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from practice.desk import Desk, Fault, Refusal, Session, Ticket
from practice.words import words

Json = dict[str, Any]
AnyDesk = TypeVar("AnyDesk", bound=Desk)
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def route(rule: str, *methods: str) -> Callable[[View], View]:
    """Mark a method of a site as the answer to a path; GET unless methods are named."""

    def mark(view: View) -> View:
        rules: list[tuple[str, tuple[str, ...]]] = vars(view).setdefault("rules", [])
        rules.append((rule, methods or ("GET",)))
        return view

    return mark


class Site(ABC, Generic[AnyDesk]):
    """One desk as a website. A product adds its routes and says how it refuses."""

    login_path: ClassVar[str]
    home_path: ClassVar[str]
    open_paths: ClassVar[tuple[str, ...]] = ()
    """API paths that also answer without a session."""
    content_security_policy: ClassVar[str]

    def __init__(self, desk: AnyDesk) -> None:
        self.desk = desk

    @abstractmethod
    def signed_out(self) -> tuple[Json, int]:
        """The API's answer without a session."""

    @abstractmethod
    def token_missing(self) -> tuple[Json, int]:
        """The API's answer to a write without the CSRF token."""

    @abstractmethod
    def refusal(self, status: int) -> Json:
        """The body that goes with a failing HTTP status."""

    @abstractmethod
    def is_ticket_write(self) -> bool:
        """Whether this request, a write, saves a ticket."""

    @abstractmethod
    def limits(self) -> tuple[dict[str, Any], int | None]:
        """Rate limit headers for this request, and the seconds to wait if it is one too many."""

    def app(self) -> Flask:
        """The site as a Flask app."""
        app = Flask("practice", root_path=str(Path(__file__).parent))
        cast(Any, app.json).sort_keys = False
        app.before_request(self._gate)
        app.after_request(self._finish)
        app.register_error_handler(404, lambda _error: (self.refusal(404), 404))
        app.register_error_handler(Refusal, lambda error: (error.body, error.status))
        for name in dir(type(self)):
            view = getattr(self, name)
            for number, (rule, methods) in enumerate(getattr(view, "rules", ())):
                app.add_url_rule(
                    rule, f"{name}_{number}", self._one_at_a_time(view), methods=methods
                )
        app.add_url_rule(self.login_path, "login", self._login, methods=["GET", "POST"])
        app.add_url_rule("/", "root", lambda: redirect(self.home_path))
        icon = f"{self.desk.name}/icon.svg"
        app.add_url_rule("/favicon.ico", "favicon", lambda: app.send_static_file(icon))
        return app

    def app_page(self, settings: Json, **context: Any) -> str:
        """The page of the agent app; its script reads `settings` from a meta element."""
        shown = words(self.desk.name, self.desk.locale)
        return render_template(
            f"{self.desk.name}/app.html",
            desk=self.desk,
            words=shown,
            settings=json.dumps(settings | {"words": shown, "locale": self.desk.locale}),
            **context,
        )

    def ticket(self, ticket_id: int) -> Ticket:
        return self.desk.tickets.get(ticket_id) or abort(404)

    def _one_at_a_time(self, view: View) -> View:
        """No answer is put together while another request changes the desk."""

        @wraps(view)
        def answer(**values: Any) -> ResponseReturnValue:
            with self.desk.lock:
                return view(**values)

        return cast(View, answer)

    def _gate(self) -> ResponseReturnValue | None:
        """What a request must pass before it reaches its route."""
        self.desk.settle()
        path = request.path
        g.session = self.desk.session(request.cookies.get(self.desk.cookie))
        if path.startswith("/static/") or path in (self.login_path, "/favicon.ico"):
            return None
        if g.session is None:
            return None if path in self.open_paths else self._ask_to_sign_in()
        if not path.startswith(("/api/", "/collaboration/")):
            return None
        g.limit_headers, seconds = self.limits()
        if seconds is not None:
            return self._refuse(Fault(429, seconds))
        if request.method in ("GET", "HEAD"):
            self.desk.wait_if_held(path)
            return self._refuse(self.desk.take_read_fault(path))
        if request.headers.get("X-CSRF-Token") != signed_in().csrf_token:
            return self.token_missing()
        if self.is_ticket_write():
            time.sleep(self.desk.take_delay())
            return self._refuse(self.desk.take_fault())
        return None

    def _finish(self, response: Response) -> Response:
        response.headers["Date"] = formatdate(self.desk.now(), usegmt=True)
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in g.get("limit_headers", {}).items():
            response.headers[name] = value
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = self.content_security_policy
        return response

    def _refuse(self, fault: Fault | None) -> ResponseReturnValue | None:
        if fault is None:
            return None
        headers = {"Retry-After": str(fault.retry_after)} if fault.status in (429, 503) else {}
        return self.refusal(fault.status), fault.status, headers

    def _ask_to_sign_in(self) -> ResponseReturnValue:
        if not request.path.startswith("/api/"):
            target = quote(request.full_path.rstrip("?"))
            return redirect(f"{self.login_path}?return_to={target}")
        if self.desk.logged_out_answer == "html":
            return self._login_page()
        return self.signed_out()

    def _login(self) -> ResponseReturnValue:
        if request.method == "GET":
            return self._login_page()
        email = request.form.get("email")
        if email not in [agent.email for agent in self.desk.agents]:
            return self._login_page(failed=True), 401
        if not request.form.get("password"):
            return self._login_page(failed=True), 401
        session = self.desk.new_session(email)
        target = request.form.get("return_to", "")
        is_path = target.startswith("/") and not target.startswith("//")
        response = redirect(target if is_path else self.home_path)
        response.set_cookie(
            session.cookie, session.value, secure=True, httponly=True, samesite="Lax"
        )
        return response

    def _login_page(self, failed: bool = False) -> str:
        return render_template(
            "login.html",
            desk=self.desk,
            words=words(self.desk.name, self.desk.locale),
            action=self.login_path,
            return_to=request.values.get("return_to", ""),
            failed=failed,
        )


def signed_in() -> Session:
    """The session of this request; the gate has made sure that there is one."""
    return cast(Session, g.session)


def json_body() -> Json:
    """The request's JSON object; empty when there is none."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def includes() -> list[str]:
    """The parts of the query's `include`."""
    return [part for part in request.args.get("include", "").split(",") if part]
