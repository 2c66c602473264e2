"""A checkpoint stands for the journal, wherever it fell, and does not grow with the years."""

from __future__ import annotations

import json
from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import CheckpointError, freeze, thaw
from interlude.ledger.entries import Corrected, Entry, PromptAnswered, Verdict
from interlude.ledger.figures import bans, cards, deposits, prompts, refusals, shifts, taps, weeks
from interlude.tension.features import WEIGHTS
from tests.unit.ledger.made import JOURNALS, KINDS, MOMENTS, at, deposit, everything, shown

WINDOWS = (
    (bans, "BANS"),
    (cards, "CARDS"),
    (deposits, "NEWEST"),
    (prompts, "SEEN"),
    (prompts, "LATELY"),
    (refusals, "REFUSED"),
    (shifts, "SHIFTS"),
    (taps, "TAPS"),
    (weeks, "WEEKS"),
)


class TestCheckpoint:
    @given(JOURNALS, JOURNALS, MOMENTS, st.booleans())
    def test_it_makes_no_difference_where_a_checkpoint_fell(
        self, before: list[Entry], after: list[Entry], now: Moment, small: bool
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for figure, window in WINDOWS if small else ():
                patch.setattr(figure, window, 2)
            whole = Account.of([*before, *after])
            resumed = thaw(freeze(Account.of(before)))
            for entry in after:
                resumed.add(entry)
            assert everything(resumed, now) == everything(whole, now)
            assert freeze(resumed) == freeze(whole)

    def test_ten_years_are_no_bigger_than_one(self) -> None:
        def years(count: int) -> str:
            journal: list[Entry] = []
            for nth in range(count * 3_000):
                entry, now = f"0f8fad5b-d9cb-469f-a165-{nth:012}", nth * 3 * HOUR
                journal.append(deposit(entry, now, KINDS[nth % len(KINDS)]))
                trace = tuple(range(len(WEIGHTS)))
                journal.append(replace(shown(f"{entry}:0", now), trace=trace))
                journal.append(Corrected(f"{entry}:1", at(now), False, trace, f"{entry}:0"))
            return freeze(Account.of(journal))

        one, ten = years(1), years(10)
        assert abs(len(ten) - len(one)) < 1_000
        assert len(ten) < 60_000

    def test_what_the_choice_knows_of_five_hundred_prompts_is_small(self) -> None:
        """All of them met and answered, with names as long as ours, in a life of many shifts."""
        account = Account()
        account.shifts.state.begun = 2_000
        for nth in range(500):
            entry = replace(shown(str(nth), nth), prompt=f"family_id_{nth:06}")
            account.add(entry)
            verdict: Verdict = "helped" if nth % 8 else "not_for_me"
            account.add(PromptAnswered(f"{nth}/said", entry.now, entry.id, verdict))
        figures = json.loads(freeze(account).partition(" ")[2])["figures"]
        kept = [figures[name] for name in ("prompts", "refusals", "bans")]
        assert len(figures["prompts"]["met"]) == 500
        assert len(json.dumps(kept, separators=(",", ":"))) < 20_000

    @given(st.integers(0, 2_000), st.characters())
    def test_a_damaged_one_is_told_from_a_whole_one(self, place: int, letter: str) -> None:
        text = freeze(Account.of(deposit(str(nth), nth) for nth in range(20)))
        place %= len(text)
        damaged = text[:place] + letter + text[place + 1 :]
        if damaged != text:
            with pytest.raises(CheckpointError, match="read the whole journal"):
                thaw(damaged)
        with pytest.raises(CheckpointError, match="read the whole journal"):
            thaw(text[:place])

    @pytest.mark.parametrize("state", ["null", '{"entries":"many"}', "{", '{"shifts":[1]}'])
    def test_a_whole_text_of_another_shape_is_refused(self, state: str) -> None:
        with pytest.raises(CheckpointError, match="read the whole journal"):
            thaw(f"{crc32(state.encode()):08x} {state}")
