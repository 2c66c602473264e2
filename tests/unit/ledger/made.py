"""Journals and entries to try the account with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    AsBefore,
    Banned,
    Begun,
    BroughtBack,
    Cause,
    Corrected,
    Deposited,
    Hushed,
    InCall,
    KeptSilent,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Sort,
    Undone,
    Unlearned,
    Verdict,
    Worked,
)
from interlude.settings import Settings
from interlude.tension.features import WEIGHTS

DAY = 24 * HOUR
KINDS = [kind.id for kind in deposit_kinds()]


def at(time: int, offset: int = 0) -> Moment:
    return Moment(at=time, offset=offset)


def deposit(entry: str, time: int, kind: str = "real_warmth") -> Deposited:
    return Deposited(entry, at(time), kind)


def shown(
    entry: str, time: int, cause: Cause = "close", prompt: str = "breath_window"
) -> PromptShown:
    """A prompt that was offered and seen at once."""
    return PromptShown(entry, at(time), prompt, tension="angry", heat=4, cause=cause, seen=True)


def offered(entry: str, time: int, cause: Cause = "close") -> PromptShown:
    return replace(shown(entry, time, cause), seen=False)


# Times go back as well as forward; ids repeat, so that entries refer to each other and are
# sometimes sent twice.
TIMES = st.integers(0, 40 * DAY)
MOMENTS = st.builds(Moment, at=TIMES, offset=st.integers(-12 * 60, 14 * 60))
IDS = st.integers(0, 12).map(str)
DEPOSITS = st.builds(
    Deposited, id=IDS, now=MOMENTS, deposit=st.sampled_from([*KINDS, "from_the_future"])
)
TRACE = tuple(range(len(WEIGHTS)))
TRACES = st.sampled_from([(), (1, 2), (8,) * len(WEIGHTS), TRACE])
UNDOS = st.builds(Undone, id=IDS, now=MOMENTS, entry=IDS)
SORTS = st.sampled_from(get_args(Sort))
NAMES = st.sampled_from(["breath_window", "body_feet", "body", "gone_since"])
OTHERS = st.one_of(
    st.builds(
        PromptShown,
        id=IDS,
        now=MOMENTS,
        prompt=st.sampled_from(["breath_window", "body_feet"]),
        tension=st.just("angry"),
        heat=st.integers(0, 5),
        cause=st.sampled_from(get_args(Cause)),
        reasons=st.just(()),
        trace=TRACES,
        seen=st.booleans(),
    ),
    st.builds(Begun, id=IDS, now=MOMENTS, shown=IDS),
    st.builds(KeptSilent, id=IDS, now=MOMENTS, tension=st.sampled_from(["angry", "praise"])),
    st.builds(Banned, id=IDS, now=MOMENTS, sort=SORTS, name=NAMES),
    st.builds(BroughtBack, id=IDS, now=MOMENTS, sort=SORTS, name=NAMES),
    st.builds(PromptSeen, id=IDS, now=MOMENTS, shown=IDS),
    st.builds(Corrected, id=IDS, now=MOMENTS, tense=st.booleans(), trace=TRACES, shown=IDS),
    st.builds(Unlearned, id=IDS, now=MOMENTS),
    st.builds(
        PromptAnswered,
        id=IDS,
        now=MOMENTS,
        shown=IDS,
        verdict=st.sampled_from(get_args(Verdict)),
    ),
    st.builds(Hushed, id=IDS, now=MOMENTS, until=st.none() | TIMES),
    st.builds(InCall, id=IDS, now=MOMENTS, on=st.booleans()),
    st.builds(AsBefore, id=IDS, now=MOMENTS),
    st.builds(Worked, id=IDS, now=MOMENTS),
    st.builds(
        SettingsChanged,
        id=IDS,
        now=MOMENTS,
        settings=st.builds(Settings, notice=st.just("tell"), cap=st.integers(0, 12)),
    ),
)
JOURNALS = st.lists(DEPOSITS | UNDOS | OTHERS, max_size=40)


def everything(account: Account, now: Moment) -> tuple[Any, ...]:
    """All that a person could see of an account."""
    return (
        account.deposits.balance,
        account.deposits.jars,
        account.deposits.counts,
        account.deposits.newest,
        [account.weeks.jars(Moment(week * 7 * DAY, 0).week()) for week in range(7)],
        account.shifts.today(now),
        account.shifts.run(now),
        account.shifts.recent(now, 10),
        account.shifts.at_work(now),
        account.shifts.is_stale(now),
        account.prompts.lately,
        account.refusals.lately(now),
        account.bans.prompts,
        account.bans.families,
        account.lots.last,
        account.lots.count,
        account.shifts.workday(now),
        account.shifts.prompts(now),
        account.cards.last,
        account.prompts.last_seen,
        account.cards.answered,
        account.silence.lasts(now),
        account.silence.until(now),
        account.calls.lasts(now),
        account.dose.halved(now),
        account.settings,
        dict(account.prompts.met),
        account.taps.tuning,
        account.taps.count,
    )
