"""The replay desk answers as the recording tells it, whoever asks, and in whatever order."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from practice.replay import ReplayDesk

STORY = """
name: Bare Desk
now: 2026-11-22T10:00:04Z
pages:
  /case/1: <p>Where is it?</p>
exchanges:
  - {request: GET /api/case/1, answer: {state: open, at: 2026-11-22T09:00:00Z}}
  - {request: PUT /api/case/1, body: {state: solved}, press: Solve, answer: {ok: true}}
  - {request: GET /api/case/1, answer: {state: open}}
  - {request: GET /api/case/1, answer: {state: solved}}
  - request: POST /case/1
    press: Reopen
    form: {state: open}
    status: 302
    headers: {Location: /case/1}
  - {request: GET /api/case/1, answer: {state: open again}}
  - {request: GET /api/later, answer: true}
"""


@pytest.fixture
def desk(tmp_path: Path) -> ReplayDesk:
    recording = tmp_path / "story.yaml"
    recording.write_text(STORY)
    return ReplayDesk(recording)


@pytest.fixture
def browser(desk: ReplayDesk) -> FlaskClient:
    return desk.app().test_client()


def state(browser: FlaskClient) -> object:
    return (browser.get("/api/case/1?fresh").json or {})["state"]


def test_reads_do_not_move_the_story_and_writes_do(desk: ReplayDesk, browser: FlaskClient) -> None:
    assert [state(browser), state(browser)] == ["open", "open"]
    assert browser.put("/api/case/1", json={"state": "solved"}).json == {"ok": True}
    late = [state(browser), state(browser), state(browser)]
    assert late == ["open", "solved", "solved"], "what is recorded twice is told in its turn"
    answer = browser.post("/case/1", data={"state": "open"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/case/1")
    assert state(browser) == "open again"
    desk.reset()
    assert state(browser) == "open"


def test_a_request_that_was_not_recorded_is_unknown(desk: ReplayDesk, browser: FlaskClient) -> None:
    assert browser.put("/api/case/1", json={"state": "lost"}).status_code == 404
    assert browser.get("/api/case/2").status_code == 404
    assert browser.get("/api/later").status_code == 404, "that is not yet so"
    assert desk.unknown == ["PUT /api/case/1", "GET /api/case/2", "GET /api/later"]
    assert state(browser) == "open"


def test_answers_carry_the_recorded_clock_and_moments_stay_text(browser: FlaskClient) -> None:
    answer = browser.get("/api/case/1")
    assert answer.headers["Date"] == "Sun, 22 Nov 2026 10:00:04 GMT"
    assert answer.json == {"state": "open", "at": "2026-11-22T09:00:00Z"}


def test_the_page_has_a_button_for_each_write_to_press(browser: FlaskClient) -> None:
    page = browser.get("/case/1").text
    assert "<p>Where is it?</p>" in page
    assert 'data-press="Solve"' in page
    assert '<form method="post" action="/case/1">' in page


def test_a_file_that_is_no_recording_says_where(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(STORY.replace("press: Solve", "pres: Solve"))
    with pytest.raises(ValueError, match=r"wrong.yaml: .*pres.*exchanges\[1\]"):
        ReplayDesk(wrong)
