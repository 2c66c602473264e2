"""In Firefox an agent can take every host permission back; Interlude says so and asks."""

from __future__ import annotations

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox, wait
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


def test_an_added_helpdesk_is_allowed_after_it_was_judged_and_given_back_with_it(
    firefox: Firefox,
) -> None:
    """Under the one reading of its address that the browser has."""
    firefox.open("settings")
    firefox.type("#address", "http://127.1:8000/")
    firefox.click("#add")
    firefox.find("#remove-1")
    assert firefox.origins() == [FRESHDESK, ZENDESK], "nobody pressed Allow yet"
    firefox.click("#allow-1")
    firefox.gone("#allow-1")
    assert firefox.origins() == ["http://127.0.0.1/*", FRESHDESK, ZENDESK]

    firefox.click("#remove-1")
    firefox.gone("#remove-1")
    wait(lambda: firefox.origins() == [FRESHDESK, ZENDESK], "it is given back")


def test_erasing_gives_back_what_was_allowed(firefox: Firefox) -> None:
    firefox.open("settings")
    firefox.type("#address", "https://h\u00e9lp.firm.example")
    firefox.click("#add")
    firefox.click("#allow-1")
    firefox.gone("#allow-1")
    assert "https://xn--hlp-bma.firm.example/*" in firefox.origins()
    firefox.forget()
    wait(lambda: firefox.origins() == [FRESHDESK, ZENDESK], "it is given back")
