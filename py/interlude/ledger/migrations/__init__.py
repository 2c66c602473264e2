"""How entries of older versions are read: one numbered step from each shape to the next.

An entry carries the version of its shape as ``v``; one without it is of version 1.  The store is
append-only, so an entry stays as it was written, and the steps it still needs are taken each time
it is read ("upcasting").

Whoever changes the shape of an entry, or adds a kind, adds a module ``m<version>_<what>.py`` with
``upgrade(raw) -> raw`` and names it last in ``_STEPS``.  A step never changes afterwards, and never
changes the entry it is given.
"""

from __future__ import annotations

from collections.abc import Callable

from interlude.ledger.entries import Raw
from interlude.ledger.migrations import (
    m0002_cause,
    m0003_corrected,
    m0004_seen,
    m0005_choice,
    m0006_as_before,
    m0007_in_call,
)

_STEPS: tuple[Callable[[Raw], Raw], ...] = (
    m0002_cause.upgrade,
    m0003_corrected.upgrade,
    m0004_seen.upgrade,
    m0005_choice.upgrade,
    m0006_as_before.upgrade,
    m0007_in_call.upgrade,
)

VERSION = 1 + len(_STEPS)
"""The shape in which this build writes entries."""

_LAST_CONCEIVABLE = 1_000
"""A number beyond it is damage: a single one must not shut an account that no newer build wrote."""


class NewerEntryError(Exception):
    """A newer Interlude wrote this entry: read on, and something of the account is left out."""


def upgraded(raw: Raw) -> Raw:
    """An entry of the journal in the shape of this build.

    Raises ``NewerEntryError`` for one that a newer build wrote, and ``ValueError``, ``KeyError`` or
    ``TypeError`` for one that no build wrote.

    >>> upgraded({"v": 2, "kind": "worked"})
    {'v': 2, 'kind': 'worked'}
    >>> upgraded({"v": 99, "kind": "worked"})
    Traceback (most recent call last):
    interlude.ledger.migrations.NewerEntryError: the entry is of version 99; this build reads 7
    """
    version = raw.get("v", 1)
    if not isinstance(version, int) or not 1 <= version <= _LAST_CONCEIVABLE:
        raise ValueError(f"v: a version is a whole number from 1, not {version!r}")
    if version > VERSION:
        raise NewerEntryError(f"the entry is of version {version}; this build reads {VERSION}")
    for step in _STEPS[version - 1 :]:
        raw = step(raw)
    return raw
