"""Fourteen kinds of good deed, three jars, one key each."""

from __future__ import annotations

import re
from collections import Counter

from interlude.ledger.deposits import KEYS, deposit_kinds, jar_of
from interlude.ledger.jars import JARS


def test_there_are_fourteen_kinds_and_each_has_a_key_of_its_own() -> None:
    assert "".join(kind.key for kind in deposit_kinds()) == KEYS
    assert len({kind.id for kind in deposit_kinds()}) == len(KEYS) == 14


def test_every_jar_can_be_filled() -> None:
    by_jar = Counter(kind.jar for kind in deposit_kinds())
    assert by_jar == {"customers": 5, "colleagues": 4, "me": 5}
    assert set(by_jar) == set(JARS)


def test_six_quick_kinds_two_for_each_jar() -> None:
    assert Counter(k.jar for k in deposit_kinds() if k.quick) == dict.fromkeys(JARS, 2)


def test_ids_are_slugs_and_names_fit_a_button() -> None:
    for kind in deposit_kinds():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.id)
        assert len(kind.name) <= 24
        assert len(kind.hint.split()) <= 10
        assert kind.hint.endswith(".")


def test_a_kind_that_this_version_does_not_know_has_no_jar() -> None:
    assert jar_of("turned_it_round") == "customers"
    assert jar_of("from_the_future") is None
