"""How the Freshdesk stand-in writes its records as JSON; the sources are listed in README.md."""

from collections.abc import Callable
from typing import Any

from practice.desk import SYSTEM_ID, Entry, Job, Message, Person, Status, Ticket
from practice.freshdesk.desk import CLOSED, DONE, PENDING, PRIORITY, FreshdeskDesk
from practice.markup import html_of, iso

Json = dict[str, Any]


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
    def last(wanted: Callable[[Entry], bool]) -> str | None:
        return next((iso(e.created_at) for e in reversed(ticket.entries) if wanted(e)), None)

    def sets(entry: Entry, *statuses: Status) -> bool:
        return any(c.field_name == "status" and c.value in statuses for c in entry.changes)

    def leaves_open(entry: Entry) -> bool:
        return any(
            c.field_name == "status" and c.value in DONE and c.previous not in DONE
            for c in entry.changes
        )

    def reopens(entry: Entry) -> bool:
        return any(
            c.field_name == "status" and c.previous in DONE and c.value not in DONE
            for c in entry.changes
        )

    def by_agent(entry: Entry) -> bool:
        message = entry.message
        return message is not None and message.public and message.author_id != customer

    def by_requester(entry: Entry) -> bool:
        return entry.message is not None and entry.message.author_id == customer

    customer = ticket.requester.id
    first_reply = next((iso(e.created_at) for e in ticket.entries if by_agent(e)), None)
    return {
        "resolved_at": last(leaves_open) if ticket.status in DONE else None,
        "closed_at": last(lambda e: sets(e, CLOSED)) if ticket.status == CLOSED else None,
        "reopened_at": last(reopens),
        "first_responded_at": first_reply,
        "agent_responded_at": last(by_agent),
        "requester_responded_at": last(by_requester),
        "pending_since": last(lambda e: sets(e, PENDING)) if ticket.status == PENDING else None,
        "status_updated_at": last(lambda e: any(c.field_name == "status" for c in e.changes)),
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
        "structured_body": None,
        "has_quoted_text": "\n>" in message.text,
        "from_email": person.email if person and message.public else None,
        "to_emails": [],
        "cc_emails": [],
        "bcc_emails": [],
        "support_email": None if incoming else "support@acme.example",
        "attachments": [],
        "cloud_files": [],
        "automation_id": None,
        "automation_type_id": None,
        "automation_channel_type": None,
        "auto_response": False,
        "delivery_details": None,
        "deleted": False,
        "email_failure_count": None,
        "outgoing_failures": None,
        "last_edited_at": None,
        "last_edited_user_id": None,
        "thread_id": None,
        "thread_message_id": None,
        "threading_type": None,
        "created_at": at,
        "updated_at": at,
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
    return [
        {
            "id": 1,
            "name": "status",
            "label": "Status",
            "type": "default_status",
            "default": True,
            "choices": statuses,
        },
        {
            "id": 2,
            "name": "priority",
            "label": "Priority",
            "type": "default_priority",
            "default": True,
            "choices": {"Low": 1, "Medium": 2, "High": 3, "Urgent": 4},
        },
        {
            "id": 3,
            "name": "cf_resolution",
            "label": "Resolution",
            "type": "custom_dropdown",
            "default": False,
            "required_for_closure": True,
            "choices": ["refunded", "explained", "fixed"],
        },
    ]


def job_json(job: Job) -> Json:
    done = job.results is not None
    return {
        "id": job.id,
        "status": "COMPLETED" if done else "IN_PROGRESS",
        "progress": 100 if done else 0,
        "data": job.results or [],
    }
