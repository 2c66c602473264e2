"""A moment is an instant and the wall clock of the person it happened to."""

from __future__ import annotations

import pytest

from interlude.clock import HOUR, Moment


@pytest.mark.parametrize(
    ("offset", "shown"),
    [(0, "1970-01-01T12:00"), (330, "1970-01-01T17:30"), (-720, "1970-01-01T00:00")],
)
def test_the_same_instant_shows_differently_on_each_clock(offset: int, shown: str) -> None:
    assert Moment(at=12 * HOUR, offset=offset).local().isoformat()[:16] == shown
