"""Another language has words for all that English says, and for nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interlude import content, words
from interlude.ledger import deposits
from interlude.prompts import breath, help_lines, library

LOADERS: dict[str, Any] = {
    "breaths": breath._patterns,
    "deposits": deposits._kinds,
    "help_lines": help_lines._help_lines,
    "library": library._library,
}


def backwards(name: str) -> Any:
    """A language that is English from behind, for what is in ``content/<name>``."""
    english = content.load(name)
    if name == "breaths":
        return {
            one["id"]: {
                "name": one["name"][::-1],
                "words": [phase["words"][::-1] for phase in one["phases"]],
            }
            for one in english
        }
    if name == "deposits":
        return {one["id"]: {part: one[part][::-1] for part in ("name", "hint")} for one in english}
    if name == "evidence":
        return {key: {p: one[p][::-1] for p in ("claim", "source")} for key, one in english.items()}
    if name == "help_lines":
        told = {line.get(part) for line in english["lines"] for part in ("hours", "note")} - {None}
        countries = {line["country"]: line["country"][::-1] for line in english["lines"]}
        return {"countries": countries, "words": {text: text[::-1] for text in told}}
    prompts = {item["id"]: item["words"][::-1] for item in english["prompts"]}
    return {"tag": english["tag"][::-1], "prompts": prompts}


Locale = dict[str, Any]


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Locale]:
    """The files of the language ``xx``, to be changed before they are read."""
    names = ["breaths", "deposits", "evidence", "help_lines", *content.names("families")]
    found = {f"locale/xx/{name}": backwards(name) for name in names}
    read = content.read
    monkeypatch.setattr(
        content,
        "read",
        lambda name: json.loads(json.dumps(found[name])) if name in found else read(name),
    )
    words.use("xx")
    yield found
    words.use("en")
    for loader in (*LOADERS.values(), library._by_id):
        loader.cache_clear()


def test_words_change_and_all_else_stays(locale: Locale) -> None:
    theirs = library.library()
    kinds = deposits.deposit_kinds()
    lines = help_lines.help_lines()
    breaths = breath.patterns()
    words.use("en")
    ours = library.library()
    assert [(p.id, p.kinds, p.heat, p.card) for p in theirs] == [
        (p.id, p.kinds, p.heat, p.card) for p in ours
    ]
    assert [(p.words[::-1], p.tag[::-1]) for p in theirs] == [(p.words, p.tag) for p in ours]
    assert [(k.id, k.key, k.name[::-1]) for k in kinds] == [
        (k.id, k.key, k.name) for k in deposits.deposit_kinds()
    ]
    assert {(line.country[::-1], line.number, line.hours[::-1]) for line in lines.lines} == {
        (line.country, line.number, line.hours) for line in help_lines.help_lines().lines
    }
    for pattern in breath.patterns().values():
        theirs_too = breaths[pattern.id]
        assert theirs_too.round == pattern.round
        assert [phase.words[::-1] for phase in theirs_too.phases] == [
            phase.words for phase in pattern.phases
        ]


@pytest.mark.parametrize(
    ("file", "part", "loader"),
    [
        ("breaths", (), "breaths"),
        ("deposits", (), "deposits"),
        ("evidence", (), "library"),
        ("families/space", ("prompts",), "library"),
        ("help_lines", ("countries",), "help_lines"),
        ("help_lines", ("words",), "help_lines"),
    ],
)
def test_words_too_few_or_too_many_are_named_with_file_and_id(
    locale: Locale, file: str, part: tuple[str, ...], loader: str
) -> None:
    said = locale[f"locale/xx/{file}"]
    for key in part:
        said = said[key]
    gone = next(iter(said))
    said["gone_since"] = said.pop(gone)
    with pytest.raises(content.ContentError) as told:
        LOADERS[loader]("xx")
    assert str(told.value).startswith(f"locale/xx/{file}.yaml: ")
    assert f"{gone!r} has no words; write them" in str(told.value)
    assert "'gone_since' is not in content/; take it out" in str(told.value)


def test_words_that_do_not_fit_the_card_are_refused(locale: Locale) -> None:
    locale["locale/xx/families/space"]["prompts"]["space_gap"] = "o" * 211
    with pytest.raises(content.ContentError) as told:
        library.library()
    assert str(told.value) == (
        "locale/xx/families/space.yaml: prompts[1]: space_gap has 211 characters; say it in 210"
    )


def test_a_breath_has_words_for_each_phase(locale: Locale) -> None:
    locale["locale/xx/breaths"]["long_exhale"]["words"].pop()
    with pytest.raises(content.ContentError, match="long_exhale: write one line of words for each"):
        breath.patterns()
