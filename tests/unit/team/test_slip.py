"""A slip holds what its owner chose to share, and anything else is refused with a cure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, Undone
from interlude.ledger.jars import JARS, Jar
from interlude.team.slip import (
    MOST,
    Slip,
    SlipError,
    read_slip,
    slip,
    to_csv,
    to_json,
    weeks,
)

# Sunday 22 November 2026, 12:00 in UTC, the last day of ISO week 47.
SUNDAY = 1_795_348_800_000
NOW = Moment(at=SUNDAY, offset=0)
TOTALS: dict[Jar, int] = {"customers": 3, "colleagues": 0, "me": 2}
HERON = Slip("Heron", "2026-W47", TOTALS)


def deposit(entry: str, hours: int, kind: str, offset: int = 0) -> Deposited:
    return Deposited(entry, Moment(at=SUNDAY + hours * HOUR, offset=offset), kind)


def _valid(pseudonym: str, year: int, week: int, counts: list[int]) -> Slip | None:
    totals = dict(zip(JARS, counts, strict=True))
    try:
        return Slip(" ".join(pseudonym.split()), f"{year}-W{week:02}", totals)
    except SlipError:
        return None


SLIPS = st.builds(
    _valid,
    pseudonym=st.text(min_size=2, max_size=24) | st.from_regex(r"[A-Za-z][\w ,;\"'-]{1,23}"),
    year=st.integers(1990, 2200),
    week=st.integers(1, 52),
    counts=st.lists(st.integers(0, MOST), min_size=3, max_size=3),
).filter(lambda found: found is not None)


def outcome(text: str) -> str:
    try:
        read_slip(text, "a.json")
    except SlipError as error:
        return "refused by name" if str(error).startswith("a.json: ") else str(error)
    return "a slip"


class TestMaking:
    def test_it_counts_the_deposits_of_the_chosen_week_by_jar(self) -> None:
        journal = [
            deposit("1", 0, "real_warmth"),
            deposit("2", -24, "thanked_someone"),
            deposit("3", -24, "real_pause"),
            deposit("4", -7 * 24, "real_pause"),
            deposit("5", 0, "from_the_future"),
        ]
        account = Account.of([*journal, Undone("6", NOW, "3")])
        this_week = slip(account, NOW, " Heron ")
        assert this_week.pseudonym == "Heron"
        assert this_week.week == "2026-W47"
        assert this_week.totals == {"customers": 1, "colleagues": 1, "me": 0}
        assert slip(account, NOW, "Heron", "2026-W46").totals["me"] == 1
        assert slip(account, NOW, "Heron", "2026-W46").total == 1

    def test_a_week_ends_by_the_clock_of_the_person_it_happened_to(self) -> None:
        account = Account.of([deposit("1", 11, "real_pause"), deposit("2", 11, "real_pause", 120)])
        assert slip(account, NOW, "Heron", "2026-W47").total == 1
        assert slip(account, NOW, "Heron", "2026-W48").total == 1

    def test_the_weeks_to_choose_from_cross_the_new_year(self) -> None:
        new_year = Moment(at=1_798_761_600_000, offset=0)  # 1 January 2027
        assert new_year.week() == "2026-W53"
        assert weeks(new_year) == ("2026-W52", "2026-W53")

    def test_it_holds_nothing_but_name_week_and_three_numbers(self) -> None:
        assert json.loads(to_json(HERON)) == {
            "format": "interlude-slip/1",
            "pseudonym": "Heron",
            "week": "2026-W47",
            "customers": 3,
            "colleagues": 0,
            "me": 2,
        }
        assert to_csv(HERON) == (
            "format,pseudonym,week,customers,colleagues,me\r\n"
            "interlude-slip/1,Heron,2026-W47,3,0,2\r\n"
        )

    @pytest.mark.parametrize(
        ("name", "cure"),
        [
            ("", "2 to 24 characters"),
            ("H", "2 to 24 characters"),
            ("H" * 25, "2 to 24 characters"),
            ("ann@firm.example", "without @"),
            ("4711", "with a letter in it"),
            ("47-11", "with a letter in it"),
            ("=HYPERLINK(A1)", "begin with a letter or digit"),
            ("+cmd", "begin with a letter or digit"),
            ("He\u202eron", "keep it on one line"),
        ],
    )
    def test_a_name_that_would_not_do_is_refused_with_a_cure(self, name: str, cure: str) -> None:
        with pytest.raises(SlipError, match="pseudonym: ") as caught:
            slip(Account(), NOW, name)
        assert cure in str(caught.value)

    @pytest.mark.parametrize("name", ["Heron", "Ñandú 2", "鶴子", "3rd floor", "O'Neil-like"])
    def test_names_of_all_languages_will_do(self, name: str) -> None:
        assert slip(Account(), NOW, name).pseudonym == name

    @pytest.mark.parametrize("week", ["2026-47", "2026-W54", "W47", "2026-W00", "٢٠٢٦-W47"])
    def test_a_week_that_is_none_is_refused(self, week: str) -> None:
        with pytest.raises(SlipError, match="week: write one like 2026-W47"):
            slip(Account(), NOW, "Heron", week)


class TestReading:
    @given(SLIPS)
    def test_what_was_written_is_read(self, written: Slip) -> None:
        assert read_slip(to_json(written), "a.json") == written
        assert read_slip(to_csv(written), "a.csv") == written

    def test_a_file_that_went_through_an_editor_is_read(self) -> None:
        assert read_slip("\ufeff\n" + to_json(HERON), "a.json") == HERON
        assert read_slip("\ufeff" + to_csv(HERON).replace("\r\n", "\n") + "\n\n", "a") == HERON

    @given(st.text())
    def test_garbage_is_an_error_with_the_name_and_never_a_crash(self, text: str) -> None:
        with pytest.raises(SlipError, match=r"^a\.json: "):
            read_slip(text, "a.json")

    @given(st.data())
    def test_a_damaged_slip_is_read_as_some_slip_or_refused(self, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from([to_json(HERON), to_csv(HERON)]))
        place = data.draw(st.integers(0, len(text)))
        damaged = text[:place] + data.draw(st.text(max_size=3)) + text[place + 1 :]
        assert outcome(damaged) in {"a slip", "refused by name"}

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
        st.sampled_from(["format", "pseudonym", "week", *JARS]),
    )
    def test_a_field_of_any_other_shape_never_crashes(self, value: Any, field: str) -> None:
        row = json.loads(to_json(HERON)) | {field: value}
        assert outcome(json.dumps(row)) in {"a slip", "refused by name"}

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"format": "interlude-slip/2"}, "format: is 'interlude-slip/2', not"),
            ({"customers": -1}, "customers: write a whole number from 0 to 99999, not -1"),
            ({"me": 1.5}, "me: write a whole number"),
            ({"me": True}, "me: write a whole number"),
            ({"me": "2"}, "me: write a whole number"),
            ({"me": 100_000}, "me: write a whole number"),
            ({"mood": "low"}, "'mood': a slip does not hold this; take it out"),
        ],
    )
    def test_what_is_wrong_is_named_with_its_cure(self, change: dict[str, Any], words: str) -> None:
        with pytest.raises(SlipError) as caught:
            read_slip(json.dumps(json.loads(to_json(HERON)) | change), "heron.json")
        assert str(caught.value).startswith(f"heron.json: {words}")

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('{"format":\n oops}', "line 2, column 2: not JSON"),
            ("[1]", "one slip"),
            ("[" * 3_000, "not JSON"),
            ('{"me": ' + "9" * 9_000 + "}", "far too long"),
            ('{"format": "interlude-slip/1"}', "pseudonym: is missing"),
            (" " * 5 + "x" * 20_000, "far too long"),
            ("", "0 lines"),
            (to_csv(HERON) + "interlude-slip/1,Owl,2026-W47,1,1,1\r\n", "this has 3 lines"),
            (to_csv(HERON).replace(",3,", ",-3,"), "customers: write a whole number"),
            (to_csv(HERON).replace(",3,", ","), "line 2: the row does not fit"),
            (to_csv(HERON).replace("Heron", '"Heron'), "neither JSON nor CSV"),
        ],
    )
    def test_a_file_that_is_no_slip_is_refused_with_words(self, text: str, words: str) -> None:
        with pytest.raises(SlipError) as caught:
            read_slip(text, "a")
        assert words in str(caught.value)
