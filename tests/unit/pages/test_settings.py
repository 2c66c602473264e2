"""A form sends what was meant, and nothing that was typed is lost."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.entries import (
    SettingsChanged,
)
from interlude.pages.settings import view as settings
from interlude.pages.settings.form import Draft
from interlude.pages.settings.form import read as read_form
from interlude.prompts.breath import Own
from interlude.settings import QUESTIONS, Need, QuietHours, Settings
from interlude.words import languages
from tests.unit.pages.drawn import (
    ADDED,
    BUSY,
    HOSTILE,
    NOW,
    Element,
    read,
)


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
    breath_length=st.sampled_from(["", "30", "60", "120", "300"]),
    breath_pattern=st.sampled_from(["", "sigh"]),
    breath_comes=st.sampled_from(["card", "edge"]),
    breath_own=st.sampled_from([None, Own(4, 0, 6, 0), Own(5.5, 0, 5.5, 0)]),
    holds=st.booleans(),
    numbers=st.booleans(),
    tone=st.booleans(),
    spared=st.sets(st.sampled_from(get_args(Need))).map(
        lambda needs: tuple(need for need in get_args(Need) if need in needs)
    ),
    single_keys=st.booleans(),
    language=st.sampled_from(["", *languages()]),
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


def test_what_cards_may_not_ask_is_ticked_and_unticked() -> None:
    fields = fields_of(read(settings.render(Account(), NOW, adapters())))
    saved = read_form({**fields, "spared": "none,stand,voice"}, Settings(), adapters())
    assert isinstance(saved, Settings)
    assert saved.spared == ("stand", "voice")
    fields = fields_of(
        read(settings.render(Account.of([SettingsChanged("s", NOW, saved)]), NOW, adapters()))
    )
    assert fields["spared"] == "none,stand,voice"
    assert read_form({**fields, "spared": "none"}, saved, adapters()) == Settings()


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


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_setting_is_asked_for_once_with_its_words(name: str) -> None:
    main = read(settings.render(Account(), NOW, adapters()))
    question = QUESTIONS[name]
    form = main.one("id", "settings-form")
    assert all(form.all("name", part) for part in question.parts(name))
    for words in (question.label, question.more, question.hint):
        assert form.words.count(question.said(words)) == 1 or not words


def test_each_language_is_named_in_itself_and_one_that_is_not_there_is_the_browsers() -> None:
    fields = fields_of(read(settings.render(Account(), NOW, adapters())))
    choice = read(settings.render(Account(), NOW, adapters())).one("name", "language")
    assert [option.words for option in choice][:2] == ["Your browser's language", "English"]
    for sent, taken in (("en", "en"), ("tlh", ""), ("", "")):
        wanted = read_form({**fields, "language": sent}, Settings(), adapters())
        assert isinstance(wanted, Settings)
        assert wanted.language == taken


def test_a_language_that_only_another_version_speaks_is_no_change_of_the_persons() -> None:
    """The browser asks before a changed form is left; this one nobody has touched."""
    account = Account.of([SettingsChanged("s", NOW, Settings(language="tlh"))])
    fields = fields_of(read(settings.render(account, NOW, adapters())))
    assert fields["language"] == json.loads(fields["was"])["language"] == ""


OWN = ("inhale", "full", "exhale", "empty")


def with_own(seconds: tuple[str, str, str, str], **more: str) -> dict[str, str]:
    """The form of a fresh account with a breath of one's own in it."""
    fields = fields_of(read(settings.render(Account(), NOW, adapters())))
    own = {f"breath_own_{part}": text for part, text in zip(OWN, seconds, strict=True)}
    return {**fields, **own, **more}


def error_of(fields: dict[str, str], name: str) -> str:
    draft = read_form(fields, Settings(), adapters())
    assert isinstance(draft, Draft)
    main = read(settings.render(Account(), NOW, adapters(), draft=draft))
    assert fields_of(main) | fields == fields_of(main)
    return main.one("id", f"{name}-error").words


@pytest.mark.parametrize(
    ("seconds", "error"),
    [
        (("4", "13", "6", ""), "Hold after in: write 0 to 12 seconds."),
        (("4", "-1", "6", ""), "Hold after in: write 0 to 12 seconds."),
        (("4", "two", "6", ""), "Hold after in: write 0 to 12 seconds."),
        (("4", "", "", ""), "Out: write how many seconds it lasts, 1 to 12."),
        (("0", "5", "6", ""), "In: write how many seconds it lasts, 1 to 12."),
        (("0.5", "5", "6", ""), "In: write how many seconds it lasts, 1 to 12."),
        (("2", "", "2", ""), "Together that is 4 seconds. Make “Out” longer by 1 at least."),
        (
            ("6", "6,5", "11", "8"),
            "Together that is 31.5 seconds. Take away 6.5 at least, from any of them.",
        ),
    ],
)
def test_a_breath_of_ones_own_is_refused_with_the_part_and_the_cure(
    seconds: tuple[str, str, str, str], error: str
) -> None:
    assert error_of(with_own(seconds), "breath-own") == error


def test_a_breath_of_ones_own_may_leave_parts_out_and_have_half_seconds() -> None:
    saved = read_form(with_own(("5.5", "", "5,5", "0")), Settings(), adapters())
    assert isinstance(saved, Settings)
    assert saved.breath_own == Own(5.5, 0, 5.5, 0)
    assert not saved.holds


def test_what_is_chosen_to_be_offered_has_to_be_there() -> None:
    error = error_of(with_own(("", "", "", ""), breath_pattern="own"), "breath-own")
    assert error.startswith("Write the seconds of your breath")


@pytest.mark.parametrize(
    "fields",
    [
        with_own(("4", "2", "6", "")),
        with_own(("4", "", "6", "1")),
        with_own(("", "", "", ""), breath_pattern="box"),
        with_own(("", "", "", ""), breath_pattern="half_four_seven_eight"),
    ],
)
def test_before_a_breath_is_held_the_agent_reads_what_to_know_and_agrees_on_purpose(
    fields: dict[str, str],
) -> None:
    draft = read_form(fields, Settings(), adapters())
    assert isinstance(draft, Draft)
    asked = read(settings.render(Account(), NOW, adapters(), draft=draft))
    safety = asked.one("id", "safety")
    for who in ("pregnancy", "heart", "lungs", "epilepsy", "panic", "operation", "clinician"):
        assert who in safety.words
    assert "hidden" in asked.one("class", "questions").attrs
    assert fields_of(asked) | fields == fields_of(asked)
    agreed = read_form({**fields_of(asked), "holds": "off,on"}, Settings(), adapters())
    assert isinstance(agreed, Settings)
    assert agreed.holds
    account = Account.of([SettingsChanged("s", NOW, agreed)])
    later = read(settings.render(account, NOW, adapters()))
    assert later.all("id", "safety") == []
    assert "pregnancy" in later.one("id", "holding").words
    withdrawn = read_form({**fields_of(later), "holds": "off"}, agreed, adapters())
    assert isinstance(withdrawn, Draft)
