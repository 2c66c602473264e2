"""What is wrong with an adapter: each problem with its place in the file and the cure.

A wrong adapter would otherwise be found out in the agent's browser, as a silence.
"""

from __future__ import annotations

import re

from interlude.helpdesks.adapter import Adapter, Trigger
from interlude.helpdesks.patterns import PatternError, endless, pattern
from interlude.helpdesks.questions import Places, problems_of_expressions
from interlude.helpdesks.watching import meets

MOST_GETS = 4
"""The most GETs one close may cost the helpdesk (account-wide rate limits start at 50 a minute)."""

LONGEST_WAIT = 10_000
"""Milliseconds; a card that comes later than this after a close comes into the next ticket."""

_ID = re.compile(r"[a-z][a-z0-9-]*")
_HOST = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+/\*")
_WATCH = re.compile(r"/[A-Za-z0-9/_.~*-]{0,99}")
_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.~?=&,:;@!+\[\]-]*")

_NAME = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_VALUE = rf"""(?:"[^"\\\n]*"|'[^'\\\n]*'|{_NAME})"""
_PART = (
    rf"(?:#{_NAME}|\.{_NAME}|\[ ?{_NAME} ?(?:[~|^$*]?= ?{_VALUE}(?: [is])? ?)?\]"
    r"|:(?:first-child|last-child|empty|enabled|disabled|read-only|read-write|focus))"
)
_SIMPLE = rf"(?:(?:\*|{_NAME}){_PART}*|{_PART}+)(?::not\((?:{_NAME}|{_PART})\))*"
_SELECTOR = re.compile(rf"{_SIMPLE}(?:(?: ?[>+~] ?| |, ?){_SIMPLE})*")


def problems(adapter: Adapter) -> list[str]:
    """All that has to be mended, as ``place: words``; empty if nothing has."""
    found = [
        *_whole(adapter),
        *problems_of_expressions(adapter),
        *_patterns(adapter),
        *_reads(adapter),
    ]
    for trigger in adapter.triggers:
        found += _trigger(trigger)
    return [f"{place}: {words}" for place, words in found]


def _whole(adapter: Adapter) -> Places:
    if not _ID.fullmatch(adapter.id):
        yield "id", "write small letters, digits and hyphens, like the file's name"
    for host in adapter.hosts:
        if not _HOST.fullmatch(host):
            yield "hosts", f"{host!r} is no pattern like https://*.zendesk.com/*"
    if not adapter.terminal or "" in adapter.terminal:
        yield "terminal", "name at least one status that counts as closed, and none that is empty"
    if not adapter.triggers:
        yield "triggers", "name at least one write that may close a ticket"
    names = [trigger.name for trigger in adapter.triggers]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield "triggers", f"give each a name of its own; these stand twice: {', '.join(twice)}"
    yield from _selectors("composers", adapter.composers)
    yield from _selectors("bars", adapter.bars)
    if not 0 <= adapter.card_bottom <= 400:
        yield "card_bottom", "write pixels from 0 to 400"


def _selectors(place: str, selectors: tuple[str, ...]) -> Places:
    for selector in selectors:
        if not _SELECTOR.fullmatch(selector):
            yield place, f"{selector!r} is no CSS selector such as #reply textarea"


def _patterns(adapter: Adapter) -> Places:
    yield from _pattern("page", adapter.page, "ticket")
    if adapter.location:
        yield from _pattern("location", adapter.location, "ticket")
    for trigger in adapter.triggers:
        place = f"triggers.{trigger.name}"
        group = "ticket" if trigger.tickets == "path.ticket" else ""
        yield from _pattern(f"{place}.path", trigger.path, group)
        problem = list(_pattern(f"{place}.contains", trigger.contains))
        yield from problem
        if not problem and endless(trigger.contains):
            yield f"{place}.contains", "a body may be long: write {0,20} in place of * and +"


def _pattern(place: str, text: str, group: str = "") -> Places:
    try:
        found = pattern(text)
    except PatternError as error:
        yield place, f"not a pattern: {error}"
        return
    if group and group not in found.groupindex:
        yield place, f"say where the ticket's id is: (?P<{group}>\\d+)"


def _is_pattern(text: str) -> bool:
    return not list(_pattern("", text))


def _trigger(trigger: Trigger) -> Places:
    place = f"triggers.{trigger.name}"
    if not _WATCH.fullmatch(trigger.watch):
        yield f"{place}.watch", "write a path with stars, such as /api/tickets/*"
    elif _is_pattern(trigger.path) and not meets(trigger.watch, trigger.path):
        yield f"{place}.watch", "no path is both like this and like the trigger's path; mend one"
    if not 0 <= trigger.wait <= LONGEST_WAIT:
        yield f"{place}.wait", f"write milliseconds from 0 to {LONGEST_WAIT}"


def _reads(adapter: Adapter) -> Places:
    used = set(adapter.confirm.gets + adapter.conversation.gets)
    more = {adapter.conversation.otherwise.get} if adapter.conversation.otherwise else set()
    if unknown := sorted((used | more) - set(adapter.gets)):
        yield "gets", f"add a path for {', '.join(unknown)}"
    if not any("{ticket}" in adapter.gets.get(name, "") for name in used):
        yield "gets", "say in one of the paths which ticket is read: {ticket}"
    if len(used) > MOST_GETS:
        yield "gets", f"a close may cost at most {MOST_GETS} reads, this needs {len(used)}"
    if adapter.confirm.late and adapter.confirm.late not in adapter.confirm.gets:
        yield "confirm.late", "name one of confirm.gets"
    for name, path in adapter.gets.items():
        if words := _path(path):
            yield f"gets.{name}", words.format(name=name)


def _path(path: str) -> str:
    """What is wrong with a path to read.  Whatever a browser might take for the start of another
    address, such as a backslash, is not in it."""
    plain = path.replace("{ticket}", "1")
    if "{" in plain or "}" in plain:
        return "{{ticket}} is the only placeholder; take the other out"
    if not _PATH.fullmatch(plain) or "/." in plain or "/@" in plain:
        return "write a path of the same site, such as /api/{name}"
    return ""
