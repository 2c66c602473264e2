"""How many rounds, from which seed, in which browser, and what was crashed in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.browser import Session
from tests.e2e.conftest import chromium, desks, extension, practice, start

__all__ = ["chromium", "desks", "extension", "practice", "start"]

CRASHES = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("crash rounds")
    group.addoption("--rounds", type=int, default=5, help="so many rounds (5)")
    group.addoption("--seed", type=int, default=1, help="the seed of the first; then one more each")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        first, rounds = (metafunc.config.getoption(name) for name in ("seed", "rounds"))
        metafunc.parametrize("seed", range(first, first + rounds))


def pytest_configure(config: pytest.Config) -> None:
    config.stash[CRASHES] = Counter()


@pytest.fixture
def crashes(request: pytest.FixtureRequest) -> Counter[str]:
    """All crashes of this run, by what died and when."""
    return request.config.stash[CRASHES]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    counted = config.stash[CRASHES]
    if counted:
        terminalreporter.section(f"{counted.total()} crashes")
        for name, times in sorted(counted.items()):
            terminalreporter.write_line(f"{times:5} {name}")


@pytest.fixture(scope="session")
def browser(start: Callable[..., Session]) -> Iterator[Session]:
    """One profile, through all rounds."""
    started = start()
    yield started
    started.close()


@pytest.fixture
def session(browser: Session, request: pytest.FixtureRequest) -> Iterator[Session]:
    """The browser, started anew after a round that failed."""
    failed = request.session.testsfailed
    yield browser
    if request.session.testsfailed > failed:
        browser.kill_browser()
