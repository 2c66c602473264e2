"""What an agent may choose, and what is refused with a cure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude import wire
from interlude.ledger.entries import SettingsChanged
from interlude.ledger.migrations import VERSION
from interlude.settings import QuietHours, Settings

NOW = {"at": 0, "offset": 0}
TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


def test_a_fresh_install_notices_by_itself_and_speaks_at_most_six_times() -> None:
    assert (Settings().notice, Settings().cap, Settings().quiet) == ("notice", 6, None)


@pytest.mark.parametrize("cap", [-1, 13])
def test_a_cap_out_of_range_is_refused_with_the_range(cap: int) -> None:
    with pytest.raises(ValueError, match="choose 0 to 12"):
        Settings(cap=cap)


@pytest.mark.parametrize("time", ["24:00", "7:30", "22.30", "", "22:60", "22:30:00"])
def test_quiet_hours_need_a_time_of_day(time: str) -> None:
    with pytest.raises(ValueError, match="quiet hours end: write a time like 22:30"):
        QuietHours("08:00", time)


@given(TIMES, TIMES, TIMES)
def test_swapped_quiet_hours_cover_the_other_part_of_the_day(
    start: str, end: str, clock: str
) -> None:
    covered = QuietHours(start, end).cover(clock)
    if start == end:
        assert not covered
    else:
        assert covered != QuietHours(end, start).cover(clock)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"cap": 3}, Settings(cap=3)),
        ({"cap": 3, "notice": "guess"}, Settings(cap=3)),
        ({"cap": 3, "language": "tlh", "mood": "blue"}, Settings(cap=3, language="tlh")),
        ({"breath_pattern": "own", "breath_own": {"sips": 3}}, Settings(breath_pattern="own")),
        ({"breath_pattern": "yawn", "breath_length": "900"}, Settings(breath_pattern="yawn")),
    ],
)
def test_what_another_version_saved_is_taken_as_far_as_it_is_known(
    written: dict[str, Any], read: Settings
) -> None:
    raw = {"v": VERSION, "kind": "settings_changed", "id": "1", "now": NOW, "settings": written}
    entry = wire.decode_entry(raw)
    assert isinstance(entry, SettingsChanged)
    assert entry.settings == read
