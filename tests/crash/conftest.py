"""How many rounds, from which seed, in which browser, and what was crashed in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.e2e.browser import Session
from tests.e2e.conftest import browser, chromium, desks, extension, practice, start

__all__ = ["browser", "chromium", "desks", "extension", "practice", "start"]

ROUNDS = 5
SEED = 1
CRASHES = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("crash rounds")
    group.addoption("--rounds", type=int, default=ROUNDS, help=f"so many rounds ({ROUNDS})")
    group.addoption(
        "--seed", type=int, default=SEED, help="of the first; one more for each after it"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        # pytest does not know the options where it comes here by way of a folder above.
        first = metafunc.config.getoption("--seed", SEED)
        rounds = metafunc.config.getoption("--rounds", ROUNDS)
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


@pytest.fixture
def session(browser: Session, request: pytest.FixtureRequest) -> Iterator[Session]:
    """The browser, started anew after a round that failed."""
    failed = request.session.testsfailed
    yield browser
    if request.session.testsfailed > failed:
        browser.kill_browser()
