"""What a helpdesk answered, taken out of its JSON piece by piece without trusting its shape.

An adapter says where something is; what is really there may be of any kind.  Each function here
gives the kind that was asked for, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Literal, TypeAlias

import jmespath
from jmespath.exceptions import JMESPathError

from interlude.json_text import JsonError, parsed
from interlude.protocol import Reading

State: TypeAlias = Literal["good", "refused", "signed_out", "bad"]

_PASSING = frozenset([0, 408, 425, 429])
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_ID = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FARTHEST = timedelta(days=365 * 200)
_LONGEST_DATE = 200


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of the reads of one look, by their names.

    ``documents`` holds the JSON of each, null where it is no good JSON; ``passing`` are the reads
    that may succeed in a moment; ``date`` is the latest moment by the server's own clock.
    """

    documents: dict[str, Any]
    states: dict[str, State]
    passing: tuple[str, ...]
    date: datetime | None

    def any(self, state: State) -> bool:
        """Whether any of the reads ended so."""
        return state in self.states.values()


def answers(readings: tuple[Reading, ...]) -> Answers:
    """Read every answer once; of two with one name the later counts."""
    newest = {reading.name: reading for reading in readings}
    documents: dict[str, Any] = {}
    states: dict[str, State] = {}
    for name, reading in newest.items():
        states[name], documents[name] = _answer(reading)
    dates = [found for reading in readings if (found := http_date(reading.date))]
    return Answers(
        documents=documents,
        states=states,
        passing=tuple(name for name, reading in newest.items() if passing(reading)),
        date=max(dates, default=None),
    )


def passing(reading: Reading) -> bool:
    """Whether the same read may be answered in a moment: too many requests, a network that failed,
    a server in trouble."""
    return reading.status in _PASSING or reading.status >= 500


def _answer(reading: Reading) -> tuple[State, Any]:
    """How a read ended, and its JSON.

    ``refused`` says nothing about the ticket, ``signed_out`` that nothing here is the agent's any
    more: a login page comes with status 200.  ``bad`` is no JSON, or more of it than is read.
    """
    kind = reading.type.lower()
    if reading.status == 401 or (reading.status == 200 and "html" in kind):
        return "signed_out", None
    if reading.status != 200:
        return "refused", None
    if reading.cut or "json" not in kind:
        return "bad", None
    try:
        return "good", parsed(reading.text)
    except JsonError:
        return "bad", None


def http_date(header: str) -> datetime | None:
    """The moment in a ``Date`` header, None if there is none in it.

    A proxy may have added a second one, joined by a comma; HTTP knows no zone but GMT, so one that
    is left out is meant.  https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats

    >>> http_date("Mon, 05 Jan 2026 10:04:00") == http_date("Mon, 05 Jan 2026 10:04:00 GMT, x")
    True
    >>> http_date("yesterday") is None
    True
    """
    first = re.match(r"\w+, [^,]+", header[:_LONGEST_DATE])
    if not first:
        return None
    try:
        found = parsedate_to_datetime(first[0])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _near(found if found.tzinfo else found.replace(tzinfo=UTC))


def _near(moment: datetime) -> datetime | None:
    """Next to the ends of the calendar a zone cannot be told any more."""
    return moment if abs(moment.replace(tzinfo=UTC) - _EPOCH) < _FARTHEST else None


def json_or_none(text: str) -> Any:
    """The value of a JSON text, None where it is none."""
    try:
        return parsed(text)
    except JsonError:
        return None


def search(expression: str, document: dict[str, Any]) -> Any:
    """What an adapter's expression finds; None where it finds a kind that it cannot work with.

    >>> search("length(a)", {"a": 5}) is None, search("contains(a, `1`)", {"a": "1"}) is None
    (True, True)
    """
    if not expression:
        return None
    try:
        return jmespath.search(expression, document)
    except (JMESPathError, ArithmeticError, LookupError, TypeError, ValueError):
        return None


def word(value: object) -> str:
    """A number or a short text as text, such as a status or an id; empty for all else.

    >>> word(4), word("solved"), word(None), word({"id": 4}), word(True)
    ('4', 'solved', '', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_LONGEST_ID else ""
    return value if len(value) <= _LONGEST_ID else ""


def ids(value: object) -> tuple[str, ...]:
    """Ticket ids out of a number, a text parted by commas, or a list of such; each once.

    >>> ids([7, "8, 9", "../users", ["7"], None])
    ('7', '8', '9')
    """
    return tuple(dict.fromkeys(_ids(value)))


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:200]:
            yield from () if isinstance(item, list) else _ids(item)
        return
    text = value[:10_000] if isinstance(value, str) else word(value)
    for part in text.split(","):
        if _ID.fullmatch(part.strip()):
            yield part.strip()


def said(value: object) -> str:
    """A text that somebody wrote; empty where it is none."""
    return value if isinstance(value, str) else ""


def records(value: object) -> list[dict[str, Any]]:
    """The objects in a list, whatever else is in it."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def number(value: object) -> float | None:
    """A finite number of a size that something real can have, or None.

    >>> number(2), number(1e300), number("2"), number(float("nan"))
    (2.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -1e15 < value < 1e15 else None


def instant(value: object) -> datetime | None:
    """A moment: an ISO 8601 text with a zone, or milliseconds since 1970; None for all else.

    >>> instant("2026-01-05T10:04:00Z") == instant(1_767_607_440_000)
    True
    >>> instant("2026-01-05T10:04:00") is None, instant("0001-01-01T00:00:00+14:00") is None
    (True, True)
    """
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
        elif (ms := number(value)) is not None:
            found = _EPOCH + timedelta(milliseconds=ms)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return _near(found) if found.tzinfo else None
