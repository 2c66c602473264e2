"""From a mistake to a deposit: all may stay empty, and nothing is kept unless it is wished."""

from __future__ import annotations

import pytest

from interlude.cards.repair.kind import DEPOSITS, STEPS
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited, PromptAnswered, PromptShown
from interlude.outcome import Outcome, Standing
from interlude.pages.router import act
from interlude.prompts.library import library
from interlude.protocol import Acted, Stamp
from interlude.writings.writing import MOST, Writing, Writings
from tests.unit.pages.drawn import HOSTILE, NOW, Element, read

PROMPT = next(prompt for prompt in library() if prompt.card == "repair")
TYPED = {
    "happened": "I read the label wrong.",
    "learned": "Read it aloud.",
    "told": "",
}
PRESSED = {"by": "key", "how": "tab"}


def somebody(seen: bool = True, lines: int = 0) -> Account:
    account = Account.of([PromptShown("s", NOW, PROMPT.id, "mistake", 1, "close", seen=seen)])
    kept = [Writing(str(nth), NOW, "note", "A line.") for nth in range(lines)]
    account.writings = Writings(lambda: kept)
    return account


def put_in(account: Account, kind: str = "owned_it", **fields: str) -> Outcome:
    sent = {"shown": "s", "kind": kind, **PRESSED, **fields}
    return act(Acted(Stamp("e", NOW, 0), "card", 1, "deposit", sent), account)


def drawn(outcome: Outcome, account: Account) -> Element:
    assert outcome.view
    return read(outcome.view(Standing(account, NOW)))


@pytest.mark.parametrize("kind", DEPOSITS)
def test_a_deposit_needs_no_word(kind: str) -> None:
    outcome = put_in(somebody(), kind)
    assert outcome.append == (
        PromptAnswered("e", NOW, "s", "finished"),
        Deposited("e/deposit", NOW, kind),
    )
    assert outcome.put == ()
    assert [effect.kind for effect in outcome.effects] == ["close_card"]


def test_what_is_typed_and_not_kept_is_gone_with_the_card() -> None:
    outcome = put_in(somebody(), **TYPED)
    assert outcome.put == ()
    assert TYPED["learned"] not in repr(outcome)


def test_each_step_that_is_kept_is_a_line_of_its_own_with_the_deposit() -> None:
    outcome = put_in(somebody(), **TYPED, keep="yes")
    assert [(one.kind, one.text, one.entry) for one in outcome.put] == [
        ("lesson", "I read the label wrong.", "e/deposit"),
        ("lesson", "Read it aloud.", "e/deposit"),
    ]
    assert len({one.id for one in outcome.put}) == 2


def test_what_could_point_to_somebody_is_told_once_and_then_kept() -> None:
    account = somebody()
    typed = {**TYPED, "told": "Frau Özdemir", "keep": "yes"}
    outcome = put_in(account, **typed)
    assert (outcome.append, outcome.put, outcome.effects) == ((), (), ())
    main = drawn(outcome, account)
    assert "“Frau Özdemir”" in main.one("id", "steps-problem").words
    assert main.one("name", "happened").attrs["value"] == TYPED["happened"]
    assert "open" in main.one("id", "steps").attrs
    assert "checked" in main.one("id", "keep-steps").attrs
    told = main.one("name", "marked").attrs["value"]
    assert len(put_in(account, **typed, marked=told).put) == 3
    assert put_in(account, **typed, shared="#12", marked=told).put == ()


def test_where_the_lines_do_not_fit_it_is_said_and_nothing_is_put_in() -> None:
    account = somebody(lines=MOST - 1)
    outcome = put_in(account, **TYPED, keep="yes")
    assert (outcome.append, outcome.put) == ((), ())
    assert "500 lines" in drawn(outcome, account).one("id", "steps-problem").words
    assert len(put_in(account, happened="One fits.", keep="yes").put) == 1
    assert put_in(somebody(lines=MOST)).append, "a deposit always fits"


def test_a_card_nobody_saw_or_answered_before_takes_nothing() -> None:
    assert [entry.kind for entry in put_in(somebody(seen=False)).append] == ["prompt_answered"]
    account = somebody()
    for entry in put_in(account).append:
        account.add(entry)
    assert put_in(account).append == ()


def test_a_press_that_may_be_the_pages_doing_puts_nothing_in() -> None:
    outcome = put_in(somebody(), **TYPED, keep="yes", by="pointer", sight_ms="0")
    assert [entry.kind for entry in outcome.append] == ["prompt_answered"]
    assert outcome.put == ()


def test_no_other_deposit_comes_of_it() -> None:
    assert put_in(somebody(), "real_pause").append == ()


def test_the_card_has_a_field_for_each_step_and_writes_in_none() -> None:
    account = somebody()
    event = Acted(Stamp("o", NOW, 0), "card", 1, "open", {"shown": "s"})
    main = drawn(act(event, account), account)
    for step in STEPS:
        assert main.one("name", step).attrs["value"] == ""
    assert "open" not in main.one("id", "steps").attrs
    assert "checked" not in main.one("id", "keep-steps").attrs
    assert [one.attrs["data-deposit"] for one in main.all("data-deposit")] == list(DEPOSITS)


def test_what_was_typed_is_only_text() -> None:
    account = somebody()
    main = drawn(put_in(account, happened=f"{HOSTILE} #4711", keep="yes"), account)
    assert main.one("name", "happened").attrs["value"].startswith(HOSTILE)
