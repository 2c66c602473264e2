"""What every journey needs: the desks, and a Firefox with the build in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practice.server import PracticeHelpdesk
from tests.firefox.browser import Firefox
from tools.paths import DIST


@pytest.fixture(scope="session")
def practice() -> Iterator[PracticeHelpdesk]:
    with PracticeHelpdesk() as served:
        yield served


@pytest.fixture
def desks(practice: PracticeHelpdesk) -> PracticeHelpdesk:
    """Both practice desks as they were at the start."""
    practice.reset()
    return practice


@pytest.fixture(scope="session")
def start(
    practice: PracticeHelpdesk, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Firefox]:
    """Start the browser that ``build.py test`` found, with a profile of its own.

    Preferences may be given, with ``_`` for each dot of a name.
    """

    def starting(**more: object) -> Firefox:
        profile = tmp_path_factory.mktemp("profile")
        program, build = Path(os.environ["FIREFOX"]), DIST / "firefox"
        prefs = {name.replace("_", "."): value for name, value in more.items()}
        return Firefox(program, build, profile, practice.port, prefs)

    return starting


@pytest.fixture(scope="session")
def browser(start: Callable[[], Firefox]) -> Iterator[Firefox]:
    """One browser for all journeys: starting one takes longer than a journey."""
    started = start()
    yield started
    started.close()


@pytest.fixture
def firefox(browser: Firefox) -> Firefox:
    """That browser as after a fresh install."""
    browser.forget()
    return browser


@pytest.fixture
def own_firefox(start: Callable[[], Firefox]) -> Iterator[Firefox]:
    """A browser that the test may kill."""
    started = start()
    yield started
    started.close()
