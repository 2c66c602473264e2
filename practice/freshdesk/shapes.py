"""How the Freshdesk stand-in writes its records as JSON; the sources are listed in README.md."""

from collections.abc import Iterable
from typing import Any

from practice.desk import SYSTEM_ID, Entry, Job, Message, Person, Status, Ticket
from practice.freshdesk.desk import CLOSED, DONE, PENDING, PRIORITY, FreshdeskDesk
from practice.markup import html_of, iso

Json = dict[str, Any]

# What a conversation always has and here never fills.
EMPTY_LISTS = ("to_emails", "cc_emails", "bcc_emails", "attachments", "cloud_files")
UNUSED = (
    *("structured_body", "automation_id", "automation_type_id", "automation_channel_type"),
    *("delivery_details", "email_failure_count", "outgoing_failures", "last_edited_at"),
    *("last_edited_user_id", "thread_id", "thread_message_id", "threading_type"),
)


def agent_json(person: Person) -> Json:
    return {
        "id": person.id,
        "available": True,
        "type": "support_agent",
        "contact": {"name": person.name, "email": person.email, "active": True},
    }


def ticket_json(desk: FreshdeskDesk, ticket: Ticket, includes: list[str]) -> Json:
    first = ticket.messages[0]
    body: Json = {
        "id": ticket.id,
        "subject": ticket.story.subject,
        "status": ticket.status,
        "priority": PRIORITY[ticket.story.priority],
        "source": 7 if ticket.story.channel == "messaging" else 1,
        "type": None,
        "tags": list(ticket.tags),
        "requester_id": ticket.requester.id,
        "responder_id": ticket.assignee_id,
        "group_id": None,
        "company_id": None,
        "description": f"<div>{html_of(first.text)}</div>",
        "description_text": first.text,
        "custom_fields": {"cf_resolution": ticket.resolution},
        "sentiment_score": None,
        "initial_sentiment_score": None,
        "fr_escalated": False,
        "nr_escalated": False,
        "is_escalated": False,
        "spam": False,
        "created_at": iso(ticket.created_at),
        "updated_at": iso(ticket.updated_at),
        "due_by": iso(ticket.created_at + 3 * 86_400),
        "fr_due_by": iso(ticket.created_at + 86_400),
    }
    if "requester" in includes:
        requester = ticket.requester
        body["requester"] = {
            "id": requester.id,
            "name": requester.name,
            "email": requester.email,
            "mobile": None,
            "phone": None,
        }
    if "stats" in includes:
        body["stats"] = _stats_json(ticket)
    if "conversations" in includes:
        shown = [m for m in desk.indexed(ticket) if m is not first][:10]
        body["conversations"] = [conversation_json(desk, ticket, message) for message in shown]
    return body


def _stats_json(ticket: Ticket) -> Json:
    """When what happened last; a moment that never came is null."""
    customer = ticket.requester.id
    newest_first = ticket.entries[::-1]
    moves = [
        (entry.created_at, change.previous in DONE, change.value)
        for entry in newest_first
        for change in entry.changes
        if change.field_name == "status"
    ]
    said = [(m.created_at, m.author_id, m.public) for m in ticket.messages[::-1]]
    replies = [at for at, author, public in said if public and author != customer]

    def first(moments: Iterable[float]) -> str | None:
        return next(map(iso, moments), None)

    def now(statuses: tuple[Status, ...], moments: Iterable[float]) -> str | None:
        return first(moments) if ticket.status in statuses else None

    return {
        "resolved_at": now(DONE, (at for at, was, to in moves if to in DONE and not was)),
        "closed_at": now((CLOSED,), (at for at, _, to in moves if to == CLOSED)),
        "reopened_at": first(at for at, was, to in moves if was and to not in DONE),
        "first_responded_at": first(replies[::-1]),
        "agent_responded_at": first(replies),
        "requester_responded_at": first(at for at, author, _ in said if author == customer),
        "pending_since": now((PENDING,), (at for at, _, to in moves if to == PENDING)),
        "status_updated_at": first(at for at, _, _ in moves),
    }


def conversation_json(desk: FreshdeskDesk, ticket: Ticket, message: Message) -> Json:
    incoming = message.author_id == ticket.requester.id
    person = desk.person(message.author_id)
    at = iso(message.created_at)
    return {
        "id": message.id,
        "ticket_id": ticket.id,
        "user_id": message.author_id,
        "incoming": incoming,
        "private": not message.public,
        "source": 0 if message.public else 2,
        "category": 1 if incoming else 3 if message.public else 2,
        "body": f"<div>{html_of(message.text)}</div>",
        "body_text": message.text,
        "has_quoted_text": "\n>" in message.text,
        "from_email": person.email if person and message.public else None,
        "support_email": None if incoming else "support@acme.example",
        "created_at": at,
        "updated_at": at,
        "deleted": False,
        "auto_response": False,
        **{name: [] for name in EMPTY_LISTS},
        **dict.fromkeys(UNUSED),
    }


def activity_json(entry: Entry) -> Json:
    performer: Json = {"type": "user", "user_id": entry.author_id}
    if entry.author_id == SYSTEM_ID:
        performer = {"type": "system", "system": {"id": 501, "name": "Close after some days"}}
    actions: list[Json] = []
    if entry.message:
        actions.append({"type": "note", "content": {"note_id": entry.message.id}})
    names = {"assignee_id": "responder_id", "resolution": "cf_resolution"}
    changed = {names.get(c.field_name, c.field_name): c.value for c in entry.changes}
    if changed:
        actions.append({"type": "property_update", "content": changed})
    return {
        "id": entry.id,
        "performed_at": iso(entry.created_at),
        "performer": performer,
        "actions": actions,
    }


def ticket_fields_json(desk: FreshdeskDesk) -> list[Json]:
    statuses = {str(code): [name, name] for code, name in desk.status_names().items()}
    priorities = {"Low": 1, "Medium": 2, "High": 3, "Urgent": 4}
    resolution = {"required_for_closure": True, "choices": ["refunded", "explained", "fixed"]}
    fields: tuple[tuple[str, str, Json], ...] = (
        ("status", "default_status", {"choices": statuses}),
        ("priority", "default_priority", {"choices": priorities}),
        ("cf_resolution", "custom_dropdown", resolution),
    )
    return [
        {"id": number, "name": name, "type": kind, "default": kind.startswith("default")}
        | {"label": name.removeprefix("cf_").title()}
        | more
        for number, (name, kind, more) in enumerate(fields, start=1)
    ]


def job_json(job: Job) -> Json:
    done = job.results is not None
    return {
        "id": job.id,
        "status": "COMPLETED" if done else "IN_PROGRESS",
        "progress": 100 if done else 0,
        "data": [
            {"id": ticket_id, "success": refusal is None}
            | ({"errors": refusal["errors"]} if refusal else {})
            for ticket_id, refusal in job.results or ()
        ],
    }
