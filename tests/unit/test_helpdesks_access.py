"""The browser may keep Interlude out of a helpdesk, and the agent hears of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from interlude import wire
from interlude.engine import Engine

ALL = "https://*.zendesk.com/* https://*.freshdesk.com/*"
ON = {"notice": "notice", "cap": "6", "on": "zendesk,freshdesk"}

Act = Callable[..., dict[str, Any]]


@pytest.fixture
def act() -> Act:
    """What a fresh engine answers to what is done on a page."""
    engine = Engine()
    stamps = iter(range(1000))

    def acting(page: str, action: str, **fields: str) -> dict[str, Any]:
        now = {"at": 1_767_607_440_000, "offset": 60}
        stamp = {"id": f"e{next(stamps)}", "now": now, "seed": 1}
        event = {"kind": "acted", "stamp": stamp, "page": page, "tab": None, "action": action}
        text = json.dumps({**event, "fields": fields, "keep": False})
        answer: dict[str, Any] = json.loads(
            wire.encode_answer(engine.handle(wire.decode_event(text)))
        )
        return answer

    opened = {"kind": "opened", "stamp": {"id": "o", "now": {"at": 0, "offset": 0}, "seed": 0}}
    engine.handle(wire.decode_event(json.dumps({**opened, "journal": []})))
    return acting


def asked_for(html: str) -> list[str]:
    """What the buttons on a page would ask the browser for."""
    return re.findall(r'<button[^>]* data-permission="([^"]*)"', html)


@pytest.mark.parametrize("page", ["popup", "settings"])
def test_an_agent_who_is_shut_out_reads_it_and_can_allow_it(act: Act, page: str) -> None:
    html = act(page, "open", origins="https://*.freshdesk.com/*")["html"]
    assert "Your browser keeps Interlude out of Zendesk, so no pause can come there." in html
    assert asked_for(html) == ["https://*.zendesk.com/*"]

    html = act(page, "open", origins="")["html"]
    assert "out of Freshdesk and Zendesk," in html
    [pattern] = asked_for(html)
    assert sorted(pattern.split()) == sorted(ALL.split())


@pytest.mark.parametrize("page", ["popup", "settings"])
@pytest.mark.parametrize(
    "origins",
    [
        ALL,
        "<all_urls>",
        "*://*/*",
        "https://acme.zendesk.com/* *://help.freshdesk.com/*",
        "*://*.zendesk.com/* https://*/*",
    ],
)
def test_an_agent_who_is_let_in_reads_nothing_of_it(act: Act, page: str, origins: str) -> None:
    assert asked_for(act(page, "open", origins=origins)["html"]) == []


def test_a_deposit_does_not_hide_that_the_browser_keeps_interlude_out(act: Act) -> None:
    html = act("popup", "deposit", kind="real_warmth", origins="")["html"]
    assert asked_for(html)


def test_a_helpdesk_that_is_switched_off_asks_for_nothing(act: Act) -> None:
    act("settings", "save", **{**ON, "on": "zendesk"}, origins=ALL)
    assert asked_for(act("popup", "open", origins="https://*.zendesk.com/*")["html"]) == []


def test_an_added_helpdesk_that_is_shut_out_has_a_button_of_its_own(act: Act) -> None:
    desk = {"adapter": "django-helpdesk", "address": "http://127.0.0.1:8000/", "granted": "true"}
    act("settings", "save", **ON, **desk, origins=f"{ALL} http://127.0.0.1/*")
    html = act("settings", "open", origins=f"{ALL} http://127.0.0.1/*")["html"]
    assert asked_for(html) == []
    html = act("settings", "open", origins=ALL)["html"]
    assert asked_for(html) == ["http://127.0.0.1/*"]


def test_a_removed_helpdesk_gives_its_permission_back_once_nothing_needs_it(act: Act) -> None:
    for address in ("https://help.firm.example", "https://help.firm.example:8443"):
        desk = {"adapter": "django-helpdesk", "address": address, "granted": "true"}
        assert act("settings", "save", **ON, **desk)["effects"] == []
    first = act("settings", "save", **ON, remove="https://help.firm.example")
    assert first["effects"] == [], "the other port needs it still"
    last = act("settings", "save", **ON, remove="https://help.firm.example:8443")
    assert last["effects"] == [{"kind": "revoke", "origins": ["https://help.firm.example/*"]}]


def test_erasing_gives_every_added_permission_back(act: Act) -> None:
    desk = {"adapter": "zendesk", "address": "https://help.firm.example", "granted": "true"}
    act("settings", "save", **ON, **desk)
    answer = act("settings", "erase", sure="yes")
    assert answer["effects"] == [{"kind": "revoke", "origins": ["https://help.firm.example/*"]}]
