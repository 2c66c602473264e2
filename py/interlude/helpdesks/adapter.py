"""A helpdesk adapter: everything Interlude knows about one helpdesk, as data.

One YAML file in ``content/helpdesks/`` describes one helpdesk; this module gives the file its
shape, and ``validity.py`` says what in it cannot work.  Where a value has to be picked out
of a helpdesk's JSON the file holds a JMESPath expression (https://jmespath.org).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Trigger:
    """A write that may close tickets.

    ``watch`` is the path part of a WebExtension match pattern (coarse, it decides what wakes
    the broker); ``path`` is a pattern over the path (exact); ``contains``, if given,
    must be found in a JSON body that the browser could read.  ``tickets`` picks the ticket ids
    and ``status`` the status the write asks for out of
    ``{path: {group: text}, page: {group: text}, location: {group: text}, query: {name: [text]},
    form: {name: [text]}, body: JSON}``.  ``leaves_history`` is false for writes after which the
    helpdesk's history stays silent; then the write's own word is compared with the last status that
    is recorded.
    """

    name: str
    method: Literal["POST", "PUT", "PATCH"]
    type: Literal["xmlhttprequest", "main_frame"]
    watch: str
    path: str
    tickets: str = "path.ticket"
    status: str = ""
    contains: str = ""
    leaves_history: bool = True
    wait: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmRules:
    """How to know that this agent, with this write, moved the ticket into a terminal status.

    Expressions run over ``{get name: JSON}``: ``status`` is the ticket's status now, ``me`` the
    agent's own id (empty when the helpdesk does not tell), ``changes`` a list of
    ``{by, at, from, to, rule}`` of past status changes in any order; one save that took several
    steps has them as ``steps: [{from, to, rule}]``.  ``rule`` is true for a step that a rule of the
    helpdesk's took.  ``late`` is the read that may be behind what was saved for a moment.
    """

    gets: tuple[str, ...]
    status: str
    changes: str
    me: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A free hint of tension: ``value`` is an expression, ``map`` makes a number of its words."""

    value: str
    map: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class HintRules:
    """Where the helpdesk's own signals are; each may be left out.

    ``priority`` runs from 1 (low) to 4 (urgent), ``csat`` is -1 or 1, ``sentiment`` -1 to 1.
    """

    priority: Hint | None = None
    csat: Hint | None = None
    sentiment: Hint | None = None
    reopens: Hint | None = None
    waited_minutes: Hint | None = None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the messages are if the customer said nothing in the first place; ``when`` says
    whether it is worth the read."""

    when: str
    get: str


@dataclass(frozen=True, slots=True)
class ConversationRules:
    """Where the messages are and who spoke.

    ``messages`` yields a list of ``{text, html, by, customer, outside, internal, private,
    automatic, at, order}``; all but ``text`` or ``html`` may be null.  ``people`` is a list of
    ``{id, customer}``, of which the first with an id counts.  Who spoke is told by ``customer``, or
    by the one in ``people`` whose id is ``by``, or by ``outside`` for somebody who is not there.
    ``internal`` makes a note of it, ``private`` only if the customer did not write it.  ``order``
    is a number that parts messages of one moment.
    """

    gets: tuple[str, ...]
    messages: str
    people: str = ""
    hints: HintRules = HintRules()
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True)
class Adapter:
    """One helpdesk.

    ``hosts`` are WebExtension match patterns of a hosted helpdesk; empty for one that firms
    host themselves, whose address the agent gives on the settings page.  ``page`` is a pattern
    over a ticket page's path, ``location`` one over the path that the answer to a write names as
    the place of what was made.  ``card_bottom`` is how many pixels its own bar at the lower edge
    needs; ``bars`` are CSS selectors of the buttons there and of whatever else the card may not
    cover beside ``composers`` and what stands open.
    """

    id: str
    name: str
    hosts: tuple[str, ...]
    page: str
    terminal: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    gets: dict[str, str]
    confirm: ConfirmRules
    conversation: ConversationRules
    composers: tuple[str, ...]
    location: str = ""
    card_bottom: int = 24
    bars: tuple[str, ...] = ()

    @property
    def self_hosted(self) -> bool:
        """Whether firms run this helpdesk on hosts of their own."""
        return not self.hosts
