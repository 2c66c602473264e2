"""A person is spoken to in the language that they chose, or that their browser asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from interlude import api, customs, words
from interlude.browser import MESSAGES, messages
from interlude.engine import Engine

NOON = 1_795_300_000_000


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use(words.SOURCE)


class Person:
    """Somebody with a browser that asks for some languages."""

    def __init__(self, *languages: str) -> None:
        self.languages = languages
        self.events = 0
        api._engine = Engine()
        self.tell(kind="opened", journal=[])

    def tell(self, **event: Any) -> dict[str, Any]:
        self.events += 1
        now = {"at": NOON, "offset": 0}
        stamp = {"id": f"{self.events}", "now": now, "seed": 1, "languages": self.languages}
        answer: dict[str, Any] = json.loads(api.handle(json.dumps({**event, "stamp": stamp})))
        return answer

    def act(self, page: str, action: str = "open", **fields: str) -> dict[str, Any]:
        return self.tell(kind="acted", page=page, tab=None, action=action, fields=fields)

    def choose(self, language: str) -> str:
        return str(
            self.act("settings", "save", cap="6", language=language, was='{"language": "-"}')[
                "html"
            ]
        )


def spoken(html: str) -> str:
    return html.partition('<main lang="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("languages", "tag"),
    [
        (("de-AT", "en"), "de"),
        (("es-419", "es"), "es"),
        (("pt-PT",), "pt-BR"),
        (("pt-BR", "en"), "pt-BR"),
        (("fr-CA",), "fr"),
        (("en-US", "de"), "en"),
        (("ja", "ar"), "en"),
        (("tlh", "fr"), "fr"),
        ((), "en"),
    ],
)
def test_the_browsers_language_is_spoken(languages: tuple[str, ...], tag: str) -> None:
    person = Person(*languages)
    for page in ("popup", "account", "share", "settings", "diagnostics", "help"):
        assert spoken(person.act(page)["html"]) == tag


def test_what_was_chosen_goes_before_it_and_at_once() -> None:
    person = Person("en-GB")
    assert spoken(person.act("popup")["html"]) == "en"
    saved = person.choose("de")
    assert spoken(saved) == "de"
    assert spoken(person.act("popup")["html"]) == "de"
    assert spoken(person.choose("")) == "en"


def test_a_language_that_is_not_there_is_nobodys_choice() -> None:
    assert spoken(Person("fr").choose("tlh")) == "fr"


def test_a_page_that_is_kept_is_in_the_language_it_was_drawn_in() -> None:
    person = Person("fr")
    kept = person.act("popup", "deposit", kind="real_warmth")["views"]["popup"]
    assert spoken(kept) == "fr"


def test_two_people_do_not_hear_each_other() -> None:
    assert spoken(Person("de").act("popup")["html"]) == "de"
    assert spoken(Person("es").act("popup")["html"]) == "es"
    assert spoken(Person().act("popup")["html"]) == "en"


def test_every_language_tells_the_browser_all_that_it_asks() -> None:
    for language in words.languages():
        said = messages(language)
        assert said.keys() == messages("en").keys() > MESSAGES.keys()
        assert len(said["description"]["message"]) <= 132, "what the stores take"
        assert "$1" in said["failed_otherwise"]["message"]


@pytest.mark.parametrize(
    ("language", "day", "date_", "time", "number", "listed"),
    [
        ("en", "Friday 27 November", "27 November 2026", "09:05", "12,345", "a, b and c"),
        ("es", "viernes, 27 de noviembre", "27 de noviembre de 2026", "9:05", "12.345", "a, b y c"),
        (
            "pt_BR",
            "sexta-feira, 27 de novembro",
            "27 de novembro de 2026",
            "09:05",
            "12.345",
            "a, b e c",
        ),
        ("fr", "vendredi 27 novembre", "27 novembre 2026", "09:05", "12\u202f345", "a, b et c"),
        ("de", "Freitag, 27. November", "27. November 2026", "09:05", "12.345", "a, b und c"),
    ],
)
def test_days_times_numbers_and_lists_are_written_as_there(
    language: str, day: str, date_: str, time: str, number: str, listed: str
) -> None:
    words.use(language)
    assert customs.weekday_and_day(date(2026, 11, 27)) == day
    assert customs.full_date(date(2026, 11, 27)) == date_
    assert customs.time(datetime(2026, 11, 27, 9, 5)) == time  # noqa: DTZ001
    assert customs.number(12345) == number
    assert customs.listed(["a", "b", "c"]) == listed


def test_spanish_parts_no_number_of_four_digits() -> None:
    words.use("es")
    assert customs.number(1234) == "1234"
