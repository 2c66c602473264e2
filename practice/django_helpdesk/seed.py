"""Build the database the desk starts from: python -m practice.django_helpdesk.seed

Migrates the database named by `DJANGO_HELPDESK_DATABASE`, adds the agents and the tickets, which
come as JSON on standard input (tickets.yaml), and writes {key: ticket id} to standard output.
Messages take the ways they take in real use (inbound mail, `update_ticket`), so the rows are what
a real desk holds.
"""

import json
import logging
import os
import sys
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import django

# Models can be imported only after this: https://docs.djangoproject.com/en/5.2/ref/applications/
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from helpdesk.email import extract_email_metadata  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402
from helpdesk.update_ticket import update_ticket  # noqa: E402

log = logging.getLogger(__name__)

BETWEEN_MESSAGES = timedelta(hours=5)
FINAL = {"resolved": Ticket.RESOLVED_STATUS, "closed": Ticket.CLOSED_STATUS}

Story = dict[str, Any]


def add_agent(username: str, first_name: str, last_name: str, password: str) -> User:
    return get_user_model().objects.create_user(
        username,
        email=f"{username}@desk.example",
        password=password,
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
    )


def mail_in(queue: Queue, story: Story, text: str, ticket: Ticket | None) -> None:
    """Let the customer's e-mail arrive, as a new ticket or as a reply on `ticket`."""
    mail = EmailMessage()
    mail["Message-ID"] = make_msgid(domain="customers.example")
    mail["From"] = story["customer"]
    mail["To"] = queue.email_address
    tag = f"Re: [{queue.slug}-{ticket.id}] " if ticket else ""
    mail["Subject"] = tag + story["subject"]
    mail.set_content(text)
    extract_email_metadata(mail.as_string(), queue, log)


def backdate(ticket: Ticket) -> None:
    """Spread the messages over the past, so that none looks as if it came this second."""
    follow_ups = list(ticket.followup_set.order_by("date"))
    for steps_back, follow_up in enumerate(reversed(follow_ups), start=1):
        date = follow_up.date - steps_back * BETWEEN_MESSAGES
        FollowUp.objects.filter(pk=follow_up.pk).update(date=date)
        Ticket.objects.filter(pk=ticket.pk).update(created=date)


def add_ticket(story: Story, queue: Queue, agent: User) -> int:
    ticket = None
    for left, message in reversed(list(enumerate(reversed(story["messages"])))):
        [(speaker, text)] = message.items()
        if speaker == "customer":
            mail_in(queue, story, text, ticket)
        else:
            update_ticket(
                agent,
                ticket,
                comment=text,
                public=speaker == "agent",
                owner=agent.id,
                new_status=None if left else FINAL.get(story.get("status")),
            )
        ticket = Ticket.objects.get(submitter_email=story["customer"])
    backdate(ticket)
    return ticket.id


def main() -> None:
    password = os.environ["DJANGO_HELPDESK_PASSWORD"]
    call_command("migrate", verbosity=0)
    agent = add_agent("agent", "Ada", "Agent", password)
    add_agent("colleague", "Cole", "League", password)
    queue = Queue.objects.create(
        title="Support",
        slug="support",
        email_address="support@desk.example",
        allow_public_submission=True,
    )
    stories = json.load(sys.stdin)
    print(json.dumps({story["key"]: add_ticket(story, queue, agent) for story in stories}))


if __name__ == "__main__":
    main()
