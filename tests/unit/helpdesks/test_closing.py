"""A write becomes a close only when the helpdesk's own record says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from interlude.clock import Moment
from interlude.helpdesks.answers import answers
from interlude.helpdesks.catalogue import adapter_for, adapters
from interlude.helpdesks.closing import by_its_word, verdict
from interlude.helpdesks.conversation import conversation
from interlude.helpdesks.trigger import MOST_TICKETS, asked, matching
from interlude.protocol import Reading, Stamp, WriteSeen
from interlude.settings import Settings, Site

NOW = datetime(2026, 1, 5, 10, 4, tzinfo=UTC)
STAMP = Stamp(id="w1", now=Moment(at=int(NOW.timestamp() * 1000), offset=0), seed=1)
ME, COLLEAGUE, CUSTOMER = 7, 8, 50


def write(
    url: str,
    body: Any = None,
    method: str = "PUT",
    status: int = 200,
    page: str = "",
    **form: tuple[str, ...],
) -> WriteSeen:
    text = "" if body is None else json.dumps(body)
    return triggered(
        WriteSeen(
            stamp=STAMP,
            tab=1,
            page=page,
            method=method,
            url=url,
            status=status,
            body=text,
            form=form,
        )
    )


def triggered(write: WriteSeen) -> WriteSeen:
    """The write as the browser hands it in."""
    sent_as = "main_frame" if write.form else "xmlhttprequest"
    found = matching(adapters().values(), write.method, sent_as, write.url, write.body)
    return replace(write, triggers=found)


def zendesk_write(status: str | None = "solved", **changes: Any) -> WriteSeen:
    ticket = {"status": status} if status else {"custom_status_id": 900}
    url = "https://acme.zendesk.com/api/v2/tickets/123"
    return triggered(replace(write(url, {"ticket": ticket}), **changes))


def reading(name: str, value: Any, at: datetime = NOW) -> Reading:
    return Reading(
        name=name,
        status=200,
        type="application/json; charset=utf-8",
        date=format_datetime(at, usegmt=True),
        text=json.dumps(value),
    )


def zendesk_readings(
    status: str = "solved",
    by: int = ME,
    before: str = "open",
    ago: timedelta = timedelta(seconds=1),
    later: tuple[dict[str, Any], ...] = (),
) -> tuple[Reading, ...]:
    change = {"type": "Change", "field_name": "status", "value": status, "previous_value": before}
    audit = {
        "author_id": by,
        "created_at": (NOW - ago).isoformat().replace("+00:00", "Z"),
        "events": [{"type": "Comment", "body": "Done."}, change],
    }
    comments = [
        {
            "author_id": -1,
            "plain_body": "Rated.",
            "public": True,
            "created_at": "2026-01-04T09:00:00Z",
        },
        {
            "author_id": ME,
            "plain_body": "No luck yet",
            "public": False,
            "created_at": "2026-01-03T09:00:00Z",
        },
        {
            "author_id": ME,
            "plain_body": "Sorry",
            "public": True,
            "created_at": "2026-01-02T09:00:00Z",
        },
        {
            "author_id": 51,
            "plain_body": "Me too",
            "public": True,
            "created_at": "2026-01-02T08:00:00Z",
        },
        {
            "author_id": CUSTOMER,
            "plain_body": "Third time",
            "public": True,
            "created_at": "2026-01-01T09:00:00Z",
        },
    ]
    return (
        reading(
            "ticket",
            {
                "ticket": {
                    "status": status,
                    "requester_id": CUSTOMER,
                    "priority": "urgent",
                    "tags": ["vip", "sentiment__negative"],
                }
            },
        ),
        reading("audits", {"audits": [*later, audit]}),
        reading("me", {"user": {"id": ME}}),
        reading("comments", {"comments": comments, "users": [{"id": 51, "role": "end-user"}]}),
    )


def is_close(event: WriteSeen, readings: tuple[Reading, ...]) -> bool:
    adapter = adapter_for(
        adapters(), event.url, Settings(sites=(Site("django-helpdesk", "http://127.0.0.1:8000"),))
    )
    assert adapter is not None
    request = asked(adapter, event)
    if request is None:
        return False
    found = answers(readings)
    said = verdict(adapter, request, found)
    return said == "close" or (said == "untold" and by_its_word(adapter, request, found))


class TestZendesk:
    def test_solving_a_ticket_is_a_close(self) -> None:
        assert is_close(zendesk_write(), zendesk_readings())

    def test_a_custom_status_says_nothing_itself_but_the_history_does(self) -> None:
        assert is_close(zendesk_write(status=None), zendesk_readings())
        assert not is_close(zendesk_write(status=None), zendesk_readings(status="pending"))

    @pytest.mark.parametrize("http", [401, 403, 409, 422, 429, 500, 503, 0])
    def test_a_save_that_was_refused_is_none(self, http: int) -> None:
        assert asked(adapters()["zendesk"], replace(zendesk_write(), status=http)) is None

    @pytest.mark.parametrize("status", ["open", "pending", "hold"])
    def test_submitting_in_an_open_status_is_none_and_costs_no_read(self, status: str) -> None:
        assert asked(adapters()["zendesk"], zendesk_write(status=status)) is None

    def test_a_colleagues_close_is_none(self) -> None:
        assert not is_close(zendesk_write(), zendesk_readings(by=COLLEAGUE))

    def test_a_resave_of_a_solved_ticket_is_none(self) -> None:
        assert not is_close(zendesk_write(), zendesk_readings(ago=timedelta(hours=2)))
        assert not is_close(zendesk_write(), zendesk_readings(status="closed", before="solved"))

    def test_the_latest_of_the_servers_clocks_counts(self) -> None:
        """A cache may give an old answer with its old date; the reads come in any order."""
        earlier = reading("me", {"user": {"id": ME}}, NOW - timedelta(minutes=5))
        for minutes, close in ((6, False), (0, True)):
            ticket, audits, _, comments = zendesk_readings(ago=timedelta(minutes=minutes))
            for readings in ((earlier, ticket, audits, comments), (ticket, audits, earlier)):
                assert is_close(zendesk_write(), readings) is close

    @pytest.mark.parametrize(("ahead", "close"), [(4, True), (6, False), (3600, False)])
    def test_a_change_from_the_future_is_none(self, ahead: int, close: bool) -> None:
        readings = zendesk_readings(ago=timedelta(seconds=-ahead))
        assert is_close(zendesk_write(), readings) is close

    @pytest.mark.parametrize(("ago", "close"), [(60, True), (61, False)])
    def test_a_change_of_more_than_a_minute_ago_is_none(self, ago: int, close: bool) -> None:
        assert is_close(zendesk_write(), zendesk_readings(ago=timedelta(seconds=ago))) is close

    def test_a_ticket_reopened_meanwhile_is_none(self) -> None:
        reopened = {
            "author_id": CUSTOMER,
            "created_at": NOW.isoformat(),
            "events": [
                {
                    "type": "Change",
                    "field_name": "status",
                    "value": "open",
                    "previous_value": "solved",
                }
            ],
        }
        assert not is_close(zendesk_write(), zendesk_readings(later=(reopened,)))

    def test_bulk_names_each_ticket_once_and_not_too_many(self) -> None:
        ids = ",".join(str(n) for n in (*range(10), 0))
        event = write(
            f"https://acme.zendesk.com/api/v2/tickets/update_many?ids={ids}",
            {"ticket": {"status": "solved"}},
        )
        request = asked(adapters()["zendesk"], event)
        assert request is not None
        assert request.tickets == tuple(str(n) for n in range(MOST_TICKETS))

    def test_graphql_noise_is_none_but_a_save_is_asked_after(self) -> None:
        url = "https://acme.zendesk.com/api/graphql"
        noise = write(url, {"operationName": "BFFConvoLogQuery", "variables": {"id": "1"}}, "POST")
        save = write(url, {"operationName": "updateTicket", "variables": {"id": "123"}}, "POST")
        assert asked(adapters()["zendesk"], noise) is None
        request = asked(adapters()["zendesk"], save)
        assert request is not None
        assert request.tickets == ("123",)
        assert is_close(save, zendesk_readings())

    def test_broken_answers_are_no_close(self) -> None:
        login = Reading("ticket", 200, "text/html", "", "<form>")
        assert not is_close(zendesk_write(), (login,))
        assert not is_close(zendesk_write(), ())

    def test_the_conversation_has_the_right_speakers_in_order(self) -> None:
        found = conversation(adapters()["zendesk"], answers(zendesk_readings()))
        assert [(turn.role, turn.text) for turn in found.turns] == [
            ("customer", "Third time"),
            ("customer", "Me too"),
            ("agent", "Sorry"),
            ("note", "No luck yet"),
        ]
        assert found.hints.priority == 4
        assert found.hints.sentiment == -0.5


def freshdesk_readings(
    status: int = 4, resolved: str | None = "2026-01-05T10:03:59Z", by: int | None = ME
) -> tuple[Reading, ...]:
    performer = {"type": "user", "user_id": by} if by else {"type": "system", "system": {"id": 1}}
    return (
        reading(
            "ticket",
            {
                "ticket": {
                    "status": status,
                    "description_text": "Where is it?",
                    "created_at": "2026-01-01T00:00:00Z",
                    "stats": {"resolved_at": resolved, "closed_at": None},
                }
            },
        ),
        reading(
            "activities",
            {
                "activities": [
                    {
                        "performer": {"type": "user", "user_id": 99},
                        "actions": [{"type": "note", "content": {"note_id": 1}}],
                    },
                    {
                        "performer": performer,
                        "performed_at": "2026-01-05T10:03:59Z",
                        "actions": [{"type": "property_update", "content": {"status": status}}],
                    },
                ]
            },
        ),
        reading("me", {"agent": {"id": ME}}),
        reading(
            "conversations",
            {
                "conversations": [
                    {
                        "incoming": False,
                        "private": True,
                        "body_text": "check",
                        "created_at": "2026-01-03T00:00:00Z",
                    },
                    {
                        "incoming": True,
                        "private": True,
                        "body_text": "Forwarded",
                        "created_at": "2026-01-02T00:00:00Z",
                    },
                    {
                        "incoming": False,
                        "private": False,
                        "auto_response": True,
                        "body_text": "We got it",
                        "created_at": "2026-01-01T01:00:00Z",
                    },
                ]
            },
        ),
    )


class TestFreshdesk:
    URL = "https://acme.freshdesk.com/api/_/tickets/321"

    @pytest.mark.parametrize(
        ("path", "method", "body"),
        [
            ("", "PUT", {"status": 4}),
            ("/update_properties", "PUT", {"status": 5}),
            ("/reply", "POST", {"body": "Done", "status": 4}),
            ("/execute_scenario", "PUT", {"scenario_id": 3}),
        ],
    )
    def test_each_way_of_resolving_is_a_close(self, path: str, method: str, body: Any) -> None:
        assert is_close(write(self.URL + path, body, method), freshdesk_readings())

    def test_a_reply_that_leaves_the_status_is_none(self) -> None:
        assert (
            asked(adapters()["freshdesk"], write(f"{self.URL}/reply", {"body": "Hi"}, "POST"))
            is None
        )

    def test_an_automation_or_a_colleague_is_none(self) -> None:
        scenario = write(f"{self.URL}/execute_scenario", {"scenario_id": 3})
        assert not is_close(scenario, freshdesk_readings(by=None))
        assert not is_close(scenario, freshdesk_readings(by=COLLEAGUE))

    def test_closing_a_resolved_ticket_is_none(self) -> None:
        earlier = freshdesk_readings(status=5, resolved="2026-01-04T10:00:00Z")
        assert not is_close(write(self.URL, {"status": 5}), earlier)

    def test_bulk(self) -> None:
        body = {"bulk_action": {"ids": [321, 322], "properties": {"status": 5}}}
        request = asked(
            adapters()["freshdesk"],
            write("https://acme.freshdesk.com/api/_/tickets/bulk_update", body, "POST"),
        )
        assert request is not None
        assert request.tickets == ("321", "322")

    def test_outsiders_speak_as_customers_and_machines_do_not_speak(self) -> None:
        found = conversation(adapters()["freshdesk"], answers(freshdesk_readings()))
        assert [(turn.role, turn.text) for turn in found.turns] == [
            ("customer", "Where is it?"),
            ("customer", "Forwarded"),
            ("note", "check"),
        ]


SAMPLES = Path(__file__).resolve().parents[3] / "practice/django_helpdesk/samples"


def sample(name: str) -> tuple[Reading, ...]:
    """A real answer of django-helpdesk, read a second after its last follow-up."""
    value = json.loads((SAMPLES / f"{name}.json").read_text())
    dates = [datetime.fromisoformat(step["date"]) for step in value["followup_set"]]
    return (reading("ticket", value, max(dates).astimezone(UTC) + timedelta(seconds=1)),)


class TestDjangoHelpdesk:
    ORIGIN = "http://127.0.0.1:8000"

    def reply(self, status: str = "4", http: int = 302) -> WriteSeen:
        url = f"{self.ORIGIN}/tickets/1/update/"
        return write(url, method="POST", status=http, new_status=(status,), comment=("Done",))

    def board(self, status: int = 4) -> WriteSeen:
        return write(f"{self.ORIGIN}/tickets/5/kanban-update/", {"status": status}, "POST")

    def bulk(self, action: str = "close") -> WriteSeen:
        url = f"{self.ORIGIN}/tickets/update/"
        return write(url, method="POST", status=302, action=(action,), ticket_id=("1", "2"))

    @pytest.mark.parametrize("name", ["ticket_closed_by_reply", "ticket_closed_by_internal_note"])
    def test_the_reply_form_closes(self, name: str) -> None:
        assert is_close(self.reply(), sample(name))

    def test_the_bulk_form_closes_but_not_when_it_assigns(self) -> None:
        assert is_close(self.bulk(), sample("ticket_closed_in_bulk"))
        assert asked(adapters()["django-helpdesk"], self.bulk("assign_1")) is None

    def test_the_board_closes(self) -> None:
        assert is_close(self.board(), sample("ticket_closed_on_kanban"))

    @pytest.mark.parametrize(
        "name",
        [
            "ticket_open",
            "ticket_comment_after_close",
            "ticket_closed_by_colleague_first",
            "ticket_resolved_then_closed",
        ],
    )
    def test_what_looks_like_a_close_and_is_none(self, name: str) -> None:
        assert not is_close(self.reply(), sample(name))

    def test_moving_a_closed_ticket_on_the_board_is_none(self) -> None:
        assert not is_close(self.board(), sample("ticket_closed_by_reply"))
        assert asked(adapters()["django-helpdesk"], self.board(1)) is None

    def test_the_first_message_is_heard_once(self) -> None:
        read = answers(sample("ticket_closed_by_reply"))
        found = conversation(adapters()["django-helpdesk"], read)
        first = [turn for turn in found.turns if "THIRD invoice" in turn.text]
        assert len(first) == 1
        assert first[0].role == "customer"
