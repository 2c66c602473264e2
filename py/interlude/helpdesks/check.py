"""A recorded close, played through the product: what would be asked, confirmed and heard.

A case is a file that a person wrote or recorded.  The way is the product's own (``close``), with
its retries and its limits; only the browser is played.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from interlude import close
from interlude.clock import Moment
from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.address import origin
from interlude.helpdesks.answers import answers, ids, search
from interlude.helpdesks.catalogue import Adapters, File, adapter_for, adapters, with_file
from interlude.helpdesks.conversation import conversation
from interlude.helpdesks.trigger import matching
from interlude.ledger.account import Account
from interlude.ledger.entries import SettingsChanged
from interlude.memo import Memo
from interlude.protocol import Read, ReadDone, Reading, Scene, Stamp, WriteSeen
from interlude.settings import Settings, Site
from interlude.shapes import MISFIT
from interlude.tension.conversation import Conversation

_MOST_LOOKS = 20
_UNDISTURBED = Scene(composing=False, full_screen=False, audible=False)


class CaseError(ValueError):
    """A case cannot be played; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line for a case, and whether it says that something went wrong."""

    text: str
    failed: bool


def line(path: Path) -> Told:
    """What became of a case.  An error is told, never raised: the next case has its turn."""
    told: dict[str, Any] = {
        "name": path.stem,
        "asked": [],
        "confirmed": False,
        "turns": [],
        "error": "",
    }
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(case, dict):
            raise CaseError("write an object with adapter, now, write and readings")
        told["name"] = case.get("name", path.stem)
        told |= _played(case, path.parent)
    except (*MISFIT, OSError, RuntimeError) as error:
        told["error"] = f"{type(error).__name__}: {error}"
    return Told(json.dumps(told), bool(told["error"]))


def _played(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    adapter, known = _adapter(str(case.get("adapter")), folder)
    now = _now(case)
    write = _write(case, adapter, now)
    account = _account(write.url, adapter, known, now)
    begun = close.write_seen(write, account, Memo(), known)
    memo = begun.memo or Memo()
    reads = [effect for effect in begun.effects if isinstance(effect, Read)]
    asked = [ticket for read in reads for ticket in (read.errand.ticket, *read.errand.rest)]
    confirmed, talk = False, Conversation(())
    desk = _Desk(case, now)
    for _ in range(_MOST_LOOKS):
        if not reads or confirmed:
            break
        done = ReadDone(
            stamp=Stamp(id=reads[0].reply, now=write.stamp.now, seed=1),
            tab=write.tab,
            errand=reads[0].errand,
            readings=tuple(desk.answer(get.name) for get in reads[0].gets),
            scene=_UNDISTURBED,
        )
        heard = close.hear(done, account, memo, known)
        outcome = close.read_done(done, account, memo, known)
        memo = outcome.memo or memo
        reads = [effect for effect in outcome.effects if isinstance(effect, Read)]
        confirmed = heard is not None and heard[2].talk is not None
        # What was said is told of any ticket: it helps who writes an adapter.
        talk = conversation(adapter, answers((*done.errand.known, *done.readings)))
    return {
        "asked": asked,
        "confirmed": confirmed,
        "turns": [{"role": turn.role, "text": turn.text} for turn in talk.turns],
    }


def _adapter(name: str, folder: Path) -> tuple[Adapter, Adapters]:
    """The adapter of a case, and all that are known: the package's, and one in a file beside it."""
    known = adapters()
    if name.endswith(".yaml"):
        file = File(name, (folder / name).read_text(encoding="utf-8"))
        known = with_file(known, file)
        return list(known.values())[-1], known
    if name not in known:
        raise CaseError(f"adapter: write one of {', '.join(known)}, or a file such as mine.yaml")
    return known[name], known


class _Desk:
    """Answers reads as the case says; of several answers each comes once, and the last stays."""

    def __init__(self, case: dict[str, Any], now: datetime) -> None:
        self._answers = _object(case, "readings")
        self._instead = _object(case, "answers_instead")
        self._date = format_datetime(now, usegmt=True)
        self._times: dict[str, int] = {}

    def answer(self, name: str) -> Reading:
        times = self._times[name] = self._times.get(name, -1) + 1
        raw = _nth(self._instead.get(name), times)
        if isinstance(raw, dict):
            return self._raw(name, raw)
        if name not in self._answers:
            return Reading(name, 0, "", "", "")
        text = json.dumps(_nth(self._answers[name], times))
        return Reading(name, 200, "application/json", self._date, text)

    def _raw(self, name: str, raw: dict[str, Any]) -> Reading:
        return Reading(
            name=name,
            status=int(raw.get("status", 200)),
            type=str(raw.get("type", "application/json")),
            date=str(raw.get("date", self._date)),
            text=str(raw.get("text", "")),
            later=str(raw.get("later", "")),
            cut=bool(raw.get("cut", False)),
        )


def _nth(answer: Any, times: int) -> Any:
    return answer[min(times, len(answer) - 1)] if isinstance(answer, list) and answer else answer


def _now(case: dict[str, Any]) -> datetime:
    try:
        now = datetime.fromisoformat(str(case.get("now")))
    except ValueError as error:
        raise CaseError("now: write a moment such as 2026-11-20T10:00:05+00:00") from error
    return (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(UTC)


def _write(case: dict[str, Any], adapter: Adapter, now: datetime) -> WriteSeen:
    write = _object(case, "write")
    if not isinstance(write.get("url"), str) or not isinstance(write.get("method"), str):
        raise CaseError("write: give it a method and a url")
    body = write.get("body", "")
    text = body if isinstance(body, str) else json.dumps(body)
    form = _object(write, "form")
    sent_as = "main_frame" if form else "xmlhttprequest"
    return WriteSeen(
        stamp=Stamp(id="case", now=Moment(at=round(now.timestamp() * 1000), offset=0), seed=1),
        tab=1,
        page=str(write.get("page", "")),
        method=write["method"],
        url=write["url"],
        status=int(write.get("status", 200)),
        body=text,
        form={
            name: tuple(map(str, values if isinstance(values, list) else [values]))
            for name, values in form.items()
        },
        location=str(write.get("location") or _location(case, adapter, write["url"])),
        triggers=matching([adapter], write["method"], sent_as, write["url"], text),
    )


def _location(case: dict[str, Any], adapter: Adapter, url: str) -> str:
    """Where a new ticket is, which few recordings hold: the path of the ticket that is read."""
    found = search("ticket.ticket.id || ticket.id", _object(case, "readings"))
    (ticket,) = ids(found)[:1] or ("",)
    path = adapter.gets.get("ticket", "")
    if not ticket or not path:
        return ""
    return origin(url) + path.replace("{ticket}", ticket)


def _account(url: str, adapter: Adapter, known: Adapters, now: datetime) -> Account:
    """A fresh account to which the helpdesk's address is known."""
    if adapter_for(known, url, Settings()) is adapter:
        return Account()
    site = Site(adapter.id, origin(url))
    moment = Moment(at=round(now.timestamp() * 1000), offset=0)
    return Account.of([SettingsChanged("site", moment, Settings(sites=(site,)))])


def _object(holder: dict[str, Any], name: str) -> dict[str, Any]:
    found = holder.get(name) or {}
    if not isinstance(found, dict):
        raise CaseError(f"{name}: write an object")
    return found
