"""The state of the Freshdesk stand-in, and its rules for saving a ticket."""

from typing import Any, ClassVar, Literal

from practice.desk import Desk, Draft, Entry, Job, Person, Refusal, Status, Ticket
from practice.markup import text_of
from practice.words import words

Json = dict[str, Any]

OPEN, PENDING, RESOLVED, CLOSED, WAITING_ON_CUSTOMER, WAITING_ON_THIRD_PARTY = range(2, 8)
DONE = (RESOLVED, CLOSED)
CUSTOM_STATUSES = {8: "In transit", 9: "Refund issued"}
PRIORITY = {"low": 1, "normal": 2, "high": 3, "urgent": 4}
SCENARIOS: tuple[Json, ...] = (
    {"id": 610, "name": "Refund sent", "status": RESOLVED},
    {"id": 611, "name": "Move to second level", "status": None},
)


class FreshdeskDesk(Desk):
    name = "freshdesk"
    host = "acme.freshdesk.com"
    cookie = "_helpkit_session"
    ticket_path = "/a/tickets/"
    statuses: ClassVar[dict[str, Status]] = {
        "open": OPEN,
        "pending": PENDING,
        "solved": RESOLVED,
        "closed": CLOSED,
    }
    first_ids: ClassVar[dict[str, int]] = {"agent": 8101, "customer": 9001, "ticket": 3521}

    def reset(self) -> None:
        with self.lock:
            self.close_style: Literal["put", "update_properties"] = "put"
            """How the Update and Close buttons save: PUT on the ticket or on update_properties."""
            self.reply_style: Literal["then_put", "with_status"] = "then_put"
            """"Send and set as": a reply and then a PUT, or a reply that carries the status."""
            self.status_labels: dict[int, str] = {}
            """Statuses that the account has renamed, by id."""
            self.custom_statuses = False
            """Offer the account's own statuses (8 and 9)."""
            self.agents_list_forbidden = True
            """Answer 403 to the list of agents, as for an agent without admin rights."""
            self.history_delay = 0.0
            """Seconds until a step shows up in a ticket's activities, which a queue writes."""
            super().reset()
            self.index_delay = 1.0

    def status_names(self) -> dict[int, str]:
        """The account's statuses by id, in the words that agents see."""
        shown = words(self.name, self.locale)
        names = {code: shown[f"status_{code}"] for code in range(OPEN, 8)}
        return names | (CUSTOM_STATUSES if self.custom_statuses else {}) | self.status_labels

    def save(
        self, ticket: Ticket, wanted: Json, actor: Person, draft: Draft | None = None
    ) -> Entry | None:
        """Change a ticket as the body of a write asks; raises `Refusal` when it is not allowed."""
        values: Json = {}
        if "status" in wanted:
            if wanted["status"] not in self.status_names():
                raise invalid("status", "It should be one of the statuses", "invalid_value")
            values["status"] = wanted["status"]
        if "responder_id" in wanted:
            values["assignee_id"] = wanted["responder_id"]
        if "cf_resolution" in (wanted.get("custom_fields") or {}):
            values["resolution"] = wanted["custom_fields"]["cf_resolution"] or None
        resolution = values.get("resolution", ticket.resolution)
        closing = values.get("status", ticket.status) in DONE
        if closing and ticket.resolution_required and not resolution:
            raise invalid("cf_resolution", "It should be a/an String", "missing_field")
        return self.record(ticket, actor.id, "web", values, draft)

    def save_later(self, tickets: list[Ticket], properties: Json, actor: Person) -> Job:
        """Change many tickets in a job."""
        ids = [ticket.id for ticket in tickets]
        return self.start_job(
            "update", ids, lambda ticket_id: self.save(self.tickets[ticket_id], properties, actor)
        )

    def merge(self, primary: Ticket, others: list[Ticket], order: Json, actor: Person) -> Job:
        """Close the others later, with a private note on both sides."""

        def note(side: str, default: str) -> Draft:
            body = (order.get(f"note_in_{side}") or {}).get("body")
            return Draft(text_of(body) if body else default, public=False)

        here = note("primary", "Other tickets were merged into this one.")
        there = note("secondary", f"This ticket is closed and merged into ticket {primary.id}.")
        return self.merge_later(primary, others, actor, here, there)


def invalid(field: str, message: str, code: str) -> Refusal:
    """HTTP 400 with the shape of Freshdesk's "Validation failed"."""
    errors = [{"field": field, "message": message, "code": code}]
    return Refusal(400, {"description": "Validation failed", "errors": errors})


def refusal_json(status: int) -> Json:
    """The body that goes with a failing HTTP status."""
    if status == 400:
        return invalid("cf_x", "It should be a/an String", "missing_field").body
    known = {
        403: ("access_denied", "You are not authorized to perform this action."),
        404: ("not_found", "There is no such resource."),
        409: ("inconsistent_state", "The ticket has changed in the meantime."),
        429: ("rate_limit_reached", "The rate limit of this account is reached."),
    }
    code, message = known.get(status, ("internal_error", "Something went wrong."))
    return {"code": code, "message": message}
