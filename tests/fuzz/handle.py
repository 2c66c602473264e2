"""A million hostile inputs through the whole of ``handle``, led by what code they reach.

    python3 -m venv fuzz && fuzz/bin/pip install atheris
    PYTHONPATH=py:.:$(echo .venv/lib/python*/site-packages) \\
        fuzz/bin/python tests/fuzz/handle.py -runs=1000000 -max_len=4096 CORPUS_FOLDER

It ends with a trace at the first input that raises, and leaves that input as ``crash-…``.  It is no
part of CI: atheris is not in the lock file, and a million runs take an hour.
https://github.com/google/atheris
"""

from __future__ import annotations

import json
import sys
from itertools import count
from typing import Any

import atheris

with atheris.instrument_imports(include=["interlude"]):
    from interlude import api
    from interlude.engine import Engine
    from interlude.pages.index import PAGES
    from tests.unit.test_hostile_input import (
        DATES,
        GOOD,
        HELPDESKS,
        NOW,
        ODD,
        TEXTS,
        URLS,
        WRITES,
        begun,
        changed,
        places,
        read_done,
        reading,
        sent_for,
    )

PLACES = {name: places(answers)[1:] for name, answers in GOOD.items()}
AGAIN_AFTER = 500
"""Events after which the account is a fresh one, so that it does not grow for ever."""

NUMBERS = count()


def one(data: bytes) -> None:
    """Make an event of these bytes and have it answered."""
    number = next(NUMBERS)
    if number % AGAIN_AFTER == 0:
        begun()
    given = atheris.FuzzedDataProvider(data)
    event = EVENTS[given.ConsumeIntInRange(0, len(EVENTS) - 1)](given)
    if isinstance(event, dict):
        event["stamp"] = {"id": f"e{number}", "now": NOW, "seed": number}
        event = json.dumps(event)
    answer = json.loads(api.handle(event))
    assert isinstance(answer, dict)


def raw(given: Any) -> Any:
    return given.ConsumeUnicode(4096)


def read(given: Any) -> Any:
    """Answers of a helpdesk, each changed in some places, or not JSON at all."""
    helpdesk = pick(given, HELPDESKS)
    answers = GOOD[helpdesk]
    for _ in range(given.ConsumeIntInRange(0, 3)):
        way = pick(given, PLACES[helpdesk])
        try:
            answers = changed(answers, way, value(given))
        except (KeyError, IndexError, TypeError):
            break
    found = []
    for name, answer in answers.items():
        made = reading(name, json.dumps(answer))
        odd = given.ConsumeIntInRange(0, 15)
        if odd == 0:
            made["text"] = pick(given, TEXTS)
        elif odd == 1:
            made["text"] = given.ConsumeUnicode(200)
        elif odd == 2:
            made["date"] = pick(given, DATES)
        elif odd == 3:
            made["date"] = given.ConsumeUnicode(60)
        elif odd == 4:
            made["status"] = pick(given, (0, 401, 403, 404, 429, 503))
            made["later"] = given.ConsumeUnicode(30)
        found.append(made)
    errand = sent_for(helpdesk)
    errand["again"], errand["otherwise"] = given.ConsumeBool(), given.ConsumeBool()
    return read_done(errand, found)


def write(given: Any) -> Any:
    helpdesk = pick(given, HELPDESKS)
    made = {"kind": "write_seen", "tab": 5, "status": 200, "location": "", **WRITES[helpdesk]}
    name = pick(given, ("body", "url", "page", "location", "method"))
    if given.ConsumeBool():
        made[name] = given.ConsumeUnicode(300)
    elif name == "body":
        made["body"] = json.dumps({"ticket": value(given), "tickets": value(given)})
    else:
        made[name] = pick(given, URLS)
    return made


def act(given: Any) -> Any:
    page = pick(given, tuple(PAGES))
    names = ("kind", "entry", "url", "shown", "week", "cap", "address", "adapter", "quiet_start")
    fields = {pick(given, names): given.ConsumeUnicode(40) for _ in range(3)}
    action = pick(given, ("open", "save", "deposit", "declare", "another", "helped", "preview"))
    return {"kind": "acted", "page": page, "tab": None, "action": action, "fields": fields}


EVENTS = (raw, read, read, read, read, write, write, act)


def pick(given: Any, choices: Any) -> Any:
    return choices[given.ConsumeIntInRange(0, len(choices) - 1)]


def value(given: Any) -> Any:
    kind = given.ConsumeIntInRange(0, 5)
    if kind == 0:
        return given.ConsumeUnicode(60)
    if kind == 1:
        return given.ConsumeInt(8)
    if kind == 2:
        return given.ConsumeFloat()
    if kind == 3:
        return [value(given) for _ in range(given.ConsumeIntInRange(0, 2))]
    return pick(given, ODD)


if __name__ == "__main__":
    api._engine = Engine()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
