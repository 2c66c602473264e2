"""From a write that was seen to a close that is certain.

A write is only a hint.  It counts when the helpdesk's own record says that this agent moved
this ticket from an open status into a terminal one, a moment ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from interlude.helpdesks.adapter import Adapter
from interlude.helpdesks.answers import Answers, instant, records, search, word
from interlude.helpdesks.trigger import Asked, closes

FRESH = timedelta(seconds=60)
"""A status change is this write's when it is no older than this by the server's own clock."""

_SKEW = timedelta(seconds=5)

Verdict: TypeAlias = Literal["close", "open", "none", "untold"]


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a ticket's history; ``after`` is empty when it left the status alone, and
    ``before`` when the helpdesk does not record it.  ``by`` is empty when it does not tell who, and
    ``rule`` says that a rule of the helpdesk's took this step, in whose name ever."""

    by: str
    at: datetime
    before: str
    after: str
    rule: bool


def verdict(adapter: Adapter, request: Asked, answers: Answers) -> Verdict:
    """Whether this agent, with this write, just moved the ticket out of the open statuses.

    ``open`` when the ticket is in an open one, ``none`` when it was closed otherwise, ``untold``
    when the helpdesk's record does not say it, or not yet; then ``by_its_word`` is what is left.
    """
    rules = adapter.confirm
    history = _history(adapter, answers)
    status = _status(adapter, answers, history)
    if answers.any("signed_out"):
        return "none"
    if status and status not in adapter.terminal:
        return "open"
    if not status:
        return "untold" if answers.any("refused") else "none"
    if not request.trigger.leaves_history:
        return "untold"
    close = _latest_close(adapter, history)
    if close is None or not _fresh(close, answers):
        silent = answers.any("refused") or rules.late
        return "untold" if silent and _last(history) not in adapter.terminal else "none"
    if close.rule:
        return "none"
    by, me = _author(close, history), word(search(rules.me, answers.documents))
    if by and me:
        return "close" if by == me else "none"
    if by and rules.me and not answers.any("refused"):
        return "none"
    return "untold"


def by_its_word(adapter: Adapter, request: Asked, answers: Answers) -> bool:
    """Whether the write itself asked for the close, and nothing that is recorded speaks against it.

    The last recorded status must be an open one; or the last thing recorded is a fresh close of
    which only the author is not told.
    """
    history = _history(adapter, answers)
    status = _status(adapter, answers, history)
    if status not in adapter.terminal or not closes(adapter, request):
        return False
    close = _latest_close(adapter, history)
    if request.trigger.leaves_history and close and _fresh(close, answers):
        return history[-1].at == close.at
    return _last(history) not in adapter.terminal


def _status(adapter: Adapter, answers: Answers, history: list[Change]) -> str:
    """The status now; where the helpdesk refused to tell, the last one that it recorded."""
    told = word(search(adapter.confirm.status, answers.documents))
    return told or (_last(history) if answers.any("refused") else "")


def _history(adapter: Adapter, answers: Answers) -> list[Change]:
    """The steps, oldest first; one without a time tells nothing."""
    changes = []
    for item in records(search(adapter.confirm.changes, answers.documents)):
        at = instant(item.get("at"))
        if at is None:
            continue
        steps = records(item["steps"]) if "steps" in item else [item]
        changes += [_change(item, step, at) for step in steps] or [_change(item, {}, at)]
    return sorted(changes, key=lambda change: change.at)


def _change(item: dict[str, Any], step: dict[str, Any], at: datetime) -> Change:
    return Change(
        by=word(item.get("by")),
        at=at,
        before=word(step.get("from")),
        after=word(step.get("to")),
        rule=step.get("rule") is True or item.get("rule") is True,
    )


def _latest_close(adapter: Adapter, history: list[Change]) -> Change | None:
    """The change that took the ticket out of the open statuses for the last time.

    None when the ticket was opened again since, or has always been in a terminal status.
    """
    close = None
    status = ""
    for change in history:
        if not change.after:
            continue
        before = change.before or status
        if change.after not in adapter.terminal:
            close = None
        elif before not in adapter.terminal:
            close = change
        status = change.after
    return close


def _last(history: list[Change]) -> str:
    """The last status that is recorded, empty if none is."""
    return next((change.after for change in reversed(history) if change.after), "")


def _fresh(close: Change, answers: Answers) -> bool:
    return answers.date is not None and -_SKEW <= answers.date - close.at <= FRESH


def _author(close: Change, history: list[Change]) -> str:
    """Who closed it.  A helpdesk may record a step twice, once with its author, seconds apart."""
    told = (
        change.by
        for change in history
        if change.by and change.after == close.after and abs(change.at - close.at) <= FRESH
    )
    return close.by or next(told, "")
