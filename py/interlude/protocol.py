"""Every message that crosses between Python and the shell, declared once.

``build.py`` generates ``extension/protocol.gen.d.ts`` from these classes, so the JavaScript
side is type-checked against them.  On the wire a message is a JSON object whose ``kind`` names
its class.  The way of one event: the shell sends an ``Event``; Python returns an ``Answer``;
the worker commits ``append`` to the journal; only then are ``effects`` performed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from interlude.clock import Moment
from interlude.ledger.entries import Entry, Raw
from interlude.ledger.health import SOUND, Health
from interlude.pages.index import PageId
from interlude.writings.writing import Writing

LONGEST_ID = 200
"""Letters: ids of entries are made of ids of events, with a word behind them."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the shell adds to every event, because Python has no clock, zone or dice.

    ``id`` is unique and repeated when the same event is sent again, so that nothing is
    counted twice; ``seed`` is a fresh random 32-bit number.  ``languages`` are those that the
    browser asks pages for, best first, such as ``pt-BR``.  ``in_an_hour`` is the same person's
    clock an hour later, which may have been put forward or back by then.
    """

    id: str
    now: Moment
    seed: int
    in_an_hour: Moment | None = None
    languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.id) > LONGEST_ID:
            raise ValueError(f"an id has {LONGEST_ID} letters at most, not {len(self.id)}")


# --- Events: what the shell observed -------------------------------------------------------


Why: TypeAlias = Literal["", "first", "missing", "other_build", "damaged", "failed", "slow"]


@dataclass(frozen=True, slots=True)
class Wake:
    """How often Python started in one way, and when it did so last, in ms since 1970.

    ``how`` is ``snapshot`` when its memory was laid back as it was, ``plain`` when it started from
    its archive; then ``why`` says what kept it from a snapshot: it was the ``first`` start, the
    snapshot was ``missing``, of an ``other_build`` or ``damaged``, ``failed`` to start, or was too
    ``slow``.
    """

    how: Literal["snapshot", "plain"]
    why: Why
    times: int
    last: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The engine woke: what is in the journal, oldest first, exactly as it was appended.

    With ``checkpoint`` empty, ``journal`` begins with the first entry; else it is what was appended
    after the entries that this checkpoint stands for.  A long journal may come in several such
    events, each with the checkpoint that the one before was answered with.

    ``writings`` are all lines in the person's own words, each exactly as it was put.  ``wakes`` are
    the starts so far, this one included; ``build`` is the version with a short name
    for the package, ``0.9.0+3f2a9c1``, as the diagnostics page tells it.  ``memo`` is the newest
    memo that an answer gave, or empty.  ``health`` is how the journal was found on the disk.
    """

    kind: ClassVar[str] = "opened"
    stamp: Stamp
    journal: tuple[Raw, ...]
    checkpoint: str = ""
    wakes: tuple[Wake, ...] = ()
    build: str = ""
    memo: str = ""
    health: Health = SOUND
    writings: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteSeen:
    """The helpdesk page in ``tab`` sent a write that matches a trigger, and it was answered.

    ``url`` is the address written to, ``page`` the tab's own address; ``status`` is the HTTP
    status of the first answer (a redirect counts as it is); ``body`` is the raw text of a JSON
    body and ``form`` the fields of a form post, each empty when the browser did not tell.
    ``location`` is where the answer says that something was made.  ``triggers`` are the ids of the
    triggers that it matches, of whatever helpdesk (``helpdesks/trigger.py``).
    """

    kind: ClassVar[str] = "write_seen"
    stamp: Stamp
    tab: int
    page: str
    method: str
    url: str
    status: int
    body: str
    form: dict[str, tuple[str, ...]]
    location: str = ""
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer to one GET: ``status`` 0 when the network failed or the time ran out.

    ``date`` is the server's own ``Date`` header, so that ages are told by one clock, and ``later``
    its ``Retry-After``, empty if it sent none.  ``cut`` says that the answer was longer than is
    read, and then ``text`` is empty.
    """

    name: str
    status: int
    type: str
    date: str
    text: str
    later: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What the agent is in the middle of, as far as a browser can know.

    ``composing``: a reply box that can be seen holds something written.  ``typed_ms``: how many
    milliseconds ago a key was typed into any field after the write left; None if none was.
    ``foreign_focus``: the keyboard is in a frame that Interlude may not enter.  ``shortcut``: the
    keys that lead into a card, as the browser writes them; empty where there are none.
    """

    composing: bool
    full_screen: bool
    audible: bool
    typed_ms: int | None = None
    foreign_focus: bool = False
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """Why something was read: a write, one of its tickets and the tickets still to look at.

    It travels out with the effect and comes back with the result, so that neither the engine
    nor the broker has to remember it.  ``known`` is what is read already and need not be read
    again; ``turn`` counts the errands of one write.  ``again`` says that this one is for what was
    refused, or not yet recorded, when its ticket was looked at first; and ``otherwise`` that it is
    for the messages that were not where they were looked for.  ``composers`` are CSS selectors of
    reply boxes, in which the broker looks for a draft.
    """

    adapter: str
    ticket: str
    rest: tuple[str, ...]
    write: WriteSeen
    known: tuple[Reading, ...] = ()
    turn: int = 0
    again: bool = False
    otherwise: bool = False
    composers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDone:
    """The reads of an errand are back from the helpdesk's own tab."""

    kind: ClassVar[str] = "read_done"
    stamp: Stamp
    tab: int
    errand: Errand
    readings: tuple[Reading, ...]
    scene: Scene


@dataclass(frozen=True, slots=True)
class Acted:
    """A person opened a page (action ``open``), pressed a ``data-action`` or sent a form.

    ``tab`` is the helpdesk tab the card sits in, or the active tab for a keyboard shortcut.
    ``keep`` asks the worker to keep the event where Python cannot start, until it can.
    """

    kind: ClassVar[str] = "acted"
    stamp: Stamp
    page: PageId
    tab: int | None
    action: str
    fields: dict[str, str]
    keep: bool = False


Event: TypeAlias = Opened | WriteSeen | ReadDone | Acted


# --- Effects: what the shell is asked to do, after the commit ------------------------------


@dataclass(frozen=True, slots=True)
class Get:
    """One same-origin GET of a path that the adapter declares."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Read:
    """Have the content script in ``tab`` perform the GETs.

    ``reply`` is the id of the event that brings the result; ``wait`` is how many milliseconds to
    wait before, for the helpdesk to record what was saved, or because it asked for it.
    """

    kind: ClassVar[str] = "read"
    tab: int
    origin: str
    reply: str
    errand: Errand
    gets: tuple[Get, ...]
    wait: int


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Show the card for the prompt entry ``shown``, ``bottom`` pixels above the tab's edge or more.

    ``clear`` are CSS selectors of what it may not cover, as far as it can be seen.  Where it finds
    no room it waits as a button named ``waiting``.  ``announced`` is what a screen reader says when
    it comes, and holds none of its words.
    """

    kind: ClassVar[str] = "show_card"
    tab: int
    shown: str
    bottom: int
    clear: tuple[str, ...]
    waiting: str
    announced: str


@dataclass(frozen=True, slots=True)
class Swell:
    """A part of a breath: after ``ms`` milliseconds the lungs are as ``full`` as this, 0 to 1."""

    ms: int
    full: float


@dataclass(frozen=True, slots=True)
class ShowEdge:
    """Let a slim line at the tab's edge breathe in these ``turns``, for the prompt entry ``shown``.

    ``clear`` are CSS selectors of what it may not cover; where it finds no room it does not come.
    """

    kind: ClassVar[str] = "show_edge"
    tab: int
    shown: str
    clear: tuple[str, ...]
    turns: tuple[Swell, ...]


@dataclass(frozen=True, slots=True)
class CloseCard:
    """Take the card, or the line at the edge, out of the tab."""

    kind: ClassVar[str] = "close_card"
    tab: int


@dataclass(frozen=True, slots=True)
class Download:
    """Offer ``text`` to the person as a file, on the page that asked."""

    kind: ClassVar[str] = "download"
    name: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """Offer all that is kept as a file: ``head``, all entries as JSON, parted by ``between``, then
    ``middle``, all writings in the same way, and ``foot``.  The worker hands it to the page as a
    ``Download``."""

    kind: ClassVar[str] = "export"
    name: str
    type: str
    head: str
    between: str
    middle: str
    foot: str


@dataclass(frozen=True, slots=True)
class Revoke:
    """Give back to the browser the right to work at ``origins``, which are match patterns."""

    kind: ClassVar[str] = "revoke"
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Go:
    """Turn the page that asked to another address of the extension."""

    kind: ClassVar[str] = "go"
    address: str


@dataclass(frozen=True, slots=True)
class CloseWindow:
    """Close the small window in which the page that asked is alone."""

    kind: ClassVar[str] = "close_window"


# What happens in the tab that an effect names, and what is for the page that asked.
TabEffect: TypeAlias = Read | ShowCard | ShowEdge | CloseCard
PageEffect: TypeAlias = Download | Export | Revoke | Go | CloseWindow
Effect: TypeAlias = TabEffect | PageEffect


Noted: TypeAlias = Literal[
    "", "strange", "unreadable", "refused", "signed_out", "no_words", "seen", "enough_reads",
]  # fmt: skip
"""What was odd about an event, so that it brought no card, or only by what the write itself said.

``strange``: the event names nothing that there is.  ``unreadable``, ``refused``, ``signed_out``: so
the helpdesk answered a read.  ``no_words``: the customer said nothing.  ``seen``: this ticket was
looked at before.  ``enough_reads``: the helpdesk was asked enough in this minute.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Python decided about one event.

    ``append`` goes to the journal. ``put`` are lines in the person's own words, which go to the
    store beside it, and ``forget`` are ids of lines that are erased there for good, before any is
    put. ``erase`` empties both first. ``html`` is the new content of the page that asked; ``views``
    are pages as they stand now, of which the newest are kept where a page finds them at once, so
    that each paints before Python is awake; ``card`` is the card that is to show, for its frame
    alone, and is kept nowhere. ``checkpoint``, if not empty, stands for the whole journal up to and
    including ``append``, and is kept with the key of its last entry. ``memo``, if not empty, is
    kept by the broker until the browser ends, never beside the journal, and comes back with
    ``Opened``. ``whole`` answers ``Opened`` alone: its checkpoint cannot be used, so nothing is
    open yet, and the same event has to come again with the whole journal. ``noted`` is what was odd
    about the event; nothing has to be done about it. ``silent_until`` is when a close may bring a
    card at the earliest, in ms since 1970: until then no write wakes Python before it is answered.
    None leaves it as it was.
    """

    append: tuple[Entry, ...] = ()
    put: tuple[Writing, ...] = ()
    forget: tuple[str, ...] = ()
    erase: bool = False
    effects: tuple[Effect, ...] = ()
    html: str = ""
    views: dict[PageId, str] = field(default_factory=dict)
    card: str = ""
    checkpoint: str = ""
    memo: str = ""
    whole: bool = False
    noted: Noted = ""
    silent_until: int | None = None
