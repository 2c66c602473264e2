"""Each recorded close in ``tests/helpdesks/<id>/`` through the product: what is it, who said what?

They are made up after public recordings.  ``want`` says what is right: ``close`` (asked after, and
confirmed), ``roles`` of the turns oldest first, ``tense`` for the judge, ``text_without``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from interlude.helpdesks import check
from interlude.helpdesks.__main__ import main
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge

CLOSES = sorted((Path(__file__).parents[2] / "helpdesks").glob("*/*.json"))


def recording(name: str) -> Path:
    return next(path for path in CLOSES if f"{path.parent.name}/{path.stem}" == name)


def told(path: Path) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(check.line(path).text)
    return line


@pytest.mark.parametrize("path", CLOSES, ids=[f"{path.parent.name}/{path.stem}" for path in CLOSES])
def test_a_recorded_close_is_read_as_it_was_meant(path: Path) -> None:
    want, found = json.loads(path.read_text())["want"], told(path)
    assert found["error"] == ""
    turns = found["turns"]
    if "close" in want:
        assert (found["asked"] != [] and found["confirmed"]) is want["close"]
    if "roles" in want:
        assert [turn["role"] for turn in turns] == want["roles"]
    if "tense" in want:
        talk = Conversation(tuple(Turn(turn["role"], turn["text"]) for turn in turns))
        assert judge(talk).tense is want["tense"]
    if "text_without" in want:
        assert all(want["text_without"] not in turn["text"] for turn in turns)


class TestTheCommand:
    def test_one_line_a_case_and_an_error_is_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        broken = tmp_path / "broken.json"
        broken.write_text("{")
        strange = tmp_path / "strange.json"
        strange.write_text('{"name": "odd", "adapter": "nobody"}')
        good = recording("zendesk/rule-after-mine")
        assert main(["check", str(broken), str(strange), str(tmp_path / "no"), str(good)]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["name"] for line in lines] == ["broken", "odd", "no", good.stem]
        assert [line["error"] == "" for line in lines] == [False, False, False, True]
        assert (lines[3]["asked"], lines[3]["confirmed"]) == (["61"], True)
        assert lines[3]["turns"][0]["role"] == "customer"

    @pytest.mark.parametrize("words", [[], ["check"], ["chek", "case.json"]])
    def test_it_says_how_it_is_used(
        self, words: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(words) == 2
        assert "check CASE..." in capsys.readouterr().err

    def test_an_answer_may_come_a_second_time_in_another_way(self, tmp_path: Path) -> None:
        """Each read of a list takes the next; null stands for the answer in ``readings``."""
        late = recording("freshdesk/history-later")
        case = json.loads(late.read_text())
        case["readings"]["activities"] = case["readings"]["activities"][:1]
        once = tmp_path / "once.json"
        once.write_text(json.dumps(case))
        assert told(late)["confirmed"]
        assert not told(once)["confirmed"]
