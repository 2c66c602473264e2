"""What is shared is shown first, byte for byte."""

from __future__ import annotations

import json

import pytest

from interlude.pages.share import view as share
from interlude.team.slip import slip, to_csv, to_json
from tests.unit.pages.drawn import (
    BUSY,
    HOSTILE,
    NOW,
    read,
)


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
