"""Whatever a page, a customer or a helpdesk sends, ``handle`` answers: it never raises.

What raises costs the agent her card and the engine its snapshot, so that anybody could do it.
``tests/fuzz/handle.py`` asks the same a million times over, outside CI.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlude import api
from interlude.engine import Engine
from interlude.json_text import DEEPEST, JsonError, parsed
from interlude.pages.diagnostics.view import NO_TIME
from interlude.pages.index import PAGES
from interlude.plain_text import from_html, without_entities

NOW = {"at": 1_767_607_440_000, "offset": 60}
STAMP: dict[str, Any] = {"id": "e", "now": NOW, "seed": 7}
DATE = "Mon, 05 Jan 2026 10:04:00 GMT"
DIGITS = "&#" + "9" * 4301 + ";"

HELPDESKS = ("zendesk", "freshdesk", "django-helpdesk")

GOOD: dict[str, dict[str, Any]] = {
    "zendesk": {
        "ticket": {"ticket": {"status": "solved", "requester_id": 50, "tags": ["a"]}},
        "audits": {
            "audits": [
                {
                    "author_id": 7,
                    "created_at": "2026-01-05T10:03:58Z",
                    "via": {"channel": "web"},
                    "events": [
                        {
                            "type": "Change",
                            "field_name": "status",
                            "value": "solved",
                            "previous_value": "open",
                        },
                        {
                            "type": "ChatStartedEvent",
                            "value": {
                                "history": [
                                    {
                                        "type": "ChatMessage",
                                        "actor_type": "end-user",
                                        "message": "Hi",
                                        "timestamp": 1_767_600_000_000,
                                    }
                                ]
                            },
                        },
                    ],
                }
            ]
        },
        "me": {"user": {"id": 7}},
        "comments": {
            "comments": [
                {
                    "id": 1,
                    "type": "Comment",
                    "author_id": 50,
                    "plain_body": "Where is it?!",
                    "html_body": "<p>Where is it?!</p>",
                    "public": True,
                    "via": {"channel": "email"},
                    "created_at": "2026-01-05T09:03:58Z",
                }
            ],
            "users": [{"id": 50, "role": "end-user", "suspended": False}],
        },
    },
    "freshdesk": {
        "ticket": {
            "ticket": {
                "status": 4,
                "source": 1,
                "priority": 2,
                "description_text": "Where is it?!",
                "created_at": "2026-01-05T09:03:58Z",
                "stats": {"resolved_at": "2026-01-05T10:03:58Z", "closed_at": None},
            }
        },
        "activities": {
            "activities": [
                {
                    "performer": {"type": "user", "user_id": 7},
                    "performed_at": "2026-01-05T10:03:58Z",
                    "actions": [{"type": "property_update", "content": {"status": 4}}],
                }
            ]
        },
        "me": {"agent": {"id": 7}},
        "conversations": {
            "conversations": [
                {
                    "id": 1,
                    "incoming": True,
                    "private": False,
                    "source": 0,
                    "body_text": "Still nothing",
                    "body": "<div>Still nothing</div>",
                    "created_at": "2026-01-05T09:33:58Z",
                }
            ]
        },
    },
    "django-helpdesk": {
        "ticket": {
            "status": 4,
            "description": "Where is it?!",
            "followup_set": [
                {
                    "user": 7,
                    "date": "2026-01-05T10:03:58Z",
                    "new_status": 4,
                    "comment": "Done",
                    "public": True,
                }
            ],
        }
    },
}
WRITES: dict[str, dict[str, Any]] = {
    "zendesk": {
        "method": "PUT",
        "url": "https://acme.zendesk.com/api/v2/tickets/1",
        "page": "https://acme.zendesk.com/agent/tickets/1",
        "body": '{"ticket": {"status": "solved"}}',
        "form": {},
        "triggers": ["zendesk/save"],
    },
    "freshdesk": {
        "method": "PUT",
        "url": "https://acme.freshdesk.com/api/_/tickets/1",
        "page": "https://acme.freshdesk.com/a/tickets/1",
        "body": '{"status": 4}',
        "form": {},
        "triggers": ["freshdesk/save"],
    },
    "django-helpdesk": {
        "method": "POST",
        "url": "https://help.firm.example/tickets/1/update/",
        "page": "https://help.firm.example/tickets/1/",
        "body": "",
        "form": {"new_status": ["4"]},
        "triggers": ["django-helpdesk/reply"],
    },
}

ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 1e308, 10**30, "", " ", "1", "solved", "4", DIGITS, "\ud800",
    "\0", "<![x[", "<!--", "&", "&#x110000;", "<" * 50, "2026-01-05", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", [], {}, [None], [[[]]], {"a": {}}, {"id": {"id": 1}}, [1, "a", {}],
    ["sentiment__negative", 5, None], "\u202e\u200b\ufdfa" * 5, "a" * 5_000,
]  # fmt: skip
DATES = [
    DATE, "", "Mon, 05 Jan 2026 10:04:00", "Mon, 99 Foo 2026 99:99:99 GMT", "Mon, 05", "yesterday",
    f"{DATE}, {DATE}", "Mon, 05 Jan 0001 00:00:00 +1400", "Fri, 31 Dec 9999 23:59:59 -1400",
    "Mon, 05 Jan 2026 10:04:00 -0000", "Mon, 05 Jan 99999999999 10:04:00 GMT",
]  # fmt: skip
TEXTS = [
    "", "null", "1", '"a"', "[]", "{}", "NaN", "Infinity", "-", "{", '{"ticket":', "[" * 5_000,
    '{"ticket":' * 3_001 + "1" + "}" * 3_001, "[" * 5_000 + "]" * 5_000, '"' + "[" * 9_999 + '"',
    "9" * 5_000, '{"ticket": {"status": ' + "9" * 5_000 + "}}", '"\\', "\ufeff{}",
]  # fmt: skip
URLS = [
    "", "x", "https://[", "https://acme.zendesk.com:99999999/api/v2/tickets/1", "//", "https://",
    "https://acme.zendesk.com\\@evil.example/", "https://\u2100.zendesk.com/", "data:,",
    "https://acme.zendesk.com/api/v2/tickets/1?ids=" + "1," * 999, "http://[::1]/tickets/1/update/",
    "https://acme.zendesk.com/" + "a" * 9_000,
]  # fmt: skip

JSON = st.recursive(
    st.sampled_from(ODD) | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value inside a value."""
    found = [way]
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        found += places(inner, (*way, key))
    return found


def changed(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    """A copy with another value at one place."""
    if not way:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = changed(value[way[0]], way[1:], new)
    return copy


@st.composite
def readings(draw: st.DrawFn, helpdesk: str) -> list[dict[str, Any]]:
    """A helpdesk's answers in which something is not as it should be."""
    answers: Any = GOOD[helpdesk]
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.sampled_from(places(answers)[1:]))
        answers = changed(answers, way, draw(JSON))
    found = [
        {
            "name": name,
            "status": draw(st.sampled_from([200] * 9 + [0, 401, 403, 429, 503])),
            "type": draw(st.sampled_from(["application/json"] * 9 + ["text/html", "", "\0"])),
            "date": draw(st.sampled_from([DATE] * 9 + DATES)),
            "text": draw(st.sampled_from([json.dumps(answer)] * 9 + TEXTS)),
            "later": draw(st.sampled_from(["", "1", "-5", "soon", "9" * 5_000, *DATES])),
            "cut": draw(st.booleans()) and draw(st.booleans()),
        }
        for name, answer in answers.items()
    ]
    return draw(st.permutations(found))[: draw(st.sampled_from([9, 9, 9, 2, 0]))]


@st.composite
def writes(draw: st.DrawFn, helpdesk: str) -> dict[str, Any]:
    write = {"kind": "write_seen", "tab": 5, "status": 200, "location": "", **WRITES[helpdesk]}
    if draw(st.booleans()):
        return write
    texts = {
        "method": ["PUT", "POST", "GET", ""],
        "url": [*URLS, write["url"]],
        "page": URLS,
        "location": URLS,
        "body": [*TEXTS, json.dumps(draw(JSON)), json.dumps({"ticket": draw(JSON)})],
    }
    for name in draw(st.sets(st.sampled_from(sorted(texts)), max_size=2)):
        write[name] = draw(st.sampled_from(texts[name]))
    write["form"] = draw(
        st.dictionaries(st.text(max_size=9), st.lists(st.text(max_size=9)), max_size=2)
    )
    return write


def begun() -> None:
    """A fresh account to which a helpdesk of the firm's own is known."""
    api._engine = Engine()
    sent({"kind": "opened", "journal": []})
    fields = {"cap": "6", "adapter": "django-helpdesk", "address": "https://help.firm.example"}
    sent({"kind": "acted", "page": "settings", "tab": None, "action": "save", "fields": fields})


def sent(event: Any) -> dict[str, Any]:
    if isinstance(event, dict):
        event = {**event, "stamp": {"id": "e", "now": NOW, "seed": 7}}
    answer: dict[str, Any] = json.loads(api.handle(json.dumps(event)))
    return answer


def sent_for(helpdesk: str) -> dict[str, Any]:
    """The errand of a good write."""
    write = {**WRITES[helpdesk], "kind": "write_seen", "tab": 5, "status": 200}
    stamped = {**write, "stamp": {"id": "w", "now": NOW, "seed": 1}}
    return {"adapter": helpdesk, "ticket": "1", "rest": [], "write": stamped}


def read_done(errand: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    scene = {"composing": False, "full_screen": False, "audible": False}
    return {"kind": "read_done", "tab": 5, "errand": errand, "readings": found, "scene": scene}


def reading(name: str, text: str, date: str = DATE) -> dict[str, Any]:
    return {"name": name, "status": 200, "type": "application/json", "date": date, "text": text}


BOUNDED = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


@pytest.fixture(scope="module", autouse=True)
def engine() -> Any:
    yield
    api._engine = Engine()


@pytest.mark.parametrize("helpdesk", HELPDESKS)
@given(data=st.data())
@BOUNDED
def test_no_answer_of_a_helpdesk_raises(helpdesk: str, data: st.DataObject) -> None:
    begun()
    write = data.draw(writes(helpdesk))
    answer = sent(write)
    assert "error" not in answer
    errands = [effect["errand"] for effect in answer["effects"] if effect["kind"] == "read"]
    known = {**WRITES[helpdesk], "kind": "write_seen", "tab": 5, "status": 200}
    stamped = {**known, "stamp": {"id": "w", "now": NOW, "seed": 1}}
    errand = (
        errands[0]
        if errands
        else {"adapter": helpdesk, "ticket": "1", "rest": [], "write": stamped}
    )
    if data.draw(st.booleans()):
        way = data.draw(st.sampled_from(["adapter", "ticket", "rest"]))
        errand = {**errand, way: data.draw(st.sampled_from(["zendesk", "nobody", "1", "", "../x"]))}
    for _ in range(3):
        answer = sent(read_done(errand, data.draw(readings(helpdesk))))
        assert "error" not in answer
        more = [effect["errand"] for effect in answer["effects"] if effect["kind"] == "read"]
        if not more:
            break
        errand = more[0]


@pytest.mark.parametrize("helpdesk", HELPDESKS)
def test_no_single_value_raises(helpdesk: str) -> None:
    """Each value of a good answer in turn becomes each odd one, and goes missing."""
    begun()
    answers = GOOD[helpdesk]
    for way in places(answers)[1:]:
        for odd in ODD:
            found = changed(answers, way, odd)
            event = read_done(
                sent_for(helpdesk), [reading(name, json.dumps(found[name])) for name in found]
            )
            event["errand"]["again"] = event["errand"]["otherwise"] = True
            assert "error" not in sent(event), (way, odd)


@pytest.mark.parametrize("helpdesk", HELPDESKS)
@pytest.mark.parametrize("date", DATES)
def test_no_date_raises(helpdesk: str, date: str) -> None:
    begun()
    found = [reading(name, json.dumps(value), date) for name, value in GOOD[helpdesk].items()]
    assert "error" not in sent(read_done(sent_for(helpdesk), found))


@pytest.mark.parametrize("helpdesk", HELPDESKS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_body_raises(helpdesk: str, text: str) -> None:
    begun()
    for name in GOOD[helpdesk]:
        found = {**{n: json.dumps(value) for n, value in GOOD[helpdesk].items()}, name: text}
        event = read_done(sent_for(helpdesk), [reading(n, t) for n, t in found.items()])
        assert "error" not in sent(event)


@given(
    page=st.sampled_from(list(PAGES)),
    action=st.sampled_from(
        ["open", "deposit", "undo", "declare", "breathe", "hush", "unhush", "seen",
         "helped", "another", "not_tense", "closed", "preview", "save", "export", "unlearn", "x"]
    ),
    fields=st.dictionaries(
        st.sampled_from(
            ["kind", "entry", "until", "url", "shown", "pseudonym", "week", "format", "cap",
             "adapter", "address", "quiet_start", "quiet_end", "remove", "notice", "off", "sure",
             "origins"]
        ),
        st.sampled_from([*(o for o in ODD if isinstance(o, str)), *URLS, "zendesk", "2026-W01"])
        | st.text(max_size=12),
        max_size=5,
    ),
    tab=st.none() | st.integers(-1, 9),
)  # fmt: skip
@BOUNDED
def test_no_press_and_no_form_raises(
    page: str, action: str, fields: dict[str, str], tab: int | None
) -> None:
    begun()
    event = {"kind": "acted", "page": page, "tab": tab, "action": action, "fields": fields}
    assert "error" not in sent(event)


@given(event=JSON)
@BOUNDED
def test_what_is_no_event_is_told_and_decides_nothing(event: Any) -> None:
    assert "error" in json.loads(api.handle(json.dumps(event)))


@pytest.mark.parametrize(
    "memo",
    [
        "[" * 5_000,
        "{}}",
        "null",
        '{"noted": {"strange": ' + "9" * 4_300 + "}}",
        '{"looks": {"until": 1e999, "reads": [null]}}',
        '{"looks": {"salt": "\\ud800", "seen": [{"mark": "", "at": 9e99}]}}',
        '{"calm": {"trace": [' + "9" * 400 + '], "at": ' + str(NOW["at"]) + "}}",
    ],
)
def test_no_memo_raises(memo: str) -> None:
    begun()
    assert "error" not in sent({"kind": "opened", "journal": [], "memo": memo})
    write = {"kind": "write_seen", "tab": 5, "status": 200, "location": "", **WRITES["zendesk"]}
    errand = {"adapter": "?", "ticket": "1", "rest": [], "write": {**write, "stamp": STAMP}}
    scene = {"composing": False, "full_screen": False, "audible": False}
    done = {"kind": "read_done", "tab": 5, "errand": errand, "readings": [], "scene": scene}
    pressed: dict[str, Any] = {"kind": "acted", "tab": 5, "fields": {}}
    events: list[dict[str, Any]] = [
        write,
        done,
        {**pressed, "page": "popup", "action": "declare"},
        {**pressed, "page": "diagnostics", "action": "open"},
    ]
    for event in events:
        assert "error" not in sent(event)


@pytest.mark.parametrize("last", [10**400, -(10**30), 2**63])
def test_no_time_of_a_start_or_a_harm_keeps_a_page_from_being_drawn(last: int) -> None:
    begun()
    wakes = [{"how": "plain", "why": "first", "times": 1, "last": last}]
    health = {"harms": [{"harm": "log", "times": 1, "last": last}]}
    sent({"kind": "opened", "journal": [], "wakes": wakes, "health": health})
    opened: dict[str, Any] = {"page": "diagnostics", "tab": None, "action": "open", "fields": {}}
    assert NO_TIME in sent({"kind": "acted", **opened})["html"]


@pytest.mark.parametrize("was", ["[" * 5_000, '{"on": null}', '{"cap": [1]}', "9" * 5_000])
def test_no_form_as_it_was_drawn_raises(was: str) -> None:
    begun()
    fields = {"cap": "5", "on": "zendesk", "was": was}
    sent({"kind": "acted", "page": "settings", "tab": None, "action": "save", "fields": fields})


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_is_too_odd_for_the_crossing(text: str) -> None:
    assert "error" in json.loads(api.handle(text))


class TestDepth:
    @pytest.mark.parametrize("levels", [DEEPEST + 1, 3_001, 6_000, 1_000_000])
    @pytest.mark.parametrize(("left", "right"), ["[]", ('{"a":', "}")])
    def test_what_goes_too_deep_is_never_parsed(self, left: str, right: str, levels: int) -> None:
        with pytest.raises(JsonError, match="levels deep"):
            parsed(left * levels + "1" + right * levels)

    def test_what_is_deep_enough_for_real_answers_is(self) -> None:
        assert parsed("[" * DEEPEST + "]" * DEEPEST)

    def test_brackets_in_a_text_are_text(self) -> None:
        assert parsed(json.dumps(['\\"[[' * 500])) == ['\\"[[' * 500]


class TestText:
    @pytest.mark.parametrize("odd", [DIGITS, "&#" + "9" * 9_999, "&#xfffffffff;", "&;", "&#;"])
    def test_no_entity_raises(self, odd: str) -> None:
        assert isinstance(without_entities(odd), str)
        assert isinstance(from_html(f"<p>{odd}</p>"), str)

    @given(st.text(st.sampled_from("<>!-/[]\"'= abp&#;x"), max_size=60))
    def test_no_markup_raises(self, html: str) -> None:
        from_html(html)

    @pytest.mark.parametrize(
        "unit", ["<", "<!--", "<a ", "<a '", '<a "', "<![", "</", "&#", "<style>", "<a b='", "<p>"]
    )
    def test_the_work_grows_with_the_length_alone(self, unit: str) -> None:
        """Counted by Python's own steps, not by a clock: ten times as long, ten times the steps."""
        short, long = (steps(unit * times) for times in (200, 2_000))
        assert long < 12 * short + 200


def steps(html: str) -> int:
    import sys

    count = 0

    def tracer(frame: Any, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        from_html(html)
    finally:
        sys.settrace(before)
    return count
