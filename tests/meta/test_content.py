"""The words and adapters that people edit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interlude import content as product_content
from interlude import words
from tools import content
from tools.console import Stop
from tools.paths import PY, ROOT

INTERLUDE = PY / "interlude"
CONTENT = INTERLUDE / "content"
FILES = sorted(CONTENT.rglob("*.yaml"))
TRANSLATED = sorted((INTERLUDE / "locale").rglob("*.yaml"))


def forget() -> None:
    """Make the product read its content anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("interlude"):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()


def lists_with_ids(value: Any) -> Iterator[list[str]]:
    if isinstance(value, list):
        ids = [item["id"] for item in value if isinstance(item, dict) and "id" in item]
        if ids:
            yield ids
        for item in value:
            yield from lists_with_ids(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from lists_with_ids(item)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(CONTENT).as_posix())
def test_every_id_is_unique_in_its_list(path: Path) -> None:
    for ids in lists_with_ids(content.parsed(path.relative_to(PY))):
        assert len(ids) == len(set(ids)), sorted(i for i in set(ids) if ids.count(i) > 1)


def test_words_for_what_does_not_exist_are_named(tmp_path: Path) -> None:
    assert list(content.strays(INTERLUDE)) == []
    stray = tmp_path / "locale" / "de" / "families" / "extra.yaml"
    stray.parent.mkdir(parents=True)
    stray.touch()
    [told] = content.strays(tmp_path)
    assert told.startswith("locale/de/families/extra.yaml: there is no content/families/extra.yaml")


def test_every_content_file_is_judged_before_it_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    read = product_content.read
    loaded = []

    def recording(name: str) -> Any:
        loaded.append(name)
        return read(name)

    monkeypatch.setattr(product_content, "read", recording)
    forget()
    content.validate()
    whole = {PY / "interlude" / "locale" / language for language in words.languages()}
    files = [*FILES, *(path for path in TRANSLATED if set(path.parents) & whole)]
    assert set(loaded) == {p.relative_to(INTERLUDE).with_suffix("").as_posix() for p in files}


def test_broken_yaml_stops_the_build_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "content" / "breaths.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("- id: a\n  words: [one\n- id: b\n")
    monkeypatch.setattr(product_content, "files", lambda _package: tmp_path)
    with pytest.raises(Stop, match=r"(?s)content/breaths\.yaml: .*line 2, column 10"):
        content.parsed(Path("interlude/content/breaths.yaml"))


def test_wrong_content_stops_the_build_in_the_loaders_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(product_content, "load", lambda _name: [{"id": 7}])
    forget()
    with pytest.raises(Stop, match="content/"):
        content.validate()
    forget()


def test_what_may_be_said_of_research_stands_in_the_docs_word_for_word() -> None:
    page = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")
    table = page.partition("| we may say | from | how sure |\n|---|---|---|\n")[2]
    rows = [tuple(row.strip("| ").split(" | ")) for row in table.splitlines()]
    evidence = product_content.load("evidence").values()
    assert rows == [(one["claim"], one["source"], one["sure"]) for one in evidence]
