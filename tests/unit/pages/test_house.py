"""The house's rule: written on the settings page, shown where it is needed, and never handed on."""

from __future__ import annotations

import json

import pytest

from interlude.ledger.account import Account
from interlude.outcome import Outcome, Standing
from interlude.pages.card import view as card
from interlude.pages.router import act
from interlude.prompts.library import Prompt, library
from interlude.protocol import Acted, Stamp
from interlude.team.slip import slip, to_csv, to_json
from interlude.writings.house import HouseRule, house_rule
from interlude.writings.writing import MOST, Writing, Writings
from tests.unit.pages.drawn import HOSTILE, NOW, Element, read, shown

RULE, CONTACT = "Warn once in writing, then end it.", "Duty lead, ext. 12"


def ruled(*more: Writing, text: str = f"{RULE}\n{CONTACT}") -> Account:
    account = Account()
    lines = (Writing("rule", NOW, "house_rule", text), *more)
    account.writings = Writings(lambda: lines)
    return account


def form(account: Account, **typed: str) -> dict[str, str]:
    """What the settings page sends when a person has typed over some of its fields."""
    view = act(Acted(Stamp("a", NOW, 0), "settings", None, "open", {}), account).view
    assert view
    was = read(view(Standing(account, NOW))).one("name", "was").attrs["value"]
    return {**json.loads(was), "was": was, **typed}


def save(account: Account, sent: dict[str, str]) -> tuple[Outcome, Element]:
    outcome = act(Acted(Stamp("s", NOW, 0), "settings", None, "save", sent), account)
    account.writings = account.writings.after(outcome.put, outcome.forget)
    for entry in outcome.append:
        account.add(entry)
    assert outcome.view
    return outcome, read(outcome.view(Standing(account, NOW)))


def test_it_is_saved_with_the_settings_and_is_no_setting() -> None:
    account = Account()
    outcome, main = save(account, form(account, house_rule=RULE, house_contact=CONTACT))
    assert [one.kind for one in outcome.put] == ["house_rule"]
    assert house_rule(account.writings) == HouseRule(RULE, CONTACT)
    assert RULE not in repr(outcome.append)
    assert main.one("id", "house-rule").attrs["value"] == RULE
    assert main.one("id", "house-contact").attrs["value"] == CONTACT


def test_saved_again_it_stays_and_changed_it_leaves_nothing_behind() -> None:
    account = ruled()
    outcome, _ = save(account, form(account, cap="3"))
    assert (outcome.put, outcome.forget) == ((), ())
    outcome, _ = save(account, form(account, house_contact=""))
    assert outcome.forget == ("rule",)
    assert house_rule(account.writings) == HouseRule(RULE, "")
    outcome, _ = save(account, form(account, house_rule=" "))
    assert (outcome.put, outcome.forget) == ((), ("s/house",))
    assert account.writings.lines == ()


def test_a_page_that_did_not_touch_it_leaves_it_as_another_saved_it() -> None:
    account = ruled()
    late = form(account, cap="3")
    save(account, form(account, house_rule="End it at once."))
    save(account, late)
    assert house_rule(account.writings) == HouseRule("End it at once.", CONTACT)


def test_where_no_line_fits_nothing_is_saved_and_it_is_said_beside_the_field() -> None:
    account = Account()
    lines = [Writing(str(nth), NOW, "note", "A line.") for nth in range(MOST)]
    account.writings = Writings(lambda: lines)
    outcome, main = save(account, form(account, house_rule=RULE, cap="3"))
    assert (outcome.append, outcome.put) == ((), ())
    assert "500 lines" in main.one("id", "house-rule-error").words
    assert main.one("id", "house-rule").attrs["value"] == RULE


def of(family: str) -> Prompt:
    return next(prompt for prompt in library() if prompt.family == family)


@pytest.mark.parametrize("family", ["dignity", "heavy", "threat"])
def test_it_stands_on_the_cards_where_it_is_needed(family: str) -> None:
    main = read(card.render(shown(), of(family), first=False, account=ruled()))
    assert main.one("id", "card-house").words == f"Your house's rule {RULE} {CONTACT}"
    bare = read(card.render(shown(), of(family), first=False))
    assert bare.all("id", "card-house") == []


@pytest.mark.parametrize("family", ["savour", "body", "breath", "repair"])
def test_it_stands_on_no_other(family: str) -> None:
    prompt = next(prompt for prompt in library() if prompt.family.startswith(family))
    assert RULE not in card.render(shown(), prompt, first=False, account=ruled())


def test_a_card_takes_it_from_the_account_whatever_is_in_it() -> None:
    account = ruled(text=f"{HOSTILE}\n")
    offered = shown()
    html = card.drawn(type(offered)("s1", NOW, of("dignity").id, "abusive", 2, "close"))(
        Standing(account, NOW)
    )
    assert HOSTILE in read(html).one("id", "card-house").text


def test_nothing_that_leaves_for_a_team_holds_a_word_of_anybody() -> None:
    account = ruled(Writing("n", NOW, "note", "She laughed."))
    made = slip(account, NOW, "Quiet Heron", NOW.week())
    for text in (to_json(made), to_csv(made)):
        assert not [word for word in (RULE, CONTACT, "laughed") if word in text]
