"""What a person reads when the journal was damaged on the disk, was lost, or stands only once."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from interlude import api
from interlude.clock import HOUR, Moment
from interlude.engine import Engine
from interlude.ledger.account import Account
from interlude.ledger.entries import Deposited
from interlude.ledger.health import Harm, HarmDone, Health
from interlude.pages.account import view as account_page
from interlude.pages.diagnostics import view as diagnostics
from interlude.pages.parts.health import SINGLE, WORDS
from interlude.pages.popup import view as popup

NOW = Moment(at=1_795_356_000_000, offset=60)
LATER = Moment(at=NOW.at + 25 * HOUR, offset=60)
WELCOME = "Welcome. Put in one good thing."
HARMS: tuple[Harm, ...] = get_args(Harm)


def account(*harms: Harm, entries: int = 1, single: bool = False) -> Account:
    """Harmed in these ways at once, with so many deposits."""
    made = Account.of(Deposited(f"d{n}", NOW, "real_warmth") for n in range(entries))
    made.health = Health(tuple(HarmDone(harm, 1, NOW.at) for harm in harms), single)
    return made


@pytest.mark.parametrize("harm", [harm for harm in HARMS if harm != "lost"])
def test_damage_is_told_for_a_day_and_on_the_diagnostics_page_for_good(harm: Harm) -> None:
    for page in (popup, account_page):
        assert WORDS[harm] in page.render(account(harm), NOW)
        assert WORDS[harm] not in page.render(account(harm), LATER)
        assert WORDS[harm] not in page.render(account(), NOW)
    assert WORDS[harm] in diagnostics.render(account(harm), LATER, [], "b")


def test_a_lost_account_is_told_instead_of_a_welcome() -> None:
    lost = account("lost", entries=0)
    for now in (NOW, LATER):
        text = popup.render(lost, now)
        assert WORDS["lost"] in text
        assert "New deposits count as always." in text
        assert WELCOME not in text
        assert WORDS["lost"] in account_page.render(lost, now)
    assert WELCOME in popup.render(account(entries=0), NOW)


def test_an_empty_account_that_is_whole_is_welcomed() -> None:
    for harm in ("database", "log"):
        assert WELCOME in popup.render(account(harm, entries=0), NOW)
    assert WORDS["both"] in popup.render(account("both", entries=0), NOW)


def test_a_new_beginning_after_a_loss_is_left_in_peace() -> None:
    assert WORDS["lost"] not in popup.render(account("lost"), LATER)
    assert WORDS["lost"] in diagnostics.render(account("lost"), LATER, [], "b")


def test_one_store_is_told_on_the_diagnostics_page() -> None:
    assert SINGLE in diagnostics.render(account(single=True), NOW, [], "b")
    assert SINGLE not in diagnostics.render(account(), NOW, [], "b")
    assert "twice" in diagnostics.render(account(), NOW, [], "b")


def test_the_words_blame_nobody() -> None:
    for words in (*WORDS.values(), SINGLE):
        assert not set(words.lower().split()) & {"just", "error", "failed", "corrupt", "sorry"}
        assert "!" not in words


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_engine", Engine())


def send(event: dict[str, Any]) -> dict[str, Any]:
    stamp = {"id": "one", "now": {"at": NOW.at, "offset": 60}, "seed": 0}
    answer: dict[str, Any] = json.loads(api.handle(json.dumps({**event, "stamp": stamp})))
    return answer


@pytest.mark.usefixtures("engine")
def test_what_the_worker_found_reaches_the_page_and_an_erasure_ends_it() -> None:
    health = {"harms": [{"harm": "both", "times": 2, "last": NOW.at}], "single": True}
    send({"kind": "opened", "journal": [], "health": health})
    acted: dict[str, Any] = {"kind": "acted", "tab": None, "fields": {}}
    assert WORDS["both"] in send({**acted, "page": "popup", "action": "open"})["views"]["popup"]
    erase = {**acted, "page": "settings", "action": "erase", "fields": {"sure": "yes"}}
    assert WORDS["both"] not in send(erase)["views"]["popup"]
    told = send({**acted, "page": "diagnostics", "action": "open"})["html"]
    assert WORDS["both"] not in told
    assert SINGLE in told
