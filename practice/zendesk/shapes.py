"""How the Zendesk stand-in writes its records as JSON; the sources are listed in README.md."""

from typing import Any

from practice.desk import Change, Entry, Job, Message, Person, Ticket, Via
from practice.markup import html_of, iso
from practice.zendesk.desk import CUSTOM_STATUSES, RESOLUTION_FIELD_ID, ZendeskDesk

Json = dict[str, Any]


def user_json(desk: ZendeskDesk, person: Person) -> Json:
    return {
        "id": person.id,
        "url": f"https://{desk.host}/api/v2/users/{person.id}.json",
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "locale": "de" if desk.locale == "de" else "en-US",
        "active": True,
        "suspended": False,
    }


def _via_json(via: Via) -> Json:
    channel = {"merge": "web", "messaging": "native_messaging"}.get(via, via)
    source: Json = {"from": {}, "to": {}, "rel": None}
    if via == "rule":
        source["from"] = {"id": 35_001, "title": "Close after some days", "deleted": False}
        source["rel"] = "automation"
    if via == "merge":
        source["rel"] = "merge"
    return {"channel": channel, "source": source}


def ticket_json(desk: ZendeskDesk, ticket: Ticket) -> Json:
    first = ticket.messages[0]
    return {
        "id": ticket.id,
        "url": f"https://{desk.host}/api/v2/tickets/{ticket.id}.json",
        "via": _via_json(first.via),
        "created_at": iso(ticket.created_at),
        "updated_at": iso(ticket.updated_at),
        "generated_timestamp": int(ticket.updated_at),
        "subject": ticket.story.subject,
        "raw_subject": ticket.story.subject,
        "description": first.text,
        "priority": ticket.story.priority,
        "status": ticket.status,
        "custom_status_id": ticket.custom_status_id,
        "recipient": "support@acme.example",
        "requester_id": ticket.requester.id,
        "submitter_id": ticket.requester.id,
        "assignee_id": ticket.assignee_id,
        "group_id": 3001,
        "has_incidents": False,
        "is_public": True,
        "tags": list(ticket.tags),
        "custom_fields": [{"id": RESOLUTION_FIELD_ID, "value": ticket.resolution}],
        "satisfaction_rating": {"score": "unoffered"},
        "allow_channelback": False,
        "allow_attachments": True,
        "from_messaging_channel": ticket.story.channel == "messaging",
        **{name: [] for name in ("collaborator_ids", "follower_ids", "email_cc_ids")},
        **dict.fromkeys(("external_id", "type", "organization_id", "problem_id")),
    }


def ticket_with_side_loads(desk: ZendeskDesk, ticket: Ticket, includes: list[str]) -> Json:
    """One ticket with what the query's `include` asks for beside it."""
    body: Json = {"ticket": ticket_json(desk, ticket)}
    if "metric_sets" in includes:
        body["ticket"]["metric_set"] = metrics_json(ticket)
        body["metric_sets"] = [metrics_json(ticket)]
    if "users" in includes:
        body["users"] = [user_json(desk, p) for p in (ticket.requester, *desk.agents)]
    if "custom_statuses" in includes:
        body["custom_statuses"] = list(CUSTOM_STATUSES)
    return body


def comment_json(message: Message) -> Json:
    return {
        "id": message.id,
        "type": "Comment",
        "author_id": message.author_id,
        "body": message.text,
        "html_body": f'<div class="zd-comment" dir="auto">{html_of(message.text)}</div>',
        "plain_body": message.text,
        "public": message.public,
        "attachments": [],
        "audit_id": message.id + 1,  # Desk.record numbers an entry right after its message
        "via": _via_json(message.via),
        "created_at": iso(message.created_at),
        "metadata": {"system": {}, "custom": {}},
    }


def _author(desk: ZendeskDesk, author_id: int) -> tuple[str, str]:
    """The display name and the role of who wrote a message."""
    person = desk.person(author_id)
    if person is None:
        return "System", "system"
    return person.name, "end-user" if person.role == "end-user" else "agent"


def log_event_json(desk: ZendeskDesk, message: Message) -> Json:
    name, role = _author(desk, message.author_id)
    author = {
        "type": "user" if role == "end-user" else role,
        "display_name": name,
        "zen:support:user_id": message.author_id,
    }
    common = {
        "id": f"01J{message.id:08d}",
        "created_at": iso(message.created_at),
        "author": author,
        "attachments": [],
    }
    if message.via == "messaging":
        return common | {
            "type": "Messaging::ConversationMessage",
            "reference": f"zen:sunco:conversation_message:{message.id}",
            "content": {"type": "text", "text": message.text},
            "metadata": {"custom": {}, "system": {}, "ticket_version": 0},
        }
    body = f'<div class="zd-comment" dir="auto">{html_of(message.text)}</div>'
    return common | {
        "type": "Comment",
        "reference": f"zen:ticket_event:{message.id}",
        "content": {"type": "html", "body": body},
        "metadata": {"public": message.public},
    }


def lotus_conversations_json(desk: ZendeskDesk, ticket: Ticket, newest_first: bool) -> Json:
    messages = desk.indexed(ticket)
    if newest_first:
        messages.reverse()
    people = [desk.person(i) for i in sorted({m.author_id for m in messages})]
    return {
        "conversations": [comment_json(message) for message in messages],
        "users": [user_json(desk, person) for person in people if person],
        "count": len(messages),
        "next_page": None,
    }


def convo_log_json(desk: ZendeskDesk, ticket: Ticket) -> Json:
    def node(message: Message) -> Json:
        name, role = _author(desk, message.author_id)
        return {
            "id": f"01J{message.id:08d}",
            "__typename": "PublicMessage" if message.public else "InternalNote",
            "timestamp": iso(message.created_at),
            "actor": {"name": name, "role": "END_USER" if role == "end-user" else "AGENT"},
        }

    edges = [{"node": node(message)} for message in reversed(desk.indexed(ticket))]
    return {"data": {"ticket": {"id": str(ticket.id), "conversationEvents": {"edges": edges}}}}


def audit_json(ticket: Ticket, entry: Entry) -> Json:
    first = entry is ticket.entries[0]
    events: list[Json] = []
    if entry.message:
        comment = comment_json(entry.message)
        kept = ("id", "type", "author_id", "body", "html_body", "plain_body", "public", "audit_id")
        events.append({name: comment[name] for name in kept} | {"attachments": []})
    if first:
        events.append(
            {"id": entry.id + 500_000, "type": "Create", "field_name": "status", "value": "open"}
        )
    for number, change in enumerate(entry.changes, start=1):
        events.append(_change_json(entry.id * 1_000 + number, change))
    return {
        "id": entry.id,
        "ticket_id": ticket.id,
        "created_at": iso(entry.created_at),
        "author_id": entry.author_id,
        "metadata": {"system": {"client": "Practice", "location": "Nowhere"}, "custom": {}},
        "events": events,
        "via": _via_json(entry.via),
    }


def _change_json(event_id: int, change: Change) -> Json:
    name = str(RESOLUTION_FIELD_ID) if change.field_name == "resolution" else change.field_name
    was, now = (None if v is None else str(v) for v in (change.previous, change.value))
    return {
        "id": event_id,
        "type": "Change",
        "field_name": name,
        "value": now,
        "previous_value": was,
    }


def metrics_json(ticket: Ticket) -> Json:
    moves = [
        (entry.created_at, change.previous, change.value)
        for entry in ticket.entries
        for change in entry.changes
        if change.field_name == "status"
    ]
    replies = [m for m in ticket.messages if m.public and m.author_id != ticket.requester.id]
    minutes = int(replies[0].created_at - ticket.created_at) // 60 if replies else None
    return {
        "ticket_id": ticket.id,
        "reopens": sum((was, to) == ("solved", "open") for _, was, to in moves),
        "replies": len(replies),
        "group_stations": 1,
        "assignee_stations": 1,
        "reply_time_in_minutes": {"calendar": minutes, "business": minutes},
        "solved_at": next((iso(at) for at, _, to in reversed(moves) if to == "solved"), None),
        "created_at": iso(ticket.created_at),
        "updated_at": iso(ticket.updated_at),
    }


def job_json(desk: ZendeskDesk, job: Job) -> Json:
    done, total = job.results is not None, len(job.ticket_ids)
    waited = desk.now() - job.started_at
    status = "completed" if done else "working" if waited > desk.job_delay / 2 else "queued"
    return {
        "id": job.id,
        "url": f"https://{desk.host}/api/v2/job_statuses/{job.id}.json",
        "total": total,
        "progress": total if done else 0,
        "status": status,
        "message": "Completed" if done else None,
        "results": None
        if job.results is None
        else [
            {"index": index, "id": ticket_id, "action": job.action, "success": refusal is None}
            | ({"error": refusal["error"]} if refusal else {"status": "Updated"})
            for index, (ticket_id, refusal) in enumerate(job.results)
        ],
    }
