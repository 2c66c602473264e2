"""Where Python cannot start, or sleeps: what a person sees, and what of theirs is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Playwright, expect

from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Extension, Session, unpacked_for_tests, until
from tests.e2e.stores import Stores
from tools.paths import DIST

FORBIDDEN = (
    "Interlude cannot start in this browser, because its settings forbid WebAssembly."
    " Your helpdesk works as always."
)
KEPT = "What you put in is kept, and counts when Interlude starts again."

Starts: TypeAlias = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def own_build(tmp_path: Path) -> Extension:
    """A build that the test may change."""
    return unpacked_for_tests(DIST / "chromium", tmp_path / "extension")


@pytest.fixture
def starts(
    playwright: Playwright,
    chromium: Path,
    practice: PracticeHelpdesk,
    own_build: Extension,
    tmp_path: Path,
) -> Starts:
    """One profile, through several starts of a browser with that build in it."""

    @contextmanager
    def starting() -> Iterator[Session]:
        rules = practice.resolver_rules(catch_all=True)
        session = Session(playwright, chromium, own_build, tmp_path / "profile", rules)
        try:
            yield session
            assert session.problems == []
        finally:
            session.close()

    return starting


def test_python_is_forbidden_and_allowed_again(
    starts: Starts, own_build: Extension, desks: PracticeHelpdesk
) -> None:
    """As a policy of the firm may do for all of a browser."""
    manifest = own_build.folder / "manifest.json"
    allowed = manifest.read_text()
    forbidden = allowed.replace(" 'wasm-unsafe-eval'", "")
    assert forbidden != allowed

    manifest.write_text(forbidden)
    with starts() as session:
        popup = session.tab(f"{session.origin}/popup.html")
        expect(popup.get_by_text(FORBIDDEN)).to_be_visible()

    manifest.write_text(allowed)
    with starts() as session:
        popup = session.popup()
        popup.keyboard.press("2")
        expect(popup.locator("[data-balance]")).to_have_text("1")

    manifest.write_text(forbidden)
    with starts() as session:
        popup = session.tab(f"{session.origin}/popup.html")
        note = popup.locator("#engine-note")
        expect(note).to_contain_text(FORBIDDEN)
        for _ in range(2):
            popup.keyboard.press("2")
            expect(note).to_contain_text(KEPT)
        expect(popup.locator("[data-balance]")).to_have_text("1")
        popup.keyboard.press("b")
        expect(note).not_to_contain_text("kept")

        tab = session.context.new_page()
        troubles: list[str] = []
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("console", lambda line: troubles.extend([line.text] * (line.type == "error")))
        pages.sign_in(tab, desks.zendesk)
        pages.solve(tab, desks.zendesk, "furious-refund")
        tab.wait_for_timeout(1_000)
        assert desks.zendesk.status("furious-refund") == "solved"
        assert tab.locator("[data-interlude]").count() == 0
        assert troubles == []
        assert len(Stores(session).all("waiting")) == 2

    manifest.write_text(allowed)
    with starts() as session:
        popup = session.popup()
        expect(popup.locator("[data-balance]")).to_have_text("3")
        popup.keyboard.press("2")
        expect(popup.locator("[data-balance]")).to_have_text("4")
        session.kill_engine()
        popup.reload()
        popup.wait_for_selector("body[data-engine=ready]")
        expect(popup.locator("[data-balance]")).to_have_text("4")
        stores = Stores(session)
        assert stores.all("waiting") == []
        assert [entry["kind"] for entry in stores.all("entries")] == ["deposited"] * 4


def test_the_engine_sleeps_until_somebody_needs_it(starts: Starts, own_build: Extension) -> None:
    client = own_build.folder / "engine" / "client.js"
    client.write_text(client.read_text().replace("AFTER_MS = 60_000", "AFTER_MS = 2_000"))
    with starts() as session:
        popup = session.popup()
        popup.keyboard.press("2")
        expect(popup.locator("[data-balance]")).to_have_text("1")
        assert session.running() == {"service_worker", "background_page", "worker"}

        until(popup, lambda: session.running() == {"service_worker"}, "the engine is asleep")
        session.kill_broker()
        for _ in range(6):
            popup.wait_for_timeout(500)
            assert session.running() == set(), "nothing may wake by itself"

        popup.keyboard.press("2")
        expect(popup.locator("[data-balance]")).to_have_text("2")
        assert session.running() == {"service_worker", "background_page", "worker"}
