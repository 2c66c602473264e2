"""A card says what its prompt says, and why, and takes the answers of its kind."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from interlude.ledger.account import Account
from interlude.ledger.entries import (
    PromptShown,
    SettingsChanged,
)
from interlude.pages.card import view as card
from interlude.pages.parts.note import Note
from interlude.pages.popup import view as popup
from interlude.prompts.library import library
from interlude.settings import Settings
from interlude.tension.reasons import REASONS
from tests.unit.pages.drawn import (
    NOW,
    PAGES,
    Element,
    card_of,
    deposit,
    prompts_of,
    read,
    shown,
)

# First under "Why this?", then on the card itself.
ASKED = {
    "breath": ["again", "not_for_me", "never", "never_any", "begin", "closed", "another"],
    "heavy": ["never", "closed"],
    "repair": ["never", "not_for_me", "another", "closed"],
    "reframe": ["again", "never", "never_any", "helped", "not_for_me", "another", "closed"],
    "savour": ["again", "never", "never_any", "helped", "not_for_me", "another", "closed"],
}


@pytest.mark.parametrize("nth", range(len(library())), ids=[prompt.id for prompt in library()])
def test_every_prompt_makes_a_card(nth: int) -> None:
    prompt = library()[nth]
    main = read(card_of(nth))
    assert main.attrs["data-card"] == prompt.card
    assert main.attrs["data-shown"] == "s1"
    for words in (prompt.words, prompt.tag, prompt.evidence):
        assert words in main.words
    actions = [element.attrs["data-action"] for element in main.all("data-action")]
    # Only where a breath has a longer length than the one it comes with.
    actions = [action for action in actions if action != "longer"]
    # What a person is owed comes whether they like it or not, and its kind cannot be sent away.
    asked = [
        name
        for name in ASKED.get(prompt.card, actions)
        if not (prompt.by_right and name in ("again", "never_any"))
    ]
    assert actions == asked
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
        "full": 1.0,
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


def breath_of(seconds: int = 0, done: bool = False, settings: Settings | None = None) -> Element:
    prompt = library()[prompts_of("breath")[0]]
    return read(card.render(shown(), prompt, False, False, done, settings, seconds))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30, "Those were your 30 seconds."),
        (60, "That was your minute."),
        (120, "Those were your 2"),
    ],
)
def test_a_card_says_how_long_its_breath_takes_and_took(seconds: int, said: str) -> None:
    assert f"it takes {seconds} seconds." in breath_of(seconds).words
    assert breath_of(seconds, done=True).one("id", "card-words").text.startswith(said)
    assert said in breath_of(seconds, done=True).one("id", "announce").text


def test_a_breath_takes_as_long_as_the_agent_chose_and_longer_where_they_ask() -> None:
    chosen = Settings(breath_length="120")
    assert "it takes 120 seconds." in breath_of(settings=chosen).words
    more = breath_of(settings=chosen).one("id", "longer").attrs
    assert (more["data-action"], more["data-seconds"]) == ("longer", "300")
    longest = breath_of(300, settings=chosen)
    assert longest.one("id", "begin").attrs["data-seconds"] == "300"
    assert longest.all("id", "longer") == []


def test_a_breath_that_is_held_says_what_to_know_before_and_comes_only_to_who_agreed() -> None:
    prompt = next(one for one in library() if one.pattern == "box")
    agreed, not_agreed = (
        read(card.render(shown(), prompt, first=False, settings=Settings(holds=holds)))
        for holds in (True, False)
    )
    assert "pregnancy" in next(e for e in agreed if e.tag == "details").words
    assert "4 seconds in, 4 seconds held, 4 seconds out, 4 seconds held." in agreed.words
    assert "it takes 64 seconds." in agreed.words
    assert "held" not in not_agreed.one("data-timetable").words


def test_numbers_and_tone_are_as_the_agent_has_them() -> None:
    def marks(settings: Settings) -> set[str]:
        pacer = breath_of(settings=settings).one("data-timetable")
        return {"data-uncounted", "data-tone"} & pacer.attrs.keys()

    assert marks(Settings()) == set()
    assert marks(Settings(numbers=False, tone=True)) == {"data-uncounted", "data-tone"}


def test_what_sets_no_pace_stands_still_and_is_not_counted() -> None:
    prompt = replace(library()[prompts_of("breath")[0]], pattern="notice", seconds=30)
    main = read(card.render(shown(), prompt, first=False))
    pacer = main.one("data-timetable")
    assert "data-still" in pacer.attrs
    [beat] = json.loads(pacer.attrs["data-timetable"])
    assert (beat["cue"], beat["ms"], beat["count"]) == ("free", 30_000, 0)
    assert beat["heard"] == beat["words"]
    assert "Nothing sets the pace. Begin when you like: it takes 30 seconds." in main.words


def test_without_single_keys_only_escape_presses_anything() -> None:
    account = Account.of([deposit("d1", 0), SettingsChanged("s", NOW, Settings(single_keys=False))])
    prompt = library()[prompts_of("breath")[0]]
    for done in (False, True):
        html = card.render(
            shown(), prompt, first=False, done=done, settings=Settings(single_keys=False)
        )
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
    for nth in prompts_of("heavy"):
        main, found = read(card_of(nth)), library()[nth]
        assert found.words in main.words
        assert (f"{rule} {found.words}" in main.words) == found.danger
        assert (rule in main.words) == found.danger


@pytest.mark.parametrize("nth", prompts_of("heavy"))
def test_a_heavy_card_leads_to_help_and_asks_for_nothing_else(nth: int) -> None:
    main = read(card_of(nth))
    assert [e.attrs["href"] for e in main.all("href")] == ["help.html"]
    assert main.words.endswith("Close Esc Help lines")
    assert "Another" not in main.words
