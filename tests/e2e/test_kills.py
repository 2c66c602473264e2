"""Broker, engine or browser may die between any two steps: nothing that was acknowledged is
lost, and nothing is counted twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from practice import pages
from practice.server import PracticeHelpdesk
from practice.zendesk import ZendeskDesk
from tests.e2e.browser import Session, card, stays_quiet, until


def journal(session: Session) -> list[dict[str, Any]]:
    """What the agent's own export says."""
    settings = session.open("settings", 900, 900)
    with settings.expect_download() as download:
        settings.locator("#export").click()
    entries: list[dict[str, Any]] = json.loads(download.value.path().read_text())["entries"]
    settings.close()
    return entries


def balance(popup: Page) -> int:
    return int(popup.locator("[data-balance]").inner_text())


def test_a_journey_survives_a_kill_after_every_step(
    session: Session, desks: PracticeHelpdesk
) -> None:
    """Random ones, with kills in the middle of steps, are in ``tests/crash/``."""
    desk = desks.zendesk
    session.kill_broker()
    tab = session.context.new_page()
    pages.sign_in(tab, desk)
    pages.solve(tab, desk, "furious-refund")
    card(tab)

    session.kill_engine()
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")

    session.kill_broker()
    popup = session.popup()
    popup.locator("[data-deposit=turned_it_round]").click()
    popup.get_by_text("Turned it round is in.").wait_for()

    session.kill_browser()
    popup = session.popup()
    assert balance(popup) == 1
    popup.locator("[data-deposit=real_pause]").click()
    popup.get_by_text("Real pause is in.").wait_for()

    session.kill_engine()
    popup = session.popup()
    assert balance(popup) == 2

    session.kill_browser()
    tab = session.context.new_page()
    pages.sign_in(tab, desk)
    pages.solve(tab, desk, "abusive-insults")
    assert stays_quiet(tab), "the gap after the first card is remembered"

    kinds = Counter(entry["kind"] for entry in journal(session))
    assert kinds["prompt_shown"] == 1
    assert kinds["deposited"] == 2


@pytest.mark.parametrize("kill", [Session.kill_broker, Session.kill_engine])
def test_a_tap_in_flight_is_counted_once(session: Session, kill: Callable[[Session], None]) -> None:
    for tap in range(1, 4):
        popup = session.popup()
        popup.locator("[data-deposit=real_warmth]").click(no_wait_after=True)
        kill(session)
        popup.get_by_text("Real warmth is in.").wait_for()
        assert balance(popup) == tap
        popup.close()
    assert [entry["kind"] for entry in journal(session)] == ["deposited"] * 3


@pytest.mark.parametrize("kill", [Session.kill_broker, Session.kill_engine])
def test_a_card_is_answered_while_everybody_sleeps(
    session: Session, tab: Page, desk: ZendeskDesk, kill: Callable[[Session], None]
) -> None:
    """A pause takes longer than a browser lets a broker sit idle."""
    pages.solve(tab, desk, "furious-refund")
    shown = card(tab)
    kill(session)
    shown.locator("#closed").click(no_wait_after=True)
    expect(tab.locator("[data-interlude]")).to_be_hidden()
    tab.wait_for_selector("[data-interlude]", state="detached")
    kinds = Counter(entry["kind"] for entry in journal(session))
    assert (kinds["prompt_shown"], kinds["prompt_seen"], kinds["prompt_answered"]) == (1, 1, 1)


def test_the_browser_dies_under_a_tap(session: Session) -> None:
    """The tap is in the account or it is not; if the agent saw it acknowledged, it is."""
    popup = session.popup()
    popup.locator("[data-deposit=real_warmth]").click()
    popup.get_by_text("Real warmth is in.").wait_for()
    popup.locator("[data-deposit=made_it_clear]").click(no_wait_after=True)
    session.kill_browser()
    after = balance(session.popup())
    assert after in (1, 2)
    assert len(journal(session)) == after


def test_an_event_that_is_sent_twice_is_counted_once(session: Session) -> None:
    popup = session.popup()
    send = """async () => {
        const event = {kind: "acted", page: "popup", tab: null, action: "deposit",
                       fields: {kind: "real_warmth"}};
        const one = () => chrome.runtime.sendMessage({to: "broker", id: "the-same", event});
        const [first, second] = [await one(), await one()];
        return first.html === second.html;
    }"""
    assert popup.evaluate(send)
    assert balance(session.popup()) == 1


@pytest.mark.parametrize("kill", [Session.kill_broker, Session.kill_engine])
def test_a_kill_while_the_ticket_is_read_still_brings_one_card(
    session: Session, tab: Page, desk: ZendeskDesk, kill: Callable[[Session], None]
) -> None:
    held = desk.hold_next_read("/audits.json")
    pages.solve(tab, desk, "furious-refund")
    until(tab, held.arrived.is_set, "the ticket is read")
    kill(session)
    held.released.set()
    card(tab)
    shown = [entry for entry in journal(session) if entry["kind"] == "prompt_shown"]
    assert len(shown) == 1
