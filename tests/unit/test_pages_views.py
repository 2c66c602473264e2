"""What a person sees: the figures are the account's, every word is escaped, every button works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from importlib import resources
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.clock import HOUR, MINUTE, Moment
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    Cause,
    Deposited,
    Entry,
    Hushed,
    PromptShown,
    SettingsChanged,
    Undone,
    Worked,
)
from interlude.pages.account import view as account_page
from interlude.pages.card import view as card
from interlude.pages.diagnostics import view as diagnostics
from interlude.pages.help import view as help_page
from interlude.pages.index import PAGES as INDEX
from interlude.pages.parts.note import Note
from interlude.pages.popup import view as popup
from interlude.pages.settings import view as settings
from interlude.pages.settings.form import Draft
from interlude.pages.settings.form import read as read_form
from interlude.pages.share import view as share
from interlude.prompts.help_lines import help_lines
from interlude.prompts.library import library
from interlude.protocol import Wake, Why
from interlude.settings import QuietHours, Settings, Site
from interlude.team.slip import slip, to_csv, to_json
from interlude.tension.judge import Kind
from interlude.tension.reasons import REASONS

DAY = 24 * HOUR
NOW = Moment(at=1_795_356_000_000, offset=60)  # Sunday 22 November 2026, 15:00
HOSTILE = "\"><img src=x onerror=alert(1)>'</main><script>"
VOID = {"img", "input", "link", "meta", "br", "hr"}


# --- Reading a page ------------------------------------------------------------------------


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def all(self, attr: str, value: str | None = None) -> list[Element]:
        return [e for e in self if attr in e.attrs and value in (None, e.attrs[attr])]

    def one(self, attr: str, value: str | None = None) -> Element:
        found = self.all(attr, value)
        assert len(found) == 1, f"{len(found)} elements with {attr}={value}"
        return found[0]


class Reader(HTMLParser):
    """A strict reader: every element is closed where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attrs) == len(attrs), f"an attribute twice in <{tag}>"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, "an element is left open"
    [main] = [child for child in reader.open[0].children if isinstance(child, Element)]
    assert main.tag == "main"
    return main


# --- People --------------------------------------------------------------------------------


def deposit(entry: str, ago: int, kind: str = "real_warmth") -> Deposited:
    return Deposited(entry, Moment(NOW.at - ago, NOW.offset), kind)


def busy() -> Account:
    """Someone who has put in hundreds of deposits, the last one ten minutes ago."""
    kinds = deposit_kinds()
    entries: list[Entry] = []
    for nth in range(300):
        kind = kinds[nth % len(kinds)].id
        entries.append(deposit(f"d{nth}", (299 - nth) * 7 * HOUR + 10 * MINUTE, kind))
    entries.append(Undone("u1", NOW, "d250"))
    return Account.of(entries)


def shown(
    kind: Kind = "angry", cause: Cause = "close", reasons: tuple[str, ...] = ()
) -> PromptShown:
    return PromptShown("s1", NOW, "p", kind, heat=3, cause=cause, reasons=reasons)


def card_of(nth: int, first: bool = False) -> str:
    prompt = library()[nth]
    return card.render(shown(reasons=("abuse", "waiting")), prompt, first)


def prompts_of(kind: str) -> list[int]:
    return [nth for nth, prompt in enumerate(library()) if prompt.card == kind]


BUSY = busy()
ADDED = Settings(
    sites=(Site("zendesk", "https://help.firm.example"),), quiet=QuietHours("22:00", "06:00")
)
STARTS = [
    Wake("plain", why, times=nth, last=NOW.at - nth * HOUR)
    for nth, why in enumerate(get_args(Why), start=1)
] + [Wake("snapshot", "", times=41, last=NOW.at)]
PAGES = {
    "popup": popup.render(BUSY, NOW),
    "popup, first time": popup.render(Account(), NOW),
    "popup, after a deposit": popup.render(BUSY, NOW, Note("Real warmth is in.", undo="d299")),
    "popup, hushed": popup.render(Account.of([Hushed("h", NOW, NOW.at + HOUR)]), NOW),
    "account": account_page.render(BUSY, NOW, Note("Taken back.")),
    "account, first time": account_page.render(Account(), NOW),
    "share": share.render(BUSY, NOW),
    "share, shown": share.render(BUSY, NOW, share.SlipDraft("Quiet Heron")),
    "share, wrong": share.render(BUSY, NOW, share.SlipDraft("a@b")),
    "settings": settings.render(Account(), NOW, adapters()),
    "diagnostics": diagnostics.render(BUSY, NOW, STARTS, "0.9.0+3f2a9c1"),
    "help": help_page.render(),
    "diagnostics, first time": diagnostics.render(Account(), NOW, STARTS[:1], ""),
    "settings, wrong": settings.render(
        Account.of([SettingsChanged("s", NOW, ADDED)]),
        NOW,
        adapters(),
        draft=Draft({"cap": "many"}, {"cap": "A number.", "quiet": "Both.", "sure": "Tick."}),
    ),
    **{
        f"card, {kind}": card_of(prompts_of(kind)[0], first=True)
        for kind in ("breath", "reframe", "savour", "heavy")
    },
}
every_page = pytest.mark.parametrize("html", PAGES.values(), ids=list(PAGES))


# --- Every page ----------------------------------------------------------------------------


@every_page
def test_a_page_is_whole_and_its_ids_are_its_own(html: str) -> None:
    main = read(html)
    ids = [element.attrs["id"] for element in main.all("id")]
    assert sorted(ids) == sorted(set(ids))
    for attr in ("for", "aria-labelledby", "aria-describedby"):
        for element in main.all(attr):
            assert set(element.attrs[attr].split()) <= {*ids, main.attrs["id"]}, element.attrs


@every_page
def test_a_page_carries_no_script_and_no_style(html: str) -> None:
    for element in read(html):
        assert element.tag not in ("script", "style", "iframe", "img", "link")
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")]


@every_page
def test_every_button_has_a_name_and_something_to_do(html: str) -> None:
    main = read(html)
    for button in (e for e in main if e.tag == "button"):
        assert button.words
        acts = "data-action" in button.attrs or "data-deposit" in button.attrs
        assert acts != (button.attrs["type"] == "submit"), button.attrs
        assert "id" in button.attrs, "focus would be lost in a swap"


@every_page
def test_no_two_things_answer_to_one_key(html: str) -> None:
    keys = [element.attrs["data-key"].lower() for element in read(html).all("data-key")]
    assert len(keys) == len(set(keys))


@every_page
def test_the_words_are_kind(html: str) -> None:
    words = read(html).words.lower()
    assert "!" not in words
    for word in ("just", "lost", "broken", "failed", "calm down", "at least", "don't", "error"):
        assert not re.search(rf"\b{word}\b", words), word


def test_no_colour_is_named_in_a_template_and_nothing_is_marked_safe() -> None:
    folder = resources.files("interlude.pages")
    found = [folder.joinpath(page, "page.html").read_text(encoding="utf-8") for page in INDEX]
    found.append(folder.joinpath("parts", "parts.html").read_text(encoding="utf-8"))
    for text in found:
        assert not re.search(r"\|\s*safe|autoescape|#[0-9a-f]{6}|\bred\b", text)


@every_page
def test_what_is_put_in_or_taken_back_is_kept_and_nothing_else(html: str) -> None:
    """A tap on such a button counts later when Python cannot start; all else is of its moment."""
    for button in (element for element in read(html) if element.tag == "button"):
        kept = "data-deposit" in button.attrs or button.attrs.get("data-action") == "undo"
        assert ("data-keep" in button.attrs) == kept, button.attrs


def test_there_are_buttons_that_are_kept() -> None:
    assert len(read(PAGES["popup, after a deposit"]).all("data-keep")) == 15
    assert len(read(PAGES["account"]).all("data-keep")) == 60


# --- Popup ---------------------------------------------------------------------------------


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


# --- Card ----------------------------------------------------------------------------------


@pytest.mark.parametrize("nth", range(len(library())), ids=[prompt.id for prompt in library()])
def test_every_prompt_makes_a_card(nth: int) -> None:
    prompt = library()[nth]
    main = read(card_of(nth))
    assert main.attrs["data-card"] == prompt.card
    assert main.attrs["data-shown"] == "s1"
    for words in (prompt.words, prompt.tag, prompt.evidence):
        assert words in main.words
    actions = [element.attrs["data-action"] for element in main.all("data-action")]
    if prompt.card == "breath":
        assert actions == ["begin", "closed", "another"]
    elif prompt.card == "heavy":
        assert actions == ["closed"]
    else:
        assert actions == ["helped", "not_for_me", "another", "closed"]
    assert main.one("data-key", "Escape").attrs["data-action"] == "closed"


def test_a_breath_carries_pythons_timetable_and_waits_to_be_begun() -> None:
    nth = prompts_of("breath")[0]
    prompt = library()[nth]
    main = read(card_of(nth))
    beats = json.loads(main.one("data-timetable").attrs["data-timetable"])
    assert beats[0] == {
        "cue": "in",
        "words": "Breathe in, gently",
        "heard": "in",
        "start_ms": 0,
        "ms": 4000,
        "count": 4,
    }
    assert sum(beat["ms"] for beat in beats) == prompt.seconds * 1000
    assert main.one("data-cycle").attrs["data-cycle"] == "10000"
    assert main.one("id", "card-words").text == prompt.words
    assert "4 seconds in, 6 seconds out." in main.words
    assert "60 s left." in main.words
    assert main.one("aria-live").attrs["aria-live"] == "polite"
    assert main.one("data-starts").attrs["data-starts"] == "It begins. Breathe in, gently."
    assert main.one("id", "begin").attrs["data-key"] == "Space Enter"
    assert main.attrs["data-goes"] == "120000"


def test_a_breath_that_is_done_offers_a_pause_and_goes() -> None:
    prompt = library()[prompts_of("breath")[0]]
    main = read(card.render(shown(), prompt, first=False, done=True))
    assert main.one("id", "card-words").text == "That was your minute."
    assert main.one("data-deposit").attrs["data-deposit"] == "real_pause"
    assert main.one("data-deposit").attrs["data-key"] == "c"
    assert main.one("data-key", "Escape").attrs["data-action"] == "leave"
    assert main.attrs["data-goes"] == "20000"
    assert main.all("data-timetable") == []


def test_without_single_keys_only_escape_presses_anything() -> None:
    account = Account.of([deposit("d1", 0), SettingsChanged("s", NOW, Settings(single_keys=False))])
    prompt = library()[prompts_of("breath")[0]]
    for done in (False, True):
        html = card.render(shown(), prompt, first=False, done=done, single_keys=False)
        assert [e.attrs["data-key"] for e in read(html).all("data-key")] == ["Escape"]
    main = read(popup.render(account, NOW, Note("Real warmth is in.", undo="d1")))
    assert main.all("data-key") == main.all("aria-keyshortcuts") == []
    assert "Click the one that fits" in read(popup.render(account, NOW)).words


def test_why_this_names_reasons_and_evidence_in_plain_words() -> None:
    prompt = library()[prompts_of("reframe")[0]]
    tense = read(card.render(shown(reasons=("abuse", "from_the_future")), prompt, first=False))
    why = next(element for element in tense if element.tag == "details")
    assert REASONS["abuse"] in why.words
    assert "from_the_future" not in why.words
    assert prompt.evidence in why.words
    for cause in ("declared", "breath", "another"):
        asked = read(card.render(shown(cause=cause), prompt, first=False))
        assert "You asked for it." in asked.words
    assert "You asked for it." not in tense.words
    warm = read(card.render(shown("praise", reasons=("praise",)), prompt, first=False))
    assert "tense" not in next(e for e in warm if e.tag == "details").words


def test_a_heavy_card_teaches_nothing_and_says_that_it_may_be_wrong() -> None:
    prompt = library()[prompts_of("heavy")[0]]
    main = read(card.render(replace(shown("heavy"), trace=(1, 2)), prompt, first=False))
    assert main.all("id", "not-tense") == []
    why = next(element for element in main if element.tag == "details")
    assert "can be wrong" in why.words
    assert "Nothing is reported" in why.words


def test_why_this_takes_not_tense_for_an_answer_where_a_ticket_was_judged_tense() -> None:
    prompt = library()[prompts_of("reframe")[0]]

    def correctable(offered: PromptShown) -> bool:
        return bool(read(card.render(offered, prompt, first=False)).all("id", "not-tense"))

    assert correctable(replace(shown(), trace=(1, 2)))
    assert not correctable(replace(shown("praise"), trace=(1, 2)))
    assert not correctable(replace(shown(cause="another"), trace=(1, 2)))
    assert not correctable(shown(cause="declared"))


def test_only_the_first_card_says_what_it_is_and_how_to_change_it() -> None:
    nth = prompts_of("reframe")[0]
    first = read(card_of(nth, first=True))
    assert "This is Interlude" in first.words
    assert first.one("href").attrs["href"] == "settings.html"
    assert "This is Interlude" not in read(card_of(nth)).words


SAFE = "Stop if you feel dizzy"


def test_what_to_know_before_a_breath_stands_on_the_first_and_one_press_away_on_each() -> None:
    nth = prompts_of("breath")[0]
    prompt = library()[nth]
    first = read(card.render(shown(), prompt, first=False, first_of_kind=True))
    later = read(card.render(shown(), prompt, first=False))
    assert (first.words.count(SAFE), later.words.count(SAFE)) == (1, 1)
    assert SAFE not in next(element for element in first if element.tag == "details").words
    assert SAFE in next(element for element in later if element.tag == "details").words
    assert SAFE not in read(card_of(prompts_of("reframe")[0])).words
    assert SAFE in read(PAGES["help"]).words


def test_where_a_life_may_be_in_danger_the_houses_rule_comes_before_all_else() -> None:
    rule = "If someone may be in danger, follow your house's rule first."
    words = "That was a heavy one. You do not have to carry it alone: tell someone in your team"
    for nth in prompts_of("heavy"):
        main = read(card_of(nth))
        assert words in main.words
        assert (f"{rule} {words}" in main.words) == library()[nth].danger
        assert (rule in main.words) == library()[nth].danger


@pytest.mark.parametrize("nth", prompts_of("heavy"))
def test_a_heavy_card_leads_to_help_and_asks_for_nothing_else(nth: int) -> None:
    main = read(card_of(nth))
    assert [e.attrs["href"] for e in main.all("href")] == ["help.html"]
    assert main.words.endswith("Close Esc Help lines")
    assert "Another" not in main.words


# --- Help lines ----------------------------------------------------------------------------


def test_every_help_line_stands_with_its_number_who_says_so_and_the_day_it_was_checked() -> None:
    main = read(PAGES["help"])
    rows = [e.words for e in main if e.tag == "li"]
    for line, row in zip(help_lines().lines, rows, strict=True):
        for part in (line.country, line.name, line.number, line.source, line.written):
            assert part in row
    assert main.one("datetime").attrs["datetime"] == help_lines().checked
    assert "Numbers change." in main.words
    assert "findahelpline.com" in main.words
    assert "local emergency number" in main.words


def test_nothing_on_it_can_be_pressed_that_leaves_the_browser() -> None:
    links = {e.attrs["href"] for e in read(PAGES["help"]).all("href")}
    assert links == {"dashboard.html", "share.html", "settings.html"}


@pytest.mark.parametrize("page", ["popup", "settings"])
def test_it_can_be_reached_without_a_heavy_card(page: str) -> None:
    assert read(PAGES[page]).one("href", "help.html").words == "Help lines"


# --- Account -------------------------------------------------------------------------------


def test_the_history_is_newest_first_and_says_how_much_more_there_is() -> None:
    main = read(account_page.render(BUSY, NOW))
    entries = [e.attrs["data-entry"] for e in main.all("data-action", "undo")]
    assert entries == [one.id for one in BUSY.deposits.newest[:60]]
    assert "d250" not in entries
    assert "239 earlier deposits" in main.words
    few = read(account_page.render(Account.of([deposit("d1", 0)]), NOW))
    assert "earlier" not in few.words


def test_the_jars_list_every_kind_with_its_count() -> None:
    account = Account.of([deposit("1", 0), deposit("2", 0), deposit("3", 0, "real_pause")])
    main = read(account_page.render(account, NOW))
    rows = [row for jar in main.all("data-jar") for row in jar if row.tag == "tr"]
    counts = {tuple(cell.words for cell in row if cell.tag in ("th", "td")) for row in rows}
    assert {("Real warmth", "2"), ("Real pause", "1"), ("Owned it", "0")} <= counts


def test_a_deposit_of_a_later_version_can_still_be_taken_back() -> None:
    account = Account.of([deposit("d1", 0, HOSTILE)])
    html = account_page.render(account, NOW)
    assert read(html).one("data-action", "undo").attrs["data-entry"] == "d1"
    assert "<img" not in html


def test_all_that_was_ever_put_in_is_counted_and_the_newest_can_be_taken_back() -> None:
    account = Account.of(deposit(f"d{nth}", (500 - nth) * HOUR) for nth in range(500))
    main = read(account_page.render(account, NOW))
    assert main.one("data-balance").text == "500"
    assert "440 earlier deposits" in main.words
    rows = [row for jar in main.all("data-jar") for row in jar if row.tag == "tr"]
    cells = {tuple(cell.words for cell in row if cell.tag in ("th", "td")) for row in rows}
    assert ("Real warmth", "500") in cells
    undoable = [e.attrs["data-entry"] for e in main.all("data-action", "undo")]
    assert len(undoable) == 60
    assert all(account.deposits.find(entry) for entry in undoable)


# --- Diagnostics ---------------------------------------------------------------------------


def test_every_way_to_start_is_told_in_words_with_its_count() -> None:
    main = read(PAGES["diagnostics"])
    rows = [e.words for e in main if e.tag == "tr"][1:]
    assert len(rows) == len(STARTS) == len(set(rows))
    assert rows[0].startswith("A prepared start")
    assert "Today, 15:00" in rows[0]
    assert [int(e.text) for e in main.all("data-times")] == [41, 1, 2, 3, 4, 5, 6, 7]
    assert "Nothing is missing from your account" in main.words
    assert main.one("data-build").text == "0.9.0+3f2a9c1"


def test_starts_that_went_well_need_no_comfort() -> None:
    fine = [Wake("plain", "first", 1, NOW.at), Wake("snapshot", "", 9, NOW.at)]
    assert "Nothing is missing" not in read(diagnostics.render(BUSY, NOW, fine, "b")).words


def test_the_journal_is_told_with_what_nobody_can_read() -> None:
    account = Account.of([deposit("d1", 0)])
    main = read(diagnostics.render(account, NOW, [], "b"))
    assert main.one("data-entries").text == "1"
    assert "worked out from 1 entry. All of it could be read." in main.words
    account.add_unreadable()
    main = read(diagnostics.render(account, NOW, [], "b"))
    assert main.one("data-entries").text == "2"
    assert main.one("data-unreadable").text == "1"
    assert "It stays in the journal" in main.words


def test_the_settings_page_leads_there() -> None:
    assert read(PAGES["settings"]).one("href", "diagnostics.html").words == "How Interlude is doing"


# --- Share ---------------------------------------------------------------------------------


def test_the_share_page_shows_the_very_bytes_it_would_save() -> None:
    main = read(share.render(BUSY, NOW, share.SlipDraft("Quiet Heron", "2026-W46")))
    made = slip(BUSY, NOW, "Quiet Heron", "2026-W46")
    json_text, csv_text = (element.text for element in main if element.tag == "pre")
    assert (json_text, csv_text) == (to_json(made), to_csv(made))
    saves = [e.attrs for e in main.all("data-action", "save")]
    assert [e["data-format"] for e in saves] == ["json", "csv"]
    assert {(e["data-pseudonym"], e["data-week"]) for e in saves} == {("Quiet Heron", "2026-W46")}


def test_nothing_is_shown_or_saved_before_it_is_asked_for() -> None:
    main = read(share.render(BUSY, NOW))
    assert not main.all("data-format")
    assert main.one("data-action").attrs["data-action"] == "preview"
    weeks = {e.attrs["value"]: "checked" in e.attrs for e in main.all("name", "week")}
    assert weeks == {"2026-W47": True, "2026-W46": False}


@pytest.mark.parametrize("name", ["x", "a@b", "1234", HOSTILE])
def test_a_wrong_name_is_kept_and_the_cure_stands_beside_it(name: str) -> None:
    html = share.render(BUSY, NOW, share.SlipDraft(name, "2026-W46"))
    main = read(html)
    typed = main.one("name", "pseudonym").attrs
    assert typed["value"] == name
    assert typed["aria-invalid"] == "true"
    assert "pseudonym-error" in typed["aria-describedby"]
    assert main.one("id", "pseudonym-error").words
    assert not main.all("data-format")
    assert "<img" not in html
    assert "checked" in main.one("value", "2026-W46").attrs


def test_a_name_with_markup_in_it_is_only_text() -> None:
    name = "Zoe <b>&'</b>"
    html = share.render(BUSY, NOW, share.SlipDraft(name))
    assert "<b>&" not in html
    main = read(html)
    assert json.loads(next(e for e in main if e.tag == "pre").text)["pseudonym"] == name
    assert main.one("data-format", "json").attrs["data-pseudonym"] == name


# --- Settings ------------------------------------------------------------------------------


def fields_of(main: Element) -> dict[str, str]:
    """What the browser would send if the form were saved as it stands."""
    sent: dict[str, list[str]] = {}
    form = main.one("id", "settings-form")
    for element in form.all("name"):
        attrs = element.attrs
        if element.tag == "select":
            options = [e.attrs for e in element if e.tag == "option"]
            chosen = next((o for o in options if "selected" in o), options[0])
            sent.setdefault(attrs["name"], []).append(chosen["value"])
        elif attrs.get("type") not in ("radio", "checkbox", "submit") or "checked" in attrs:
            sent.setdefault(attrs["name"], []).append(attrs["value"])
    return {name: ",".join(values) for name, values in sent.items()}


SETTINGS = st.builds(
    Settings,
    notice=st.sampled_from(["notice", "tell"]),
    off=st.sets(st.sampled_from(["freshdesk", "zendesk"])).map(lambda off: tuple(sorted(off))),
    sites=st.sampled_from([(), ADDED.sites]),
    cap=st.integers(0, 12),
    quiet=st.sampled_from([None, QuietHours("22:00", "06:30")]),
)


@given(SETTINGS)
def test_a_form_saved_untouched_changes_nothing(saved: Settings) -> None:
    account = Account.of([SettingsChanged("s", NOW, saved)])
    main = read(settings.render(account, NOW, adapters()))
    assert read_form(fields_of(main), saved, adapters()) == saved


def test_a_helpdesk_is_added_by_its_address_and_removed_again() -> None:
    fields = fields_of(read(settings.render(Account(), NOW, adapters())))
    asked = {**fields, "adapter": "zendesk", "address": " https://Help.firm.example/tickets/7 "}
    href = "https://help.firm.example/tickets/7"
    added = read_form({**asked, "address_href": href}, Settings(), adapters())
    assert isinstance(added, Settings)
    assert added.sites == ADDED.sites
    account = Account.of([SettingsChanged("s", NOW, added)])
    main = read(settings.render(account, NOW, adapters()))
    remove = main.one("name", "remove").attrs
    assert remove["type"] == "submit"
    removed = read_form({**fields_of(main), "remove": remove["value"]}, added, adapters())
    assert removed == Settings()


@pytest.mark.parametrize(
    ("field_name", "typed", "error"),
    [
        ("cap", "13", "cap"),
        ("cap", "-1", "cap"),
        ("cap", "", "cap"),
        ("cap", "²", "cap"),
        ("quiet_start", "22:00", "quiet"),
        ("address", "help.firm.example", "address"),
        ("address", "javascript:alert(1)", "address"),
        ("address", "https://", "address"),
        ("address", HOSTILE, "address"),
    ],
)
def test_a_wrong_field_is_kept_and_the_cure_stands_beside_it(
    field_name: str, typed: str, error: str
) -> None:
    fields = fields_of(read(settings.render(Account(), NOW, adapters())))
    fields |= {"notice": "tell", field_name: typed}
    draft = read_form(fields, Settings(), adapters())
    assert isinstance(draft, Draft)
    assert list(draft.errors) == [error]
    html = settings.render(Account(), NOW, adapters(), draft=draft)
    main = read(html)
    assert "<img" not in html
    assert fields_of(main) == fields
    assert main.one("id", f"{error}-error").words == draft.errors[error]
    assert f"{error}-error" in main.one("name", field_name).attrs["aria-describedby"]
    assert "Nothing is saved yet." in main.one("id", "note").words


@pytest.mark.parametrize(
    ("href", "origin"),
    [
        ("https://xn--hlp-bma.firm.example/", "https://xn--hlp-bma.firm.example"),
        ("http://127.0.0.1/", "http://127.0.0.1"),
        ("https://foo/@bar", "https://foo"),
        ("https://user@help.firm.example/", ""),
        ("https://u:p@help.firm.example/", ""),
        ("ftp://help.firm.example/", ""),
    ],
)
def test_an_address_is_read_once_and_that_by_the_browser(href: str, origin: str) -> None:
    fields = {"cap": "6", "adapter": "zendesk", "address": "however typed", "address_href": href}
    read_ = read_form(fields, Settings(), adapters())
    if isinstance(read_, Settings):
        assert [site.origin for site in read_.sites] == [origin]
    else:
        assert (list(read_.errors), origin) == (["address"], "")


def test_what_another_page_saved_meanwhile_stays() -> None:
    """The agent has the settings open twice, and changes the cap here and quiet hours there."""
    here = there = fields_of(read(settings.render(Account(), NOW, adapters())))
    first = read_form({**here, "cap": "3", "on": "zendesk"}, Settings(), adapters())
    assert isinstance(first, Settings)
    hours = {"quiet_start": "22:00", "quiet_end": "06:00"}
    second = read_form({**there, **hours, "on": "freshdesk"}, first, adapters())
    assert isinstance(second, Settings)
    assert (second.cap, second.quiet) == (3, QuietHours("22:00", "06:00"))
    assert set(second.off) == {"zendesk", "freshdesk"}


def test_another_button_of_the_page_leaves_what_is_typed() -> None:
    fields = fields_of(read(settings.render(Account(), NOW, adapters()))) | {"cap": "4"}
    html = settings.render(Account(), NOW, adapters(), draft=Draft(fields, {}))
    assert fields_of(read(html)) == fields


def test_erasing_takes_two_steps() -> None:
    form = read(settings.render(BUSY, NOW, adapters())).one("id", "erase-form")
    assert form.attrs["data-action"] == "erase"
    assert "required" in form.one("name", "sure").attrs
    assert "299 deposits" in form.words


def test_every_helpdesk_can_be_added() -> None:
    form = read(settings.render(Account(), NOW, adapters())).one("id", "settings-form")
    assert form.one("name", "address").attrs["type"] == "url"
    assert {o.attrs["value"] for o in form.one("name", "adapter") if o.tag == "option"} == set(
        adapters()
    )
