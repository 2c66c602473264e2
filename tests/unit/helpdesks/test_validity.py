"""An adapter that cannot work is refused at build, with the place and the cure."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from interlude import content
from interlude.helpdesks.catalogue import adapters, sound

RAW: dict[str, Any] = content.load("helpdesks/zendesk")


def refused(change: Any) -> str:
    raw = copy.deepcopy(RAW)
    change(raw)
    with pytest.raises(content.ContentError) as caught:
        sound(raw, "content/helpdesks/zendesk.yaml")
    return str(caught.value)


def put(*place: Any) -> Any:
    *way, last, value = place

    def change(raw: Any) -> None:
        for step in way:
            raw = raw[step]
        raw[last] = value

    return change


HINT = ("conversation", "hints", "priority", "value")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("confirm", "status", "a[?"), "confirm.status: not a JMESPath expression"),
        (put(*HINT, "tags[?"), "conversation.hints.priority: not a JMESPath expression"),
        (put(*HINT, "first(tags)"), "JMESPath knows no function 'first'; mend the name"),
        (put(*HINT, "contains(tags)"), "contains() wants 2 values, not 1"),
        (put("confirm", "me", "length(me, ticket)"), "length() wants 1 values, not 2"),
        (put("confirm", "status", "a" * 4_001), "confirm.status: longer than 4000 characters"),
        (put("confirm", "status", "!" * 2_000 + "ticket"), "confirm.status: goes too deep"),
        (put("confirm", "status", "tickt.status"), "confirm.status: 'tickt' is not read here"),
        (put("confirm", "status", "log.status"), "there is ticket, audits, me, comments"),
        (put("confirm", "status", "'solved'"), "confirm.status: it says the same whatever"),
        (put("confirm", "me", "`7`"), "confirm.me: it says the same whatever"),
        (put("confirm", "changes", "audit.audits[].{at: a, to: b}"), "'audit' is not read here"),
        (put("confirm", "changes", "audits[].{at: a, to: b, when: c}"), "'when' is not known here"),
        (put("confirm", "changes", "audits[].{at: a}"), "to or steps is missing in {at}"),
        (put("confirm", "changes", "audits[].{to: a}"), "at is missing in {to}"),
        (put("confirm", "changes", "audits[].{at: `1`, to: b}"), "at is the same for all"),
        (
            put("confirm", "changes", "audits[].{at: a, steps: b[].{too: c}}"),
            "'too' is not known here; there is from, to, rule",
        ),
        (put("conversation", "messages", "comments[].{texts: a}"), "'texts' is not known here"),
        (put("conversation", "messages", "comments[].{by: a}"), "text or html is missing in {by}"),
        (put("conversation", "messages", "comments[].{text: 'x'}"), "text is the same for all"),
        (put("conversation", "messages", "[`{}`]"), "messages: it says the same whatever"),
        (put("conversation", "people", "comments[].{id: a}"), "customer is missing in {id}"),
        (put("conversation", "otherwise", "when", "log.x"), "otherwise.when: 'log' is not read"),
        (put("conversation", "otherwise", "when", "`true`"), "otherwise.when: it says the same"),
        (put(*HINT, "`4`"), "hints.priority: it says the same whatever is there"),
        (put("triggers", 0, "tickets", "path.id"), "path has no group 'id'; write (?P<id>…)"),
        (put("triggers", 0, "tickets", "page.[ticket, id]"), "page has no group 'id'"),
        (put("triggers", 0, "tickets", "bdy.id"), "save.tickets: 'bdy' is not read here"),
        (put("triggers", 0, "tickets", "`[7]`"), "save.tickets: it says the same whatever"),
        (put("triggers", 0, "status", "'open'"), "or write one of solved, closed"),
        (put("terminal", ["solved", ""]), "terminal: name at least one status"),
        (lambda raw: raw["triggers"].append(raw["triggers"][0]), "these stand twice: save"),
        (lambda raw: raw.update(gets=dict.fromkeys(raw["gets"], "/api/x")), "which ticket is read"),
        (put("page", "^/" + "a?" * 60 + "a" * 60 + "(?P<ticket>\\d+)"), "too many ways to try"),
        (put("triggers", 0, "contains", ".{0,99}.{0,99}z"), "too many ways to try"),
        (put("confirm", "changes", "audits[].{by: nope(@)}"), "knows no function 'nope'"),
        (put("triggers", 0, "path", "(?i)^/api/(?P<ticket>\\d+)"), "(?i)"),
        (put("triggers", 0, "path", "\\A/api/(?P<ticket>\\d+)"), "'\\A' at 0 is not known here"),
        (put("triggers", 0, "path", "^/api/(?P<ticket>\\d+)\\Z"), "'\\Z'"),
        (put("triggers", 0, "path", "^/api/(?=x)(?P<ticket>\\d+)"), "(?=x"),
        (put("triggers", 0, "path", "^/(a+)+/(?P<ticket>\\d+)"), "can try for ever"),
        (put("triggers", 0, "path", "^/(a|aa)*/(?P<ticket>\\d+)"), "can try for ever"),
        (put("triggers", 0, "path", "^/.*.*(?P<ticket>\\d+)"), "another endless repeat"),
        (put("triggers", 0, "path", "^/api/tickets/(?P<ticket>\\d+"), "is never closed"),
        (put("triggers", 0, "path", "^/api/tickets/\\d+"), "say where the ticket's id is"),
        (put("triggers", 0, "contains", '"status".*solved'), "a body may be long"),
        (put("page", "^/agent/tickets/\\d+"), "page: say where the ticket's id is"),
        (put("triggers", []), "triggers: name at least one write"),
        (put("terminal", []), "terminal: name at least one status"),
        (put("triggers", 0, "watch", "api/*/tickets/*"), "save.watch: write a path with stars"),
        (put("triggers", 0, "watch", "/api/*/ticket/*"), "save.watch: no path is both like this"),
        (put("triggers", 0, "watch", "/API/*/tickets*"), "save.watch: no path is both like this"),
        (put("triggers", 0, "wait", -1), "save.wait: write milliseconds from 0 to 10000"),
        (put("triggers", 0, "wait", 60_000), "save.wait: write milliseconds"),
        (put("card_bottom", -5), "card_bottom: write pixels"),
        (put("composers", ["[data-x='y'"]), "is no CSS selector"),
        (put("composers", ["#"]), "is no CSS selector"),
        (put("composers", ["div >"]), "is no CSS selector"),
        (put("composers", ["a, , b"]), "is no CSS selector"),
        (put("composers", [""]), "is no CSS selector"),
        (put("composers", ["div { color: red }"]), "is no CSS selector"),
        (put("composers", [":nope"]), "is no CSS selector"),
        (put("gets", "ticket", "/api/{nope}.json"), "{ticket} is the only placeholder"),
        (put("gets", "ticket", "/api/{ticket"), "{ticket} is the only placeholder"),
        (put("gets", "ticket", "//evil.example/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/\\evil.example/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/\t/evil.example/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "https://evil.example/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/a/../../{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/a/%2e%2e/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/%5cevil.example/{ticket}"), "a path of the same site"),
        (put("gets", "ticket", "/a#{ticket}"), "a path of the same site"),
        (put("hosts", ["https://*/*"]), "hosts: 'https://*/*' is no pattern"),
        (put("hosts", ["https://x.zendesk.com/agent/*"]), "is no pattern"),
        (put("confirm", "gets", ["nothing"]), "gets: add a path for nothing"),
        (put("confirm", "late", "comments"), "confirm.late: name one of confirm.gets"),
        (put("conversation", "gets", ["comments", "log"]), "at most 4 reads, this needs 5"),
        (put("id", "Zen Desk"), "id: write small letters"),
        (put("excluded_hosts", []), "'excluded_hosts' is not known here"),
        (put("terminal", [4]), "terminal[0]: must be text, not 4; put it in quotes"),
    ],
)
def test_a_broken_adapter_is_refused_with_place_and_cure(change: Any, words: str) -> None:
    found = refused(change)
    assert found.startswith("content/helpdesks/zendesk.yaml: ")
    assert words in found


def test_everything_that_is_wrong_is_told_at_once() -> None:
    def change(raw: Any) -> None:
        raw["terminal"] = []
        raw["triggers"][0]["wait"] = -1

    assert len(re.findall(r"terminal:|save\.wait:", refused(change))) == 2


@pytest.mark.parametrize(
    "selector",
    [
        "#commentBox",
        ".fr-element[contenteditable='true']",
        '[data-test-id="composer" i]',
        "form > textarea.reply, form ~ div[contenteditable]:not([hidden])",
        "*",
    ],
)
def test_a_sound_selector_passes(selector: str) -> None:
    raw = copy.deepcopy(RAW)
    raw["composers"] = [selector]
    adapter = sound(raw, "")
    assert adapter.composers == (selector,)


def test_a_file_is_called_like_its_helpdesk() -> None:
    assert all(name == adapter.id for name, adapter in adapters().items())
