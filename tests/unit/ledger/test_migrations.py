"""Journals of older versions: read as they were meant, and never changed.

Each went over the wire of its version: ``journals/v1.json`` is five weeks of a life,
``journals/v2.json`` three, ``journals/v3.json`` two and a half, and ``journals/v4.json`` two.  The
figures below are what that version itself showed at the end.
"""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from interlude import wire
from interlude.clock import MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Cause, PromptShown
from interlude.ledger.figures.cards import CARDS
from interlude.ledger.migrations import VERSION, NewerEntryError, upgraded
from interlude.ledger.shifts import Run
from interlude.prompts.timing import too_soon
from interlude.settings import QuietHours, Settings, Site


def journal(version: int) -> list[dict[str, Any]]:
    file = Path(__file__).parent / "journals" / f"v{version}.json"
    entries: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return entries


V1, V2, V3, V4 = journal(1), journal(2), journal(3), journal(4)


@pytest.mark.parametrize("raw", [*V1, *V2, *V3, *V4], ids=lambda raw: raw["id"])
def test_written_anew_it_is_of_this_version_and_the_same(raw: dict[str, Any]) -> None:
    before = deepcopy(raw)
    entry = wire.decode_entry(raw)
    anew = json.loads(json.dumps(wire.encode_entry(entry)))
    assert anew["v"] == VERSION
    assert wire.decode_entry(anew) == entry
    assert raw == before


class TestVersion1:
    END = Moment(at=1_775_237_668_628, offset=120)  # Friday 3 April 2026, 19:34, a minute later

    @pytest.fixture(scope="class")
    @classmethod
    def account(cls) -> Account:
        return Account.of(wire.decode_entry(raw) for raw in V1)

    def test_every_deposit_is_there(self, account: Account) -> None:
        assert (account.entries, account.unreadable) == (122, 0)
        assert account.deposits.balance == 35
        assert account.deposits.jars == {"customers": 11, "colleagues": 13, "me": 11}
        assert account.deposits.counts == {
            "backed_a_colleague": 5,
            "chose_my_response": 2,
            "extra_mile": 4,
            "fair_limit": 1,
            "kind_to_myself": 3,
            "let_help_in": 4,
            "made_it_clear": 2,
            "owned_it": 2,
            "real_pause": 1,
            "real_warmth": 1,
            "shared_a_lesson": 6,
            "spoke_fairly": 1,
            "thanked_someone": 1,
            "turned_it_round": 2,
        }
        newest = "45e2 34b0 590f d6d8 54a2 f552 ff73 99c8 239e d748 3eb8 08c6 b443 55e4 b701 098c"
        assert [entry.id[:4] for entry in account.deposits.newest[:16]] == newest.split()

    def test_the_run_and_the_squares_are_what_they_were(self, account: Account) -> None:
        assert account.shifts.run(self.END) == Run(length=5, resting=False, reserves_left=0)
        assert account.shifts.today(self.END) == 3
        shifts = account.shifts.recent(self.END, 10)
        squares = [(shift.kept, shift.reserve, shift.deposits) for shift in shifts]
        assert squares == [
            (True, False, 1),
            (True, False, 2),
            (False, True, 0),
            (False, True, 0),
            (False, False, 0),
            (True, False, 2),
            (True, False, 4),
            (True, False, 1),
            (True, False, 2),
            (True, False, 3),
        ]

    def test_the_weeks_are_what_they_were(self, account: Account) -> None:
        assert account.weeks.jars("2026-W14") == {"customers": 4, "colleagues": 4, "me": 4}
        assert account.weeks.jars("2026-W13") == {"customers": 0, "colleagues": 2, "me": 1}

    def test_the_settings_are_what_they_were(self, account: Account) -> None:
        assert account.settings == Settings(
            notice="notice",
            off=("freshdesk",),
            sites=(
                Site("django-helpdesk", "https://help.firm.example"),
                Site("zendesk", "https://desk.second.example"),
            ),
            cap=5,
            quiet=QuietHours("12:00", "13:00"),
        )
        assert not account.silence.lasts(self.END)

    def test_the_prompts_are_what_they_were(self, account: Account) -> None:
        assert len(account.prompts.seen) == 16
        assert account.prompts.seen[-3:] == ("dignity_limit", "breath_window", "body_far_look")
        assert account.shifts.prompts(self.END) == 1
        assert account.cards.last is not None
        assert account.cards.last.id == "bb03b3eb-3c7b-4ecc-aea4-89e4a9c6cde1:0"

    def test_what_was_said_to_the_newest_cards_is_known(self, account: Account) -> None:
        newest = [raw["id"] for raw in V1 if raw["kind"] == "prompt_shown"][-CARDS:]
        answers = [raw for raw in V1 if raw["kind"] == "prompt_answered"]
        assert account.cards.answered == {
            raw["shown"]: raw["verdict"] for raw in answers if raw["shown"] in newest
        }
        assert len(account.cards.answered) == 9

    def test_what_brought_each_prompt_is_told_apart(self) -> None:
        shown = [wire.decode_entry(raw) for raw in V1 if raw["kind"] == "prompt_shown"]
        causes = Counter(entry.cause for entry in shown if isinstance(entry, PromptShown))
        # Another prompt after a breath, or after "that one was tense", looked like the first.
        assert causes == {"close": 32, "declared": 5, "breath": 5, "another": 4}


class TestVersion2:
    END = Moment(at=1_782_292_869_923, offset=60)  # Wednesday 24 June 2026, 10:21, a minute later

    @pytest.fixture(scope="class")
    @classmethod
    def account(cls) -> Account:
        return Account.of(wire.decode_entry(raw) for raw in V2)

    def test_every_deposit_is_there(self, account: Account) -> None:
        assert (account.entries, account.unreadable) == (84, 0)
        assert account.deposits.balance == 23
        assert account.deposits.jars == {"customers": 4, "colleagues": 8, "me": 11}
        assert account.deposits.counts == {
            "backed_a_colleague": 3,
            "chose_my_response": 4,
            "fair_limit": 1,
            "kind_to_myself": 1,
            "let_help_in": 2,
            "real_pause": 3,
            "real_warmth": 1,
            "shared_a_lesson": 2,
            "thanked_someone": 3,
            "turned_it_round": 3,
        }

    def test_the_run_and_the_squares_are_what_they_were(self, account: Account) -> None:
        assert account.shifts.run(self.END) == Run(length=14, resting=False, reserves_left=1)
        assert account.shifts.today(self.END) == 0
        squares = [(s.kept, s.reserve, s.deposits) for s in account.shifts.recent(self.END, 10)]
        assert squares == [
            (False, True, 0),
            (True, False, 2),
            (True, False, 3),
            (True, False, 1),
            (True, False, 3),
            (True, False, 1),
            (True, False, 1),
            (True, False, 1),
            (True, False, 2),
            (False, False, 0),
        ]

    def test_settings_and_prompts_are_what_they_were(self, account: Account) -> None:
        assert (account.settings.cap, account.settings.off) == (5, ("freshdesk",))
        assert account.settings.quiet == QuietHours("12:00", "13:00")
        assert len(account.prompts.seen) == 13
        assert account.prompts.seen[-3:] == ("breath_smaller", "their_eyes_day", "breath_window")
        assert Counter(account.cards.answered.values()) == {
            "helped": 3,
            "finished": 3,
            "not_for_me": 1,
            "closed": 2,
        }

    def test_cards_that_were_taken_up_teach_the_judge_of_today(self, account: Account) -> None:
        shown = {raw["id"]: raw for raw in V2 if raw["kind"] == "prompt_shown"}
        taken_up = [
            shown[raw["shown"]]
            for raw in V2
            if raw["kind"] == "prompt_answered" and raw["verdict"] in ("helped", "finished")
        ]
        assert account.taps.count == sum(bool(raw["trace"]) for raw in taken_up) > 0


class TestVersion3:
    END = Moment(at=1_771_593_283_175, offset=60)  # Friday 20 February 2026, 14:14, a minute later

    @pytest.fixture(scope="class")
    @classmethod
    def account(cls) -> Account:
        return Account.of(wire.decode_entry(raw) for raw in V3)

    def test_every_deposit_is_there(self, account: Account) -> None:
        assert (account.entries, account.unreadable) == (168, 0)
        assert account.deposits.balance == 22
        assert account.deposits.jars == {"customers": 12, "colleagues": 4, "me": 6}

    def test_the_run_and_the_squares_are_what_they_were(self, account: Account) -> None:
        assert account.shifts.run(self.END) == Run(length=13, resting=False, reserves_left=2)
        assert account.shifts.today(self.END) == 0
        assert [shift.deposits for shift in account.shifts.recent(self.END, 10)] == [
            *(2, 1, 1, 2, 2, 2, 0, 2, 4, 0)
        ]
        assert all(shift.kept for shift in account.shifts.recent(self.END, 10))

    def test_what_was_offered_counts_as_seen(self, account: Account) -> None:
        offered = [raw for raw in V3 if raw["kind"] == "prompt_shown"]
        newest_first = dict.fromkeys(raw["prompt"] for raw in reversed(offered))
        assert account.prompts.seen == tuple(reversed(newest_first))
        assert account.prompts.last_seen == offered[-1]["now"]["at"]
        assert all(account.cards.seen(raw["id"]) for raw in offered[-CARDS:])
        assert account.shifts.prompts(self.END) == 3
        assert account.shifts.praised(self.END)
        soon = Moment(offered[-1]["now"]["at"] + 19 * MINUTE, 60)
        assert too_soon(soon, account, account.settings)
        assert not too_soon(self.END, account, account.settings)

    def test_cards_and_corrections_teach_the_judge_as_they_did(self, account: Account) -> None:
        assert account.taps.count == 7
        assert Counter(account.cards.answered.values()) == {"closed": 8, "helped": 6, "finished": 3}


class TestVersion4:
    END = Moment(at=1_793_382_460_000, offset=60)  # Friday 30 October 2026, 18:47, a minute later

    def test_all_is_there_and_says_what_it_said(self) -> None:
        account = Account.of(wire.decode_entry(raw) for raw in V4)
        assert (account.entries, account.unreadable) == (62, 0)
        assert account.deposits.jars == {"customers": 7, "colleagues": 2, "me": 4}
        assert account.shifts.run(self.END) == Run(length=1, resting=False, reserves_left=0)
        deposits = [shift.deposits for shift in account.shifts.recent(self.END, 10)]
        assert deposits == [3, 1, 0, 0, 0, 1, 1, 0, 0, 1]
        assert account.prompts.seen[-2:] == ("body_jaw", "breath_shoulders")
        said = Counter(account.cards.answered.values())
        assert said == {"closed": 4, "not_for_me": 3, "finished": 2, "helped": 1}
        assert account.settings == Settings(cap=4, spared=("stand",))


ASKED = {"kind": "prompt_shown", "asked": True, "tension": "angry", "heat": 4}


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        ({**ASKED, "asked": False}, "close"),
        ({**ASKED, "tension": "none", "heat": 0}, "breath"),
        (ASKED, "declared"),
        ({**ASKED, "reasons": [], "trace": []}, "declared"),
        ({**ASKED, "heat": 5}, "another"),
        ({**ASKED, "tension": "abusive"}, "another"),
        ({**ASKED, "reasons": ["abuse"]}, "another"),
        ({**ASKED, "trace": [1]}, "another"),
    ],
)
def test_how_a_prompt_was_asked_for_is_worked_out(raw: dict[str, Any], cause: Cause) -> None:
    after = upgraded(raw)
    assert after["cause"] == cause
    assert "asked" not in after


def test_an_entry_of_this_version_needs_no_step() -> None:
    raw = {"v": VERSION, "kind": "worked", "id": "1", "now": {"at": 0, "offset": 0}}
    assert upgraded(raw) is raw


def test_an_entry_of_a_newer_version_is_not_guessed_at() -> None:
    with pytest.raises(NewerEntryError):
        wire.decode_entry({**V1[0], "v": VERSION + 1})


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "half",
        {},
        {"v": VERSION},
        {**V1[0], "v": 0},
        {**V1[0], "v": "2"},
        {**V1[0], "kind": "from_nowhere"},
        {**V1[0], "kind": ["settings_changed"]},
        {**V1[0], "now": None},
        {**V1[0], "now": {"at": 1e300, "offset": 0}},
        {**V1[0], "now": {"at": 0, "offset": 9_999}},
        {"v": VERSION, "kind": "settings_changed", "id": "1", "now": {"at": 0, "offset": 0}},
        {**ASKED, "id": "1", "now": {"at": 0, "offset": 0}, "prompt": "p", "heat": "hot"},
        {**ASKED, "id": "1", "now": {"at": 0, "offset": 0}, "prompt": "p", "tension": "cold"},
    ],
    ids=str,
)
def test_what_nobody_can_read_is_told_by_one_error(raw: Any) -> None:
    with pytest.raises(wire.WireError, match="no entry of a journal"):
        wire.decode_entry(raw)
