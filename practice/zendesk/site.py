"""The routes of the Zendesk stand-in: the agent app's page and the API that it calls."""

import base64
from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import abort, g, redirect, request
from flask.typing import ResponseReturnValue

from practice.desk import Refusal
from practice.site import Json, Site, View, includes, json_body, route, signed_in
from practice.zendesk.desk import (
    CUSTOM_STATUSES,
    DONE,
    RESOLUTION_FIELD_ID,
    ZendeskDesk,
    refusal_json,
)
from practice.zendesk.shapes import (
    audit_json,
    comment_json,
    convo_log_json,
    job_json,
    log_event_json,
    lotus_conversations_json,
    metrics_json,
    ticket_json,
    ticket_with_side_loads,
    user_json,
)

SAVE_OPERATIONS = ("updateTicket", "submitTicket")
CONVERSATION_LOG_LIMIT = 100
VIEWS: tuple[Json, ...] = (
    {"id": 4001, "title": "unsolved", "with_solved": False},
    {"id": 4002, "title": "recent", "with_solved": True},
)


def api(rule: str, *methods: str) -> Callable[[View], View]:
    """A route that answers with and without `.json`, as Zendesk's do."""

    def mark(view: View) -> View:
        return route(rule, *methods)(route(f"{rule}.json", *methods)(view))

    return mark


class ZendeskSite(Site[ZendeskDesk]):
    login_path = "/access/login"
    home_path = "/agent/filters/4001"
    open_paths: ClassVar[tuple[str, ...]] = ("/api/v2/users/me", "/api/v2/users/me.json")
    content_security_policy = (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data:; connect-src 'self' wss:;"
        " frame-src 'self' https://*.apps.zdusercontent.com;"
        " object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
    )

    def signed_out(self) -> tuple[Json, int]:
        return {"error": "Couldn't authenticate you"}, 401

    def token_missing(self) -> tuple[Json, int]:
        return refusal_json(403) | {"error": "InvalidAuthenticityToken"}, 403

    def refusal(self, status: int) -> Json:
        return refusal_json(status)

    def is_ticket_write(self) -> bool:
        if request.path.endswith("/graphql"):
            return json_body().get("operationName") in SAVE_OPERATIONS
        return request.path.startswith("/api/v2/tickets/")

    def limits(self) -> tuple[dict[str, Any], int | None]:
        if not request.path.startswith("/api/v2/"):
            return {}, None
        limit = self.desk.rate_limit
        left, reset = self.desk.count_call("account", limit)
        headers: dict[str, Any] = {
            "X-Rate-Limit": limit,
            "X-Rate-Limit-Remaining": max(left, 0),
            "ratelimit-limit": limit,
            "ratelimit-remaining": max(left, 0),
            "ratelimit-reset": reset,
        }
        if request.path.endswith("/conversation_log"):
            log_left, reset = self.desk.count_call("omnilog", CONVERSATION_LOG_LIMIT)
            headers["Zendesk-RateLimit-omnilog-index"] = (
                f"total={CONVERSATION_LOG_LIMIT}; remaining={max(log_left, 0)}; resets={reset}"
            )
            left = min(left, log_left)
        return headers, reset if left < 0 else None

    # Pages

    @route("/agent")
    def agent_root(self) -> ResponseReturnValue:
        return redirect(self.home_path)

    @route("/agent/<path:path>")
    def agent_page(self, path: str) -> ResponseReturnValue:
        desk = self.desk
        settings = {
            "graphql": desk.save_through_graphql,
            "customStatuses": CUSTOM_STATUSES if desk.custom_statuses else [],
            "afterSubmit": desk.after_submit,
            "refreshSeconds": desk.refresh_seconds,
            "resolutionFieldId": RESOLUTION_FIELD_ID,
            "views": VIEWS,
        }
        csrf_token = signed_in().csrf_token
        return self.app_page(settings, csrf_token=csrf_token, preload=self._preload(path))

    def _preload(self, path: str) -> Json | None:
        """What the page finds inlined instead of asking for it, when that switch is on."""
        kind, _, number = path.partition("/")
        if not (self.desk.preload and kind == "tickets" and number.isdigit()):
            return None
        return {
            "path": f"/api/lotus/tickets/{number}/conversations.json",
            "body": lotus_conversations_json(self.desk, self.ticket(int(number)), True),
        }

    # People

    @api("/api/v2/users/me")
    def users_me(self) -> ResponseReturnValue:
        if g.session is None:
            anonymous = {"id": None, "name": "Anonymous user", "email": "invalid@example.com"}
            return {"user": anonymous | {"role": "end-user", "authenticity_token": None}}
        user = user_json(self.desk, signed_in().person)
        return {"user": user | {"authenticity_token": signed_in().csrf_token}}

    @api("/api/v2/users/<int:user_id>")
    def users_show(self, user_id: int) -> ResponseReturnValue:
        return {"user": user_json(self.desk, self.desk.person(user_id) or abort(404))}

    # Reading tickets

    @api("/api/v2/tickets/<int:ticket_id>")
    def tickets_show(self, ticket_id: int) -> ResponseReturnValue:
        return ticket_with_side_loads(self.desk, self.ticket(ticket_id), includes())

    @api("/api/v2/tickets/<int:ticket_id>/comments")
    def tickets_comments(self, ticket_id: int) -> ResponseReturnValue:
        messages = self.desk.indexed(self.ticket(ticket_id))
        body = _page([comment_json(message) for message in messages], "comments")
        if "users" in includes():
            ids = sorted({comment["author_id"] for comment in body["comments"]})
            people = [self.desk.person(person_id) for person_id in ids]
            body["users"] = [user_json(self.desk, person) for person in people if person]
        return body

    @api("/api/v2/tickets/<int:ticket_id>/conversation_log")
    def tickets_conversation_log(self, ticket_id: int) -> ResponseReturnValue:
        messages = self.desk.indexed(self.ticket(ticket_id))
        return _cursor_page([log_event_json(self.desk, m) for m in messages], "events")

    @api("/api/lotus/tickets/<int:ticket_id>/conversations")
    def lotus_conversations(self, ticket_id: int) -> ResponseReturnValue:
        newest_first = request.args.get("sort_order") == "desc"
        return lotus_conversations_json(self.desk, self.ticket(ticket_id), newest_first)

    @api("/api/v2/tickets/<int:ticket_id>/audits")
    def tickets_audits(self, ticket_id: int) -> ResponseReturnValue:
        ticket = self.ticket(ticket_id)
        return _page([audit_json(ticket, entry) for entry in ticket.entries], "audits")

    @api("/api/v2/tickets/<int:ticket_id>/metrics")
    def tickets_metrics(self, ticket_id: int) -> ResponseReturnValue:
        return {"ticket_metric": metrics_json(self.ticket(ticket_id))}

    @api("/api/v2beta/tickets/<int:ticket_id>/related")
    def tickets_related(self, ticket_id: int) -> ResponseReturnValue:
        self.ticket(ticket_id)
        return {"ticket_related": {"incidents": 0, "followup_source_ids": []}}

    @api("/api/v2/custom_statuses")
    def custom_statuses(self) -> ResponseReturnValue:
        shown = [s for s in CUSTOM_STATUSES if self.desk.custom_statuses or s["default"]]
        return {"custom_statuses": [status | {"active": True} for status in shown]}

    @api("/api/v2/views/<int:view_id>/tickets")
    def view_tickets(self, view_id: int) -> ResponseReturnValue:
        view = next((v for v in VIEWS if v["id"] == view_id), None) or abort(404)
        every = self.desk.tickets.values()
        shown = [t for t in every if view["with_solved"] or t.status not in DONE]
        body = _page([ticket_json(self.desk, ticket) for ticket in shown], "tickets")
        if "users" in includes():
            body["users"] = [user_json(self.desk, ticket.requester) for ticket in shown]
        return body

    @api("/api/v2/views/count_many")
    def views_count_many(self) -> ResponseReturnValue:
        count = len(self.desk.tickets)
        return {"view_counts": [{"view_id": view_id, "value": count} for view_id in _ids()]}

    @api("/api/v2/tickets/<int:ticket_id>/macros/<int:_macro_id>/apply")
    def macros_apply(self, ticket_id: int, _macro_id: int) -> ResponseReturnValue:
        """A preview: what the ticket would be; nothing is saved."""
        ticket = ticket_json(self.desk, self.ticket(ticket_id)) | {"status": "solved"}
        text = "Thank you for your patience. This is done now."
        return {"result": {"ticket": ticket | {"comment": {"body": text, "public": True}}}}

    @api("/api/v2/job_statuses/<job_id>")
    def job_statuses(self, job_id: str) -> ResponseReturnValue:
        return {"job_status": job_json(self.desk, self.desk.job(job_id) or abort(404))}

    @route("/api/subscriptions/connections/<connection_id>")
    def subscriptions(self, connection_id: str) -> ResponseReturnValue:
        return {"connection": connection_id, "events": []}

    # Writing

    @api("/api/v2/tickets/<int:ticket_id>", "PUT")
    def tickets_update(self, ticket_id: int) -> ResponseReturnValue:
        ticket = self.ticket(ticket_id)
        wanted = json_body().get("ticket") or {}
        entry = self.desk.save(ticket, wanted, signed_in().person)
        body: Json = {"ticket": ticket_json(self.desk, ticket)}
        return body | ({"audit": audit_json(ticket, entry)} if entry else {})

    @api("/api/v2/tickets/update_many", "PUT")
    def tickets_update_many(self) -> ResponseReturnValue:
        ids, wanted = _ids(), json_body().get("ticket") or {}
        if not 1 <= len(ids) <= 100:
            raise Refusal(400, refusal_json(400))
        job = self.desk.save_later(ids, wanted, signed_in().person)
        return {"job_status": job_json(self.desk, job)}

    @api("/api/v2/tickets/<int:ticket_id>/merge", "POST")
    def tickets_merge(self, ticket_id: int) -> ResponseReturnValue:
        target, order = self.ticket(ticket_id), json_body()
        sources = [self.ticket(source_id) for source_id in order.get("ids", [])]
        if not sources or target in sources:
            raise Refusal(400, refusal_json(400))
        job = self.desk.merge(target, sources, order, signed_in().person)
        return {"job_status": job_json(self.desk, job)}

    @route("/api/graphql", "POST")
    @route("/api/lotus/graphql", "POST")
    @route("/collaboration/graphql", "POST")
    def graphql(self) -> ResponseReturnValue:
        body = json_body()
        operation, variables = body.get("operationName"), body.get("variables") or {}
        if operation == "BFFConvoLogQuery":
            return convo_log_json(self.desk, self.ticket(int(variables["ticketId"])))
        if operation in SAVE_OPERATIONS:
            return self._graphql_save(operation, variables)
        return {"data": {"viewer": {"id": str(signed_in().person.id)}}}

    def _graphql_save(self, operation: str, variables: Json) -> Json:
        """Save a ticket. As GraphQL does, a refusal is HTTP 200 with `errors` and no data."""
        ticket = self.ticket(int(variables["id"]))
        try:
            self.desk.save(ticket, _wanted(variables["input"]), signed_in().person)
        except Refusal as refusal:
            return {"data": {operation: None}, "errors": [{"message": str(refusal)}]}
        saved = {"id": str(ticket.id), "status": str(ticket.status).upper()}
        return {"data": {operation: {"ticket": saved | {"__typename": "Ticket"}}}}


def _wanted(given: Json) -> Json:
    """The input of the GraphQL mutation in the words of the REST body."""
    wanted: Json = {}
    if "status" in given:
        wanted["status"] = str(given["status"]).lower()
    if "customStatusId" in given:
        wanted["custom_status_id"] = given["customStatusId"]
    if given.get("comment"):
        comment = given["comment"]
        wanted["comment"] = {"html_body": comment["htmlBody"], "public": comment["public"]}
    if "resolution" in given:
        wanted["custom_fields"] = [{"id": RESOLUTION_FIELD_ID, "value": given["resolution"]}]
    return wanted


def _ids() -> list[int]:
    return [int(part) for part in request.args.get("ids", "").split(",") if part.isdigit()]


def _sorted(items: list[Json]) -> list[Json]:
    newest_first = request.args.get("sort_order") == "desc"
    if newest_first or request.args.get("sort", "").startswith("-"):
        return list(reversed(items))
    return items


def _page(items: list[Json], name: str) -> Json:
    """One page of a list by number (`page`, `per_page`), or by cursor if `page[…]` is given."""
    if any(key.startswith("page[") for key in request.args):
        return _cursor_page(items, name)
    size = min(request.args.get("per_page", 100, type=int), 100)
    number = request.args.get("page", 1, type=int)
    last = max(1, -(-len(items) // size))
    return {
        name: _sorted(items)[(number - 1) * size : number * size],
        "next_page": _page_url({"page": number + 1}) if number < last else None,
        "previous_page": _page_url({"page": number - 1}) if number > 1 else None,
        "count": len(items),
    }


def _cursor_page(items: list[Json], name: str) -> Json:
    size = min(request.args.get("page[size]", 100, type=int), 100)
    after = request.args.get("page[after]")
    start = int(base64.b64decode(after)) if after else 0
    more = start + size < len(items)
    cursor = base64.b64encode(str(start + size).encode()).decode() if more else None
    return {
        name: _sorted(items)[start : start + size],
        "links": {"next": _page_url({"page[after]": cursor}) if more else None, "prev": None},
        "meta": {"has_more": more, "after_cursor": cursor, "before_cursor": None},
    }


def _page_url(changed: Json) -> str:
    return f"{request.base_url}?{urlencode(request.args.to_dict() | changed)}"
