"""The practice desks answer as the real ones do, also when something is wrong."""

import http.client
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from flask.testing import FlaskClient

from practice.desk import Desk, Session
from practice.freshdesk.desk import CLOSED, OPEN, RESOLVED, FreshdeskDesk
from practice.freshdesk.site import FreshdeskSite
from practice.markup import iso
from practice.server import VANITY_HOST, PracticeHelpdesk
from practice.stories import Kind, stories
from practice.zendesk.desk import RESOLUTION_FIELD_ID, ZendeskDesk
from practice.zendesk.site import ZendeskSite

NOON = 1_800_000_000.0

Answer = Any
"""A werkzeug TestResponse; mypy would have every look into its JSON checked for None."""


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


class Agent:
    """A signed-in agent's browser, without the browser."""

    def __init__(self, client: FlaskClient, desk: Desk, session: Session) -> None:
        self.client, self.desk, self.session = client, desk, session
        client.set_cookie(session.cookie, session.value, domain=desk.host)
        self.token: str | None = session.csrf_token

    def get(self, path: str) -> Answer:
        return self.client.get(path, base_url=f"https://{self.desk.host}")

    def json(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def send(self, method: str, path: str, body: object) -> Answer:
        headers = {"X-CSRF-Token": self.token} if self.token else {}
        base_url = f"https://{self.desk.host}"
        return self.client.open(path, method=method, json=body, headers=headers, base_url=base_url)


CLOCK = Clock()
ZENDESK, FRESHDESK = ZendeskDesk(CLOCK), FreshdeskDesk(CLOCK)
ZENDESK_APP, FRESHDESK_APP = ZendeskSite(ZENDESK).app(), FreshdeskSite(FRESHDESK).app()


@pytest.fixture
def clock() -> Clock:
    CLOCK.now = NOON
    return CLOCK


@pytest.fixture
def zendesk(clock: Clock) -> ZendeskDesk:
    assert clock.now == NOON
    ZENDESK.reset()
    return ZENDESK


@pytest.fixture
def freshdesk(clock: Clock) -> FreshdeskDesk:
    assert clock.now == NOON
    FRESHDESK.reset()
    return FRESHDESK


@pytest.fixture
def zen(zendesk: ZendeskDesk) -> Agent:
    return Agent(ZENDESK_APP.test_client(), zendesk, zendesk.new_session())


@pytest.fixture
def fresh(freshdesk: FreshdeskDesk) -> Agent:
    return Agent(FRESHDESK_APP.test_client(), freshdesk, freshdesk.new_session())


@pytest.fixture
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("practice.site.time.sleep", slept.append)
    return slept


def solve(agent: Agent, key: str, **more: Any) -> Answer:
    """Save the ticket as solved the way the Zendesk page does."""
    path = f"/api/v2/tickets/{agent.desk.ticket_id(key)}"
    return agent.send("PUT", path, {"ticket": {"status": "solved"} | more})


def resolve(agent: Agent, key: str, **more: Any) -> Answer:
    """Save the ticket as resolved the way the Freshdesk page does."""
    path = f"/api/_/tickets/{agent.desk.ticket_id(key)}"
    return agent.send("PUT", path, {"status": RESOLVED} | more)


class TestStories:
    def test_every_kind_of_conversation_is_there(self) -> None:
        assert {story.kind for story in stories()} == set(get_args(Kind))

    def test_only_praise_and_everyday_tickets_are_calm(self) -> None:
        for story in stories():
            assert story.tense == (story.kind not in ("praise", "none")), story.key

    def test_keys_are_unique_and_messages_follow_in_time(self) -> None:
        keys = [story.key for story in stories()]
        assert len(keys) == len(set(keys))
        for story in stories():
            ages = [turn.ago for turn in story.turns]
            assert ages == sorted(ages, reverse=True), story.key

    def test_two_tickets_are_in_spanish_one_tense_one_calm(self) -> None:
        assert sorted(s.tense for s in stories() if s.lang == "es") == [False, True]

    def test_nobody_in_them_has_a_real_address(self) -> None:
        for story in stories():
            assert story.customer.email.endswith(".example"), story.key

    def test_an_unknown_key_says_where_the_keys_are(self, zendesk: ZendeskDesk) -> None:
        with pytest.raises(KeyError, match=r"practice/tickets\.yaml"):
            zendesk.ticket_id("no-such-ticket")


class TestSignIn:
    def test_page_without_session_leads_to_the_login_page_and_back(self, zen: Agent) -> None:
        zen.desk.sign_everybody_out()
        path = f"/agent/tickets/{zen.desk.ticket_id('furious-refund')}"
        assert path in zen.get(path).headers["Location"]
        form = {"email": zen.desk.me.email, "password": "x", "return_to": path}
        base_url = f"https://{zen.desk.host}"
        answer = zen.client.post("/access/login", data=form, base_url=base_url)
        assert answer.headers["Location"] == path
        assert zen.get(path).status_code == 200

    def test_unknown_email_stays_out(self, fresh: Agent) -> None:
        form = {"email": "eve@nowhere.example", "password": "x"}
        base_url = f"https://{fresh.desk.host}"
        fresh.desk.sign_everybody_out()
        answer = fresh.client.post("/support/login", data=form, base_url=base_url)
        assert answer.status_code == 401
        assert fresh.get("/api/_/bootstrap/me").status_code == 401

    def test_login_never_leads_to_another_site(self, zen: Agent) -> None:
        form = {"email": zen.desk.me.email, "password": "x", "return_to": "//evil.example"}
        base_url = f"https://{zen.desk.host}"
        answer = zen.client.post("/access/login", data=form, base_url=base_url)
        assert answer.headers["Location"] == "/agent/filters/4001"

    @pytest.mark.parametrize("path", ["/api/v2/tickets/1201.json", "/api/v2/tickets/1201/audits"])
    def test_zendesk_api_is_401_json_without_session(self, zen: Agent, path: str) -> None:
        zen.desk.sign_everybody_out()
        answer = zen.get(path)
        assert (answer.status_code, answer.json["error"]) == (401, "Couldn't authenticate you")

    def test_api_may_answer_with_the_login_page_instead(self, zen: Agent, fresh: Agent) -> None:
        for agent, path in ((zen, "/api/v2/tickets/1201"), (fresh, "/api/_/tickets/3521")):
            agent.desk.sign_everybody_out()
            agent.desk.logged_out_answer = "html"
            answer = agent.get(path)
            assert (answer.status_code, answer.mimetype) == (200, "text/html")

    def test_freshdesk_api_is_401_json_without_session(self, fresh: Agent) -> None:
        fresh.desk.sign_everybody_out()
        for path in ("/api/_/bootstrap/me", "/api/v2/tickets/3521", "/api/_/tickets/3521"):
            answer = fresh.get(path)
            assert (answer.status_code, answer.json["code"]) == (401, "invalid_credentials")

    def test_zendesk_says_who_i_am_with_null_when_logged_out(self, zen: Agent) -> None:
        user = zen.json("/api/v2/users/me.json")["user"]
        assert (user["id"], user["role"]) == (zen.desk.me.id, "agent")
        assert user["authenticity_token"] == zen.session.csrf_token
        zen.desk.sign_everybody_out()
        assert zen.json("/api/v2/users/me")["user"]["id"] is None

    def test_freshdesk_says_who_i_am(self, fresh: Agent) -> None:
        me = fresh.json("/api/_/bootstrap/me")
        assert me["agent"]["id"] == fresh.desk.me.id
        assert me["meta"]["csrf_token"] == fresh.session.csrf_token
        assert fresh.json("/api/v2/agents/me")["contact"]["name"] == fresh.desk.me.name
        assert fresh.get("/api/v2/agents").status_code == 403
        agents = fresh.json("/api/_/bootstrap/agents_groups")["data"]["agents"]
        assert fresh.desk.colleague.id in [agent["id"] for agent in agents]

    def test_session_of_one_desk_is_worth_nothing_on_the_other(
        self, fresh: Agent, zen: Agent
    ) -> None:
        fresh.client.set_cookie(zen.session.cookie, zen.session.value, domain=fresh.desk.host)
        fresh.client.delete_cookie(fresh.session.cookie, domain=fresh.desk.host)
        assert fresh.get("/api/_/bootstrap/me").status_code == 401


class TestPages:
    @pytest.mark.parametrize("locale", ["en", "de"])
    def test_agent_pages_load_under_a_policy_without_inline_script(
        self, zen: Agent, fresh: Agent, locale: str
    ) -> None:
        for agent, path in ((zen, "/agent/tickets/1201"), (fresh, "/a/tickets/3521")):
            agent.desk.locale = locale  # type: ignore[assignment]
            answer = agent.get(path)
            policy = answer.headers["Content-Security-Policy"]
            assert "script-src 'self';" in policy
            assert "connect-src 'self'" in policy
            assert f'lang="{locale}"' in answer.text
            assert "https://" not in answer.text

    def test_labels_are_localised_and_can_be_renamed(
        self, freshdesk: FreshdeskDesk, fresh: Agent
    ) -> None:
        freshdesk.locale = "de"
        freshdesk.status_labels = {CLOSED: "Erledigt"}
        freshdesk.custom_statuses = True
        for path in ("/api/v2/ticket_fields", "/api/_/ticket_fields"):
            body = fresh.json(path)
            fields = body["ticket_fields"] if "_/" in path else body
            choices = fields[0]["choices"]
            assert choices["4"][0] == "Gelöst"
            assert choices["5"][0] == "Erledigt"
            assert "8" in choices
            assert fields[1]["choices"]["Low"] == 1

    def test_first_conversation_may_come_inlined(self, zendesk: ZendeskDesk, zen: Agent) -> None:
        path = f"/agent/tickets/{zendesk.ticket_id('calm-address')}"
        assert "text/preload" not in zen.get(path).text
        zendesk.preload = True
        assert "data-preload-id" in zen.get(path).text

    def test_date_header_and_timestamps_come_from_one_clock(self, zen: Agent) -> None:
        zen.desk.clock_skew = 3600
        answer = solve(zen, "calm-address")
        assert parsedate_to_datetime(answer.headers["Date"]).timestamp() == NOON + 3600
        assert answer.json["audit"]["created_at"] == iso(NOON + 3600)


class TestZendeskReading:
    def test_ticket_with_and_without_json_and_query(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("furious-refund")
        plain = zen.json(f"/api/v2/tickets/{ticket_id}")
        assert plain == zen.json(f"/api/v2/tickets/{ticket_id}.json")
        assert plain["ticket"]["status"] == "open"
        assert "users" not in plain
        wide = zen.json(f"/api/v2/tickets/{ticket_id}?include=users,metric_sets")
        assert {user["role"] for user in wide["users"]} == {"end-user", "agent", "admin"}
        assert wide["ticket"]["metric_set"]["reopens"] == 0

    def test_unknown_ticket_is_404(self, zen: Agent) -> None:
        answer = zen.get("/api/v2/tickets/999999.json")
        assert (answer.status_code, answer.json["error"]) == (404, "RecordNotFound")

    def test_description_is_the_first_comment(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("furious-refund")
        ticket = zen.json(f"/api/v2/tickets/{ticket_id}")["ticket"]
        body = zen.json(f"/api/v2/tickets/{ticket_id}/comments.json?include=users&sort_order=asc")
        assert body["comments"][0]["plain_body"] == ticket["description"]
        assert body["comments"][0]["author_id"] == ticket["requester_id"]
        assert [c["public"] for c in body["comments"]].count(False) == 1
        assert {u["id"] for u in body["users"]} == {c["author_id"] for c in body["comments"]}

    def test_comments_come_a_hundred_a_page_in_either_order(self, zen: Agent) -> None:
        zen.desk.add_messages("calm-address", 120)
        path = f"/api/v2/tickets/{zen.desk.ticket_id('calm-address')}/comments.json"
        first = zen.json(f"{path}?per_page=500")
        assert (len(first["comments"]), first["count"]) == (100, 123)
        second = zen.json(first["next_page"])
        assert (len(second["comments"]), second["next_page"]) == (23, None)
        newest = zen.json(f"{path}?sort_order=desc")["comments"][0]
        assert newest["id"] == second["comments"][-1]["id"]
        assert zen.json(f"{path}?sort=-created_at")["comments"][0] == newest

    def test_comments_by_cursor(self, zen: Agent) -> None:
        zen.desk.add_messages("calm-address", 7)
        path = f"/api/v2/tickets/{zen.desk.ticket_id('calm-address')}/comments?page[size]=6"
        first = zen.json(path)
        assert first["meta"]["has_more"]
        second = zen.json(first["links"]["next"])
        assert (len(first["comments"]), len(second["comments"])) == (6, 4)
        assert not second["meta"]["has_more"]

    def test_conversation_log_holds_messaging_turns(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("furious-delivery")
        channel = zen.json(f"/api/v2/tickets/{ticket_id}")["ticket"]["via"]["channel"]
        events = zen.json(f"/api/v2/tickets/{ticket_id}/conversation_log")["events"]
        assert channel == "native_messaging"
        assert events[0]["type"] == "Messaging::ConversationMessage"
        assert events[0]["author"]["type"] == "user"
        assert "public" not in events[0]["metadata"]
        assert any(event["author"]["type"] == "agent" for event in events)

    def test_conversation_log_has_its_own_limit(self, zen: Agent) -> None:
        path = f"/api/v2/tickets/{zen.desk.ticket_id('calm-address')}/conversation_log"
        answers = [zen.get(path) for _ in range(101)]
        assert answers[0].headers["Zendesk-RateLimit-omnilog-index"].startswith("total=100;")
        assert [a.status_code for a in answers].count(429) == 1
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert zen.get("/api/v2/users/me.json").status_code == 200

    def test_account_limit_refills_after_a_minute(self, zen: Agent, clock: Clock) -> None:
        zen.desk.rate_limit = 2
        path = "/api/v2/users/me.json"
        assert zen.get(path).headers["X-Rate-Limit-Remaining"] == "1"
        assert [zen.get(path).status_code for _ in range(2)] == [200, 429]
        clock.now += 61
        assert zen.get(path).status_code == 200

    def test_lotus_conversations_are_what_the_page_reads(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("own-mistake")
        path = f"/api/lotus/tickets/{ticket_id}/conversations.json?include=users&sort_order=desc"
        body = zen.json(path)
        assert body["conversations"][-1]["plain_body"].startswith("Hello Mia")
        assert {"id", "name", "email"} <= body["users"][0].keys()

    def test_graphql_conversation_log_is_newest_first(self, zen: Agent) -> None:
        variables = {"ticketId": str(zen.desk.ticket_id("own-mistake"))}
        query = {"operationName": "BFFConvoLogQuery", "variables": variables}
        ticket = zen.send("POST", "/api/graphql", query).json["data"]["ticket"]
        edges = ticket["conversationEvents"]["edges"]
        assert edges[0]["node"]["actor"] == {"name": "Claire Novak", "role": "END_USER"}
        assert "InternalNote" in [edge["node"]["__typename"] for edge in edges]

    def test_custom_statuses_list(self, zendesk: ZendeskDesk, zen: Agent) -> None:
        assert len(zen.json("/api/v2/custom_statuses")["custom_statuses"]) == 5
        zendesk.custom_statuses = True
        listed = zen.json("/api/v2/custom_statuses.json")["custom_statuses"]
        assert [s["id"] for s in listed if s["status_category"] == "solved"] == [105, 900]

    def test_lists_contain_solved_tickets(self, zen: Agent) -> None:
        recent = zen.json("/api/v2/views/4002/tickets.json")["tickets"]
        unsolved = zen.json("/api/v2/views/4001/tickets.json")["tickets"]
        assert "solved" in {ticket["status"] for ticket in recent}
        assert {ticket["status"] for ticket in unsolved} == {"open"}


class TestZendeskSaving:
    def test_solving_answers_with_ticket_and_audit(self, zen: Agent) -> None:
        answer = solve(zen, "furious-refund", comment={"html_body": "<p>Done.</p>", "public": True})
        audit = answer.json["audit"]
        assert answer.json["ticket"]["status"] == "solved"
        assert audit["author_id"] == zen.desk.me.id
        assert audit["via"]["channel"] == "web"
        assert audit["created_at"] == iso(NOON)
        comment, change, *_ = audit["events"]
        assert (comment["type"], comment["body"]) == ("Comment", "Done.")
        assert (change["type"], change["field_name"]) == ("Change", "status")
        assert (change["previous_value"], change["value"]) == ("open", "solved")

    def test_newest_audit_tells_who_solved_it(self, zen: Agent) -> None:
        zen.desk.colleague_closes("furious-refund")
        path = f"/api/v2/tickets/{zen.desk.ticket_id('furious-refund')}/audits.json?sort_order=desc"
        assert zen.json(path)["audits"][0]["author_id"] == zen.desk.colleague.id

    def test_automation_is_author_minus_one(self, zen: Agent) -> None:
        zen.desk.automation_closes("furious-refund")
        path = f"/api/v2/tickets/{zen.desk.ticket_id('furious-refund')}/audits?sort_order=desc"
        newest = zen.json(path)["audits"][0]
        assert (newest["author_id"], newest["via"]["channel"]) == (-1, "rule")
        assert newest["events"][0]["value"] == "closed"

    def test_saving_a_solved_ticket_again_changes_nothing(self, zen: Agent) -> None:
        answer = solve(zen, "furious-solved-before")
        assert answer.status_code == 200
        assert "audit" not in answer.json

    def test_pending_and_internal_note_leave_it_unsolved(self, zen: Agent) -> None:
        solve(zen, "furious-refund", status="pending", comment={"body": "Hm", "public": False})
        assert zen.desk.status("furious-refund") == "pending"

    @pytest.mark.parametrize("token", [None, "wrong"])
    def test_write_without_csrf_token_is_403(self, zen: Agent, token: str | None) -> None:
        zen.token = token
        assert solve(zen, "furious-refund").status_code == 403
        assert zen.desk.status("furious-refund") == "open"

    def test_required_field_is_422_until_it_is_filled(self, zen: Agent) -> None:
        zen.desk.require_resolution("furious-refund")
        answer = solve(zen, "furious-refund")
        assert (answer.status_code, answer.json["error"]) == (422, "RecordInvalid")
        assert answer.json["details"]["base"][0]["field_key"] == RESOLUTION_FIELD_ID
        assert zen.desk.status("furious-refund") == "open"
        field = {"id": RESOLUTION_FIELD_ID, "value": "refunded"}
        assert solve(zen, "furious-refund", custom_fields=[field]).status_code == 200

    def test_stale_stamp_is_409(self, zen: Agent, clock: Clock) -> None:
        ticket_id = zen.desk.ticket_id("furious-refund")
        seen = zen.json(f"/api/v2/tickets/{ticket_id}")["ticket"]["updated_at"]
        clock.now += 5
        zen.desk.customer_writes("furious-refund", "Hello??")
        answer = solve(zen, "furious-refund", safe_update=True, updated_stamp=seen)
        assert (answer.status_code, answer.json["error"]) == (409, "UpdateConflict")
        assert zen.desk.status("furious-refund") == "open"

    def test_closed_ticket_is_read_only(self, zen: Agent) -> None:
        zen.desk.automation_closes("furious-refund")
        assert solve(zen, "furious-refund", status="open").status_code == 422

    def test_unknown_status_is_422(self, zen: Agent) -> None:
        assert solve(zen, "furious-refund", status="finished").status_code == 422
        assert solve(zen, "furious-refund", custom_status_id=4711).status_code == 422

    def test_custom_status_alone_sets_the_category(self, zendesk: ZendeskDesk, zen: Agent) -> None:
        path = f"/api/v2/tickets/{zendesk.ticket_id('furious-refund')}"
        answer = zen.send("PUT", path, {"ticket": {"custom_status_id": 900}})
        assert answer.json["ticket"]["status"] == "solved"
        fields = [event["field_name"] for event in answer.json["audit"]["events"]]
        assert fields == ["status", "custom_status_id"]

    @pytest.mark.parametrize("status", [403, 409, 422, 429, 500, 503])
    def test_refused_save_changes_nothing_and_the_next_one_works(
        self, zen: Agent, status: int
    ) -> None:
        zen.desk.fail_next_write(status, retry_after=7)
        answer = solve(zen, "furious-refund")
        assert answer.status_code == status
        assert answer.headers.get("Retry-After") == ("7" if status in (429, 503) else None)
        assert zen.desk.status("furious-refund") == "open"
        assert solve(zen, "furious-refund").status_code == 200

    def test_noise_does_not_use_up_a_planned_failure(self, zen: Agent) -> None:
        zen.desk.fail_next_write(500)
        noise = {"operationName": "ticketPresence", "variables": {}}
        assert zen.send("POST", "/api/graphql", noise).status_code == 200
        assert solve(zen, "furious-refund").status_code == 500

    def test_slow_save(self, zen: Agent, no_sleep: list[float]) -> None:
        zen.desk.slow_next_write(4)
        solve(zen, "furious-refund")
        solve(zen, "furious-outage")
        assert no_sleep == [4, 0]

    def test_planned_read_failure_hits_the_named_path_once(self, zen: Agent) -> None:
        path = f"/api/v2/tickets/{zen.desk.ticket_id('furious-refund')}"
        zen.desk.fail_next_read(429, "comments", retry_after=3)
        assert zen.get(path).status_code == 200
        assert zen.get(f"{path}/comments.json").headers["Retry-After"] == "3"
        assert zen.get(f"{path}/comments.json").status_code == 200

    def test_bulk_is_done_later_and_says_which_failed(self, zen: Agent, clock: Clock) -> None:
        zen.desk.require_resolution("furious-outage")
        good, bad = zen.desk.ticket_id("furious-refund"), zen.desk.ticket_id("furious-outage")
        path = f"/api/v2/tickets/update_many.json?ids={good},{bad}"
        job = zen.send("PUT", path, {"ticket": {"status": "solved"}}).json["job_status"]
        assert (job["status"], job["results"]) == ("queued", None)
        assert zen.desk.status("furious-refund") == "open"
        clock.now += 1
        job = zen.json(f"/api/v2/job_statuses/{job['id']}.json")["job_status"]
        assert job["status"] == "completed"
        assert [result["success"] for result in job["results"]] == [True, False]
        assert zen.desk.status("furious-refund") == "solved"
        assert zen.desk.status("furious-outage") == "open"

    def test_bulk_takes_at_most_a_hundred(self, zen: Agent) -> None:
        ids = ",".join(str(number) for number in range(1, 102))
        path = f"/api/v2/tickets/update_many?ids={ids}"
        assert zen.send("PUT", path, {"ticket": {"status": "solved"}}).status_code == 400

    def test_merge_closes_the_source_later(self, zen: Agent, clock: Clock) -> None:
        source, target = zen.desk.ticket_id("calm-address"), zen.desk.ticket_id("calm-bug-report")
        answer = zen.send("POST", f"/api/v2/tickets/{target}/merge", {"ids": [source]})
        assert answer.json["job_status"]["status"] == "queued"
        clock.now += 1
        merged = zen.json(f"/api/v2/tickets/{source}")["ticket"]
        assert (merged["status"], merged["tags"][-1]) == ("closed", "closed_by_merge")
        assert zen.desk.status("calm-bug-report") == "open"

    def test_merge_into_itself_is_refused(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("calm-address")
        path = f"/api/v2/tickets/{ticket_id}/merge"
        assert zen.send("POST", path, {"ids": [ticket_id]}).status_code == 400

    def test_macro_is_only_a_preview(self, zen: Agent) -> None:
        ticket_id = zen.desk.ticket_id("furious-refund")
        preview = zen.json(f"/api/v2/tickets/{ticket_id}/macros/1/apply.json")
        assert preview["result"]["ticket"]["status"] == "solved"
        assert zen.desk.status("furious-refund") == "open"

    def test_graphql_save(self, zen: Agent) -> None:
        comment = {"htmlBody": "<p>Done</p>", "public": True}
        variables = {
            "id": str(zen.desk.ticket_id("furious-refund")),
            "input": {"status": "SOLVED", "comment": comment},
        }
        save = {"operationName": "updateTicket", "variables": variables}
        saved = zen.send("POST", "/api/graphql", save).json["data"]["updateTicket"]["ticket"]
        assert saved["status"] == "SOLVED"
        assert zen.desk.status("furious-refund") == "solved"

    def test_graphql_refusal_is_http_200_with_errors(self, zen: Agent) -> None:
        zen.desk.require_resolution("furious-refund")
        variables = {"id": str(zen.desk.ticket_id("furious-refund")), "input": {"status": "SOLVED"}}
        save = {"operationName": "updateTicket", "variables": variables}
        answer = zen.send("POST", "/api/graphql", save)
        assert answer.status_code == 200
        assert answer.json["errors"]
        assert zen.desk.status("furious-refund") == "open"

    def test_reopening_shows_in_the_metrics(self, zen: Agent) -> None:
        zen.desk.customer_writes("furious-solved-before", "It came back")
        ticket_id = zen.desk.ticket_id("furious-solved-before")
        assert zen.json(f"/api/v2/tickets/{ticket_id}/metrics")["ticket_metric"]["reopens"] == 1


class TestFreshdeskReading:
    def test_one_api_wraps_and_the_other_does_not(self, fresh: Agent) -> None:
        ticket_id = fresh.desk.ticket_id("furious-refund")
        wrapped = fresh.json(f"/api/_/tickets/{ticket_id}")
        bare = fresh.json(f"/api/v2/tickets/{ticket_id}")
        assert wrapped["ticket"] == bare
        assert "requester" not in bare
        assert "stats" not in bare

    def test_includes_bring_requester_and_stats(self, fresh: Agent) -> None:
        ticket_id = fresh.desk.ticket_id("furious-refund")
        ticket = fresh.json(f"/api/_/tickets/{ticket_id}?include=requester,stats")["ticket"]
        assert ticket["requester"]["name"] == "Ann Whitfield"
        assert ticket["stats"]["resolved_at"] is None
        assert ticket["stats"]["requester_responded_at"] is not None
        assert fresh.get(f"/api/v2/tickets/{ticket_id}?include=nonsense").status_code == 400

    def test_description_is_not_among_the_conversations(self, fresh: Agent) -> None:
        ticket_id = fresh.desk.ticket_id("furious-refund")
        description = fresh.json(f"/api/_/tickets/{ticket_id}")["ticket"]["description_text"]
        conversations = fresh.json(f"/api/_/tickets/{ticket_id}/conversations")["conversations"]
        assert description.startswith("Hello,")
        assert description not in [c["body_text"] for c in conversations]
        kinds = [(c["incoming"], c["private"]) for c in conversations]
        assert kinds[-1] == (True, False)
        assert (False, True) in kinds
        assert conversations[-1]["has_quoted_text"]

    def test_conversations_are_paged_and_ordered(self, fresh: Agent, clock: Clock) -> None:
        fresh.desk.add_messages("calm-address", 108)
        clock.now += 2
        path = f"/api/v2/tickets/{fresh.desk.ticket_id('calm-address')}/conversations"
        assert len(fresh.json(path)) == 30
        first, second = (fresh.json(f"{path}?per_page=100&page={page}") for page in (1, 2))
        assert (len(first), len(second)) == (100, 10)
        assert fresh.json(f"{path}?order_type=desc&per_page=1") == second[-1:]
        assert fresh.get(f"{path}?per_page=101").status_code == 400

    def test_new_reply_is_indexed_a_second_late(self, fresh: Agent, clock: Clock) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('calm-address')}"
        before = len(fresh.json(f"{path}/conversations")["conversations"])
        answer = fresh.send("POST", f"{path}/reply", {"body": "<div>Bye</div>"})
        assert answer.status_code == 201
        assert answer.json["conversation"]["body_text"] == "Bye"
        assert len(fresh.json(f"{path}/conversations")["conversations"]) == before
        clock.now += 1
        assert len(fresh.json(f"{path}/conversations")["conversations"]) == before + 1

    def test_index_delay_can_be_switched_off(self, fresh: Agent) -> None:
        fresh.desk.index_delay = 0
        path = f"/api/_/tickets/{fresh.desk.ticket_id('calm-address')}"
        fresh.send("POST", f"{path}/reply", {"body": "Bye"})
        last = fresh.json(f"{path}/conversations")["conversations"][-1]
        assert last["body_text"] == "Bye"

    def test_activities_page_backwards(self, fresh: Agent) -> None:
        fresh.desk.add_messages("calm-address", 40)
        path = f"/api/_/tickets/{fresh.desk.ticket_id('calm-address')}/activities"
        first = fresh.json(path)["activities"]
        rest = fresh.json(f"{path}?before_id={first[-1]['id']}")["activities"]
        assert (len(first), len(rest)) == (30, 13)
        assert first[0]["performed_at"] >= rest[-1]["performed_at"]

    def test_ui_api_goes_on_when_the_public_one_is_at_its_limit(self, fresh: Agent) -> None:
        fresh.desk.rate_limit = 1
        ticket_id = fresh.desk.ticket_id("calm-address")
        assert fresh.get(f"/api/v2/tickets/{ticket_id}").headers["X-RateLimit-Remaining"] == "0"
        refused = fresh.get(f"/api/v2/tickets/{ticket_id}")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert fresh.get(f"/api/_/tickets/{ticket_id}").status_code == 200

    def test_lists_by_filter(self, fresh: Agent) -> None:
        unresolved = fresh.json("/api/_/tickets?filter=unresolved&per_page=100")["tickets"]
        everything = fresh.json("/api/v2/tickets?per_page=100")
        assert {ticket["status"] for ticket in unresolved} == {OPEN}
        assert RESOLVED in {ticket["status"] for ticket in everything}


class TestFreshdeskSaving:
    @pytest.mark.parametrize("suffix", ["", "/update_properties"])
    def test_flat_partial_body(self, fresh: Agent, suffix: str) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}{suffix}"
        answer = fresh.send("PUT", path, {"status": RESOLVED})
        assert answer.json["ticket"]["status"] == RESOLVED
        assert fresh.desk.status("furious-refund") == RESOLVED

    def test_activity_names_the_performer_and_the_status(self, fresh: Agent) -> None:
        resolve(fresh, "furious-refund")
        fresh.desk.automation_closes("furious-outage")
        mine, rule = (
            fresh.json(f"/api/_/tickets/{fresh.desk.ticket_id(key)}/activities")["activities"][0]
            for key in ("furious-refund", "furious-outage")
        )
        assert mine["performer"] == {"type": "user", "user_id": fresh.desk.me.id}
        assert mine["actions"] == [{"type": "property_update", "content": {"status": RESOLVED}}]
        assert mine["performed_at"] == iso(NOON)
        assert rule["performer"]["type"] == "system"

    @pytest.mark.parametrize("token", [None, "wrong"])
    def test_write_without_csrf_token_is_401(self, fresh: Agent, token: str | None) -> None:
        fresh.token = token
        assert resolve(fresh, "furious-refund").status_code == 401
        assert fresh.desk.status("furious-refund") == OPEN

    def test_public_api_takes_no_writes_from_a_session(self, fresh: Agent) -> None:
        path = f"/api/v2/tickets/{fresh.desk.ticket_id('furious-refund')}"
        assert fresh.send("PUT", path, {"status": RESOLVED}).status_code == 401
        assert fresh.desk.status("furious-refund") == OPEN

    def test_required_field_is_400_until_it_is_filled(self, fresh: Agent) -> None:
        fresh.desk.require_resolution("furious-refund")
        answer = resolve(fresh, "furious-refund")
        assert answer.status_code == 400
        assert answer.json["errors"][0]["field"] == "cf_resolution"
        assert fresh.desk.status("furious-refund") == OPEN
        filled = resolve(fresh, "furious-refund", custom_fields={"cf_resolution": "refunded"})
        assert filled.status_code == 200

    def test_status_unknown_to_the_account_is_400(
        self, freshdesk: FreshdeskDesk, fresh: Agent
    ) -> None:
        assert resolve(fresh, "furious-refund", status=9).status_code == 400
        freshdesk.custom_statuses = True
        assert resolve(fresh, "furious-refund", status=9).status_code == 200

    def test_reply_can_carry_the_status(self, fresh: Agent) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}/reply"
        fresh.send("POST", path, {"body": "<div>Done</div>", "status": CLOSED})
        assert fresh.desk.status("furious-refund") == CLOSED

    def test_reply_alone_and_private_note_keep_the_status(self, fresh: Agent) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}"
        fresh.send("POST", f"{path}/reply", {"body": "<div>Hm</div>"})
        note = fresh.send("POST", f"{path}/notes", {"body": "<div>x</div>", "private": True})
        assert note.json["conversation"]["private"]
        assert fresh.desk.status("furious-refund") == OPEN

    def test_empty_reply_is_400(self, fresh: Agent) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}/reply"
        assert fresh.send("POST", path, {"body": "<div></div>"}).status_code == 400

    def test_scenario_may_or_may_not_set_a_status(self, fresh: Agent) -> None:
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}/execute_scenario"
        fresh.send("PUT", path, {"scenario_id": 611})
        assert fresh.desk.status("furious-refund") == OPEN
        fresh.send("PUT", path, {"scenario_id": 610})
        assert fresh.desk.status("furious-refund") == RESOLVED
        assert fresh.send("PUT", path, {"scenario_id": 1}).status_code == 400

    def test_bulk_is_done_later(self, fresh: Agent, clock: Clock) -> None:
        ids = [fresh.desk.ticket_id(key) for key in ("furious-refund", "calm-address")]
        body = {"bulk_action": {"ids": ids, "properties": {"status": CLOSED}}}
        answer = fresh.send("POST", "/api/_/tickets/bulk_update", body)
        assert answer.status_code == 202
        assert fresh.desk.status("furious-refund") == OPEN
        clock.now += 1
        job = fresh.json(f"/api/_/jobs/{answer.json['job_id']}")["job"]
        assert job["status"] == "COMPLETED"
        assert fresh.desk.status("furious-refund") == CLOSED
        assert fresh.desk.status("calm-address") == CLOSED

    def test_merge_closes_the_secondary_later(self, fresh: Agent, clock: Clock) -> None:
        first, second = (fresh.desk.ticket_id(k) for k in ("calm-address", "calm-bug-report"))
        body = {"primary_id": first, "ticket_ids": [second]}
        assert fresh.send("PUT", "/api/_/tickets/merge", body).status_code == 204
        assert fresh.desk.status("calm-bug-report") == OPEN
        clock.now += 1
        assert fresh.desk.status("calm-bug-report") == CLOSED
        assert fresh.desk.status("calm-address") == OPEN

    @pytest.mark.parametrize("status", [400, 403, 409, 429, 500])
    def test_refused_save_changes_nothing(self, fresh: Agent, status: int) -> None:
        fresh.desk.fail_next_write(status)
        assert resolve(fresh, "furious-refund").status_code == status
        assert fresh.desk.status("furious-refund") == OPEN
        assert resolve(fresh, "furious-refund").status_code == 200

    def test_autosaved_draft_is_no_save_of_the_ticket(self, fresh: Agent) -> None:
        fresh.desk.fail_next_write(500)
        path = f"/api/_/tickets/{fresh.desk.ticket_id('furious-refund')}"
        assert fresh.send("POST", f"{path}/draft", {"body": "Dear"}).status_code == 200
        assert resolve(fresh, "furious-refund").status_code == 500

    def test_reopening_shows_in_the_stats(self, fresh: Agent) -> None:
        fresh.desk.customer_writes("furious-solved-before", "It came back")
        ticket_id = fresh.desk.ticket_id("furious-solved-before")
        ticket = fresh.json(f"/api/_/tickets/{ticket_id}?include=stats")["ticket"]
        assert ticket["stats"]["reopened_at"] == iso(NOON)
        assert ticket["stats"]["resolved_at"] is None


@pytest.mark.parametrize("desk_class", [ZendeskDesk, FreshdeskDesk])
def test_reset_brings_everything_back(desk_class: Callable[[], Desk]) -> None:
    desk = desk_class()
    session = desk.new_session()
    desk.colleague_closes("furious-refund")
    desk.fail_next_write(500)
    desk.refresh_seconds = 1
    desk.reset()
    assert desk.status("furious-refund") == desk.statuses["open"]
    assert desk.take_fault() is None
    assert desk.refresh_seconds == 5
    assert desk.session(session.value) is None


def test_a_colleague_can_sign_in_too(zendesk: ZendeskDesk) -> None:
    session = zendesk.new_session(zendesk.colleague.email)
    assert session.person == zendesk.colleague


@pytest.fixture(scope="module")
def helpdesk() -> Iterator[PracticeHelpdesk]:
    with PracticeHelpdesk() as running:
        yield running


def ask(helpdesk: PracticeHelpdesk, host: str, path: str, method: str = "GET") -> int:
    """One request over real HTTPS, as a browser with the resolver rules would send it."""
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection(
        "127.0.0.1", helpdesk.port, context=context, timeout=30
    )
    connection.request(method, path, headers={"Host": host})
    return connection.getresponse().status


class TestServer:
    def test_one_port_serves_both_desks_by_host_and_logs_it(
        self, helpdesk: PracticeHelpdesk
    ) -> None:
        helpdesk.reset()
        assert ask(helpdesk, "acme.zendesk.com", "/api/v2/users/me.json?x=1") == 200
        assert ask(helpdesk, "acme.freshdesk.com", "/api/_/bootstrap/me") == 401
        assert ask(helpdesk, VANITY_HOST, "/support/login") == 200
        assert helpdesk.requests == [
            ("acme.zendesk.com", "GET", "/api/v2/users/me.json?x=1", 200),
            ("acme.freshdesk.com", "GET", "/api/_/bootstrap/me", 401),
            (VANITY_HOST, "GET", "/support/login", 200),
        ]

    def test_other_hosts_are_turned_away_but_seen(self, helpdesk: PracticeHelpdesk) -> None:
        helpdesk.reset()
        assert ask(helpdesk, "tracker.example", "/collect?id=7") == 421
        assert helpdesk.requests == [("tracker.example", "GET", "/collect?id=7", 421)]

    def test_resolver_rules_name_every_host(self, helpdesk: PracticeHelpdesk) -> None:
        rules = helpdesk.resolver_rules()
        for host in helpdesk.hosts:
            assert f"MAP {host}:443 127.0.0.1:{helpdesk.port}" in rules
        assert "MAP *:443" not in rules
        everything = helpdesk.resolver_rules(catch_all=True)
        assert everything.endswith(f"MAP *:443 127.0.0.1:{helpdesk.port}")

    def test_a_silent_connection_holds_nobody_up(self, helpdesk: PracticeHelpdesk) -> None:
        """It is open for as long as the other request takes; held up, that would give up."""
        with socket.create_connection(("127.0.0.1", helpdesk.port)):
            assert ask(helpdesk, "acme.zendesk.com", "/access/login") == 200

    def test_port_without_running_server_says_how_to_run_it(self) -> None:
        with pytest.raises(RuntimeError, match="with statement"):
            _ = PracticeHelpdesk().port

    def test_static_files_name_no_foreign_host(self) -> None:
        root = Path(__file__).parents[3] / "practice" / "static"
        for path in root.rglob("*.*"):
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "://" not in text, path


def test_settings_reach_the_page_as_data(zen: Agent) -> None:
    page = zen.get("/agent/filters/4001").text
    content = page.split('name="practice-settings" content="')[1].split('"')[0]
    settings = json.loads(content.replace("&#34;", '"'))
    assert settings["refreshSeconds"] == zen.desk.refresh_seconds
