"""The opening balance: something of the person's own from before, once, at a shift's start."""

from __future__ import annotations

from collections import Counter

import pytest

from interlude.clock import HOUR, MINUTE, Moment
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    Banned,
    Deposited,
    Entry,
    Hushed,
    KeptSilent,
    PromptAnswered,
    PromptSeen,
    PromptShown,
    Undone,
    Worked,
)
from interlude.outcome import Standing
from interlude.pages.card import view as card
from interlude.pages.popup import view as popup
from interlude.prompts.library import prompt_by_id
from interlude.prompts.opening import opening, opens, recalled
from interlude.protocol import Stamp
from interlude.writings.writing import Writing, Writings
from tests.unit.pages.drawn import HOSTILE, read

SHIFT = 24 * HOUR
KINDS = ("real_warmth", "real_pause", "owned_it")


def at(shift: int, minute: int = 0) -> Moment:
    return Moment(shift * SHIFT + minute * MINUTE, 0)


def worked(shifts: int) -> Account:
    """Somebody who put two deposits into each shift, and has begun one more."""
    account = Account()
    for nth in range(shifts):
        for minute in (0, 30):
            kind = KINDS[(nth + minute) % 3]
            account.add(Deposited(f"{nth}/{minute}", at(nth, minute), kind))
    account.add(Worked("now", at(shifts)))
    return account


def come(account: Account, shown: PromptShown) -> None:
    account.add(shown)
    account.add(PromptSeen(f"{shown.id}/seen", shown.now, shown.id))


def test_over_the_weeks_each_kind_and_each_deed_comes_and_none_soon_again() -> None:
    account = Account()
    met: list[str] = []
    for nth in range(60):
        account.add(Worked(f"{nth}", at(nth)))
        found = recalled(account, at(nth))
        if found:
            assert found.now.at < at(nth).at
            met.append(found.id)
        for minute in (5, 30, 60):
            kind = KINDS[(nth + minute) % 3]
            account.add(Deposited(f"{nth}/{minute}", at(nth, minute), kind))
    assert len(met) == 59
    assert Counter(met).most_common(1)[0][1] <= 3
    # With more than a handful to choose from.
    assert all(met[nth] not in met[nth - 5 : nth] for nth in range(6, len(met)))
    assert {one.partition("/")[2] for one in met[10:20]} == {"5", "30", "60"}


def test_what_was_taken_back_or_put_in_today_is_not_recalled() -> None:
    account = Account.of([Deposited("1", at(0), "real_warmth"), Deposited("2", at(1), "owned_it")])
    assert recalled(account, at(1)) == Deposited("1", at(0), "real_warmth")
    account.add(Undone("3", at(1), "1"))
    assert recalled(account, at(1)) is None


def test_it_comes_once_in_a_shift_at_its_start_in_other_words_than_before() -> None:
    account = worked(3)
    first = opening(Stamp("o", at(3, 20), 0), account)
    assert first
    assert prompt_by_id(first.prompt).card == "opening"
    assert (first.tension, first.heat, first.cause) == ("none", 0, "close")
    account.add(first)
    assert opening(Stamp("p", at(3, 50), 0), account) is None, "offered, if never seen"
    account.add(PromptSeen("seen", first.now, first.id))
    account.add(Worked("later", at(4)))
    second = opening(Stamp("q", at(4), 0), account)
    assert second
    assert second.prompt != first.prompt
    assert not opens(worked(3), at(3, 130))
    assert not opens(Account.of([Worked("1", at(0))]), at(0)), "nothing to recall"


@pytest.mark.parametrize(
    "before",
    [
        PromptShown("c", at(3, 5), "body_feet", "angry", 4, "close"),
        PromptShown("b", at(3, 5), "breath_window", "none", 0, "breath", seen=True),
        KeptSilent("l", at(3, 5), "angry"),
        Hushed("h", at(3, 5), until=at(3, 10).at),
    ],
)
def test_where_closes_may_have_gone_by_unseen_none_is_called_the_first(before: Entry) -> None:
    account = worked(3)
    assert opens(account, at(3, 40))
    account.add(before)
    assert not opens(account, at(3, 40))


def test_the_card_says_of_the_ticket_only_what_is_true() -> None:
    account = worked(3)
    shown = opening(Stamp("o", at(3), 0), account)
    assert shown
    account.add(shown)
    words = " ".join(read(card.drawn(shown)(Standing(account, at(3)))).words.split())
    assert "The ticket you closed seemed calm" in words.partition("None of its words")[0]
    assert "tense" not in words
    assert "looked up" not in words


@pytest.mark.parametrize("verdict", ["not_for_me", "never"])
def test_a_person_who_refuses_it_is_left_in_peace(verdict: str) -> None:
    account = worked(3)
    shown = opening(Stamp("o", at(3), 0), account)
    assert shown
    come(account, shown)
    if verdict == "never":
        account.add(Banned("b", at(3), "family", "opening"))
    else:
        account.add(PromptAnswered("a", at(3), shown.id, "not_for_me"))
    account.add(Worked("later", at(4)))
    again = opening(Stamp("q", at(4), 0), account)
    assert again is None if verdict == "never" else again and again.prompt != shown.prompt


def test_the_card_shows_the_deposit_with_the_persons_own_line() -> None:
    account = worked(3)
    deed = recalled(account, at(3))
    shown = opening(Stamp("o", at(3), 0), account)
    assert deed
    assert shown
    line = Writing("w", at(1), "note", HOSTILE, deed.id)
    account.writings = Writings(lambda: [line])
    account.add(shown)
    main = read(card.drawn(shown)(Standing(account, at(3))))
    assert HOSTILE in main.one("id", "recalled").text
    assert main.all("id", "another") == []
    for entry in ("0/0", "0/30", "1/0", "1/30", "2/0", "2/30"):
        account.add(Undone(f"u{entry}", at(3), entry))
    assert read(card.drawn(shown)(Standing(account, at(3)))).all("id", "recalled") == []


def test_the_popup_shows_it_until_something_is_put_in_and_keeps_no_word_of_it() -> None:
    account = worked(3)
    deed = recalled(account, at(3))
    assert deed
    account.writings = Writings(lambda: [Writing("w", at(1), "note", "She laughed.", deed.id)])
    now = Standing(account, at(3))
    main = read(popup.drawn(now, opened=True))
    assert "She laughed." in main.one("id", "note").words
    assert "laughed" not in popup.drawn(now)
    account.add(Deposited("first", at(3), "owned_it"))
    assert "laughed" not in popup.drawn(now, opened=True)
