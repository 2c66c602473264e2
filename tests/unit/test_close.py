"""What one close costs the helpdesk, and what comes of it; clock and answers are handed in."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any, get_args

import pytest

from interlude import close, wire
from interlude.clock import DAY, HOUR, MINUTE, Moment
from interlude.engine import Engine
from interlude.helpdesks.catalogue import adapters
from interlude.helpdesks.looks import MOST_READS
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Deposited,
    Entry,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Worked,
)
from interlude.memo import Memo
from interlude.outcome import Outcome
from interlude.pages.diagnostics.view import NOTED
from interlude.pages.popup import view as popup
from interlude.prompts.timing import silent_until
from interlude.protocol import (
    Acted,
    Event,
    Noted,
    Opened,
    Read,
    ReadDone,
    Reading,
    Scene,
    ShowCard,
    Stamp,
    WriteSeen,
)
from interlude.settings import QuietHours, Settings

START = 1_767_607_440_000  # 2026-01-05 10:04 UTC
DATE = "Mon, 05 Jan 2026 10:04:00 GMT"
CALM = "Good morning, which size fits a tall person?"
TENSE = (
    "This is the THIRD time I write!!! You took my money and nobody answers. Absolutely"
    " unacceptable, I want my refund TODAY or I go to my bank and never buy from you again."
)
PRAISE = (
    "Thank you so much, you were wonderful! You stayed so patient and kind with me, and your help"
    " made my whole week. I am so grateful to you."
)
INSULT = "You are a stupid, useless idiot, a pathetic liar. Go to hell, you moron."
DEATH = "My husband died last week. Please close his account, I cannot bear these letters."
BUSY = Reading("", 429, "application/json", DATE, "{}")


class Desk:
    """A Zendesk in which every ticket was solved by the agent just now, and a browser."""

    def __init__(self, *words: str) -> None:
        self.words = words or (CALM,)
        self.memo = Memo()
        self.account = Account()
        self.clock = START
        self.events = 0
        self.gets: list[tuple[int, str]] = []
        self.refused: dict[str, Reading] = {}
        self.status = "solved"

    def stamp(self, id: str = "") -> Stamp:
        self.events += 1
        return Stamp(id or f"event-{self.events}", Moment(self.clock, 0), self.events)

    def write(self, *tickets: int, status: str = "solved", http: int = 200) -> WriteSeen:
        base = "https://acme.zendesk.com/api/v2/tickets"
        ids = ",".join(map(str, tickets))
        return WriteSeen(
            stamp=self.stamp(),
            tab=5,
            page="https://acme.zendesk.com/agent/filters/1",
            method="PUT",
            url=f"{base}/{ids}" if len(tickets) == 1 else f"{base}/update_many.json?ids={ids}",
            status=http,
            body=json.dumps({"ticket": {"status": status}}),
            form={},
            triggers=("zendesk/save" if len(tickets) == 1 else "zendesk/bulk",),
        )

    def save(self, *tickets: int, status: str = "solved") -> Outcome:
        """A save, and what it asks for."""
        return self.took(
            close.write_seen(
                self.write(*tickets, status=status), self.account, self.memo, adapters()
            )
        )

    def took(self, outcome: Outcome) -> Outcome:
        # As the broker does: the memo goes through its text.
        self.memo = wire.decode_memo(wire.encode_memo(outcome.memo or self.memo))
        for effect in outcome.effects:
            if isinstance(effect, Read):
                self.gets += [(self.clock, get.path) for get in effect.gets]
        return outcome

    def reading(self, name: str, ticket: int) -> Reading:
        change = {"type": "Change", "field_name": "status", "value": "solved"}
        audit = {"author_id": 7, "created_at": "2026-01-05T10:03:58Z", "events": [change]}
        words = self.words[ticket % len(self.words)]
        answers: dict[str, Any] = {
            "ticket": {"ticket": {"status": self.status, "requester_id": 50}},
            "audits": {"audits": [audit]},
            "me": {"user": {"id": 7}},
            "comments": {"comments": [{"author_id": 50, "plain_body": words, "public": True}]},
        }
        return Reading(name, 200, "application/json", DATE, json.dumps(answers[name]))

    def answer(self, read: Read, composing: bool = False) -> Outcome:
        readings = tuple(
            replace(self.refused.pop(get.name), name=get.name)
            if get.name in self.refused
            else self.reading(get.name, int(read.errand.ticket))
            for get in read.gets
        )
        event = ReadDone(
            stamp=self.stamp(read.reply),
            tab=read.tab,
            errand=read.errand,
            readings=readings,
            scene=Scene(composing, full_screen=False, audible=False),
        )
        return self.took(close.read_done(event, self.account, self.memo, adapters()))

    def close(self, *tickets: int) -> Outcome:
        """A save, and all that follows until nothing more is read."""
        outcome = self.save(*tickets)
        while reads := [effect for effect in outcome.effects if isinstance(effect, Read)]:
            outcome = self.answer(reads[0])
        return outcome


def asked(outcome: Outcome) -> list[str]:
    return [get.name for e in outcome.effects if isinstance(e, Read) for get in e.gets]


def cards(outcome: Outcome) -> int:
    return sum(isinstance(effect, ShowCard) for effect in outcome.effects)


class TestADozenReads:
    def test_a_hundred_and_twenty_calm_closes_cost_a_dozen_reads(self) -> None:
        desk = Desk()
        for ticket in range(120):
            desk.close(1000 + ticket)
            desk.clock += 83
        assert len(desk.gets) == MOST_READS == 12

    def test_no_minute_has_more_than_a_dozen(self) -> None:
        desk = Desk()
        for ticket in range(100):
            desk.close(1000 + ticket)
            desk.clock += 7_000
        times = [at for at, _ in desk.gets]
        assert max(sum(t <= at < t + MINUTE for at in times) for t in times) <= MOST_READS
        assert len(times) > 5 * MOST_READS

    def test_what_was_not_looked_at_may_be_looked_at_later(self) -> None:
        desk = Desk()
        for ticket in range(4):
            refused = desk.close(1000 + ticket)
        assert (refused.effects, refused.noted) == ((), "enough_reads")
        desk.clock += MINUTE
        assert asked(desk.save(1003)) != []

    def test_several_tickets_in_one_save_ask_once_who_the_agent_is(self) -> None:
        desk = Desk()
        outcome = desk.close(1, 2, 3, 4)
        assert [path for _, path in desk.gets].count("/api/v2/users/me.json") == 1
        assert (len(desk.gets), outcome.noted) == (10, "enough_reads")

    def test_a_second_try_is_counted_as_well(self) -> None:
        desk = Desk()
        desk.close(1)
        desk.close(2)
        desk.refused = {"audits": BUSY}
        desk.close(3)
        assert len(desk.gets) == MOST_READS


class TestOneLook:
    def test_a_ticket_is_looked_at_once_in_ten_minutes(self) -> None:
        desk = Desk()
        desk.close(1)
        desk.clock += 10 * MINUTE - 1
        again = desk.save(1)
        assert (again.effects, again.noted) == ((), "seen")
        desk.clock += 1
        assert asked(desk.save(1)) != []

    def test_other_tickets_and_other_helpdesks_are_not_meant(self) -> None:
        desk = Desk()
        desk.close(1)
        assert asked(desk.save(2)) != []
        write = desk.write(1)
        other = replace(write, url=write.url.replace("acme", "elsewhere"))
        assert asked(close.write_seen(other, desk.account, desk.memo, adapters())) != []

    def test_a_ticket_that_was_opened_again_gets_a_new_look(self) -> None:
        desk = Desk()
        desk.close(1)
        desk.clock += MINUTE
        assert desk.save(1, status="open").effects == ()
        assert asked(desk.save(1)) != []

    def test_a_look_that_finds_it_open_leaves_the_close_its_own(self) -> None:
        """A macro that said no status, a scenario: the agent closes the ticket a minute later."""
        desk = Desk(TENSE)
        desk.status = "open"
        assert cards(desk.close(1)) == 0
        desk.clock += MINUTE
        desk.status = "solved"
        assert cards(desk.close(1)) == 1

    def test_it_is_remembered_while_there_is_silence(self) -> None:
        desk = Desk(TENSE)
        (shown,) = desk.close(1).append
        desk.account.add(shown)
        desk.save(1, status="open")
        desk.account = Account()
        assert asked(desk.save(1)) != []

    def test_nothing_can_be_told_from_the_memory(self) -> None:
        memos = []
        for salt in ("one", "two"):
            desk = Desk()
            outcome = close.write_seen(
                replace(desk.write(4711), stamp=desk.stamp(salt)),
                desk.account,
                desk.memo,
                adapters(),
            )
            assert outcome.memo is not None
            memos.append(wire.encode_memo(outcome.memo))
            assert "4711" not in memos[-1]
            assert "acme" not in memos[-1]
        assert memos[0] != memos[1]


class TestOnceMore:
    def test_one_refused_read_is_tried_once_more_alone(self) -> None:
        desk = Desk(TENSE)
        desk.refused = {"audits": replace(BUSY, later="3")}
        (read,) = desk.save(1).effects
        assert isinstance(read, Read)
        again = desk.answer(read)
        (more,) = again.effects
        assert isinstance(more, Read)
        assert (asked(again), more.wait, more.reply) == (["audits"], 3000, f"{read.reply[:-2]}:1")
        assert cards(desk.answer(more)) == 1

    def test_it_is_tried_once_and_not_for_ever(self) -> None:
        desk = Desk(TENSE)
        (read,) = desk.save(1).effects
        assert isinstance(read, Read)
        desk.refused = {"audits": BUSY}
        (more,) = desk.answer(read).effects
        assert isinstance(more, Read)
        desk.refused = {"audits": BUSY}
        last = desk.answer(more)
        assert (cards(last), last.noted) == (1, "refused")

    def test_a_long_pause_is_kept_and_the_writes_own_word_counts(self) -> None:
        desk = Desk(TENSE)
        desk.refused = {"audits": replace(BUSY, later="90")}
        (read,) = desk.save(1).effects
        assert isinstance(read, Read)
        outcome = desk.answer(read)
        assert (cards(outcome), asked(outcome)) == (1, [])
        desk.clock += 89_000
        assert desk.save(2).noted == "enough_reads"
        desk.clock += 1_000
        assert asked(desk.save(2)) != []

    @pytest.mark.parametrize("later", ["86400", "9" * 5000, "Mon, 05 Jan 2099 10:04:00 GMT"])
    def test_no_pause_is_endless(self, later: str) -> None:
        desk = Desk()
        desk.refused = {"audits": replace(BUSY, later=later)}
        desk.close(1)
        desk.clock += 5 * MINUTE - 1
        assert desk.save(2).noted == "enough_reads"
        desk.clock += 1
        assert asked(desk.save(2)) != []

    def test_an_answer_that_was_cut_is_noted(self) -> None:
        desk = Desk(TENSE)
        desk.refused = {"comments": Reading("", 200, "application/json", DATE, "", cut=True)}
        outcome = desk.close(1)
        assert (cards(outcome), outcome.noted) == (0, "unreadable")

    def test_a_page_to_sign_in_is_noted_as_that(self) -> None:
        desk = Desk(TENSE)
        desk.refused = {"me": Reading("", 200, "text/html; charset=utf-8", DATE, "<form>")}
        outcome = desk.close(1)
        assert (cards(outcome), outcome.noted) == (0, "signed_out")
        assert desk.memo.silence == "signed_out"


class TestSeveralAtOnce:
    def test_the_first_tense_one_brings_the_card(self) -> None:
        outcome = Desk(CALM, TENSE).close(2, 3)
        assert cards(outcome) == 1

    def test_praise_moves_only_where_it_is_alone(self) -> None:
        assert cards(Desk(PRAISE).close(1)) == 1
        assert cards(Desk(PRAISE).close(1, 2)) == 0

    def test_only_a_close_of_its_own_can_be_called_tense_later(self) -> None:
        alone, several = Desk(), Desk()
        alone.close(1)
        several.close(1, 2)
        assert alone.memo.calm is not None
        assert several.memo.calm is None


class TestOpening:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = Desk(CALM)
        desk.account.add(Deposited("d", Moment(START - DAY, 0), "real_warmth"))
        desk.account.add(Worked("w", Moment(START, 0)))
        return desk

    def test_the_first_calm_close_of_a_shift_brings_it(self, desk: Desk) -> None:
        assert cards(desk.close(1)) == 1

    @pytest.mark.parametrize("missed", ["busy", "quiet", "unread", "several"])
    def test_a_moment_that_was_missed_is_gone(self, desk: Desk, missed: str) -> None:
        if missed == "busy":
            (read,) = desk.save(1).effects
            assert isinstance(read, Read)
            desk.answer(read, composing=True)
        elif missed == "quiet":
            quiet = Settings(quiet=QuietHours("00:00", "23:59"))
            desk.account.add(SettingsChanged("q", Moment(START, 0), quiet))
            desk.close(1)
            desk.account.add(SettingsChanged("n", Moment(START, 0), Settings()))
        elif missed == "unread":
            desk.refused = {"comments": Reading("", 200, "application/json", DATE, "", cut=True)}
            desk.close(1)
        else:
            desk.close(1, 2)
        desk.clock += 30 * MINUTE
        assert cards(desk.close(9)) == 0


class TestStrangeErrands:
    @pytest.mark.parametrize(
        "change",
        [
            {"adapter": "nobody"},
            {"adapter": "freshdesk"},
            {"ticket": "../users"},
            {"ticket": "2"},
            {"rest": ("2",)},
        ],
    )
    def test_what_nobody_was_sent_for_comes_to_nothing(self, change: dict[str, Any]) -> None:
        desk = Desk(TENSE)
        (read,) = desk.save(1).effects
        assert isinstance(read, Read)
        outcome = desk.answer(replace(read, errand=replace(read.errand, **change), gets=()))
        assert (outcome.append, outcome.effects, outcome.noted) == ((), (), "strange")


def engine() -> Engine:
    awake = Engine()
    awake.handle(Opened(Stamp("opened", Moment(START, 0), 0), ()))
    return awake


class TestPresence:
    def test_an_accepted_save_is_a_sign_of_work_and_nothing_else_is(self) -> None:
        desk = Desk()
        save = desk.write(1, status="open")
        others: list[Event] = [
            replace(save, status=401),
            replace(save, url="https://elsewhere.example/api/v2/tickets/1"),
            replace(save, url="https://acme.zendesk.com/api/v2/views/1"),
        ]
        for event in others:
            assert engine().handle(event).append == ()
        assert [entry.kind for entry in engine().handle(save).append] == ["worked"]


class TestWhatIsNoted:
    def test_the_diagnostics_page_counts_it(self) -> None:
        awake, desk = engine(), Desk()
        answers = [awake.handle(desk.write(1)) for _ in range(3)]
        assert [answer.noted for answer in answers] == ["", "seen", "seen"]
        page = awake.handle(Acted(desk.stamp(), "diagnostics", None, "open", {})).html
        assert "<td data-noted>2</td>" in page

    def test_every_oddity_has_words(self) -> None:
        assert {"", *NOTED} == set(get_args(Noted))


class Shifts(Desk):
    """An agent who closes a tense ticket every hour, four in a shift, and sees each card."""

    def __init__(self, *words: str, settings: Settings | None = None) -> None:
        super().__init__(*(words or (TENSE,)))
        if settings:
            self.account.add(SettingsChanged("s", Moment(START, 0), settings))

    def shift(self, nth: int) -> list[str]:
        """What came of the closes of a shift: the kinds of entries, empty for none."""
        came = []
        for hour in range(4):
            self.clock = START + nth * DAY + hour * HOUR
            came += [entry.kind for entry in self.follow(self.close(100 * nth + hour))]
        return came

    def follow(self, outcome: Outcome) -> tuple[Entry, ...]:
        for entry in outcome.append:
            self.account.add(entry)
            if isinstance(entry, PromptShown):
                self.account.add(PromptSeen(f"{entry.id}/seen", entry.now, entry.id))
        return outcome.append

    def until_silent(self) -> None:
        for nth in range(1_000):
            self.clock = START + (5 + nth) * DAY
            if self.follow(self.close(nth))[0].kind == "kept_silent":
                return


class TestByLot:
    def test_one_time_in_seven_there_is_no_card_but_not_for_a_newcomer(self) -> None:
        desk = Shifts()
        assert [kind for nth in range(5) for kind in desk.shift(nth)] == ["prompt_shown"] * 20
        later = Counter(kind for nth in range(5, 80) for kind in desk.shift(nth))
        assert later.total() == 300
        assert 30 <= later["kept_silent"] <= 60

    def test_who_switched_it_off_always_gets_a_card(self) -> None:
        desk = Shifts(settings=Settings(lots=False))
        assert {kind for nth in range(60) for kind in desk.shift(nth)} == {"prompt_shown"}

    @pytest.mark.parametrize("words", [INSULT, DEATH])
    def test_what_a_person_is_owed_is_never_left_to_lot(self, words: str) -> None:
        desk = Shifts(words)
        assert {kind for nth in range(60) for kind in desk.shift(nth)} == {"prompt_shown"}

    def test_a_silence_uses_up_the_gap_and_the_cap_and_the_popup_says_it(self) -> None:
        desk = Shifts(settings=Settings(cap=1))
        for nth in range(5):
            desk.shift(nth)
        desk.until_silent()
        now = Moment(desk.clock, 0)
        words = "A card would have fitted, and by lot there was none."
        assert words in popup.render(desk.account, now, silence=desk.memo.silence)
        assert silent_until(now, desk.account) == desk.clock + 20 * MINUTE
        desk.clock += 20 * MINUTE - 1
        assert desk.follow(desk.close(7_000)) == ()
        assert desk.memo.silence in ("too_soon", "enough")
        desk.clock += 20 * MINUTE
        assert desk.follow(desk.close(7_001)) == ()
        assert desk.memo.silence == "enough"

    def test_a_silence_in_place_of_praise_is_the_praise_of_that_shift(self) -> None:
        desk = Shifts(PRAISE)
        for nth in range(5):
            desk.shift(nth)
        desk.until_silent()
        assert desk.account.shifts.praised(Moment(desk.clock, 0))
