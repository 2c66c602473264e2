"""What could point to a person or a ticket is marked, and an ordinary line is left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.writings.marks import marked
from interlude.writings.writing import LONGEST

POINTING = {
    "mail": ["ann@firm.example", "a.b+c@mail.firm.co.uk", "josé@correo.example"],
    "page": ["https://acme.zendesk.com/agent/tickets/4711", "www.firm.example", "acme.com/t/9"],
    "handle": ["@kim", "@maria.lopez"],
    "name": ["Ms Hartley", "Mr. O’Neill", "Frau Özdemir", "Herrn Weiß", "Sra. Muñoz", "Mme Émond"],
    "phone": [
        "+44 20 7946 0958",
        "(555) 010-9999",
        "030/12345678",
        "+55 (11) 91234-5678",
        "06 12 34 56 78",
        "0170-1234567",
    ],
    "ticket": ["#4711", "# 12", "#INC0042"],
    "order": ["RMA-20391", "DE-2026-001234", "A1B2C3D4-990", "JJD000390007882"],
    "number": ["20391", "4711000"],
}
PEACEFUL = [
    "She waited three weeks and said thank you in the end.",
    "At 14:30, on 2 May 2026, it was fixed; 100 % calm, 3 colleagues, 1,200 lines.",
    "I told the truth: it was our label. No. 1 lesson?",
    "Read it once with the sound off, then wrote two lines (not ten).",
    "Er war wütend, ich nicht. Danach 10 min Pause.",
    "Ça m’a pris 45 minutes, et c’était juste.",
    "Le expliqué el paso 2 otra vez, sin prisa.",
    "OK, FAQ, CSV and VIP are words of ours; so is B2B.",
    "50/50, 9-to-5, v2.1, 1.5 h, 20.5.2026",
]


@pytest.mark.parametrize(
    "what", [one for several in POINTING.values() for one in several], ids=lambda what: what
)
def test_what_could_point_to_somebody_is_marked_whole(what: str) -> None:
    for line in (what, f"Thanked {what} today.", f"({what})", f"{what}, then a pause"):
        assert marked(line) == (what,), line


@pytest.mark.parametrize("line", PEACEFUL)
def test_an_ordinary_line_is_left_in_peace(line: str) -> None:
    assert marked(line) == ()


def test_each_part_is_told_once_in_its_order() -> None:
    assert marked("#12 and #9 and #12") == ("#12", "#9")


@given(st.text(max_size=LONGEST))
def test_what_is_marked_stands_in_the_line(line: str) -> None:
    assert all(part in line for part in marked(line))
