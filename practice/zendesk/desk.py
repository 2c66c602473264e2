"""The state of the Zendesk stand-in, and its rules for saving a ticket."""

from typing import Any, ClassVar, Literal

from practice.desk import Desk, Draft, Entry, Job, Person, Refusal, Status, Ticket
from practice.markup import iso, text_of

Json = dict[str, Any]

RESOLUTION_FIELD_ID = 360_001

CUSTOM_STATUSES: tuple[Json, ...] = (
    {"id": 101, "status_category": "new", "agent_label": "New", "default": True},
    {"id": 102, "status_category": "open", "agent_label": "Open", "default": True},
    {"id": 103, "status_category": "pending", "agent_label": "Pending", "default": True},
    {"id": 104, "status_category": "hold", "agent_label": "On-hold", "default": True},
    {"id": 105, "status_category": "solved", "agent_label": "Solved", "default": True},
    {"id": 900, "status_category": "solved", "agent_label": "Refund issued", "default": False},
    {"id": 901, "status_category": "pending", "agent_label": "In transit", "default": False},
)
CATEGORY = {status["id"]: status["status_category"] for status in CUSTOM_STATUSES}
DEFAULT_STATUS = {s["status_category"]: s["id"] for s in CUSTOM_STATUSES if s["default"]}
DONE = ("solved", "closed")


class ZendeskDesk(Desk):
    name = "zendesk"
    host = "acme.zendesk.com"
    cookie = "_zendesk_shared_session"
    ticket_path = "/agent/tickets/"
    statuses: ClassVar[dict[str, Status]] = {
        word: word for word in ("open", "pending", "solved", "closed")
    }
    merged_tags = ("closed_by_merge",)
    first_ids: ClassVar[dict[str, int]] = {"agent": 71, "customer": 501, "ticket": 1201}

    def reset(self) -> None:
        with self.lock:
            self.save_through_graphql = False
            """Save by POST /api/graphql only, as some accounts may do."""
            self.custom_statuses = False
            """Writes carry `custom_status_id` and no `status`; the menu has two more entries."""
            self.after_submit: Literal["stay", "next", "close"] = "stay"
            """What the page does once a submit is on its way."""
            self.preload = False
            """Serve the first ticket's conversation inside the page instead of by a request."""
            super().reset()

    def status_values(self, status: Status) -> Json:
        return {"status": status, "custom_status_id": DEFAULT_STATUS.get(str(status))}

    def save(self, ticket: Ticket, wanted: Json, actor: Person) -> Entry | None:
        """Change a ticket as the body of a PUT asks; raises `Refusal` when it is not allowed."""
        stamp = wanted.get("updated_stamp")
        if wanted.get("safe_update") and stamp and stamp != iso(ticket.updated_at):
            raise Refusal(409, refusal_json(409))
        if ticket.status == "closed":
            raise invalid("status", "Status: closed prevents ticket update", "Closed")
        values = self._values(wanted)
        resolution = values.get("resolution", ticket.resolution)
        solving = values.get("status", ticket.status) in DONE
        if solving and ticket.resolution_required and not resolution:
            raise invalid(
                "base",
                "Resolution: is required when solving a ticket",
                "BlankValue",
                field_key=RESOLUTION_FIELD_ID,
            )
        return self.record(ticket, actor.id, "web", values, _draft(wanted.get("comment")))

    def save_later(self, ids: list[int], wanted: Json, actor: Person) -> Job:
        """Change many tickets in a job."""

        def one(ticket_id: int) -> None:
            if ticket_id not in self.tickets:
                raise Refusal(404, {"error": "TicketNotFound"})
            self.save(self.tickets[ticket_id], wanted, actor)

        return self.start_job("update", ids, one)

    def merge(self, target: Ticket, sources: list[Ticket], order: Json, actor: Person) -> Job:
        """Close the sources later, with a comment on both sides."""

        def say(side: str, default: str) -> Draft:
            text = order.get(f"{side}_comment") or default
            return Draft(text, bool(order.get(f"{side}_comment_is_public", False)))

        numbers = ", ".join(f"#{source.id}" for source in sources)
        here = say("target", f"Requests {numbers} were closed and merged into this request.")
        there = say("source", f"This request was closed and merged into request #{target.id}.")
        return self.merge_later(target, sources, actor, here, there)

    def _values(self, wanted: Json) -> Json:
        values: Json = {}
        if "custom_status_id" in wanted:
            category = CATEGORY.get(wanted["custom_status_id"])
            if category is None:
                raise invalid("custom_status_id", "Custom status: is invalid", "InvalidValue")
            values |= {"status": category, "custom_status_id": wanted["custom_status_id"]}
        elif "status" in wanted:
            if wanted["status"] not in (*DEFAULT_STATUS, "closed"):
                raise invalid("status", f"Status: {wanted['status']} is not valid", "InvalidValue")
            values |= self.status_values(wanted["status"])
        for custom_field in wanted.get("custom_fields", []):
            if custom_field.get("id") == RESOLUTION_FIELD_ID:
                values["resolution"] = custom_field.get("value") or None
        if "assignee_id" in wanted:
            values["assignee_id"] = wanted["assignee_id"]
        return values


def invalid(field_name: str, description: str, error: str, **more: Any) -> Refusal:
    """HTTP 422 with the shape of Zendesk's RecordInvalid."""
    details = {field_name: [{"description": description, "error": error} | more]}
    return Refusal(422, refusal_json(422) | {"details": details})


def refusal_json(status: int) -> Json:
    """The body that goes with a failing HTTP status."""
    known = {
        400: ("BadRequest", "The request is not complete."),
        403: ("Forbidden", "You do not have access to this."),
        404: ("RecordNotFound", "Not found"),
        409: ("UpdateConflict", "Safe Update prevented the update. The ticket has changed."),
        422: ("RecordInvalid", "Record validation errors"),
        429: ("TooManyRequests", "You have exceeded the rate limit."),
    }
    error, description = known.get(status, ("InternalServerError", "Something went wrong."))
    return {"error": error, "description": description}


def _draft(comment: Json | None) -> Draft | None:
    if not comment:
        return None
    text = comment.get("body") or text_of(comment.get("html_body", ""))
    return Draft(text, bool(comment.get("public", True))) if text else None
