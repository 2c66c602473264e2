"""An agent can take Interlude's permission for a helpdesk back, and Interlude says so.

Giving it again is tested in Firefox: no test can press the button in Chromium's own dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Session


@pytest.fixture
def site_access(session: Session) -> Iterator[Callable[[str], None]]:
    """Set "Site access" in the browser's own list of extensions, and at the end set it back."""

    def setting(access: str) -> None:
        extensions = session.tab("chrome://extensions")
        extensions.evaluate(
            """async ([id, access]) => chrome.developerPrivate.updateExtensionConfiguration(
                { extensionId: id, hostAccess: access })""",
            [session.origin.rpartition("/")[2], access],
        )
        extensions.close()

    yield setting
    setting("ON_ALL_SITES")


def reloaded(page: Page) -> Page:
    page.reload()
    page.wait_for_selector("body[data-engine=ready]")
    return page


def test_an_agent_who_took_the_permission_back_reads_it_on_both_pages(
    session: Session, site_access: Callable[[str], None]
) -> None:
    popup, settings = session.popup(), session.open("settings", 900, 900)
    expect(popup.get_by_label("Permission")).to_have_count(0)

    site_access("ON_CLICK")
    for page in (reloaded(popup), reloaded(settings)):
        banner = page.get_by_label("Permission")
        expect(banner).to_contain_text("keeps Interlude out of Freshdesk and Zendesk")
        expect(banner.get_by_role("button", name="Allow")).to_be_visible()
    assert popup.evaluate("document.documentElement.scrollHeight") <= 600, "it still fits"

    site_access("ON_ALL_SITES")
    for page in (reloaded(popup), reloaded(settings)):
        expect(page.get_by_label("Permission")).to_have_count(0)
