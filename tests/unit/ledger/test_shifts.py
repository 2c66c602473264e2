"""The run of shifts: kind to days off, nights, travel and two empty shifts in ten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, Entry, PromptAnswered, PromptShown, Worked
from interlude.ledger.shifts import RESERVE_SPAN, RESERVES, Run, Standing

DAY = 24 * HOUR
SHIFTS = st.lists(st.booleans(), max_size=60)


def rota(shifts: str, apart: int = DAY, offsets: tuple[int, ...] = (0,)) -> tuple[Account, Moment]:
    """An account after shifts written as letters: d deposit, b breath, - nothing."""
    account = Account()
    now = Moment(at=0, offset=0)
    for nth, letter in enumerate(shifts):
        now = Moment(at=nth * apart, offset=offsets[nth % len(offsets)])
        for entry in _entries(letter, str(nth), now):
            account.add(entry)
    return account, now


def _entries(letter: str, entry: str, now: Moment) -> tuple[Entry, ...]:
    if letter == "d":
        return (Deposited(entry, now, "real_warmth"),)
    if letter == "b":
        card = PromptShown(f"{entry} card", now, "breath_window", "none", 0, "breath", seen=True)
        return (card, PromptAnswered(entry, now, shown=card.id, verdict="finished"))
    return (Worked(entry, now),)


def later(now: Moment) -> Moment:
    return Moment(at=now.at + 12 * HOUR, offset=now.offset)


@pytest.mark.parametrize(
    ("shifts", "run"),
    [
        ("d", Run(1, False, 2)),
        ("db", Run(2, False, 2)),
        ("dd-d", Run(3, False, 1)),
        ("d--d", Run(2, False, 0)),
        ("d--", Run(1, False, 0)),
        ("d---", Run(0, True, 0)),
        ("d---d", Run(1, False, 0)),
        ("----", Run(0, False, 2)),
        ("d--ddddddddd", Run(10, False, 2)),
        ("d--ddddddd", Run(8, False, 0)),
        ("d--dddddddd", Run(9, False, 1)),
    ],
)
def test_the_run_after_these_shifts(shifts: str, run: Run) -> None:
    account, now = rota(shifts)
    assert account.shifts.run(later(now)) == run


def test_the_shift_at_hand_never_breaks_the_run_and_a_deposit_lengthens_it_at_once() -> None:
    account, now = rota("d---")
    assert account.shifts.run(now) == Run(1, False, 0)
    assert not account.shifts.recent(now, 1)[0].reserve
    account.add(Deposited("new", now, "real_pause"))
    assert account.shifts.run(now) == Run(2, False, 0)


def test_weeks_of_leave_are_neutral() -> None:
    account, now = rota("ddd", apart=30 * DAY)
    assert account.shifts.run(Moment(at=now.at + 90 * DAY, offset=0)) == Run(3, False, 2)


def test_the_squares_show_what_covered_a_shift_and_what_did_not() -> None:
    account, now = rota("db---d")
    shifts = account.shifts.recent(later(now), 10)
    assert [(s.kept, s.reserve, s.deposits) for s in shifts] == [
        (True, False, 1),
        (True, False, 0),
        (False, True, 0),
        (False, True, 0),
        (False, False, 0),
        (True, False, 1),
    ]
    assert [shift.start.at for shift in shifts] == [nth * DAY for nth in range(6)]
    assert account.shifts.recent(later(now), 2) == shifts[-2:]


@given(st.text("db-", max_size=30), st.lists(st.integers(-720, 840), min_size=1, max_size=5))
def test_travel_and_changes_of_the_clock_make_no_difference(
    shifts: str, offsets: list[int]
) -> None:
    home, now = rota(shifts)
    away, _ = rota(shifts, offsets=tuple(offsets))
    assert away.shifts.run(now) == home.shifts.run(now)
    assert away.shifts.run(later(now)) == home.shifts.run(later(now))


@given(st.text("db-", max_size=30), st.integers(5, 400))
def test_how_far_shifts_lie_apart_makes_no_difference(shifts: str, hours: int) -> None:
    near, soon = rota(shifts, apart=hours * HOUR)
    far, late = rota(shifts, apart=60 * DAY)
    assert near.shifts.run(soon) == far.shifts.run(late)


@given(SHIFTS)
def test_never_more_than_two_reserves_in_any_ten_shifts(shifts: list[bool]) -> None:
    covered = []
    standing = Standing()
    for kept in shifts:
        standing = standing.after(kept)
        covered.append(standing.covered)
        assert sum(covered[-RESERVE_SPAN:]) <= RESERVES
        assert 0 <= standing.reserves_left <= RESERVES


@given(SHIFTS)
def test_two_empty_shifts_in_ten_never_end_a_run(shifts: list[bool]) -> None:
    standing = Standing().after(kept=True)
    empty: list[bool] = []
    for wish in shifts:
        kept = wish or sum(empty[-(RESERVE_SPAN - 1) :]) >= RESERVES
        empty.append(not kept)
        standing = standing.after(kept)
        assert not standing.resting
    assert standing.length == 1 + empty.count(False)
