"""Everything once, for nobody: after it, no first time is slow.

What Python reads and prepares when it first needs it (content, word lists, templates, the shapes of
messages) then is in its memory, and in a snapshot of it.  The account that is played with is thrown
away; its clock stands at 0 and its dice always fall the same, so nothing of this moment stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from interlude import wire, words
from interlude.cards.kinds import kinds
from interlude.clock import Moment
from interlude.engine import Engine
from interlude.helpdesks.answers import answers
from interlude.helpdesks.catalogue import adapters
from interlude.helpdesks.conversation import conversation
from interlude.helpdesks.looks import Looks, Seen
from interlude.ledger.checkpoint import freeze
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import KeptSilent, PromptShown, Raw
from interlude.memo import Calm, Memo
from interlude.pages.index import PAGES
from interlude.prompts.library import library
from interlude.protocol import Answer, Get, Read, ReadDone, ShowEdge, Swell
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from interlude.tension.lexicon import LANGUAGES
from interlude.writings.writing import Writing

_NOW = {"at": 0, "offset": 0}
_HELPDESK = "https://help.firm.example"
_TAB = 1
_PRESSED = {"by": "pointer", "sight_ms": "500", "sure": "true"}


def rehearse() -> None:
    """Play every page, every message and every judgement once."""
    engine = Engine()
    journal: list[dict[str, Any]] = []
    for number, event in enumerate(_events()):
        answer = _play(engine, {**event, "stamp": _stamp(number)})
        journal += answer["append"]
    _in_every_language(engine)
    checkpoint = freeze(engine.account)
    again = {"kind": "opened", "stamp": _stamp(0), "journal": journal, "checkpoint": checkpoint}
    line = wire.encode_writing(Writing("line", Moment(**_NOW), "note", "a line", entry="event 17"))
    _play(engine, {**again, "memo": wire.encode_memo(_remembered()), "writings": [line]})
    _play(engine, {**_acted("account", "open"), "stamp": _stamp(0)})
    _read_and_judge()


def _in_every_language(engine: Engine) -> None:
    """Whoever reads another language than English waits no longer for its words."""
    pages = [*(_acted(page, "open") for page in PAGES), _acted("card", "open", shown="breath")]
    for language in words.languages():
        stamp = {**_stamp(0), "languages": [language]}
        for event in pages:
            _play(engine, {**event, "stamp": stamp})
    words.use(words.SOURCE)


def _play(engine: Engine, event: dict[str, Any]) -> dict[str, Any]:
    answer = engine.handle(wire.decode_event(json.dumps(event)))
    played: dict[str, Any] = json.loads(wire.encode_answer(answer))
    return played


def _stamp(number: int) -> dict[str, Any]:
    return {"id": f"event {number}", "now": _NOW, "seed": 0}


def _events() -> Iterator[dict[str, Any]]:
    """A short day: events without their stamps, whose ids are ``event 0``, ``event 1`` and on."""
    wake = {"how": "plain", "why": "first", "times": 1, "last": 0}
    yield {"kind": "opened", "journal": [], "wakes": [wake], "build": "0"}
    adapter = next(iter(adapters()))
    address = {"address": _HELPDESK, "address_href": f"{_HELPDESK}/"}
    quiet = {"quiet_start": "22:00", "quiet_end": "06:00"}
    yield _acted("settings", "save", cap="6", adapter=adapter, **address, **quiet)
    yield _acted("settings", "save", cap="many", house_rule="a rule")
    yield _acted("settings", "export")
    yield _write()
    yield {"kind": "read_done", **_read(adapter)}
    yield _acted("popup", "deposit", kind=deposit_kinds()[0].id)
    yield _acted("popup", "undo", entry="event 6")
    yield _acted("popup", "declare", url=_HELPDESK)
    yield _acted("card", "seen", shown="event 8")
    yield _acted("card", "another", shown="event 8", **_PRESSED)
    yield _acted("card", "helped", shown="event 10", **_PRESSED)
    yield _acted("popup", "breathe")
    yield {**_acted("card", "open", window="popup"), "tab": None}
    yield _acted("popup", "hush")
    yield _acted("popup", "unhush")
    yield _acted("popup", "deposit", kind=deposit_kinds()[0].id)
    yield _acted("popup", "line", entry="event 17")
    yield _acted("popup", "keep_line", entry="event 17", text="#4711")
    yield _acted("popup", "keep_line", entry="event 17", text="a line")
    yield _acted("popup", "as_before")
    yield _acted("popup", "call", on="yes")
    yield _acted("popup", "figures", on="yes")
    for page in PAGES:
        yield _acted(page, "open")
    yield _acted("account", "erase_line", line="event 20")
    yield _acted("share", "save", pseudonym="Heron", week=Moment(**_NOW).week())
    yield _acted("settings", "save", cap="6", remove=_HELPDESK, origins=f"{_HELPDESK}/*")
    silent = wire.encode_entry(KeptSilent("silent", Moment(**_NOW), "angry"))
    offered = [*(_offered(kind, kind) for kind in kinds()), _offered("breath", "last")]
    yield {"kind": "opened", "journal": [silent, *offered]}
    yield _acted("card", "begin", shown="last", **_PRESSED)
    yield _acted("card", "never", shown="last", **_PRESSED)
    yield _acted("settings", "bring_back", sort="prompt", name=_prompt("breath"))
    steps = {"keep": "yes", "learned": "#4711", **_PRESSED}
    yield _acted("card", "deposit", shown="repair", kind="owned_it", **steps)
    for kind in kinds():
        yield _acted("card", "open", shown=kind)
        yield _acted("card", "not_tense", shown=kind, **_PRESSED)
    yield _acted("settings", "unlearn")


def _remembered() -> Memo:
    """A memo with something of everything in it."""
    return Memo(
        calm=Calm(trace=(1,), at=0), looks=Looks(seen=(Seen("mark", 0),), reads=(0,)), past=1
    )


def _offered(kind: str, entry: str) -> Raw:
    """A card after a close that was seen, to which something can be said."""
    trace = judge(Conversation(())).trace
    now, chosen = Moment(**_NOW), _prompt(kind)
    return wire.encode_entry(
        PromptShown(entry, now, chosen, "angry", 2, "close", trace=trace, seen=True)
    )


def _prompt(kind: str) -> str:
    """The first prompt with a card of a kind."""
    return next(prompt.id for prompt in library() if prompt.card == kind)


def _acted(page: str, action: str, **fields: str) -> dict[str, Any]:
    return {"kind": "acted", "page": page, "tab": _TAB, "action": action, "fields": fields}


def _write() -> dict[str, Any]:
    """A save that leaves its ticket open."""
    url = f"{_HELPDESK}/tickets/1/update/"
    where = {"tab": _TAB, "page": f"{_HELPDESK}/", "url": url}
    sent = {"method": "POST", "status": 200, "body": "{}", "form": {"new_status": ["1"]}}
    matched = {"triggers": ["django-helpdesk/reply"]}
    return {"kind": "write_seen", **where, **sent, **matched}


def _read(adapter: str) -> dict[str, Any]:
    write = {**_write(), "stamp": _stamp(0)}
    reading = {"name": "ticket", "status": 200, "type": "application/json", "date": "", "text": ""}
    return {
        "tab": _TAB,
        "errand": {"adapter": adapter, "ticket": "1", "rest": ["2"], "write": write},
        "readings": [reading],
        "scene": {"composing": False, "full_screen": False, "audible": False},
    }


def _read_and_judge() -> None:
    """What follows on a write that is a close, which the day above has none of."""
    for adapter in adapters().values():
        conversation(adapter, answers(()))
    for lang in LANGUAGES:
        judge(Conversation((Turn("customer", "hm"), Turn("agent", "hm")), lang))
    judge(Conversation((Turn("customer", "Automatic reply: I am away until Monday."),)))
    event = {"kind": "read_done", "stamp": _stamp(0), **_read(next(iter(adapters())))}
    done = cast(ReadDone, wire.decode_event(json.dumps(event)))
    read = Read(
        tab=_TAB,
        origin=_HELPDESK,
        reply="event 0",
        errand=done.errand,
        gets=(Get("ticket", "/"),),
        wait=0,
    )
    edge = ShowEdge(tab=_TAB, shown="event 0", clear=(".composer",), turns=(Swell(4000, 1.0),))
    wire.encode_answer(Answer(effects=(read, edge)))
