"""What both practice desks share: people, tickets, their history, and the controls for tests."""

import itertools
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, NamedTuple

from practice.stories import Story, agents, stories

Status = str | int
Via = Literal["web", "email", "messaging", "api", "rule", "merge"]

SYSTEM_ID = -1
"""The author of what a rule did (Zendesk writes -1 for it)."""


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    email: str
    role: Literal["end-user", "agent", "admin"]


@dataclass(frozen=True, slots=True)
class Message:
    """One reply or note. Times are seconds since 1970; lists show it from `indexed_at` on."""

    id: int
    author_id: int
    text: str
    public: bool
    via: Via
    created_at: float
    indexed_at: float


@dataclass(frozen=True, slots=True)
class Change:
    field_name: str
    previous: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a ticket's history: who did what at one moment."""

    id: int
    author_id: int
    via: Via
    created_at: float
    changes: tuple[Change, ...]
    message: Message | None = None


@dataclass(slots=True)
class Ticket:
    id: int
    story: Story
    requester: Person
    assignee_id: int
    status: Status
    created_at: float
    custom_status_id: int | None = None
    resolution: str | None = None
    resolution_required: bool = False
    tags: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def updated_at(self) -> float:
        return self.entries[-1].created_at if self.entries else self.created_at

    @property
    def messages(self) -> list[Message]:
        return [entry.message for entry in self.entries if entry.message]


class Draft(NamedTuple):
    """What an agent wrote but has not saved yet."""

    text: str
    public: bool


class Session(NamedTuple):
    """A signed-in browser: the cookie to send, and the token that writes must carry."""

    cookie: str
    value: str
    csrf_token: str
    person: Person


@dataclass(slots=True)
class Job:
    """Work that the desk finishes later: `change` is done to one ticket after the other.

    `results` holds each ticket's id, and the body of the refusal if it was refused.
    """

    id: str
    action: Literal["update", "merge"]
    ticket_ids: list[int]
    started_at: float
    due_at: float
    change: Callable[[int], object]
    results: list[tuple[int, dict[str, Any] | None]] | None = None

    def run(self) -> None:
        """A ticket that refuses does not stop the others."""
        self.results = []
        for ticket_id in self.ticket_ids:
            try:
                self.change(ticket_id)
                self.results.append((ticket_id, None))
            except Refusal as refusal:
                self.results.append((ticket_id, refusal.body))


@dataclass(frozen=True, slots=True)
class Held:
    """A read that waits: a test sees it arrive and lets it go."""

    path: str
    arrived: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Fault:
    status: int
    retry_after: int
    path: str = ""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A save that the desk turns down; carries the HTTP status and the JSON body."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body.get("description", ""))
        self.status = status
        self.body = body


class Desk:
    """The state of one practice desk.

    Every public method may be called from any thread. `reset()` brings back the tickets of
    `tickets.yaml` and the defaults of all switches, and signs everybody out.
    """

    name: ClassVar[str]
    host: ClassVar[str]
    cookie: ClassVar[str]
    ticket_path: ClassVar[str]
    statuses: ClassVar[dict[str, Status]]
    """The desk's own words for open, pending, solved and closed."""
    first_ids: ClassVar[dict[str, int]]
    """Where ids start for agent, customer, ticket; different on each desk, so none is mistaken."""

    merged_tags: ClassVar[tuple[str, ...]] = ()
    """What a ticket is tagged with when it was merged into another."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        with self.lock:
            self.clock_skew = 0.0
            """Seconds by which the desk's clock is ahead of this machine's."""
            self.locale: Literal["en", "de"] = "en"
            self.logged_out_answer: Literal["json", "html"] = "json"
            """What the API says without a session: 401 JSON, or the login page."""
            self.index_delay = 0.0
            """Seconds until a new message shows up in the lists of the API."""
            self.job_delay = 0.6
            """Seconds until a bulk change or a merge is done."""
            self.refresh_seconds = 5.0
            """How often an open page asks for its list again."""
            self.rate_limit = 700
            """Requests to the public API that are let through in a minute."""
            self._faults: list[Fault] = []
            self._read_faults: list[Fault] = []
            self._held: list[Held] = []
            self._delays: list[float] = []
            self._sessions: dict[str, Session] = {}
            self._jobs: dict[str, Job] = {}
            self._calls: dict[str, list[float]] = {}
            self._ids = itertools.count(10_001)
            self._seed()

    # Controls for tests

    @property
    def me(self) -> Person:
        """The agent that signs in unless another is named."""
        return self.agents[0]

    @property
    def colleague(self) -> Person:
        return self.agents[1]

    def ticket_id(self, key: str) -> int:
        return self.by_key(key).id

    def url(self, key: str) -> str:
        """The ticket's address in the agent app."""
        return f"https://{self.host}{self.ticket_path}{self.ticket_id(key)}"

    def status(self, key: str) -> Status:
        with self.lock:
            self.settle()
            return self.by_key(key).status

    def set_status(self, key: str, status: Status) -> None:
        """Change a status long before the test, by the colleague."""
        self._act(key, self.colleague.id, "api", status)

    def colleague_closes(self, key: str) -> None:
        """The colleague solves the ticket in another browser: no request comes from this one."""
        self._act(key, self.colleague.id, "web", self.statuses["solved"])

    def automation_closes(self, key: str) -> None:
        """A rule closes the ticket."""
        self._act(key, SYSTEM_ID, "rule", self.statuses["closed"])

    def customer_writes(self, key: str, text: str) -> None:
        """The customer writes again, which opens the ticket as helpdesks do."""
        requester = self.by_key(key).requester
        self._act(key, requester.id, "email", self.statuses["open"], Draft(text, public=True))

    def add_messages(self, key: str, count: int) -> None:
        """Make the conversation longer, customer and agent in turn, without a status change."""
        with self.lock:
            ticket = self.by_key(key)
            for number in range(count):
                author = ticket.requester if number % 2 == 0 else self.me
                self.record(ticket, author.id, "email", {}, Draft(f"Message {number + 1}.", True))

    def require_resolution(self, key: str) -> None:
        """From now on the ticket can only be closed with a resolution."""
        self.by_key(key).resolution_required = True

    def fail_next_write(self, status: int, retry_after: int = 30) -> None:
        """The next save of a ticket is refused with this HTTP status and changes nothing."""
        with self.lock:
            self._faults.append(Fault(status, retry_after))

    def fail_next_read(self, status: int, path: str = "", retry_after: int = 30) -> None:
        """The next API read whose path contains `path` answers with this HTTP status."""
        with self.lock:
            self._read_faults.append(Fault(status, retry_after, path))

    def hold_next_read(self, path: str) -> Held:
        """The next API read whose path contains `path` waits until it is released."""
        with self.lock:
            self._held.append(Held(path))
            return self._held[-1]

    def slow_next_write(self, seconds: float) -> None:
        """The next save of a ticket takes this long before it is done."""
        with self.lock:
            self._delays.append(seconds)

    def new_session(self, email: str | None = None) -> Session:
        """Sign an agent in without the login form, for example to set a browser's cookie."""
        with self.lock:
            person = next(a for a in self.agents if email in (None, a.email))
            session = Session(self.cookie, secrets.token_hex(16), secrets.token_hex(16), person)
            self._sessions[session.value] = session
            return session

    def sign_everybody_out(self) -> None:
        with self.lock:
            self._sessions.clear()

    # State, for the routes

    def now(self) -> float:
        return self._clock() + self.clock_skew

    def session(self, value: str | None) -> Session | None:
        return self._sessions.get(value or "")

    def by_key(self, key: str) -> Ticket:
        for ticket in self.tickets.values():
            if ticket.story.key == key:
                return ticket
        raise KeyError(f'no practice ticket "{key}"; the keys are in practice/tickets.yaml')

    def person(self, person_id: int) -> Person | None:
        return self.people.get(person_id)

    def indexed(self, ticket: Ticket) -> list[Message]:
        """The messages that lists already show, oldest first."""
        now = self.now()
        return [message for message in ticket.messages if message.indexed_at <= now]

    def record(
        self,
        ticket: Ticket,
        author_id: int,
        via: Via,
        values: dict[str, Any],
        draft: Draft | None = None,
        at: float | None = None,
    ) -> Entry | None:
        """Write one step of history; None when nothing changed and nothing was said."""
        created_at = self.now() if at is None else at
        delay = self.index_delay if at is None else 0.0
        message = draft and Message(
            next(self._ids),
            author_id,
            draft.text,
            draft.public,
            via,
            created_at,
            created_at + delay,
        )
        changes = tuple(
            Change(name, getattr(ticket, name), value)
            for name, value in values.items()
            if getattr(ticket, name) != value
        )
        for change in changes:
            setattr(ticket, change.field_name, change.value)
        if not changes and not message:
            return None
        entry = Entry(next(self._ids), author_id, via, created_at, changes, message)
        ticket.entries.append(entry)
        return entry

    def status_values(self, status: Status) -> dict[str, Any]:
        """The ticket values that go with a status."""
        return {"status": status}

    def start_job(
        self, action: Literal["update", "merge"], ids: list[int], change: Callable[[int], object]
    ) -> Job:
        now = self.now()
        job = Job(secrets.token_hex(16), action, ids, now, now + self.job_delay, change)
        self._jobs[job.id] = job
        return job

    def merge_later(
        self, target: Ticket, sources: list[Ticket], actor: Person, here: Draft, there: Draft
    ) -> Job:
        """Close the sources in a job; `here` is said on the target and `there` on each source."""
        ids = [source.id for source in sources]

        def one(ticket_id: int) -> None:
            source = self.tickets[ticket_id]
            closed = self.status_values(self.statuses["closed"])
            self.record(source, actor.id, "merge", closed, there)
            source.tags.extend(self.merged_tags)
            if ticket_id == ids[-1]:
                self.record(target, actor.id, "merge", {}, here)

        return self.start_job("merge", ids, one)

    def job(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def settle(self) -> None:
        """Do the jobs that are due."""
        with self.lock:
            for job in self._jobs.values():
                if job.results is None and job.due_at <= self.now():
                    job.run()

    def take_fault(self) -> Fault | None:
        with self.lock:
            return self._faults.pop(0) if self._faults else None

    def take_read_fault(self, path: str) -> Fault | None:
        with self.lock:
            for index, fault in enumerate(self._read_faults):
                if fault.path in path:
                    return self._read_faults.pop(index)
        return None

    def wait_if_held(self, path: str) -> None:
        with self.lock:
            held = next((held for held in self._held if held.path in path), None)
            if held is None:
                return
            self._held.remove(held)
        held.arrived.set()
        held.released.wait(timeout=60)

    def take_delay(self) -> float:
        with self.lock:
            return self._delays.pop(0) if self._delays else 0.0

    def count_call(self, pool: str, limit: int) -> tuple[int, int]:
        """Count one request against a limit per minute.

        Returns what is left (below zero: refuse it) and the seconds until the window ends.
        """
        with self.lock:
            now = self.now()
            calls = [at for at in self._calls.get(pool, []) if now - at < 60]
            left = limit - len(calls) - 1
            if left >= 0:
                calls.append(now)
            self._calls[pool] = calls
            return left, max(1, round(60 - (now - calls[0]))) if calls else 60

    def _act(
        self, key: str, author_id: int, via: Via, status: Status, draft: Draft | None = None
    ) -> None:
        with self.lock:
            self.settle()
            self.record(self.by_key(key), author_id, via, self.status_values(status), draft)

    def _seed(self) -> None:
        agent_ids = itertools.count(self.first_ids["agent"])
        customer_ids = itertools.count(self.first_ids["customer"])
        ticket_ids = itertools.count(self.first_ids["ticket"])
        by_id = {a.id: Person(next(agent_ids), a.name, a.email, a.role) for a in agents()}
        self.agents = tuple(by_id.values())
        self.people = {person.id: person for person in self.agents}
        self.tickets: dict[int, Ticket] = {}
        now = self.now()
        for story in stories():
            customer = Person(
                next(customer_ids), story.customer.name, story.customer.email, "end-user"
            )
            self.people[customer.id] = customer
            ticket = Ticket(
                id=next(ticket_ids),
                story=story,
                requester=customer,
                assignee_id=self.me.id,
                created_at=now - story.turns[0].ago,
                tags=list(story.tags),
                **self.status_values(self.statuses["open"]),
            )
            for turn in story.turns:
                author = customer if turn.by == "customer" else by_id[turn.by]
                via: Via = story.channel if author is customer else "web"
                values = self.status_values(self.statuses[turn.sets]) if turn.sets else {}
                draft = Draft(turn.text, public=not turn.note)
                self.record(ticket, author.id, via, values, draft, at=now - turn.ago)
            self.tickets[ticket.id] = ticket
