"""``build.py check`` is not content with a catalogue that would fail where a person reads it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from tools import catalogues
from tools.console import Stop
from tools.paths import PY

template = cache(catalogues.template)


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The German catalogue in a tree of its own."""
    source = template()
    locale = tmp_path / "interlude" / "locale"
    shutil.copytree(PY / "interlude" / "locale", locale)
    monkeypatch.setattr(catalogues, "PY", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", locale)
    monkeypatch.setattr(catalogues, "template", lambda: source)
    return locale / "de" / "ui.po"


def test_as_it_is_it_is_well(german: Path) -> None:
    catalogues.check()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('msgid "Another"', 'msgid "Other"', "'Another' is missing"),
        ('msgid "Another"', '#, fuzzy\nmsgid "Another"', "'Another': is an old translation"),
        ("bis {time}", "bis {zeit}", "placeholders are {time}, not {zeit}"),
        ("bis {time}", "bis {time:>9}", "placeholders are {time}, not {time:>9}"),
        ("bis {time}", "bis {time!r}", "placeholders are {time}, not {time!r}"),
        (
            "\n#: ",
            '\nmsgid "Another"\nmsgstr "Noch etwas"\n\n#: ',
            'stands twice; take one out: msgid "Another"',
        ),
        ("nplurals=2", "nplurals=1", "more translations than"),
        ("(n != 1)", "(n > 1)", "Plural-Forms"),
        ("\nmsgstr[1]", '\nmsgstr[2] "zu viel"\nmsgstr[1]', "more translations than"),
    ],
)
def test_what_is_wrong_is_named(german: Path, before: str, after: str, told: str) -> None:
    text = german.read_text(encoding="utf-8")
    assert before in text
    german.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Stop) as stop:
        catalogues.check()
    assert told in str(stop.value)
    assert "locale/de/ui.po" in str(stop.value)
