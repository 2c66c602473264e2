"""One event through the whole of Python, as the worker sees it: JSON text in, JSON text out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from interlude import api
from interlude.engine import Engine
from interlude.ledger.deposits import deposit_kinds

HOUR = 3_600_000
START = 1_767_607_440_000  # 2026-01-05 10:04 UTC

ANGRY = (
    "This is the THIRD time I write!!! You took my money and nobody answers. Absolutely"
    " unacceptable, I want my refund TODAY or I go to my bank and never buy from you again."
)


class Shell:
    """Does what the worker does: passes events in and keeps what is to be appended."""

    def __init__(self) -> None:
        self.journal: list[dict[str, Any]] = []
        self.clock = START
        self.events = 0
        self.wake()

    def wake(self) -> None:
        """Lose all memory and open the journal, as after a kill."""
        api._engine.__init__()  # type: ignore[misc]
        assert self.send({"kind": "opened", "journal": self.journal})["append"] == []

    def send(self, event: dict[str, Any], id: str = "") -> dict[str, Any]:
        self.events += 1
        now = {"at": self.clock, "offset": 60}
        stamp = {"id": id or f"event-{self.events}", "now": now, "seed": self.events}
        answer: dict[str, Any] = json.loads(api.handle(json.dumps({**event, "stamp": stamp})))
        assert "error" not in answer, answer
        if answer["erase"]:
            self.journal.clear()
        self.journal.extend(answer["append"])
        return answer

    def act(self, page: str, action: str, tab: int | None = None, **fields: str) -> dict[str, Any]:
        return self.send(
            {"kind": "acted", "page": page, "tab": tab, "action": action, "fields": fields}
        )

    def write(self, status: str = "solved") -> dict[str, Any]:
        return self.send(
            {
                "kind": "write_seen",
                "tab": 5,
                "page": "https://acme.zendesk.com/agent/tickets/4711",
                "method": "PUT",
                "url": "https://acme.zendesk.com/api/v2/tickets/4711",
                "status": 200,
                "body": json.dumps({"ticket": {"status": status}}),
                "form": {},
            }
        )

    def read(self, effect: dict[str, Any], text: str, composing: bool = False) -> dict[str, Any]:
        answers = {
            "ticket": {"ticket": {"status": "solved", "requester_id": 50, "subject": "Grinder"}},
            "me": {"user": {"id": 7, "name": "Mia Torres"}},
            "audits": {
                "audits": [
                    {
                        "author_id": 7,
                        "created_at": "2026-01-05T10:03:58Z",
                        "events": [
                            {
                                "type": "Change",
                                "field_name": "status",
                                "value": "solved",
                                "previous_value": "open",
                            }
                        ],
                    }
                ]
            },
            "comments": {
                "comments": [{"author_id": 50, "plain_body": text, "public": True}],
                "users": [{"id": 50, "name": "Ann Whitfield", "role": "end-user"}],
            },
        }
        readings = [
            {
                "name": get["name"],
                "status": 200,
                "type": "application/json",
                "date": "Mon, 05 Jan 2026 10:04:00 GMT",
                "text": json.dumps(answers[get["name"]]),
            }
            for get in effect["gets"]
        ]
        scene = {"composing": composing, "full_screen": False, "audible": False}
        return self.send(
            {
                "kind": "read_done",
                "tab": 5,
                "errand": effect["errand"],
                "readings": readings,
                "scene": scene,
            },
            id=effect["reply"],
        )

    def close(self, text: str = ANGRY, composing: bool = False) -> dict[str, Any]:
        (effect,) = self.write()["effects"]
        return self.read(effect, text, composing)


@pytest.fixture
def shell() -> Iterator[Shell]:
    yield Shell()
    api._engine = Engine()


def kinds(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["kind"] for entry in entries]


class TestClose:
    def test_a_tense_close_appends_one_prompt_and_shows_it_in_that_tab(self, shell: Shell) -> None:
        answer = shell.close()
        assert kinds(answer["append"]) == ["prompt_shown"]
        (effect,) = answer["effects"]
        assert (effect["kind"], effect["tab"]) == ("show_card", 5)
        assert effect["shown"] == answer["append"][0]["id"]

    def test_a_calm_close_brings_nothing(self, shell: Shell) -> None:
        answer = shell.close("Hello, could you tell me how to change my address? Thank you.")
        assert answer["effects"] == []
        assert "prompt_shown" not in kinds(shell.journal)

    def test_nothing_of_the_ticket_is_in_the_journal(self, shell: Shell) -> None:
        shell.close()
        kept = json.dumps(shell.journal)
        for secret in ("4711", "refund", "Grinder", "Ann", "Whitfield", "Mia", "Torres", "acme"):
            assert secret not in kept

    def test_silence_is_due_before_anything_is_read(self, shell: Shell) -> None:
        shell.close()
        assert shell.write()["effects"] == []
        shell.clock += HOUR
        assert shell.write()["effects"] != []
        shell.act("popup", "hush", until="hour")
        assert shell.write()["effects"] == []

    def test_an_agent_who_is_writing_is_left_alone(self, shell: Shell) -> None:
        assert shell.close(composing=True)["effects"] == []

    def test_i_tell_you_reads_nothing(self, shell: Shell) -> None:
        shell.act("settings", "save", notice="tell", on="zendesk,freshdesk", cap="6")
        assert shell.write()["effects"] == []

    def test_the_prompt_survives_losing_all_memory(self, shell: Shell) -> None:
        shown = shell.close()["append"][0]["id"]
        shell.wake()
        html = shell.act("card", "open", tab=5, shown=shown)["html"]
        assert f'data-shown="{shown}"' in html


class TestCard:
    @pytest.mark.parametrize("verdict", ["helped", "not_for_me", "closed", "finished"])
    def test_an_answer_is_kept_once_and_closes_the_card(self, shell: Shell, verdict: str) -> None:
        shown = shell.close()["append"][0]["id"]
        answer = shell.act("card", verdict, tab=5, shown=shown)
        assert kinds(answer["append"]) == ["prompt_answered"]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]
        assert shell.act("card", verdict, tab=5, shown=shown)["append"] == []

    def test_another_is_another_prompt_in_the_same_card(self, shell: Shell) -> None:
        first = shell.close()["append"][0]
        answer = shell.act("card", "another", tab=5, shown=first["id"])
        (second,) = answer["append"]
        assert second["prompt"] != first["prompt"]
        assert f'data-shown="{second["id"]}"' in answer["html"]

    def test_a_card_of_an_erased_account_closes(self, shell: Shell) -> None:
        assert shell.act("card", "open", tab=5, shown="gone")["effects"] == [
            {"kind": "close_card", "tab": 5}
        ]


class TestPopup:
    def test_every_kind_can_be_deposited_and_taken_back(self, shell: Shell) -> None:
        for count, kind in enumerate(deposit_kinds(), start=1):
            answer = shell.act("popup", "deposit", kind=kind.id)
            assert f"{kind.name} is in." in answer["html"].replace("&#39;", "'")
            assert f"<strong data-balance>{count}</strong>" in answer["html"]
        last = shell.journal[-1]["id"]
        answer = shell.act("popup", "undo", entry=last)
        assert f"<strong data-balance>{len(deposit_kinds()) - 1}</strong>" in answer["html"]
        assert shell.act("popup", "undo", entry=last)["append"] == []

    def test_the_cached_popup_is_the_popup_as_it_stands(self, shell: Shell) -> None:
        cached = shell.act("popup", "deposit", kind="real_warmth")["popup"]
        assert "<strong data-balance>1</strong>" in cached
        assert "is in." not in cached

    def test_an_unknown_kind_is_told_and_appends_nothing(self, shell: Shell) -> None:
        answer = shell.act("popup", "deposit", kind="no_such_kind")
        assert answer["append"] == []
        assert "no such kind" in answer["html"]

    def test_that_one_was_tense_offers_a_prompt_where_it_was_said(self, shell: Shell) -> None:
        (effect,) = shell.act("popup", "declare")["effects"]
        assert (effect["kind"], effect["page"]) == ("go", "card")
        url = "https://acme.zendesk.com/agent/tickets/4711"
        (effect,) = shell.act("card", "declare-tense", tab=5, url=url)["effects"]
        assert (effect["kind"], effect["tab"]) == ("show_card", 5)
        (effect,) = shell.act("card", "declare-tense", tab=6, url="https://example.com/")["effects"]
        assert (effect["kind"], effect["page"]) == ("go", "card")
        assert [entry["asked"] for entry in shell.journal] == [True, True, True]


class TestSettings:
    def test_erasing_needs_the_tick_and_then_leaves_nothing(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        assert not shell.act("settings", "erase")["erase"]
        answer = shell.act("settings", "erase", sure="yes")
        assert answer["erase"]
        assert shell.journal == []
        assert "<strong data-balance>0</strong>" in answer["popup"]

    def test_a_wrong_form_saves_nothing(self, shell: Shell) -> None:
        answer = shell.act("settings", "save", notice="notice", cap="many", on="zendesk")
        assert answer["append"] == []
        assert 'value="many"' in answer["html"]


class TestShifts:
    def test_work_leaves_one_mark_in_two_hours_and_a_look_at_a_page_none(
        self, shell: Shell
    ) -> None:
        shell.act("popup", "open")
        shell.act("dashboard", "open")
        assert shell.journal == []
        for _ in range(5):
            shell.write("pending")
            shell.clock += HOUR
        assert kinds(shell.journal) == ["worked"] * 3


class TestCrossing:
    @pytest.mark.parametrize("text", ["", "[]", "null", '{"kind":"nothing"}', '{"kind":"acted"}'])
    def test_what_is_no_event_is_answered_with_an_error(self, text: str) -> None:
        assert "no event of the protocol" in json.loads(api.handle(text))["error"]

    def test_a_slip_is_saved_as_the_bytes_that_were_shown(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        week = "2026-W02"
        shown = shell.act("team", "preview", pseudonym="Otter", week=week)["html"]
        saved = shell.act("team", "save", format="json", pseudonym="Otter", week=week)
        (file,) = saved["effects"]
        assert json.loads(file["text"])["pseudonym"] == "Otter"
        assert "Otter" in shown
