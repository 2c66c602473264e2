"""What can be said to a card for good: never again, and bring it back."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from interlude.cards.answers import EVERY
from interlude.clock import HOUR, Moment
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import freeze, thaw
from interlude.ledger.entries import Banned, Begun, PromptAnswered, PromptShown
from interlude.outcome import Standing
from interlude.pages.card import view as card
from interlude.pages.card.actions import ACTIONS as CARD
from interlude.pages.settings import view
from interlude.pages.settings.actions import ACTIONS as SETTINGS
from interlude.prompts.choose import Occasion
from interlude.prompts.library import prompt_by_id
from interlude.prompts.offer import after_close, declared, occasion_now
from interlude.protocol import Acted, Stamp
from interlude.tension.judge import Judgement, Kind

OWED: tuple[Kind, ...] = ("heavy", "threat", "abusive", "mistake")


class Person:
    """Somebody who meets one card an hour, and answers it on a page of its own."""

    def __init__(self) -> None:
        self.account = Account()
        self.events = 0

    @property
    def now(self) -> Moment:
        return Moment(self.events * HOUR // 10, 0)

    def stamp(self) -> Stamp:
        self.events += 10
        return Stamp(f"{self.events}", self.now, self.events)

    def meets(self, kind: Kind) -> PromptShown | None:
        judgement = Judgement(0.9, True, 2, kind, (), trace=(1,))
        shown = after_close(self.stamp(), self.account, judgement)
        if shown:
            self.account.add(shown)
            self.does("card", "open", shown=shown.id)
        return shown

    def does(self, page: str, action: str, **fields: str) -> str:
        """The page that comes of it, if one does."""
        stamp = Stamp(f"{self.events}/{action}", self.now, 1)
        actions = CARD if page == "card" else SETTINGS
        outcome = actions[action](Acted(stamp, page, None, action, fields), self.account)  # type: ignore[arg-type]
        for entry in outcome.append:
            self.account.add(entry)
        return outcome.view(Standing(self.account, self.now)) if outcome.view else ""

    def coming(self) -> Occasion:
        return occasion_now(self.now, self.account, "slog", 2)

    def meets_ever(self, kind: Kind, times: int = 80) -> set[str]:
        self.events += 1_000_000  # long after: nothing is refused or locked any more
        found = (self.meets(kind) for _ in range(times))
        return {shown.prompt for shown in found if shown}


def test_what_was_never_to_come_again_does_not_come_until_it_is_brought_back() -> None:
    person = Person()
    shown = person.meets("policy")
    assert shown
    person.does("card", "never", shown=shown.id)
    assert not person.account.refusals.lately(person.now), "its like may come on"
    assert not person.account.prompts.taught
    assert shown.prompt not in person.meets_ever("policy")
    assert shown.prompt not in (p.prompt for p in [person.meets("policy")] if p)
    person.does("settings", "bring_back", sort="prompt", name=shown.prompt)
    assert shown.prompt in person.meets_ever("policy", 400)


def test_nothing_of_its_kind_comes_even_after_a_checkpoint() -> None:
    person = Person()
    shown = person.meets("policy")
    assert shown
    family = prompt_by_id(shown.prompt).family
    person.does("card", "never_any", shown=shown.id)
    person.account = thaw(freeze(person.account))
    assert family not in {prompt_by_id(one).family for one in person.meets_ever("policy")}
    person.does("settings", "bring_back", sort="family", name=family)
    assert family in {prompt_by_id(one).family for one in person.meets_ever("policy", 400)}


@pytest.mark.parametrize("kind", OWED)
def test_one_press_takes_away_one_way_of_saying_what_is_owed_and_teaches_nothing(
    kind: Kind,
) -> None:
    person = Person()
    family = None
    refused: set[str] = set()
    for answer in ("never", "not_for_me", "never_any"):
        shown = person.meets(kind)
        assert shown, answer
        assert shown.prompt not in refused
        family = family or prompt_by_id(shown.prompt).family
        assert prompt_by_id(shown.prompt).family == family
        person.does("card", answer, shown=shown.id)
        if answer == "never":
            assert not person.account.prompts.taught
        if answer != "never_any":
            refused.add(shown.prompt)
    assert person.account.bans.families == ()


@pytest.mark.parametrize("kind", OWED)
def test_who_never_wants_any_of_it_is_still_told_what_they_are_owed(kind: Kind) -> None:
    person = Person()
    last = None
    for _ in range(40):
        last = person.meets(kind)
        assert last
        assert prompt_by_id(last.prompt).by_right
        person.does("card", "never", shown=last.id)
    again = [shown.prompt for _ in range(3) if (shown := person.meets(kind))]
    assert len(set(again)) == 3, "the one met longest ago comes first"


def test_of_a_heavy_ticket_and_of_a_threat_the_judge_learns_nothing() -> None:
    for kind in ("heavy", "threat"):
        person = Person()
        shown = person.meets(kind)
        assert shown
        assert shown.trace == ()
        page = Words(card.drawn(shown)(Standing(person.account, person.now)))
        assert not {"not-tense", "again", "never-any"} & set(page.ids)


def test_a_family_that_is_brought_back_comes_at_once() -> None:
    person = Person()
    first = person.meets("slog")
    assert first
    family = prompt_by_id(first.prompt).family
    person.does("card", "not_for_me", shown=first.id)
    other = PromptShown("asked", person.now, first.prompt, "slog", 2, "declared", seen=True)
    person.account.add(other)
    person.does("card", "never_any", shown=other.id)
    assert family in person.coming().never_any
    person.does("settings", "bring_back", sort="family", name=family)
    at = person.coming()
    assert family not in at.never_any | at.resting
    assert first.prompt not in at.refused


def test_who_says_never_has_said_something_and_is_spoken_to_as_often_as_before() -> None:
    person = Person()
    for _ in range(3):
        shown = person.meets("angry")
    assert shown
    assert person.account.dose.halved(person.now)
    person.does("card", "never", shown=shown.id)
    assert not person.account.dose.halved(person.now)


def test_who_asks_gets_something_even_if_they_never_wanted_any_of_it_again() -> None:
    person = Person()
    for family in ("breath", "body"):
        person.account.add(Banned(family, person.now, "family", family))
    assert declared(person.stamp(), person.account)


def test_to_a_card_that_nobody_saw_it_only_means_go_away() -> None:
    account = Account.of([PromptShown("s", Moment(0, 0), "space_gap", "angry", 2, "close")])
    event = Acted(Stamp("1", Moment(1, 0), 1), "card", 5, "never", {"shown": "s"})
    shown = account.cards.shown("s")
    assert shown
    said = EVERY["never"](event, account, shown)
    assert [type(entry) for entry in said.entries] == [PromptAnswered]
    assert not account.bans.prompts


@pytest.mark.parametrize("heading", ["banned-title", "learned-title"])
def test_the_keyboard_goes_on_from_where_a_button_went_away(heading: str) -> None:
    person = Person()
    bans = ["space_gap", "space_name"] if heading == "banned-title" else ["space_gap"]
    for name in bans:
        person.account.add(Banned(name, person.now, "prompt", name))
    page = person.does("settings", "bring_back", sort="prompt", name="space_gap")
    assert Words(page).focused == [heading]
    shown = person.meets("angry")
    assert shown
    person.does("card", "helped", shown=shown.id)
    assert Words(person.does("settings", "open")).focused == []
    assert Words(person.does("settings", "unlearn")).focused == ["learned-title"]


class Words(HTMLParser):
    """The ids and the words of a page, and where the keyboard goes on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.focused: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ids = [value for name, value in attrs if name == "id" and value]
        self.ids += ids
        if "data-focus" in dict(attrs):
            self.focused += ids

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_settings_list_what_never_comes_and_leave_out_what_is_gone() -> None:
    account = Account()
    now = Moment(0, 0)
    assert "Never again" not in view.render(account, now, adapters())
    for nth, name in enumerate(("space_gap", "gone_since")):
        account.add(Banned(f"p{nth}", now, "prompt", name))
    for nth, name in enumerate(("impact", "gone")):
        account.add(Banned(f"f{nth}", now, "family", name))
    page = Words(view.render(account, now, adapters()))
    assert [one for one in page.ids if one.startswith("back-")] == ["back-impact", "back-space_gap"]
    assert prompt_by_id("space_gap").words in page.words


@pytest.mark.parametrize("fields", [{}, {"sort": "prompt"}, {"sort": "all", "name": "impact"}])
def test_to_bring_back_what_is_not_there_does_nothing(fields: dict[str, str]) -> None:
    person = Person()
    person.account.add(Banned("b", person.now, "family", "impact"))
    person.does("settings", "bring_back", **fields)
    assert person.account.bans.families == ("impact",)


def test_a_breath_begun_counts_once_and_its_end_the_rest() -> None:
    person = Person()
    shown = declared(person.stamp(), person.account)
    shown = PromptShown(shown.id, shown.now, "breath_window", "angry", 4, "declared", seen=True)
    person.account.add(shown)
    for nth in range(3):
        person.account.add(Begun(f"b{nth}", person.now, shown.id))
    assert person.account.prompts.met["breath_window"].liked == 50
    person.account.add(PromptAnswered("a", person.now, shown.id, "finished"))
    person.account.add(Begun("late", person.now, shown.id))
    assert person.account.prompts.met["breath_window"].liked == 100
