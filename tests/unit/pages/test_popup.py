"""In the popup the figures are the account's own, and all is one press away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, Moment
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    Hushed,
    PromptShown,
    Worked,
)
from interlude.pages.account import view as account_page
from interlude.pages.parts.note import Note
from interlude.pages.popup import view as popup
from interlude.pages.router import act
from interlude.pages.settings import form
from interlude.pages.settings import view as settings
from interlude.pages.share import view as share
from interlude.prompts.timing import silent_until
from interlude.protocol import Acted, Stamp
from interlude.settings import Settings
from tests.unit.pages.drawn import (
    BUSY,
    DAY,
    NOW,
    deposit,
    read,
)


def test_the_popup_shows_the_accounts_own_figures() -> None:
    main = read(popup.render(BUSY, NOW))
    assert main.one("data-balance").text == str(BUSY.deposits.balance) == "299"
    assert main.one("data-today").text == str(BUSY.shifts.today(NOW))
    assert main.one("data-run").text == str(BUSY.shifts.run(NOW).length)
    counts = {
        jar.attrs["data-jar"]: int(jar.one("data-count").text) for jar in main.all("data-jar")
    }
    assert counts == BUSY.deposits.jars


def test_every_kind_is_one_click_or_one_key_away_under_its_jar() -> None:
    main = read(popup.render(Account(), NOW))
    for kind in deposit_kinds():
        button = main.one("data-jar", kind.jar).one("data-deposit", kind.id)
        assert button.attrs["data-key"] == kind.key
        assert kind.name in button.words
        assert button.attrs["title"] == kind.hint
    assert len(main.all("data-deposit")) == 14


def test_the_fullest_jar_stands_highest_and_an_empty_one_is_empty() -> None:
    account = Account.of([deposit("1", 0), deposit("2", 0), deposit("3", 0, "real_pause")])
    main = read(popup.render(account, NOW))
    heights = {
        jar.attrs["data-jar"]: next(e for e in jar if e.tag == "rect").attrs["height"]
        for jar in main.all("data-jar")
    }
    assert heights == {"customers": "85%", "colleagues": "0%", "me": "42%"}


def test_after_a_deposit_it_says_so_and_offers_the_way_back() -> None:
    account = Account.of([deposit("d1", 0)])
    main = read(popup.render(account, NOW, Note("Real warmth is in.", undo="d1")))
    note = main.one("id", "note")
    assert note.attrs["role"] == "status"
    assert note.words.startswith("Real warmth is in. Undo")
    undo = note.one("data-action", "undo")
    assert (undo.attrs["data-entry"], undo.attrs["data-key"]) == ("d1", "u")
    assert "in" in main.one("data-deposit", "real_warmth").attrs["class"].split()
    assert "in" not in main.one("data-deposit", "real_pause").attrs["class"].split()


def test_a_pause_and_a_hush_are_at_hand() -> None:
    main = read(popup.render(Account(), NOW))
    assert main.one("data-action", "declare").attrs["data-key"] == "t"
    assert main.one("data-action", "breathe").attrs["data-key"] == "b"
    assert [e.attrs["data-until"] for e in main.all("data-action", "hush")] == ["hour", "shift"]
    assert not main.all("data-action", "unhush")


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (NOW.at + HOUR, "Hushed until 16:00."),
        (NOW.at + 10 * HOUR, "Hushed until Monday 23 November, 01:00."),
        (None, "Hushed for this shift."),
    ],
)
def test_while_hushed_it_says_until_when_and_how_to_end_it(until: int | None, words: str) -> None:
    account = Account.of([Hushed("h", NOW, until)])
    main = read(popup.render(account, NOW))
    assert words in main.words
    main.one("data-action", "unhush")
    assert not main.all("data-action", "hush")
    assert words in read(settings.render(account, NOW, adapters())).words


def test_an_hour_of_silence_ends_by_the_clock_that_will_be_on_the_wall() -> None:
    """Asked for at 02:30, half an hour before the clocks go back from 03:00 to 02:00."""
    asked = Moment(at=1_792_888_200_000, offset=120)
    hush = Hushed("h", asked, until=asked.at + HOUR, offset=60)
    assert "Hushed until 02:30." in read(popup.render(Account.of([hush]), asked)).words


def test_the_first_time_is_welcoming() -> None:
    assert "Welcome" in read(popup.render(Account(), NOW)).words
    assert "Welcome" not in read(popup.render(BUSY, NOW)).words
    assert "Press its key or click" in read(popup.render(BUSY, NOW)).words


def shifts(*worked: bool) -> Account:
    """Shifts a day apart, each with a deposit or with nothing in it; the last is going on."""
    last = len(worked) - 1
    return Account.of(
        deposit(f"d{nth}", (last - nth) * DAY)
        if kept
        else Worked(f"w{nth}", Moment(NOW.at - (last - nth) * DAY, NOW.offset))
        for nth, kept in enumerate(worked)
    )


def test_ten_squares_tell_the_last_shifts_by_shape_and_in_words() -> None:
    main = read(popup.render(shifts(True, False, True, False, False, True, False), NOW))
    strip = main.one("aria-label", "Your last shifts, oldest first")
    squares = [
        next(e for e in item if e.tag == "svg").attrs["class"].split()[1]
        for item in strip
        if item.tag == "li"
    ]
    assert squares == ["kept", "reserve", "kept", "reserve", "rest", "kept", "open", *["ahead"] * 3]
    said = [item.words for item in strip if item.tag == "li"]
    assert said[0] == "Monday 16 November: kept"
    assert said[4] == "Friday 20 November: the run rested"
    assert said[6] == "Today: now at work, nothing in yet"
    assert [item.attrs.get("aria-current") for item in strip if item.tag == "li"].index("true") == 6


def test_a_resting_run_is_told_without_blame() -> None:
    account = shifts(True, False, False, False, False)
    assert account.shifts.run(NOW).resting
    assert "Your run rests. Balance 1 stays." in read(popup.render(account, NOW)).words.replace(
        f", at {account.shifts.run(NOW).length} shifts", ""
    )


@given(st.lists(st.tuples(st.integers(0, 40 * DAY), st.sampled_from(deposit_kinds())), max_size=30))
def test_whatever_was_put_in_the_popup_adds_up(put_in: list[tuple[int, object]]) -> None:
    account = Account.of(
        deposit(str(nth), ago, getattr(kind, "id", "")) for nth, (ago, kind) in enumerate(put_in)
    )
    main = read(popup.render(account, NOW))
    counts = [int(jar.one("data-count").text) for jar in main.all("data-jar")]
    assert sum(counts) == int(main.one("data-balance").text) == len(put_in)


def test_when_cards_come_half_as_often_it_says_so_and_how_to_undo_it() -> None:
    cards = [PromptShown(f"{nth}", NOW, "p", "angry", 3, "close", seen=True) for nth in range(3)]
    main = read(popup.render(Account.of(cards), NOW))
    assert "they come half as often" in main.one("id", "halved").words
    assert main.one("id", "as-before").attrs["data-action"] == "as_before"
    pressed = Acted(Stamp("a", NOW, 0), "popup", None, "as_before", {})
    account = Account.of([*cards, *act(pressed, Account.of(cards)).append])
    assert not read(popup.render(account, NOW)).all("id", "halved")


def test_one_press_says_that_a_call_has_begun_and_the_same_that_it_is_over() -> None:
    def pressed(account: Account) -> Account:
        button = read(popup.render(account, NOW)).one("id", "call")
        assert button.attrs["data-key"] == "p"
        fields = {"on": button.attrs["data-on"]}
        event = Acted(Stamp("a", NOW, 0), "popup", None, button.attrs["data-action"], fields)
        for entry in act(event, account).append:
            account.add(entry)
        return account

    account = pressed(Account())
    assert account.calls.lasts(NOW)
    assert "In a call: no card comes." in read(popup.render(account, NOW)).words
    assert silent_until(NOW, account) > NOW.at
    assert not pressed(account).calls.lasts(NOW)


def test_one_press_hides_every_figure_on_all_pages_and_the_same_brings_them_back() -> None:
    account = Account.of([deposit(f"{nth}", 0) for nth in range(7777)])

    def pages() -> str:
        return " ".join(
            read(html).words
            for html in (
                popup.render(account, NOW, opened=True),
                account_page.render(account, NOW),
                share.render(account, NOW, share.SlipDraft("Quiet Heron")),
                settings.render(account, NOW, adapters()),
            )
        )

    def pressed() -> None:
        button = read(popup.render(account, NOW)).one("id", "figures")
        assert button.attrs["data-key"] == "h"
        fields = {"on": button.attrs["data-on"]}
        event = Acted(Stamp("a", NOW, 0), "popup", None, button.attrs["data-action"], fields)
        for entry in act(event, account).append:
            account.add(entry)

    seen = pages()
    assert "7777" in seen or "7,777" in seen
    pressed()
    hidden = pages()
    assert "777" not in hidden
    main = read(popup.render(account, NOW))
    for figure in ("data-balance", "data-today", "data-run", "data-count"):
        assert not main.all(figure)
    assert not [e for e in main if e.attrs.get("class") in ("fill", "strip")]
    pressed()
    assert pages() == seen


def test_saving_the_settings_leaves_the_figures_hidden() -> None:
    hidden = Settings(figures=False)
    saved = form.read({"cap": "6"}, hidden, adapters())
    assert isinstance(saved, Settings)
    assert not saved.figures
