"""A browser in German has an Interlude in German, until its owner chooses another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Session


@pytest.fixture
def german(start: Callable[..., Session]) -> Iterator[Session]:
    started = start(locale="de-AT")
    yield started
    started.close()


def test_the_browsers_language_and_then_the_chosen_one(german: Session) -> None:
    popup = german.popup()
    expect(popup.locator("html")).to_have_attribute("lang", "de")
    expect(popup.get_by_role("button", name="Atmen")).to_be_visible()

    settings = german.open("settings", 900, 900)
    expect(settings).to_have_title("Einstellungen · Interlude")
    settings.get_by_label("Sprache der Seiten und Karten").select_option("fr")
    settings.locator("#save").click()
    expect(settings).to_have_title("Réglages · Interlude")
    expect(settings.locator("html")).to_have_attribute("lang", "fr")

    popup.reload()
    expect(popup.get_by_role("button", name="Respirer")).to_be_visible()
    popup.get_by_role("button", name="Respirer").click()
    expect(popup.locator("main[data-card]")).to_be_visible()
    expect(popup.locator("html")).to_have_attribute("lang", "fr")
    expect(popup.get_by_role("button", name="Commencer")).to_be_visible()
    assert german.problems == []
