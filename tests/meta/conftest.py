"""What the tests over the package need: its files, for each browser."""

from __future__ import annotations

import pytest

from tools import package
from tools.zips import Files


@pytest.fixture(scope="module", params=package.BROWSERS)
def browser(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def files(browser: str) -> Files:
    return package.package(browser)
