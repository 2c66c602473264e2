"""One event through the whole of Python, as the worker sees it: JSON text in, JSON text out."""

from __future__ import annotations

import json
import linecache
import random
import re
import sys
from collections.abc import Iterator
from typing import Any, ClassVar, get_args

import pytest

from interlude import api, content, engine, wire
from interlude.browser import MESSAGES
from interlude.engine import CHECKPOINT_EVERY, Engine
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import Entry
from interlude.ledger.migrations import VERSION
from interlude.memo import Memo
from interlude.pages.index import PAGES
from interlude.pages.parts import environment
from interlude.prompts.timing import WORDS, Silence
from interlude.protocol import Acted, Answer, Effect, Event, Noted, Opened
from interlude.tension import lexicon, tone

MINUTE, HOUR = 60_000, 3_600_000
START = 1_767_607_440_000  # 2026-01-05 10:04 UTC

ANGRY = (
    "This is the THIRD time I write!!! You took my money and nobody answers. Absolutely"
    " unacceptable, I want my refund TODAY or I go to my bank and never buy from you again."
)


class Shell:
    """Does what the worker does: passes events in and keeps what is to be appended."""

    def __init__(self) -> None:
        self.journal: list[Any] = []
        self.checkpoint, self.covered = "", 0
        self.memo = ""
        self.clock = START
        self.events = 0
        self.tickets = 4710
        self.wake()

    def wake(self) -> None:
        """Lose all memory but the memo and open the journal, as after a kill of the engine."""
        api._engine = Engine()
        if self.open(self.checkpoint, self.journal[self.covered :])["whole"]:
            assert not self.open("", self.journal)["whole"]

    def open(self, checkpoint: str, journal: list[Any]) -> dict[str, Any]:
        wakes = [{"how": "plain", "why": "first", "times": 1, "last": START}]
        event = {"kind": "opened", "checkpoint": checkpoint, "journal": journal}
        answer = self.send({**event, "wakes": wakes, "build": "3f2a9c1", "memo": self.memo})
        assert answer["append"] == []
        return answer

    def send(self, event: dict[str, Any], id: str = "") -> dict[str, Any]:
        self.events += 1
        now = {"at": self.clock, "offset": 60}
        stamp = {"id": id or f"event-{self.events}", "now": now, "seed": self.events}
        answer: dict[str, Any] = json.loads(api.handle(json.dumps({**event, "stamp": stamp})))
        assert "error" not in answer, answer
        if answer["erase"]:
            self.journal.clear()
            self.checkpoint, self.covered = "", 0
        self.journal.extend(answer["append"])
        self.memo = answer["memo"] or self.memo
        if answer["checkpoint"]:
            self.checkpoint, self.covered = answer["checkpoint"], len(self.journal)
        return answer

    def act(self, page: str, action: str, tab: int | None = None, **fields: str) -> dict[str, Any]:
        if page == "card" and tab is not None:
            fields = {"by": "pointer", "sight_ms": "2000", "sure": "true"} | fields
        return self.send(
            {"kind": "acted", "page": page, "tab": tab, "action": action, "fields": fields}
        )

    def write(self, status: str = "solved", http: int = 200) -> dict[str, Any]:
        """Save another ticket each time: one is looked at once in ten minutes."""
        self.tickets += 1
        return self.send(
            {
                "kind": "write_seen",
                "tab": 5,
                "page": f"https://acme.zendesk.com/agent/tickets/{self.tickets}",
                "method": "PUT",
                "url": f"https://acme.zendesk.com/api/v2/tickets/{self.tickets}",
                "status": http,
                "body": json.dumps({"ticket": {"status": status}}),
                "form": {},
                "triggers": ["zendesk/save"],
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

    def close(
        self, text: str = ANGRY, composing: bool = False, seen: bool = True
    ) -> dict[str, Any]:
        """Close a ticket; a card that comes is seen at once."""
        (effect,) = self.write()["effects"]
        answer = self.read(effect, text, composing)
        for effect in answer["effects"] if seen else ():
            self.act("card", "seen", tab=effect["tab"], shown=effect["shown"])
        return answer

    def breath(self, seen: bool = True) -> str:
        """A breath that was asked for; the entry id of its card."""
        url = "https://acme.zendesk.com/agent/tickets/4711"
        (effect,) = self.act("popup", "breathe", tab=5, url=url)["effects"]
        if seen:
            self.act("card", "seen", tab=5, shown=effect["shown"])
        return str(effect["shown"])

    def card(self, said: str, seen: bool = True) -> str:
        """The entry id of a card that such an answer can be given to."""
        if said in ("begin", "finished"):
            return self.breath(seen)
        return str(self.close(seen=seen)["append"][0]["id"])


@pytest.fixture
def shell() -> Iterator[Shell]:
    yield Shell()
    api._engine = Engine()


def kinds(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["kind"] for entry in entries]


class TestMemo:
    """What is remembered for some minutes, shown by the calm close that "that was tense" means."""

    def declared(self, shell: Shell) -> list[str]:
        return kinds(shell.act("popup", "declare")["append"])

    def test_it_outlives_the_engines_sleep(self, shell: Shell) -> None:
        assert shell.close(CALM)["memo"]
        shell.wake()
        assert self.declared(shell) == ["prompt_shown", "corrected"]

    def test_it_is_given_only_when_it_changes(self, shell: Shell) -> None:
        shell.close(CALM)
        assert shell.act("popup", "open")["memo"] == ""
        assert shell.act("popup", "declare")["memo"] != ""
        assert shell.act("popup", "declare")["memo"] == ""

    @pytest.mark.parametrize(
        "memo", ["", "no JSON", "[]", "{}", '{"calm":{"trace":"x","at":1}}', '{"calm":{"at":null}}']
    )
    def test_lost_or_malformed_it_is_empty_and_harms_nothing(self, shell: Shell, memo: str) -> None:
        shell.close(CALM)
        shell.memo = memo
        shell.wake()
        assert api._engine.memo == Memo()
        assert self.declared(shell) == ["prompt_shown"]

    def test_nothing_of_it_is_in_the_journal(self, shell: Shell) -> None:
        shell.close(CALM)
        assert "calm" not in json.dumps(shell.journal)
        assert "trace" not in json.dumps(shell.journal)

    def test_it_is_erased_with_everything(self, shell: Shell) -> None:
        shell.close(CALM)
        assert shell.act("settings", "erase", sure="yes")["memo"] == wire.encode_memo(Memo())
        assert self.declared(shell) == ["prompt_shown"]
        shell.wake()
        assert self.declared(shell) == ["prompt_shown"]


class TestHush:
    def test_an_hour_ends_by_the_clock_that_will_be_on_the_wall(self, shell: Shell) -> None:
        later = {"at": shell.clock + HOUR, "offset": 0}
        now = {"at": shell.clock, "offset": 60}
        event = {
            "kind": "acted",
            "page": "popup",
            "tab": None,
            "action": "hush",
            "fields": {"until": "hour"},
            "stamp": {"id": "h", "now": now, "seed": 1, "in_an_hour": later},
        }
        answer = json.loads(api.handle(json.dumps(event)))
        assert "Hushed until 11:04." in answer["html"]

    def test_a_silence_that_no_clock_could_end_is_an_unreadable_entry(self, shell: Shell) -> None:
        odd = {"id": "h", "now": {"at": START, "offset": 0}, "until": 2**63 - 1, "offset": None}
        shell.journal.append({**odd, "kind": "hushed", "v": VERSION})
        shell.wake()
        assert "Hushed" not in shell.act("popup", "open")["html"]


class TestSmallWindow:
    def test_a_card_in_a_window_of_its_own_closes_it(self, shell: Shell) -> None:
        shown = shell.act("popup", "declare")["append"][0]["id"]
        alone = shell.act("card", "closed", shown=shown, window="popup")
        assert kinds(alone["effects"]) == ["close_window"]

    def test_a_card_in_the_popup_leads_back_to_it(self, shell: Shell) -> None:
        shown = shell.act("popup", "breathe")["append"][0]["id"]
        back = shell.act("card", "closed", shown=shown, window="")
        assert kinds(back["effects"]) == ["go"]


class TestClose:
    def test_a_tense_close_appends_one_prompt_and_shows_it_in_that_tab(self, shell: Shell) -> None:
        answer = shell.close()
        assert kinds(answer["append"]) == ["prompt_shown"]
        (effect,) = answer["effects"]
        assert (effect["kind"], effect["tab"]) == ("show_card", 5)
        assert effect["shown"] == answer["append"][0]["id"]

    def test_a_calm_close_brings_nothing(self, shell: Shell) -> None:
        answer = shell.close(CALM)
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


class TestPraise:
    WARM = "Thank you so much, you were wonderful. You made my day."

    def test_praise_for_the_agent_is_let_in_once_in_a_shift(self, shell: Shell) -> None:
        (effect,) = shell.close(self.WARM)["effects"]
        html = shell.act("card", "open", tab=5, shown=effect["shown"])["html"]
        assert 'data-card="savour"' in html
        assert "not_tense" not in html
        shell.clock += HOUR
        assert shell.close(self.WARM)["effects"] == []
        shell.clock += 6 * HOUR
        assert shell.close(self.WARM)["effects"] != []

    def test_thanks_out_of_courtesy_bring_nothing(self, shell: Shell) -> None:
        for text in ("Perfect, thank you very much. Have a nice weekend.", "Great, thanks, bye."):
            assert shell.close(text)["effects"] == []
            shell.clock += HOUR

    def test_taking_it_in_teaches_the_judge_nothing(self, shell: Shell) -> None:
        (effect,) = shell.close(self.WARM)["effects"]
        shell.act("card", "helped", tab=5, shown=effect["shown"])
        page = shell.act("settings", "open")["html"]
        assert "Interlude has learned from you" not in page
        assert "Interlude has learned which cards you like" in page

    def test_it_is_silent_where_a_tense_ticket_would_be(self, shell: Shell) -> None:
        assert shell.close(self.WARM, composing=True)["effects"] == []
        shell.act("popup", "hush", until="hour")
        assert shell.write()["effects"] == []


class TestCard:
    @pytest.mark.parametrize("verdict", ["helped", "not_for_me", "closed"])
    def test_an_answer_is_kept_once_and_closes_the_card(self, shell: Shell, verdict: str) -> None:
        shown = shell.close()["append"][0]["id"]
        answer = shell.act("card", verdict, tab=5, shown=shown)
        assert kinds(answer["append"]) == ["prompt_answered"]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]
        assert shell.act("card", verdict, tab=5, shown=shown)["append"] == []

    def test_another_is_another_prompt_in_the_same_card(self, shell: Shell) -> None:
        first = shell.close()["append"][0]
        answer = shell.act("card", "another", tab=5, shown=first["id"])
        second, seen = answer["append"]
        assert (seen["kind"], seen["shown"]) == ("prompt_seen", second["id"])
        assert second["prompt"] != first["prompt"]
        assert f'data-shown="{second["id"]}"' in answer["html"]

    @pytest.mark.parametrize("said", ["helped", "not_for_me", "finished", "another", "not_tense"])
    def test_to_a_card_that_nobody_saw_everything_means_go_away(
        self, shell: Shell, said: str
    ) -> None:
        shown = shell.card(said, seen=False)
        assert shell.act("card", "open", tab=5, shown=shown)["append"] == []
        answer = shell.act("card", said, tab=5, shown=shown)
        assert [(e["kind"], e["verdict"]) for e in answer["append"]] == [
            ("prompt_answered", "closed")
        ]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]
        assert shell.act("card", "seen", tab=5, shown=shown)["append"] == []

    @pytest.mark.parametrize("said", ["helped", "not_for_me", "another", "not_tense", "finished"])
    @pytest.mark.parametrize(
        "observed", [{"sight_ms": "499"}, {"sure": "false"}, {"by": ""}], ids=["soon", "over", "by"]
    )
    def test_a_press_that_may_be_the_pages_doing_only_sends_the_card_away(
        self, shell: Shell, said: str, observed: dict[str, str]
    ) -> None:
        shown = shell.card(said)
        answer = shell.act("card", said, tab=5, shown=shown, **observed)
        assert [(e["kind"], e["verdict"]) for e in answer["append"]] == [
            ("prompt_answered", "closed")
        ]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]

    def test_a_card_comes_with_what_its_frame_would_ask_for(self, shell: Shell) -> None:
        answer = shell.close(seen=False)
        assert set(answer["views"]) == {"popup"}, "only a page of its own is kept on the disk"
        shown = answer["append"][0]["id"]
        assert answer["card"] == shell.act("card", "open", tab=5, shown=shown)["html"]
        shell.clock += HOUR
        assert shell.close(CALM)["card"] == ""

    def test_that_a_click_is_not_believed_stands_where_the_stylesheet_shows_it(
        self, shell: Shell
    ) -> None:
        html = shell.close()["card"]
        assert re.search('class="quiet keys-only">[^<]*Go to the card with Tab', html)

    def test_a_breath_begun_by_such_a_press_plays_and_is_not_counted(self, shell: Shell) -> None:
        shown = shell.breath()
        answer = shell.act("card", "begin", tab=5, shown=shown, sure="false")
        assert (answer["append"], answer["effects"]) == ([], [])
        observed = {"begun": "true", "visible": "true", "sure": "false"}
        [answered, *_] = shell.act("card", "finished", tab=5, shown=shown, **observed)["append"]
        assert answered["verdict"] == "closed"

    def test_a_card_that_nobody_saw_makes_room_after_a_minute(self, shell: Shell) -> None:
        assert shell.close(seen=False)["effects"] != []
        shell.clock += MINUTE - 1
        assert shell.write()["effects"] == []
        shell.clock += 1
        assert shell.close()["effects"] != []
        shell.clock += 20 * MINUTE - 1
        assert shell.write()["effects"] == []

    def test_seen_is_kept_once_and_draws_nothing(self, shell: Shell) -> None:
        shown = shell.close(seen=False)["append"][0]["id"]
        answer = shell.act("card", "seen", tab=5, shown=shown)
        assert [(e["kind"], e["shown"]) for e in answer["append"]] == [("prompt_seen", shown)]
        assert (answer["html"], answer["effects"]) == ("", [])
        assert shell.act("card", "seen", tab=5, shown=shown)["append"] == []
        assert shell.act("card", "seen", tab=5, shown="nowhere")["append"] == []

    def test_a_card_on_a_page_of_its_own_is_seen_when_it_opens(self, shell: Shell) -> None:
        shown = shell.act("popup", "breathe")["append"][0]["id"]
        answer = shell.act("card", "open", shown=shown)
        assert [(e["kind"], e["shown"]) for e in answer["append"]] == [("prompt_seen", shown)]
        assert shell.act("card", "open", shown=shown)["append"] == []

    def test_the_first_card_says_what_it_is_and_no_later_one(self, shell: Shell) -> None:
        def explains(shown: str) -> bool:
            return "This is Interlude" in shell.act("card", "open", tab=5, shown=shown)["html"]

        unseen = shell.close(seen=False)["append"][0]["id"]
        assert explains(unseen)
        shell.clock += HOUR
        first = shell.close(seen=False)["append"][0]["id"]
        assert explains(first)
        shell.act("card", "seen", tab=5, shown=first)
        assert explains(first)
        shell.clock += HOUR
        assert not explains(shell.close(seen=False)["append"][0]["id"])

    def test_another_after_a_breath_is_no_hotter(self, shell: Shell) -> None:
        shown = shell.act("popup", "breathe")["append"][0]
        shell.act("card", "open", shown=shown["id"])
        another = shell.act("card", "another", shown=shown["id"])["append"][0]
        assert (another["tension"], another["heat"]) == (shown["tension"], shown["heat"])
        assert another["heat"] < 4

    def test_a_card_of_an_erased_account_closes(self, shell: Shell) -> None:
        assert shell.act("card", "open", tab=5, shown="gone")["effects"] == [
            {"kind": "close_card", "tab": 5}
        ]


class TestBreath:
    """A breath waits to be begun, and is finished if it was in sight to its end."""

    SEEN: ClassVar = {"begun": "true", "visible": "true"}

    def test_with_nobody_there_nothing_is_kept_but_that_it_was_seen(self, shell: Shell) -> None:
        shown = shell.breath()
        answer = shell.act("card", "leave", tab=5, shown=shown)
        assert answer["append"] == []
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]
        assert kinds(shell.journal) == ["prompt_shown", "prompt_seen"]
        assert "<b data-run>0</b>" in shell.act("popup", "open")["html"]

    @pytest.mark.parametrize("missing", ["begun", "visible"])
    def test_what_was_not_begun_or_not_seen_to_the_end_is_not_finished(
        self, shell: Shell, missing: str
    ) -> None:
        shown = shell.breath()
        answer = shell.act(
            "card", "finished", tab=5, shown=shown, **{**self.SEEN, missing: "false"}
        )
        assert answer["append"] == answer["effects"] == []
        assert 'data-action="begin"' in answer["html"]

    def test_the_first_one_says_what_to_know_and_later_ones_keep_it_under_why(
        self, shell: Shell
    ) -> None:
        for says_it_outright in (True, False):
            shown = shell.breath()
            html = shell.act("card", "open", tab=5, shown=shown)["html"]
            before, why = html.split('<details class="why"')
            assert ("Breathe gently" in before, "Breathe gently" in why) == (
                says_it_outright,
                not says_it_outright,
            )

    def test_it_is_finished_once_says_so_and_offers_a_pause(self, shell: Shell) -> None:
        shown = shell.breath()
        shell.act("card", "begin", tab=5, shown=shown)
        answer = shell.act("card", "finished", tab=5, shown=shown, **self.SEEN)
        assert [entry["verdict"] for entry in answer["append"]] == ["finished"]
        assert answer["effects"] == []
        assert re.search("That was your|Those were your|one breath", answer["html"])
        assert "<b data-run>1</b>" in shell.act("popup", "open")["html"]
        assert shell.act("card", "finished", tab=5, shown=shown, **self.SEEN)["append"] == []

        answer = shell.act("card", "deposit", tab=5, shown=shown, kind="turned_it_round")
        assert [entry["deposit"] for entry in answer["append"]] == ["real_pause"]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]

    def test_no_pause_is_put_in_without_a_finished_breath(self, shell: Shell) -> None:
        shown = shell.breath()
        assert shell.act("card", "deposit", tab=5, shown=shown, kind="real_pause")["append"] == []
        shell.act("card", "closed", tab=5, shown=shown)
        assert shell.act("card", "deposit", tab=5, shown=shown, kind="real_pause")["append"] == []

    def test_whoever_begins_it_has_seen_it(self, shell: Shell) -> None:
        shown = shell.breath(seen=False)
        answer = shell.act("card", "begin", tab=5, shown=shown)
        assert kinds(answer["append"]) == ["prompt_seen", "begun"]
        assert (answer["html"], answer["effects"]) == ("", [])


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
        cached = shell.act("popup", "deposit", kind="real_warmth")["views"]["popup"]
        assert "<strong data-balance>1</strong>" in cached
        assert "is in." not in cached

    def test_opened_it_is_drawn_anew_for_the_next_time(self, shell: Shell) -> None:
        """What was kept may be of yesterday: today's count has gone back to nothing."""
        shell.act("popup", "deposit", kind="real_warmth")
        shell.clock += 6 * HOUR
        opened = shell.act("popup", "open")
        assert "<span data-today>0</span>" in opened["views"]["popup"]
        assert "Real warmth" in opened["html"]
        assert shell.act("account", "open")["views"] == {}

    def test_an_unknown_kind_is_told_and_appends_nothing(self, shell: Shell) -> None:
        answer = shell.act("popup", "deposit", kind="no_such_kind")
        assert answer["append"] == []
        assert "no such kind" in answer["html"]

    def test_that_one_was_tense_offers_a_prompt_where_it_was_said(self, shell: Shell) -> None:
        (effect,) = shell.act("popup", "declare")["effects"]
        assert (effect["kind"], effect["address"][:10]) == ("go", "card.html#")
        url = "https://acme.zendesk.com/agent/tickets/4711"
        (effect,) = shell.act("popup", "declare", tab=5, url=url)["effects"]
        assert (effect["kind"], effect["tab"]) == ("show_card", 5)
        (effect,) = shell.act("popup", "declare", tab=6, url="https://example.com/")["effects"]
        assert (effect["kind"], effect["address"][:10]) == ("go", "card.html#")
        assert [entry["cause"] for entry in shell.journal] == ["declared"] * 3


CALM = "Hello, could you tell me how to change my address? Thank you."
CROSS = (
    "Still no refund and nobody answers. This is the worst service, not one reply in two weeks. I"
    " am really disappointed and I want my money back."
)


class TestSilence:
    """The popup says why the last close brought no card, and knows of no other."""

    def line(self, shell: Shell) -> str:
        html = str(shell.act("popup", "open")["html"])
        found = re.search(r'<p class="[^"]*" id="silence">(.*)</p>', html)
        return found[1].removeprefix("No card after your last close. ") if found else ""

    def test_it_is_said_in_a_line_of_the_page_and_of_the_cached_popup(self, shell: Shell) -> None:
        assert self.line(shell) == ""
        cached = shell.close(CALM)["views"]["popup"]
        assert self.line(shell) == "The ticket seemed calm."
        assert "The ticket seemed calm." in cached

    def test_the_last_reason_takes_the_place_of_the_one_before(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.close(composing=True)
        assert self.line(shell) == "You were in the middle of a reply."
        shell.act("popup", "hush", until="hour")
        shell.write()
        assert self.line(shell) == "You had asked for silence."
        assert shell.memo.count("hushed") == 1
        for reason in ("calm.", "composing"):
            assert reason not in str(shell.act("popup", "open")["html"])

    def test_a_card_takes_it_away_and_the_next_is_too_soon(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.close()
        assert self.line(shell) == ""
        shell.write()
        assert self.line(shell) == (
            "The last card, or a silence in its place, had come less than 20 minutes before."
        )

    def test_a_save_that_closes_nothing_changes_nothing(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.act("popup", "hush", until="hour")
        shell.write("pending")
        assert self.line(shell) == "The ticket seemed calm."

    def test_it_outlives_sleep_and_is_no_part_of_the_journal(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.wake()
        assert self.line(shell) == "The ticket seemed calm."
        assert "calm" not in json.dumps(shell.journal)
        shell.memo = ""
        shell.wake()
        assert self.line(shell) == ""

    def test_erasing_takes_it_along(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.act("settings", "erase", sure="yes")
        assert self.line(shell) == ""

    def test_whatever_kept_a_card_away_has_words(self) -> None:
        assert {*get_args(Silence), *get_args(Noted)} - {"", "strange"} <= set(WORDS)


class TestTaps:
    def test_not_tense_is_kept_once_and_closes_the_card(self, shell: Shell) -> None:
        shown = shell.close()["append"][0]
        html = shell.act("card", "open", tab=5, shown=shown["id"])["html"]
        assert 'data-action="not_tense"' in html
        answer = shell.act("card", "not_tense", tab=5, shown=shown["id"])
        (entry,) = answer["append"]
        assert (entry["kind"], entry["tense"], entry["shown"]) == ("corrected", False, shown["id"])
        assert entry["trace"] == shown["trace"]
        assert answer["effects"] == [{"kind": "close_card", "tab": 5}]
        assert shell.act("card", "not_tense", tab=5, shown=shown["id"])["append"] == []
        assert shell.act("card", "helped", tab=5, shown=shown["id"])["append"] == []

    def test_what_was_asked_for_cannot_be_called_not_tense(self, shell: Shell) -> None:
        shown = shell.act("popup", "declare")["append"][0]["id"]
        assert "not_tense" not in shell.act("card", "open", shown=shown)["html"]
        assert shell.act("card", "not_tense", shown=shown)["append"] == []

    def test_after_enough_taps_such_a_ticket_brings_no_card(self, shell: Shell) -> None:
        cards = 0
        for _ in range(60):
            shell.clock += 6 * HOUR
            effects = shell.close(CROSS)["effects"]
            cards += bool(effects)
            for effect in effects:
                shell.act("card", "not_tense", tab=5, shown=effect["shown"])
        assert 5 < cards < 50
        shell.wake()
        shell.clock += 6 * HOUR
        assert shell.close(CROSS)["effects"] == []
        shell.clock += 6 * HOUR
        assert shell.close(ANGRY)["effects"] != []

    def test_a_calm_close_that_was_tense_teaches_and_is_asked_about_once(
        self, shell: Shell
    ) -> None:
        shell.close(CALM)
        assert "corrected" not in kinds(shell.journal)
        shell.clock += 4 * MINUTE
        answer = shell.act("popup", "declare")
        assert kinds(answer["append"]) == ["prompt_shown", "corrected"]
        assert answer["append"][1]["tense"]
        assert any(answer["append"][1]["trace"])
        assert kinds(shell.act("popup", "declare")["append"]) == ["prompt_shown"]

    def test_what_was_closed_long_ago_is_not_meant(self, shell: Shell) -> None:
        shell.close(CALM)
        shell.clock += 5 * MINUTE
        assert kinds(shell.act("popup", "declare")["append"]) == ["prompt_shown"]

    def test_the_settings_page_says_what_was_learned_and_forgets_it(self, shell: Shell) -> None:
        assert "has learned nothing from you yet" in shell.act("settings", "open")["html"]
        for _ in range(2):
            shell.clock += HOUR
            shown = shell.close()["append"][0]["id"]
            shell.act("card", "not_tense", tab=5, shown=shown)
        assert "has learned from you 2 times" in shell.act("settings", "open")["html"]
        answer = shell.act("settings", "unlearn")
        assert kinds(answer["append"]) == ["unlearned"]
        assert "has learned nothing from you yet" in answer["html"]
        assert shell.act("settings", "unlearn")["append"] == []

    def test_nothing_of_the_tickets_is_in_the_journal(self, shell: Shell) -> None:
        shown = shell.close()["append"][0]["id"]
        shell.act("card", "not_tense", tab=5, shown=shown)
        shell.clock += HOUR
        shell.close(CALM)
        shell.act("popup", "declare")
        kept = json.dumps(shell.journal)
        for secret in ("4711", "refund", "address", "Grinder", "Whitfield", "Mia", "acme"):
            assert secret not in kept


class TestSettings:
    def test_erasing_needs_the_tick_and_then_leaves_nothing(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        assert not shell.act("settings", "erase")["erase"]
        answer = shell.act("settings", "erase", sure="yes")
        assert answer["erase"]
        assert shell.journal == []
        assert "<strong data-balance>0</strong>" in answer["views"]["popup"]

    def test_a_wrong_form_saves_nothing(self, shell: Shell) -> None:
        answer = shell.act("settings", "save", notice="notice", cap="many", on="zendesk")
        assert answer["append"] == []
        assert 'value="many"' in answer["html"]

    @pytest.mark.parametrize("button", ["open", "unlearn"])
    def test_what_is_typed_and_not_saved_outlives_another_button(
        self, shell: Shell, button: str
    ) -> None:
        shell.act("card", "not_tense", tab=5, shown=shell.close()["append"][0]["id"])
        html = shell.act("settings", button, was="{}", cap="11", on="zendesk")["html"]
        assert 'value="11"' in html
        assert 'value="11"' not in shell.act("settings", button)["html"]


class TestKeys:
    def test_single_keys_are_on_until_they_are_switched_off(self, shell: Shell) -> None:
        assert 'data-key="1"' in shell.act("popup", "open")["html"]
        shell.act("settings", "save", cap="6", on="zendesk", single_keys="off")
        shell.act("settings", "save", cap="5", on="zendesk")
        popup = shell.act("popup", "open")
        assert "data-key" not in popup["html"] + popup["views"]["popup"]
        shown = shell.act("popup", "breathe")["append"][0]["id"]
        html = shell.act("card", "open", shown=shown)["html"]
        assert re.findall('data-key="(.*?)"', html) == ["Escape"]
        shell.act("settings", "save", cap="6", on="zendesk", single_keys="off,on")
        assert 'data-key="1"' in shell.act("popup", "open")["html"]

    def test_the_settings_show_what_is_bound_and_where_to_change_it(self, shell: Shell) -> None:
        bound = "_execute_action Alt+Shift+J\ndeclare-tense \nunknown Ctrl+Q"
        html = shell.act("settings", "open", shortcuts=bound)["html"]
        assert "<kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>J</kbd> </dt><dd>opens Interlude" in html
        assert "no keys</dt><dd>that one was tense" in html
        assert "Ctrl" not in html
        for address in ("chrome://extensions/shortcuts", "about:addons"):
            assert address in html
            assert f'href="{address}' not in html


class TestShifts:
    def test_work_leaves_one_mark_in_two_hours_and_a_look_at_a_page_none(
        self, shell: Shell
    ) -> None:
        shell.act("popup", "open")
        shell.act("account", "open")
        assert shell.journal == []
        for _ in range(5):
            shell.write("pending")
            shell.clock += HOUR
        assert kinds(shell.journal) == ["worked"] * 3


def error(event: dict[str, Any]) -> str:
    """The code with which an event is refused, for which ``browser.MESSAGES`` has words."""
    stamp = {"id": "refused", "now": {"at": START, "offset": 0}, "seed": 0}
    code = json.loads(api.handle(json.dumps({**event, "stamp": stamp})))["error"]["code"]
    assert f"failed_{code}" in MESSAGES
    return str(code)


OPEN_POPUP: dict[str, Any] = {
    "kind": "acted",
    "page": "popup",
    "tab": None,
    "action": "open",
    "fields": {},
}


class TestOpening:
    def test_nothing_is_decided_before_the_journal_is_open(self, shell: Shell) -> None:
        api._engine = Engine()
        assert error(OPEN_POPUP) == "not_open"
        shell.wake()
        assert "<strong data-balance>0</strong>" in shell.act("popup", "open")["html"]

    def test_an_account_of_a_newer_interlude_is_left_alone(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        newer = {**shell.journal[0], "v": VERSION + 1, "id": "newer"}
        assert error({"kind": "opened", "journal": [*shell.journal, newer]}) == "newer"
        assert "Nothing is lost" in MESSAGES["failed_newer"]
        assert error(OPEN_POPUP) == "newer"
        deposit = {"page": "popup", "action": "deposit", "fields": {"kind": "real_warmth"}}
        assert error({**OPEN_POPUP, **deposit}) == "newer"
        shell.wake()
        assert "<strong data-balance>1</strong>" in shell.act("popup", "open")["html"]

    def test_damaged_entries_are_passed_over_and_told(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        whole = shell.journal[0]
        shell.journal += [{}, None, {**whole, "id": "half", "now": None}]
        shell.act("popup", "deposit", kind="real_pause")
        shell.wake()
        assert "<strong data-balance>2</strong>" in shell.act("popup", "open")["html"]
        page = shell.act("diagnostics", "open")["html"]
        assert "<b data-entries>5</b>" in page
        assert "<b data-unreadable>3</b>" in page


class TestCheckpoint:
    def test_one_is_offered_every_two_hundred_entries(self, shell: Shell) -> None:
        offered = []
        for _ in range(2 * CHECKPOINT_EVERY + 1):
            answer = shell.act("popup", "deposit", kind="real_warmth")
            if answer["checkpoint"]:
                offered.append(len(shell.journal))
        assert offered == [CHECKPOINT_EVERY, 2 * CHECKPOINT_EVERY]

    def test_a_long_journal_without_one_gets_one_when_it_is_opened(self, shell: Shell) -> None:
        for _ in range(CHECKPOINT_EVERY - 1):
            shell.act("popup", "deposit", kind="real_warmth")
        assert not shell.open("", shell.journal)["checkpoint"]
        shell.act("popup", "deposit", kind="real_warmth")
        assert shell.open("", shell.journal)["checkpoint"]
        assert (shell.covered, len(shell.journal)) == (200, 200)

    def test_what_came_after_a_checkpoint_counts_towards_the_next(self, shell: Shell) -> None:
        for _ in range(CHECKPOINT_EVERY + 10):
            shell.act("popup", "deposit", kind="real_warmth")
        assert shell.covered == CHECKPOINT_EVERY
        shell.wake()
        for _ in range(CHECKPOINT_EVERY - 10):
            shell.act("popup", "deposit", kind="real_warmth")
        assert shell.covered == 2 * CHECKPOINT_EVERY

    def test_a_life_with_checkpoints_and_kills_is_the_same_life(
        self, shell: Shell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        quiet = self.life(shell, kills=False)
        monkeypatch.setattr(engine, "CHECKPOINT_EVERY", 2)
        killed = Shell()
        assert self.life(killed, kills=True) == quiet
        assert killed.covered > 2

    def life(self, shell: Shell, kills: bool) -> list[dict[str, Any]]:
        answers = []
        shell.events = 100
        for day in range(12):
            shell.clock = START + day * 24 * HOUR
            shown = shell.close()["append"][-1]["id"]
            answers.append(shell.act("card", "helped", tab=5, shown=shown))
            answers.append(shell.act("popup", "deposit", kind=deposit_kinds()[day].id))
            if day % 3 == 0:
                answers.append(shell.act("account", "undo", entry=shell.journal[-1]["id"]))
            if day == 5:
                answers.append(shell.act("settings", "save", cap="9", on="zendesk"))
            if kills:
                events = shell.events
                shell.wake()
                shell.events = events
        pages = ("popup", "account", "share", "settings")
        answers += [shell.act(page, "open") for page in pages]
        return [{**answer, "checkpoint": ""} for answer in answers]

    def test_one_that_cannot_be_used_asks_for_the_whole_journal(self, shell: Shell) -> None:
        for _ in range(CHECKPOINT_EVERY + 3):
            shell.act("popup", "deposit", kind="real_warmth")
        damaged = shell.checkpoint.replace("real_warmth", "real_warmht", 1)
        assert shell.open(damaged, shell.journal[shell.covered :])["whole"]
        assert error(OPEN_POPUP) == "not_open"
        assert not shell.open("", shell.journal)["whole"]
        assert "<strong data-balance>203</strong>" in shell.act("popup", "open")["html"]

    def test_erasing_starts_the_count_afresh(self, shell: Shell) -> None:
        for _ in range(CHECKPOINT_EVERY - 1):
            shell.act("popup", "deposit", kind="real_warmth")
        assert not shell.act("settings", "erase", sure="yes")["checkpoint"]
        assert not shell.act("popup", "deposit", kind="real_warmth")["checkpoint"]


class TestLateTap:
    def test_a_tap_that_was_kept_counts_with_its_own_time(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        now, shell.clock = shell.clock, shell.clock - 26 * HOUR
        shell.act("popup", "deposit", kind="real_pause")
        shell.clock = now
        assert "<strong data-balance>2</strong>" in shell.act("popup", "open")["html"]
        assert "Undo Real pause, Yesterday 09:04" in shell.act("account", "open")["html"]
        assert shell.write("pending")["append"] == [], "the shift goes on"

    def test_a_deposit_that_left_the_list_is_not_said_to_be_taken_back(self, shell: Shell) -> None:
        first = shell.act("popup", "deposit", kind="real_warmth")["append"][0]["id"]
        assert "Taken back." in shell.act("account", "undo", entry=first)["html"]
        again = shell.act("account", "undo", entry=first)
        assert again["append"] == []
        assert "Taken back." not in again["html"]
        assert "no longer in your list" in again["html"]


class TestWarmUp:
    def test_after_it_nothing_is_read_or_prepared_any_more(
        self, shell: Shell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forget()
        monkeypatch.setattr(wire, "_CONVERTER", wire._converter())
        api.warm_up()
        prepared = generated()
        monkeypatch.setattr(content, "load", no_more)
        monkeypatch.setattr(lexicon, "parse", no_more)
        monkeypatch.setattr(tone, "table", no_more)
        monkeypatch.setattr(environment._ENVIRONMENT.loader, "get_source", no_more)

        for words in SPOKEN.values():
            shell.clock += HOUR
            shell.close(words)
        assert len([kind for kind in kinds(shell.journal) if kind == "prompt_shown"]) > 2
        shown = next(e["id"] for e in reversed(shell.journal) if e["kind"] == "prompt_shown")
        shell.act("card", "open", shown=shown)
        shell.act("card", "helped", shown=shown)
        shell.act("popup", "deposit", kind="real_warmth")
        shell.act("popup", "breathe")
        for page in PAGES:
            shell.act(page, "open")
        shell.wake()
        assert generated() == prepared

    def test_it_plays_every_message_and_every_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        played: list[Any] = []
        decode, encode = wire.decode_event, wire.encode_answer

        def decoding(text: str) -> Any:
            event = decode(text)
            played.append(event)
            if isinstance(event, Opened):
                played.extend(map(wire.decode_entry, event.journal))
            return event

        def encoding(answer: Answer) -> str:
            played.extend((*answer.append, *answer.effects))
            return encode(answer)

        monkeypatch.setattr(wire, "decode_event", decoding)
        monkeypatch.setattr(wire, "encode_answer", encoding)
        api.warm_up()
        assert {type(message) for message in played} == {
            message for union in (Event, Entry, Effect) for message in get_args(union)
        }
        assert {event.page for event in played if isinstance(event, Acted)} == set(PAGES)

    def test_the_engine_and_the_dice_stay_as_they_were(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        dice = random.getstate()
        api.warm_up()
        assert random.getstate() == dice
        assert "<strong data-balance>1</strong>" in shell.act("popup", "open")["html"]
        api._engine = Engine()
        api.warm_up()
        assert error(OPEN_POPUP) == "not_open"


def forget() -> None:
    """Make Python read everything anew, as after a start."""
    for name, module in list(sys.modules.items()):
        if name.startswith("interlude"):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()
    assert environment._ENVIRONMENT.cache is not None
    environment._ENVIRONMENT.cache.clear()


def generated() -> set[str]:
    """The functions that cattrs wrote so far."""
    found = {name for name in linecache.cache if "cattrs generated" in name}
    assert found
    return found


def no_more(*_: Any) -> None:
    raise AssertionError("something is read for the first time")


SPOKEN = {
    "en": ANGRY,
    "es": "Es la tercera vez que escribo y nadie me contesta. Es una vergüenza, quiero mi dinero.",
    "pt": "É a terceira vez que escrevo e ninguém responde. É uma vergonha, quero meu dinheiro.",
    "fr": "C'est la troisième fois que j'écris et personne ne répond. C'est une honte, remboursez.",
    "de": "Ich schreibe zum dritten Mal und niemand antwortet. Eine Frechheit, ich will mein Geld.",
}


class TestCrossing:
    @pytest.mark.parametrize("text", ["", "[]", "null", '{"kind":"nothing"}', '{"kind":"acted"}'])
    def test_what_is_no_event_is_answered_with_an_error(self, text: str) -> None:
        error = json.loads(api.handle(text))["error"]
        assert error["code"] == "otherwise"
        assert "no event of the protocol" in error["detail"]

    def test_a_slip_is_saved_as_the_bytes_that_were_shown(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        week = "2026-W02"
        shown = shell.act("share", "preview", pseudonym="Otter", week=week)["html"]
        saved = shell.act("share", "save", format="json", pseudonym="Otter", week=week)
        (file,) = saved["effects"]
        assert json.loads(file["text"])["pseudonym"] == "Otter"
        assert "Otter" in shown

    def test_a_page_from_weeks_ago_saves_no_slip_but_is_drawn_anew(self, shell: Shell) -> None:
        shell.act("popup", "deposit", kind="real_warmth")
        shell.clock += 21 * 24 * HOUR
        answer = shell.act("share", "save", format="json", pseudonym="Otter", week="2026-W02")
        assert answer["effects"] == []
        assert 'value="2026-W05"' in answer["html"]
