"""A line in a person's own words about a deposit: written, marked, kept, changed, erased."""

from __future__ import annotations

import pytest

from interlude.ledger.account import Account
from interlude.outcome import Outcome, Standing
from interlude.pages.index import PageId
from interlude.pages.router import act
from interlude.protocol import Acted, Stamp
from interlude.writings.writing import MOST, Writing, Writings
from tests.unit.pages.drawn import HOSTILE, NOW, Element, deposit, read

PAGES: tuple[PageId, ...] = ("popup", "account")
both = pytest.mark.parametrize("page", PAGES)


def somebody(*lines: Writing) -> Account:
    account = Account.of([deposit("d1", 0), deposit("d2", 0, "owned_it")])
    account.writings = Writings(lambda: lines)
    return account


def note(text: str, entry: str = "d1") -> Writing:
    return Writing("old", NOW, "note", text, entry)


def press(account: Account, page: PageId, action: str, **fields: str) -> tuple[Outcome, Element]:
    """What comes of a press, and the page after it."""
    outcome = act(Acted(Stamp("new", NOW, 0), page, None, action, fields), account)
    account.writings = account.writings.after(outcome.put, outcome.forget)
    assert outcome.append == ()
    assert outcome.view
    return outcome, read(outcome.view(Standing(account, NOW)))


@both
def test_nothing_is_written_for_anybody(page: PageId) -> None:
    outcome, main = press(somebody(), page, "line", entry="d1")
    field = main.one("name", "text")
    assert field.attrs["value"] == ""
    assert "placeholder" not in field.attrs
    assert "A line about “Real warmth”" in main.words
    assert (outcome.put, outcome.forget) == ((), ())


@both
def test_what_is_typed_is_told_to_nobody_to_be_spelled_or_finished(page: PageId) -> None:
    _, main = press(somebody(), page, "line", entry="d1")
    attrs = main.one("name", "text").attrs
    assert attrs["autocomplete"] == "off"
    assert attrs["spellcheck"] == attrs["writingsuggestions"] == "false"


@both
def test_a_line_is_kept_with_its_deposit(page: PageId) -> None:
    account = somebody()
    outcome, main = press(account, page, "keep_line", entry="d1", text="  She laughed.  ")
    assert outcome.put == (Writing("new", NOW, "note", "She laughed.", "d1"),)
    assert main.one("id", "note").words.startswith("Your line is kept.")
    assert main.all("name", "text") == []
    _, main = press(account, page, "line", entry="d1")
    assert main.one("name", "text").attrs["value"] == "She laughed."


@both
def test_a_changed_line_takes_the_place_of_the_one_before_which_is_erased(page: PageId) -> None:
    account = somebody(note("She laughed."))
    outcome, _ = press(account, page, "keep_line", entry="d1", text="She laughed at last.")
    assert outcome.forget == ("old",)
    assert [one.text for one in account.writings.lines] == ["She laughed at last."]


@both
def test_an_emptied_field_erases_the_line_and_the_same_words_change_nothing(page: PageId) -> None:
    account = somebody(note("She laughed."))
    outcome, main = press(account, page, "keep_line", entry="d1", text="She laughed.")
    assert (outcome.put, outcome.forget) == ((), ())
    outcome, main = press(account, page, "keep_line", entry="d1", text="   ")
    assert (outcome.put, outcome.forget) == ((), ("old",))
    assert "erased for good" in main.one("id", "note").words


@both
def test_what_could_point_to_somebody_is_told_and_the_person_decides(page: PageId) -> None:
    account = somebody()
    typed = "Thanked ann@firm.example for #4711"
    outcome, main = press(account, page, "keep_line", entry="d1", text=typed)
    assert (outcome.put, outcome.forget) == ((), ())
    assert "“ann@firm.example” and “#4711” could point" in main.one("id", "line-problem").words
    assert main.one("name", "text").attrs["value"] == typed
    told = main.one("name", "marked").attrs["value"]

    other = "Thanked @ann"
    outcome, main = press(account, page, "keep_line", entry="d1", text=other, marked=told)
    assert outcome.put == ()
    assert "“@ann”" in main.one("id", "line-problem").words
    outcome, _ = press(account, page, "keep_line", entry="d1", text=typed, marked=told)
    assert [one.text for one in outcome.put] == [typed]


@both
def test_there_is_no_room_for_one_more_line_and_it_is_said_before(page: PageId) -> None:
    lines = [Writing(str(nth), NOW, "note", "A line.", f"gone {nth}") for nth in range(MOST - 1)]
    account = somebody(note("She laughed."), *lines)
    outcome, main = press(account, page, "keep_line", entry="d2", text="I said so at once.")
    assert outcome.put == ()
    assert "500 lines" in main.one("id", "line-problem").words
    assert main.one("name", "text").attrs["value"] == "I said so at once."
    outcome, _ = press(account, page, "keep_line", entry="d1", text="A change needs no room.")
    assert len(outcome.put) == len(outcome.forget) == 1


@both
@pytest.mark.parametrize("action", ["line", "keep_line"])
def test_a_deposit_that_is_gone_takes_no_line(page: PageId, action: str) -> None:
    outcome, main = press(somebody(), page, action, entry="gone", text="She laughed.")
    assert outcome.put == ()
    assert "no longer in your list" in main.one("id", "note").words


def test_every_line_stands_on_the_account_page_with_its_own_way_out() -> None:
    orphan = Writing("w3", NOW, "note", "On one that is gone.", "d9")
    account = somebody(note("She laughed."), Writing("w2", NOW, "lesson", HOSTILE), orphan)
    _, main = press(account, "account", "open")
    lines = main.one("id", "lines")
    ways = [one.attrs["data-line"] for one in lines.all("data-action", "erase_line")]
    assert sorted(ways) == sorted(one.id for one in account.writings.lines)
    for one in account.writings.lines:
        assert one.text in lines.text
    assert "Real warmth" in lines.words
    assert "A lesson" in lines.words


def test_a_line_is_erased_alone_and_only_once() -> None:
    other = Writing("w2", NOW, "lesson", "Read the label.")
    account = somebody(note("She laughed."), other)
    outcome, main = press(account, "account", "erase_line", line="old")
    assert (outcome.put, outcome.forget) == ((), ("old",))
    assert account.writings.lines == (other,)
    assert "She laughed." not in main.words
    outcome, main = press(account, "account", "erase_line", line="old")
    assert outcome.forget == ()
    assert "gone already" in main.one("id", "note").words


def test_without_a_line_there_is_no_list_of_them() -> None:
    _, main = press(somebody(), "account", "open")
    assert main.all("id", "lines") == []


def test_a_deposit_that_is_taken_back_leaves_its_line_to_be_erased() -> None:
    account = somebody(note("She laughed."))
    outcome = act(Acted(Stamp("new", NOW, 0), "account", None, "undo", {"entry": "d1"}), account)
    for entry in outcome.append:
        account.add(entry)
    _, main = press(account, "account", "open")
    assert "She laughed." in main.one("id", "lines").words
    assert "A note" in main.one("id", "lines").words
