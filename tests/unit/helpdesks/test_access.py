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
    """The browser is asked by that button, after the address was judged, and not by the form."""
    saved = act("settings", "save", **ON, **desk("http://127.0.0.1:8000/"), origins=ALL)["html"]
    assert asked_for(saved) == ["http://127.0.0.1/*"]
    assert "Now press Allow" in saved
    html = act("settings", "open", origins=f"{ALL} http://127.0.0.1/*")["html"]
    assert asked_for(html) == []


def test_an_address_that_is_no_good_asks_the_browser_for_nothing(act: Act) -> None:
    for href in ("", "file:///etc", "https://foo@bar/"):
        assert asked_for(act("settings", "save", **ON, **desk(href), origins=ALL)["html"]) == []


def test_a_removed_helpdesk_gives_its_permission_back_once_nothing_needs_it(act: Act) -> None:
    origins = f"{ALL} https://help.firm.example/*"
    for address in ("https://help.firm.example/", "https://help.firm.example:8443/"):
        assert act("settings", "save", **ON, **desk(address), origins=origins)["effects"] == []
    first = act("settings", "save", **ON, remove="https://help.firm.example", origins=origins)
    assert first["effects"] == [], "the other port needs it still"
    last = act("settings", "save", **ON, remove="https://help.firm.example:8443", origins=origins)
    assert last["effects"] == [{"kind": "revoke", "origins": ["https://help.firm.example/*"]}]


def test_erasing_gives_back_all_that_was_ever_allowed(act: Act) -> None:
    """Also what an earlier version had allowed under another reading of an address."""
    given = ["https://help.firm.example/*", "https://xn--hlp-bma.firm.example/*"]
    act("settings", "save", **ON, **desk("https://help.firm.example/"), origins=ALL)
    answer = act("settings", "erase", sure="yes", origins=" ".join([ALL, *given]))
    assert answer["effects"] == [{"kind": "revoke", "origins": given}]


def desk(href: str) -> dict[str, str]:
    """What the form sends of a helpdesk to add."""
    return {"adapter": "django-helpdesk", "address": "as typed", "address_href": href}
