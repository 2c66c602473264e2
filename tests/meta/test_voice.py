"""How Interlude speaks holds in every language: kind, plain, short, and without a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from interlude import words
from interlude.ledger.deposits import deposit_kinds
from interlude.prompts.breath import patterns
from interlude.prompts.help_lines import help_lines
from interlude.prompts.library import library
from tools.catalogues import LOCALE, template

LANGUAGES = pytest.mark.parametrize("language", words.languages())

# An exclamation mark, capitals, a face or a pictogram raises the voice; the rest is for lists.
RAISED = re.compile(r"[!¡…*_]|\.\.|\b[A-ZÀ-Þ]{3,}\b|:\)|[\U0001f000-\U0001ffff]")
JOINED = re.compile(r"[;—]| – ")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use(words.SOURCE)


def never(language: str) -> tuple[str, ...]:
    """The phrases of ``locale/<language>/never.txt``."""
    lines = (LOCALE / language / "never.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def said(text: str, phrases: tuple[str, ...]) -> list[str]:
    plain = text.lower()
    return [one for one in phrases if re.search(rf"\b{re.escape(one)}", plain)]


def spoken(language: str) -> dict[str, str]:
    """What the cards say to a person in this language, by where it stands."""
    words.use(language)
    return {
        **{found.id: found.words for found in library()},
        **{f"{found.id}, tag": found.tag for found in library()},
        **{
            f"{one.id}, phases[{nth}]": phase.words
            for one in patterns().values()
            for nth, phase in enumerate(one.phases)
        },
    }


@LANGUAGES
def test_nothing_is_said_that_is_never_said(language: str) -> None:
    phrases = never(language)
    found = {place: said(text, phrases) for place, text in spoken(language).items()}
    assert {place: bad for place, bad in found.items() if bad} == {}


@LANGUAGES
def test_the_voice_is_not_raised(language: str) -> None:
    hints = {kind.id: f"{kind.name}. {kind.hint}" for kind in deposit_kinds()}
    shown = {**spoken(language), **hints}
    found = {place: RAISED.findall(text) for place, text in shown.items()}
    assert {place: bad for place, bad in found.items() if bad} == {}


@LANGUAGES
def test_the_interface_does_not_raise_its_voice(language: str) -> None:
    words.use(language)
    messages = [ids for message in template() if (ids := message.id)]
    said = {one: words._(one) for one in messages if isinstance(one, str)}
    assert {one: text for one, text in said.items() if "!" in text or "  " in text} == {}


@LANGUAGES
def test_a_prompt_is_one_or_two_whole_sentences(language: str) -> None:
    words.use(language)
    for found in library():
        assert found.words[0].isupper() or found.words[0] in "¿«„“\"'", found.id
        assert re.search(r"[.?…»“”\"]$", found.words), found.id
        assert not JOINED.search(found.words), found.id
        assert found.words == " ".join(found.words.split(" ")).strip(), found.id
        assert found.words.count("?") <= 1, found.id
        ends = re.split(r"(?<=[.?])[»“”\"]?[ \u00a0\u202f]+(?=\S)", found.words)
        assert 1 <= len(ends) <= 3, found.id


@LANGUAGES
def test_names_stay_apart_and_fit(language: str) -> None:
    words.use(language)
    tags = {found.family: found.tag for found in library()}
    assert len(set(tags.values())) == len(tags)
    assert all(len(kind.name) <= 28 and len(kind.hint) <= 70 for kind in deposit_kinds())
    assert len({line.country for line in help_lines().lines}) == 22


@LANGUAGES
def test_research_is_said_with_how_sure_it_is(language: str) -> None:
    words.use(language)
    for found in library():
        assert found.evidence.endswith(")"), found.id
        assert "!" not in found.evidence
        assert len(found.evidence) <= 330, found.id


def test_what_is_never_said_would_be_found() -> None:
    assert said("Just calm down, at least.", never("en")) == ["just", "calm down", "at least"]
    assert said("An adjustment", never("en")) == []
