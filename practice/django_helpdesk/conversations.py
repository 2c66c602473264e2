"""The tickets the desk opens with. Plain data: both the tests and the desk read it."""

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["customer", "web_form", "agent", "note"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message and how it reached the desk.

    `customer` arrives by e-mail, `web_form` through the public form (django-helpdesk then
    stores no author), `agent` is a public reply by `agent`, `note` an internal one.
    """

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One ticket: `key` is what tests call it; `status` is where it stands after seeding."""

    key: str
    subject: str
    customer: str
    messages: tuple[Message, ...]
    status: Literal["open", "resolved", "closed"] = "open"
    waits_for: str | None = None


CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "furious",
        "Third wrong invoice in a row",
        "mara@customers.example",
        (
            Message(
                "customer",
                "This is the THIRD invoice with the wrong amount!!! I have written to you four "
                "times and nobody reads what I send. This is a disgrace.",
            ),
            Message(
                "agent", "Hello Mara, I am sorry. I have asked our accounts team to correct it."
            ),
            Message("note", "Accounts say the price list was never updated for this customer."),
            Message(
                "customer",
                "Asked?! You promised the same thing two weeks ago. You are either lying or "
                "incompetent. Fix it today or I go to my lawyer.",
            ),
            Message(
                "agent",
                "You are right to be upset, Mara. I corrected the invoice myself; the new one "
                "over 312.40 is in your inbox now.",
            ),
        ),
    ),
    Conversation(
        "abusive",
        "Your support is a joke",
        "kurt@customers.example",
        (
            Message("customer", "My order is late again. Where is it?"),
            Message(
                "agent", "Hello Kurt, the parcel is at the depot and goes out tomorrow morning."
            ),
            Message(
                "customer",
                "Tomorrow? Are you stupid or what? Shut up with your excuses, you useless idiot, "
                "and do your damn job.",
            ),
        ),
    ),
    Conversation(
        "calm",
        "Change of delivery address",
        "ines@customers.example",
        (
            Message("customer", "Hello, could you send my order to my office instead of my home?"),
            Message("agent", "Hello Ines, of course. Which address should we use?"),
            Message("customer", "12 Mill Lane, second floor. That is all."),
        ),
    ),
    Conversation(
        "praise",
        "Login works again",
        "oskar@customers.example",
        (
            Message("customer", "Since Monday I cannot log in, the page stays white."),
            Message(
                "agent", "Hello Oskar, please clear the cookies of our site once and try again."
            ),
            Message(
                "customer",
                "That did it, thank you so much! You explained it so clearly, you made my day.",
            ),
        ),
    ),
    Conversation(
        "web_form",
        "Glass arrived broken",
        "lena@customers.example",
        (
            Message(
                "web_form",
                "The glass arrived broken and the box was wet. I am very disappointed, it was "
                "a birthday present.",
            ),
            Message("agent", "I am sorry, Lena. A new one left our warehouse this morning."),
            Message("customer", "ok"),
        ),
    ),
    Conversation(
        "resolved",
        "Refund for the second pair",
        "tom@customers.example",
        (
            Message("customer", "I have been waiting for my refund for weeks. This is ridiculous!"),
            Message("agent", "Hello Tom, the refund of 49.00 went out today."),
        ),
        status="resolved",
    ),
    Conversation(
        "closed",
        "Question about the warranty",
        "ruth@customers.example",
        (
            Message("customer", "How long is the warranty on the kettle?"),
            Message("agent", "Hello Ruth, it is two years from the day of purchase."),
        ),
        status="closed",
    ),
    Conversation(
        "blocked",
        "Nobody tells me when the spare part comes",
        "pia@customers.example",
        (
            Message(
                "customer",
                "I call every day and every day somebody says tomorrow. I am sick of this.",
            ),
            Message(
                "agent", "Hello Pia, I have opened a request at the warehouse and will follow it."
            ),
        ),
        waits_for="calm",
    ),
)
