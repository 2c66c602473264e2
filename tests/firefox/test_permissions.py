"""In Firefox an agent can take every host permission back; Interlude says so and asks."""

from __future__ import annotations

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox
from tests.firefox.desk import solve

ZENDESK, FRESHDESK = "https://*.zendesk.com/*", "https://*.freshdesk.com/*"


def test_shut_out_of_a_helpdesk_it_says_so_and_one_press_mends_it(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    firefox.revoke(ZENDESK)
    solve(firefox, desks.zendesk, "furious-outage")
    assert firefox.stays_quiet(), "it cannot see this helpdesk"

    firefox.open("popup")
    assert "Your browser keeps Interlude out of Zendesk" in firefox.text(".permission")
    firefox.click("#allow")
    firefox.gone(".permission")
    assert firefox.origins() == [FRESHDESK, ZENDESK]

    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        pass


def test_the_settings_page_asks_too(firefox: Firefox) -> None:
    firefox.revoke(ZENDESK, FRESHDESK)
    firefox.open("settings")
    assert "out of Freshdesk and Zendesk" in firefox.text(".permission")
    firefox.click("#allow")
    firefox.gone(".permission")
    assert firefox.origins() == [FRESHDESK, ZENDESK]


def test_an_added_helpdesk_is_allowed_with_it_and_given_back_with_it(firefox: Firefox) -> None:
    firefox.open("settings")
    firefox.type("#address", "http://127.0.0.1:8000/")
    firefox.click("#add")
    firefox.find("#remove-1")
    assert firefox.origins() == ["http://127.0.0.1/*", FRESHDESK, ZENDESK]

    firefox.click("#remove-1")
    firefox.gone("#remove-1")
    assert firefox.origins() == [FRESHDESK, ZENDESK]
