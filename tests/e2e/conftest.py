"""What every journey needs: the unpacked build, the desks, and a browser with both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from practice import pages
from practice.django_helpdesk.server import DjangoHelpdesk
from practice.pages import Desk
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Extension, Session, unpacked_for_tests
from tools.environment import django_helpdesk_python
from tools.paths import CACHE, DIST


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that ``build.py test`` found."""
    return Path(os.environ["CHROMIUM"])


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Extension:
    """The build in ``dist/chromium`` as the tests load it."""
    return unpacked_for_tests(DIST / "chromium", tmp_path_factory.mktemp("build") / "extension")


@pytest.fixture(scope="session")
def practice() -> Iterator[PracticeHelpdesk]:
    with PracticeHelpdesk() as served:
        yield served


@pytest.fixture
def desks(practice: PracticeHelpdesk) -> PracticeHelpdesk:
    """Both practice desks as they were at the start."""
    practice.reset()
    return practice


@pytest.fixture
def desk(desks: PracticeHelpdesk) -> Desk:
    """The desk that most journeys are on; a file about another one says so."""
    return desks.zendesk


@pytest.fixture(scope="session")
def django_desk() -> Iterator[DjangoHelpdesk]:
    with DjangoHelpdesk(django_helpdesk_python(), CACHE / "django-helpdesk-desk") as served:
        yield served


@pytest.fixture
def django(django_desk: DjangoHelpdesk) -> DjangoHelpdesk:
    """django-helpdesk with every ticket as it was seeded."""
    django_desk.reset()
    return django_desk


@pytest.fixture(scope="session")
def start(
    playwright: Playwright,
    chromium: Path,
    extension: Extension,
    practice: PracticeHelpdesk,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Session]:
    """Start a browser with a profile of its own.

    Playwright's launch options may be given, and another build as ``extension``.
    """
    usual = extension

    def starting(extension: Extension = usual, **options: object) -> Session:
        profile = tmp_path_factory.mktemp("profile")
        rules = practice.resolver_rules(catch_all=True)
        return Session(playwright, chromium, extension, profile, rules, **options)

    return starting


@pytest.fixture(scope="session")
def browser(start: Callable[..., Session]) -> Iterator[Session]:
    """One browser for all files: starting one takes longer than a journey."""
    started = start()
    yield started
    started.close()


@pytest.fixture
def session(browser: Session) -> Iterator[Session]:
    """That browser as after a fresh install; no page of ours may have thrown by the end."""
    browser.forget()
    yield browser
    assert browser.problems == []


@pytest.fixture
def tab(session: Session, desk: Desk) -> Page:
    """A tab of that desk in that browser, signed in."""
    page = session.context.new_page()
    pages.sign_in(page, desk)
    return page


@pytest.fixture
def own_session(start: Callable[..., Session]) -> Iterator[Session]:
    """A browser that the test may kill."""
    started = start()
    yield started
    started.close()
