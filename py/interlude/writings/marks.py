"""What in a typed line could point to a person or a ticket.

It is marked and told, and the person decides; nothing is taken out and nothing is kept from them.
A line may be about somebody without any of this, and have all of it without being about anybody.
"""

from __future__ import annotations

import re

from interlude import customs
from interlude.words import _

_MARKS = (
    # A mail address.
    r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+",
    # The address of a page, with or without what stands before it.
    r"(?:https?://|www\.)[^\s()<>\"“”«»]+(?<![.,;:!?'’])",
    r"\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|co|biz|info|app|dev|de|fr|es|br|pt|uk|eu|ch|at"
    r"|mx|ar|cl)\b(?:/[^\s()<>\"“”«»]*(?<![.,;:!?'’]))?",
    # A handle.
    r"(?<![\w@.])@\w(?:[\w.-]{0,38}\w)?",
    # A name behind a title.
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Señora?|Senhora?|Sra?|Dona|Seu|Mme|Mlle|Monsieur|Madame)"
    r"\b\.? [^\W\d_a-zß-ÿ][\w'’-]+",
    # The number of a phone, a card or an account: seven digits or more, in groups or not; no date.
    r"(?<![\w.])(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)(?!\d{4}-\d\d-\d\d\b)"
    r"\+?(?:\(\d{1,5}\)|\d)(?:[ \t./-]{0,2}(?:\(\d{1,5}\)|\d)){5,18}\d(?!\w)",
    # A number behind a sign, as of a ticket.
    r"#[ \t]?\w*\d\w*",
    # Letters and figures in one, as of an order or a parcel.
    r"\b(?=[A-Z0-9-]{0,20}\d{3})[A-Z]{1,8}-?(?:[A-Z0-9]+-?){1,4}\b",
    # A number too long for an hour or a year.
    r"(?<![\w.,])\d{5,}(?!\w)",
)
_ANY = re.compile("|".join(f"(?:{one})" for one in _MARKS))


def marked(text: str) -> tuple[str, ...]:
    """The parts of a line that could point to a person or a ticket, each once, in their order.

    >>> marked("Ms Hartley called from +44 20 7946 0958 about #4711, see acme.com/t/9")
    ('Ms Hartley', '+44 20 7946 0958', '#4711', 'acme.com/t/9')
    >>> marked("Sent RMA-20391 to ann@firm.example and thanked @kim")
    ('RMA-20391', 'ann@firm.example', '@kim')
    >>> marked("She waited 3 weeks, since 2 May 2026, and at 14:30 it was fixed. 100 % calm.")
    ()
    """
    return tuple(dict.fromkeys(found[0] for found in _ANY.finditer(text)))


def doubt(text: str, told: str) -> str:
    """What a person is told of a line, before it is kept, that could point to somebody.

    Nothing if they were ``told`` of this very line: it is theirs to decide.

    >>> doubt("Thanked @kim for #4711", "")[:70]
    'Before it is kept: “@kim” and “#4711” could point to a person or a tic'
    >>> doubt("Thanked @kim for #4711", told="Thanked @kim for #4711"), doubt("Thanked Kim", "")
    ('', '')
    """
    found = marked(text)
    if not found or told == text:
        return ""
    # L10n: {part} is a piece of what the person typed
    parts = [_("“{part}”").format(part=part) for part in found]
    return _(
        "Before it is kept: {parts} could point to a person or a ticket. Change it, or keep it as"
        " it is."
    ).format(parts=customs.listed(parts))
