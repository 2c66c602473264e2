"""The routes of the Freshdesk stand-in: the agent app's page and both APIs.

`/api/_/` is what the app itself calls: it wraps its answers, and takes writes with a CSRF token.
`/api/v2/` is the public API: bare answers; with a browser's session it can only be read here.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from practice.desk import Draft
from practice.freshdesk.desk import DONE, SCENARIOS, FreshdeskDesk, invalid, refusal_json
from practice.freshdesk.shapes import (
    activity_json,
    agent_json,
    conversation_json,
    job_json,
    ticket_fields_json,
    ticket_json,
)
from practice.markup import text_of
from practice.site import Json, Site, View, includes, json_body, route, signed_in

ACTIVITIES_PER_PAGE = 30
INCLUDABLE = ("requester", "stats", "company", "conversations", "survey")


def both(rule: str) -> Callable[[View], View]:
    """A read that both APIs offer."""

    def mark(view: View) -> View:
        return route(f"/api/_{rule}")(route(f"/api/v2{rule}")(view))

    return mark


class FreshdeskSite(Site[FreshdeskDesk]):
    login_path = "/support/login"
    home_path = "/a/tickets/filters/unresolved"
    content_security_policy = (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self';"
        " frame-ancestors 'self'"
    )

    def signed_out(self) -> tuple[Json, int]:
        message = "You have to be logged in to perform this action."
        return {"code": "invalid_credentials", "message": message}, 401

    def token_missing(self) -> tuple[Json, int]:
        return {"code": "unauthorized", "message": "The CSRF token is missing or wrong."}, 401

    def refusal(self, status: int) -> Json:
        return refusal_json(status)

    def is_ticket_write(self) -> bool:
        return request.path.startswith("/api/_/tickets/") and not request.path.endswith("/draft")

    def limits(self) -> tuple[dict[str, Any], int | None]:
        """Only the public API has a limit; the app's own one answers on (README, F1)."""
        if not request.path.startswith("/api/v2/"):
            return {}, None
        left, reset = self.desk.count_call("account", self.desk.rate_limit)
        headers = {
            "X-RateLimit-Total": self.desk.rate_limit,
            "X-RateLimit-Remaining": max(left, 0),
            "X-RateLimit-Used-CurrentRequest": 1,
        }
        return headers, reset if left < 0 else None

    # Pages

    @route("/a/<path:_path>")
    def agent_page(self, _path: str) -> ResponseReturnValue:
        desk = self.desk
        statuses = [{"id": code, "name": name} for code, name in desk.status_names().items()]
        settings = {
            "closeStyle": desk.close_style,
            "replyStyle": desk.reply_style,
            "statuses": statuses,
            "scenarios": [{"id": s["id"], "name": s["name"]} for s in SCENARIOS],
            "refreshSeconds": desk.refresh_seconds,
        }
        return self.app_page(settings)

    # People

    @route("/api/_/bootstrap/me")
    def bootstrap_me(self) -> ResponseReturnValue:
        session = signed_in()
        return {"agent": agent_json(session.person), "meta": {"csrf_token": session.csrf_token}}

    @route("/api/_/bootstrap/agents_groups")
    def bootstrap_agents_groups(self) -> ResponseReturnValue:
        agents = [agent_json(agent) for agent in self.desk.agents]
        return {"data": {"agents": agents, "groups": []}}

    @route("/api/v2/agents/me")
    def agents_me(self) -> ResponseReturnValue:
        return agent_json(signed_in().person)

    @route("/api/v2/agents")
    def agents_list(self) -> ResponseReturnValue:
        if self.desk.agents_list_forbidden:
            return refusal_json(403), 403
        return [agent_json(agent) for agent in self.desk.agents]

    # Reading tickets

    @both("/tickets/<int:ticket_id>")
    def ticket_show(self, ticket_id: int) -> ResponseReturnValue:
        body = ticket_json(self.desk, self.ticket(ticket_id), _checked_includes())
        return {"ticket": body, "meta": {}} if _wraps() else body

    @both("/tickets")
    def tickets_list(self) -> ResponseReturnValue:
        tickets = list(self.desk.tickets.values())
        if request.args.get("filter") in ("unresolved", "new_and_my_open"):
            tickets = [ticket for ticket in tickets if ticket.status not in DONE]
        wanted = _checked_includes()
        items = _page([ticket_json(self.desk, ticket, wanted) for ticket in tickets])
        return {"tickets": items, "meta": {"count": len(tickets)}} if _wraps() else items

    @both("/tickets/<int:ticket_id>/conversations")
    def conversations(self, ticket_id: int) -> ResponseReturnValue:
        ticket = self.ticket(ticket_id)
        description = ticket.messages[0]
        messages = [m for m in self.desk.indexed(ticket) if m is not description]
        if request.args.get("order_type") == "desc":
            messages.reverse()
        items = _page([conversation_json(self.desk, ticket, message) for message in messages])
        return {"conversations": items, "meta": {"count": len(messages)}} if _wraps() else items

    @both("/ticket_fields")
    def ticket_fields(self) -> ResponseReturnValue:
        fields = ticket_fields_json(self.desk)
        return {"ticket_fields": fields} if _wraps() else fields

    @both("/jobs/<job_id>")
    def job_show(self, job_id: str) -> ResponseReturnValue:
        body = job_json(self.desk.job(job_id) or abort(404))
        return {"job": body} if _wraps() else body

    @route("/api/_/tickets/<int:ticket_id>/activities")
    def activities(self, ticket_id: int) -> ResponseReturnValue:
        before = request.args.get("before_id", type=int)
        newest_first = reversed(self.ticket(ticket_id).entries)
        told = self.desk.now() - self.desk.history_delay
        wanted = [
            entry
            for entry in newest_first
            if entry.created_at <= told and (before is None or entry.id < before)
        ]
        shown = [activity_json(entry) for entry in wanted[:ACTIVITIES_PER_PAGE]]
        return {"activities": shown, "meta": {"count": len(shown)}}

    # Writing

    @route("/api/v2/<path:_path>", "POST", "PUT", "PATCH", "DELETE")
    def public_write(self, _path: str) -> ResponseReturnValue:
        """The public API takes writes with an API key only; a session is not enough."""
        return self.signed_out()

    @route("/api/_/tickets/<int:ticket_id>", "PUT")
    @route("/api/_/tickets/<int:ticket_id>/update_properties", "PUT")
    def ticket_update(self, ticket_id: int) -> ResponseReturnValue:
        return self._save(ticket_id, json_body())

    @route("/api/_/tickets/<int:ticket_id>/execute_scenario", "PUT")
    def execute_scenario(self, ticket_id: int) -> ResponseReturnValue:
        scenario_id = json_body().get("scenario_id")
        scenario = next((s for s in SCENARIOS if s["id"] == scenario_id), None)
        if scenario is None:
            raise invalid("scenario_id", "There is no such scenario", "invalid_value")
        return self._save(ticket_id, {"status": scenario["status"]} if scenario["status"] else {})

    @route("/api/_/tickets/<int:ticket_id>/reply", "POST")
    def ticket_reply(self, ticket_id: int) -> ResponseReturnValue:
        return self._say(ticket_id, public=True)

    @route("/api/_/tickets/<int:ticket_id>/notes", "POST")
    def ticket_note(self, ticket_id: int) -> ResponseReturnValue:
        return self._say(ticket_id, public=not json_body().get("private", True))

    @route("/api/_/tickets/<int:ticket_id>/draft", "POST")
    def ticket_draft(self, ticket_id: int) -> ResponseReturnValue:
        self.ticket(ticket_id)
        return {"draft": {"body": json_body().get("body", "")}}

    @route("/api/_/tickets/bulk_update", "POST")
    def bulk_update(self) -> ResponseReturnValue:
        action = json_body().get("bulk_action") or {}
        tickets = [self.ticket(ticket_id) for ticket_id in action.get("ids", [])]
        if not tickets:
            raise invalid("ids", "At least one id is needed", "missing_field")
        wanted = action.get("properties") or {}
        job = self.desk.save_later(tickets, wanted, signed_in().person)
        return {"job_id": job.id, "href": f"https://{self.desk.host}/api/v2/jobs/{job.id}"}, 202

    @route("/api/_/tickets/merge", "PUT")
    def merge(self) -> ResponseReturnValue:
        order = json_body()
        primary = self.ticket(order.get("primary_id", 0))
        others = [self.ticket(ticket_id) for ticket_id in order.get("ticket_ids", [])]
        if not others or primary in others:
            raise invalid("ticket_ids", "Other tickets are needed", "invalid_value")
        self.desk.merge(primary, others, order, signed_in().person)
        return "", 204

    def _save(self, ticket_id: int, wanted: Json) -> ResponseReturnValue:
        ticket = self.ticket(ticket_id)
        self.desk.save(ticket, wanted, signed_in().person)
        return {"ticket": ticket_json(self.desk, ticket, []), "meta": {}}

    def _say(self, ticket_id: int, public: bool) -> ResponseReturnValue:
        """Add a reply or a note; either may carry a status to set with it."""
        body = json_body()
        text = text_of(body.get("body") or "")
        if not text:
            raise invalid("body", "It cannot be blank", "missing_field")
        ticket = self.ticket(ticket_id)
        wanted = {"status": body["status"]} if "status" in body else {}
        self.desk.save(ticket, wanted, signed_in().person, Draft(text, public))
        said = conversation_json(self.desk, ticket, ticket.messages[-1])
        return {"conversation": said}, 201


def _wraps() -> bool:
    """Whether the request came to the app's own API, which names what it answers."""
    return request.path.startswith("/api/_/")


def _checked_includes() -> list[str]:
    wanted = includes()
    for part in wanted:
        if part not in INCLUDABLE:
            raise invalid("include", f"{part} cannot be included", "invalid_value")
    return wanted


def _page(items: list[Json]) -> list[Json]:
    size = request.args.get("per_page", 30, type=int)
    number = request.args.get("page", 1, type=int)
    if not 1 <= size <= 100:
        raise invalid("per_page", "It should be between 1 and 100", "invalid_value")
    return items[(number - 1) * size : number * size]
