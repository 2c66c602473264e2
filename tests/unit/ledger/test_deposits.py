"""Fourteen kinds of good deed, three jars, one key each."""

from __future__ import annotations

import re
from collections import Counter

from interlude.ledger.deposits import KEYS, deposit_kinds, jar_of
from interlude.ledger.jars import JARS


def test_there_are_fourteen_kinds_and_each_has_a_key_of_its_own() -> None:
    kinds = deposit_kinds()
    assert len(kinds) >= 14
    assert len({kind.id for kind in kinds}) == len({kind.key for kind in kinds}) == len(kinds)
    assert {kind.key for kind in kinds} <= set(KEYS)


def test_every_jar_can_be_filled() -> None:
    by_jar = Counter(kind.jar for kind in deposit_kinds())
    assert set(by_jar) == set(JARS)
    assert min(by_jar.values()) >= 4


def test_ids_are_slugs_and_names_fit_a_button() -> None:
    for kind in deposit_kinds():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.id)
        assert len(kind.name) <= 24
        assert len(kind.hint.split()) <= 10
        assert kind.hint.endswith(".")


def test_a_kind_that_this_version_does_not_know_has_no_jar() -> None:
    assert jar_of("turned_it_round") == "customers"
    assert jar_of("from_the_future") is None
