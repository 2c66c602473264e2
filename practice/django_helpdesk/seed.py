"""Build the database the desk starts from: python -m practice.django_helpdesk.seed TICKETS_JSON

Migrates the database named by `DJANGO_HELPDESK_DATABASE`, adds the agents and the tickets of
conversations.py, and writes {key: ticket id} to TICKETS_JSON. Messages take the ways they take
in real use (inbound mail, the public form, `update_ticket`), so the rows are what a real desk
holds.
"""

import json
import logging
import os
import sys
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import django

from practice.django_helpdesk.conversations import CONVERSATIONS, Conversation, Message

# Models can be imported only after this: https://docs.djangoproject.com/en/5.2/ref/applications/
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from helpdesk.email import extract_email_metadata  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket, TicketDependency  # noqa: E402
from helpdesk.update_ticket import update_ticket  # noqa: E402

log = logging.getLogger(__name__)

BETWEEN_MESSAGES = timedelta(hours=5)


def add_agent(username: str, first_name: str, last_name: str, password: str) -> User:
    return get_user_model().objects.create_user(
        username,
        email=f"{username}@desk.example",
        password=password,
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
    )


def mail_in(queue: Queue, conversation: Conversation, text: str, ticket: Ticket | None) -> None:
    """Let the customer's e-mail arrive, as a new ticket or as a reply on `ticket`."""
    mail = EmailMessage()
    mail["Message-ID"] = make_msgid(domain="customers.example")
    mail["From"] = conversation.customer
    mail["To"] = queue.email_address
    tag = f"Re: [{queue.slug}-{ticket.id}] " if ticket else ""
    mail["Subject"] = tag + conversation.subject
    mail.set_content(text)
    extract_email_metadata(mail.as_string(), queue, log)


def submit_web_form(queue: Queue, conversation: Conversation, text: str) -> None:
    fields = {
        "queue": queue.id,
        "title": conversation.subject,
        "body": text,
        "priority": 3,
        "submitter_email": conversation.customer,
    }
    response = Client().post("/tickets/submit/", fields)
    if response.status_code != 302:
        raise RuntimeError(f"the public form refused {conversation.key!r}: {response.content!r}")


def deliver(
    message: Message,
    conversation: Conversation,
    queue: Queue,
    agent: User,
    ticket: Ticket | None,
    new_status: int | None,
) -> None:
    if message.speaker == "customer":
        mail_in(queue, conversation, message.text, ticket)
    elif message.speaker == "web_form":
        submit_web_form(queue, conversation, message.text)
    else:
        update_ticket(
            agent,
            ticket,
            comment=message.text,
            public=message.speaker == "agent",
            owner=agent.id,
            new_status=new_status,
        )


def backdate(ticket: Ticket) -> None:
    """Spread the messages over the past, so that none looks as if it came this second."""
    follow_ups = list(ticket.followup_set.order_by("date"))
    for steps_back, follow_up in enumerate(reversed(follow_ups), start=1):
        date = follow_up.date - steps_back * BETWEEN_MESSAGES
        FollowUp.objects.filter(pk=follow_up.pk).update(date=date)
        Ticket.objects.filter(pk=ticket.pk).update(created=date)


def add_ticket(conversation: Conversation, queue: Queue, agent: User) -> Ticket:
    final = {"open": None, "resolved": Ticket.RESOLVED_STATUS, "closed": Ticket.CLOSED_STATUS}
    ticket = None
    for message in conversation.messages:
        is_last = message is conversation.messages[-1]
        new_status = final[conversation.status] if is_last else None
        deliver(message, conversation, queue, agent, ticket, new_status)
        ticket = Ticket.objects.get(submitter_email=conversation.customer)
    if ticket is None:
        raise ValueError(f"conversation {conversation.key!r} has no messages: give it one")
    backdate(ticket)
    return ticket


def main(tickets_json: Path, password: str) -> None:
    call_command("migrate", verbosity=0)
    agent = add_agent("agent", "Ada", "Agent", password)
    add_agent("colleague", "Cole", "League", password)
    queue = Queue.objects.create(
        title="Support",
        slug="support",
        email_address="support@desk.example",
        allow_public_submission=True,
    )
    tickets = {c.key: add_ticket(c, queue, agent) for c in CONVERSATIONS}
    for conversation in CONVERSATIONS:
        if conversation.waits_for:
            TicketDependency.objects.create(
                ticket=tickets[conversation.key], depends_on=tickets[conversation.waits_for]
            )
    tickets_json.write_text(json.dumps({key: t.id for key, t in tickets.items()}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), os.environ["DJANGO_HELPDESK_PASSWORD"])
