"""What one person is offered over a day: a moment has its steps, and "Not for me" is an answer."""

from __future__ import annotations

import pytest

from interlude.clock import DAY, HOUR, Moment
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import freeze, thaw
from interlude.ledger.entries import (
    Banned,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    SettingsChanged,
    Unlearned,
    Verdict,
)
from interlude.ledger.figures.prompts import SEEN
from interlude.ledger.figures.refusals import REFUSED
from interlude.prompts.breath import Own, patterns
from interlude.prompts.library import Prompt, library, prompt_by_id
from interlude.prompts.offer import a_breath, after_close, another, declared, unasked
from interlude.protocol import ShowCard, ShowEdge, Stamp
from interlude.settings import Settings
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import Judgement, Kind, Reason, judge

NOW = Moment(at=0, offset=0)
BODY = {"body", "breath", "breath_sigh", "breath_even", "breath_micro"}


class Person:
    """Somebody who sees every card, an hour after the one before unless they press *Another*."""

    def __init__(self) -> None:
        self.account = Account()
        self.at = 0
        self.number = 0
        self.shown: PromptShown | None = None

    def closes(self, kind: Kind, heat: int = 2, *reasons: str) -> Prompt | None:
        told = tuple(Reason(reason, 1.0) for reason in reasons)
        judgement = Judgement(0.9, True, heat, kind, told, trace=(1, 2))
        return self._sees(after_close(self._stamp(HOUR), self.account, judgement))

    def declares(self) -> Prompt | None:
        return self._sees(declared(self._stamp(HOUR), self.account))

    def breathes(self) -> Prompt | None:
        return self._sees(a_breath(self._stamp(HOUR), self.account))

    def wants_another(self) -> Prompt | None:
        assert self.shown
        return self._sees(another(self._stamp(0), self.account, self.shown))

    def refuses(self) -> None:
        self.says("not_for_me")

    def says(self, verdict: Verdict) -> None:
        assert self.shown
        stamp = self._stamp(0)
        self.account.add(PromptAnswered(stamp.id, stamp.now, self.shown.id, verdict))

    def _stamp(self, later: int) -> Stamp:
        self.at += later
        self.number += 1
        return Stamp(f"{self.number}", Moment(self.at, 0), seed=self.number)

    def _sees(self, shown: PromptShown | None) -> Prompt | None:
        self.shown = shown
        if shown is None:
            return None
        self.account.add(shown)
        self.account.add(PromptSeen(f"{shown.id}/seen", shown.now, shown.id))
        return prompt_by_id(shown.prompt)

    def chooses(self, settings: Settings) -> None:
        stamp = self._stamp(0)
        self.account.add(SettingsChanged(stamp.id, stamp.now, settings))


OWN = Own(3, 0, 5, 1)


@pytest.mark.parametrize(
    ("settings", "pattern"),
    [
        (Settings(breath_pattern="ground"), "ground"),
        (Settings(breath_pattern="box", holds=True), "box"),
        (Settings(breath_pattern="own", breath_own=OWN, holds=True), "own"),
        # Not agreed to, not there any more, or of another version: what fits.
        (Settings(breath_pattern="box"), ""),
        (Settings(breath_pattern="own", breath_own=OWN), ""),
        (Settings(breath_pattern="own", holds=True), ""),
        (Settings(breath_pattern="yawn"), ""),
    ],
)
def test_a_breath_that_is_asked_for_has_the_pattern_that_was_chosen(
    settings: Settings, pattern: str
) -> None:
    person = Person()
    person.chooses(settings)
    found = person.breathes()
    assert found
    assert (found.pattern == pattern) if pattern else (found.family != "breath_chosen")


def test_at_the_edge_a_breath_is_its_turns_alone_and_all_else_is_a_card() -> None:
    adapter = adapters()["zendesk"]
    edge = Account.of([SettingsChanged("s", NOW, Settings(breath_comes="edge"))])

    def come(prompt: str, account: Account) -> ShowCard | ShowEdge:
        shown = PromptShown("1", NOW, prompt, "angry", 4, "close")
        return unasked(7, shown, account, adapter, "")

    line = come("breath_window", edge)
    assert isinstance(line, ShowEdge)
    assert [(turn.ms, turn.full) for turn in line.turns] == [(4000, 1), (6000, 0)] * 3
    assert set(adapter.composers) <= set(line.clear)
    for prompt, account in (
        ("breath_window", Account()),
        ("body_feet", edge),
        ("breath_chosen_notice", edge),
    ):
        assert isinstance(come(prompt, account), ShowCard)


def test_every_pattern_can_be_chosen_and_then_comes_in_words_not_met_for_longest() -> None:
    for pattern in patterns():
        person = Person()
        person.chooses(Settings(breath_pattern=pattern, holds=True))
        alike = [found.id for found in library() if found.pattern == pattern]
        met = [found.id for _ in alike if (found := person.breathes())]
        assert sorted(met) == sorted(alike) != []


@pytest.mark.parametrize("pattern", ["own", "box", "ground"])
def test_another_after_a_breath_of_ones_choice_is_no_breath(pattern: str) -> None:
    person = Person()
    person.chooses(Settings(breath_pattern=pattern, breath_own=OWN, holds=True))
    for _ in range(12):
        person.breathes()
        found = person.wants_another()
        assert found
        assert found.card != "breath"


def test_nothing_of_the_kind_of_a_chosen_breath_is_heard() -> None:
    person = Person()
    person.chooses(Settings(breath_pattern="own", breath_own=OWN, holds=True))
    assert family(person.breathes()) == "breath_chosen"
    person.account.add(Banned("b", NOW, "family", "breath_chosen"))
    found = person.breathes()
    assert found
    assert (found.card, found.family == "breath_chosen") == ("breath", False)


def family(found: Prompt | None) -> str:
    assert found
    return found.family


def test_another_goes_on_in_its_moment_and_the_next_ticket_begins_anew() -> None:
    person = Person()
    assert family(person.closes("abusive", 4)) == "dignity"
    assert family(person.wants_another()) == "together"
    assert family(person.wants_another()) in BODY
    assert family(person.closes("abusive", 4)) == "dignity"
    assert family(person.closes("mistake", 2)) == "repair"
    assert family(person.closes("mistake", 5)) in BODY


def test_another_after_a_breath_without_a_ticket_is_no_view_of_one() -> None:
    person = Person()
    cards = [person.breathes(), *(person.wants_another() for _ in range(4))]
    assert [found and found.card for found in cards] == ["breath", "reframe"] * 2 + ["breath"]


def test_another_after_a_breath_without_a_ticket_is_for_none() -> None:
    person = Person()
    person.breathes()
    given = [person.wants_another() for _ in range(40)]
    assert all(found and "none" in found.kinds for found in given)


def test_another_is_for_the_heat_of_its_own_moment() -> None:
    person = Person()
    assert family(person.closes("policy", 2)) in {"control", "their_eyes"}
    assert family(person.wants_another()) in BODY
    assert family(person.wants_another()) in {"distance", "if_then"}


def test_a_breath_without_a_ticket_is_never_one_for_a_ticket() -> None:
    person = Person()
    breaths = [person.breathes() for _ in range(40)]
    assert all(found and "none" in found.kinds for found in breaths)


def test_what_was_refused_stays_away_for_a_month_and_its_family_for_the_shift() -> None:
    person = Person()
    refused = []
    for _ in range(5):
        found = person.closes("angry")
        assert found
        refused.append(found)
        person.refuses()
    assert len({found.family for found in refused}) == 5
    person.at += 12 * HOUR
    later = [found for _ in range(40) for found in (person.closes("angry"), person.wants_another())]
    assert not {found.id for found in refused} & {found.id for found in later if found}
    assert {found.family for found in refused} <= {found.family for found in later if found}
    person.at += 30 * DAY
    assert not person.account.refusals.lately(Moment(person.at, 0))


def test_where_all_that_fits_was_refused_nobody_is_spoken_to_but_who_asks_is_heard() -> None:
    person = Person()
    assert family(person.closes("slog", 5)) == "body"
    person.refuses()
    assert person.closes("slog", 5) is None
    assert person.declares() is not None


def test_refusals_are_remembered_across_a_checkpoint_and_do_not_grow_without_end() -> None:
    person = Person()
    person.closes("angry")
    person.refuses()
    again = thaw(freeze(person.account))
    now = Moment(person.at, 0)
    assert again.refusals.lately(now) == person.account.refusals.lately(now) != frozenset()
    assert again.refusals.in_shift(now) == again.refusals.lately(now)
    for nth in range(2 * REFUSED):
        shown = PromptShown(f"old {nth}", now, f"gone_{nth}", "angry", 2, "close", seen=True)
        person.account.add(shown)
        person.account.add(PromptAnswered(f"no {nth}", now, shown.id, "not_for_me"))
    assert len(person.account.refusals.lately(now)) == REFUSED
    assert len(library()) <= REFUSED


def taught(*said: Verdict | None, days: int = 20) -> list[Prompt]:
    """What comes to a person who answers like this, over and over, one card a workday."""
    person, met = Person(), []
    for nth in range(days):
        found = person.closes("angry")
        assert found
        met.append(found)
        if answer := said[nth % len(said)]:
            person.says(answer)
        person.number, person.at = 10 * nth, person.at + 12 * HOUR
    return met


def test_who_ignores_cards_or_closes_them_says_nothing_of_their_taste() -> None:
    assert taught(None) == taught("closed") == taught("closed", None, None)
    assert taught(None) != taught("helped", "not_for_me", None)


def test_to_forget_it_brings_back_a_choice_that_knows_no_taste() -> None:
    person = Person()
    assert not person.account.prompts.taught
    for verdict in ("helped", "not_for_me", "helped"):
        person.closes("policy")
        person.says(verdict)
    assert person.account.prompts.taught
    assert person.account.refusals.lately(Moment(person.at, 0))
    person.account.add(Unlearned("u", NOW))
    assert not person.account.refusals.lately(Moment(person.at, 0))
    assert not person.account.prompts.taught
    assert {one.liked for one in person.account.prompts.met.values()} == {0}


def test_from_the_journal_alone_the_same_comes_again() -> None:
    person = Person()
    for verdict in ("helped", "not_for_me", "closed", "helped"):
        person.closes("policy")
        person.says(verdict)
    resumed = thaw(freeze(person.account))
    for seed in range(30):
        stamp = Stamp("next", Moment(person.at + 20 * HOUR, 0), seed)
        assert declared(stamp, resumed) == declared(stamp, person.account)


def test_what_a_person_would_rather_not_do_is_asked_of_nobody_who_said_so() -> None:
    person = Person()
    person.account.add(SettingsChanged("s", NOW, Settings(spared=("stand", "see", "leave"))))
    for _ in range(40):
        found = person.closes("slog", 5) or person.declares()
        assert found
        assert not {"stand", "see", "leave"} & set(found.needs)


def test_what_was_seen_does_not_grow_without_end() -> None:
    account = Account()
    for nth in range(2 * SEEN):
        account.add(PromptShown(f"{nth}", NOW, f"gone_{nth}", "angry", 2, "close", seen=True))
    assert len(account.prompts.seen) == SEEN >= len(library())
    assert account.prompts.seen[-1] == f"gone_{2 * SEEN - 1}"


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("Tonight is my last night. I want to end my life. Thank you, you were so kind.", True),
        ("My husband died last week. Thank you for closing his account so kindly.", False),
    ],
)
def test_of_a_heavy_ticket_the_journal_holds_the_kind_alone(words: str, danger: bool) -> None:
    judgement = judge(Conversation((Turn("customer", words),), "en"))
    assert (judgement.kind, judgement.tense) == ("heavy", True)
    shown = after_close(Stamp("1", NOW, seed=1), Account(), judgement)
    assert shown
    assert prompt_by_id(shown.prompt).danger == danger
    assert shown == PromptShown("1", NOW, shown.prompt, "heavy", heat=0, cause="close")


def test_another_on_a_heavy_card_stays_with_what_was_heavy_about_it() -> None:
    person = Person()
    for reason in ("heavy_danger", "heavy_loss"):
        said, other = person.closes("heavy", 5, reason), person.wants_another()
        assert said and other
        assert (said.card, said.danger) == (other.card, other.danger)
        assert said.id != other.id
