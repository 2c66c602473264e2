"""A pattern of an adapter finds what it should, and nothing makes it try for ever.

``patterns.json`` holds patterns, texts and what is found: the whole match and its groups, or null.
``tests/wasm`` asks JavaScript the same.
"""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from interlude.helpdesks.patterns import PatternError, javascript, pattern

VECTORS = json.loads((Path(__file__).parent / "patterns.json").read_text())


def found(written: str, text: str) -> list[str | None] | None:
    """The whole match and its groups, None if there is no match."""
    match = pattern(written).search(text)
    return [match[0], *match.groups()] if match else None


def test_each_vector_means_what_it_says() -> None:
    for written, text, wanted in VECTORS:
        assert found(written, text) == wanted, (written, text)


SIGNS = st.text(st.sampled_from("ab1_/-.^$*+?()[]{}|\\:<>P,dwsbA \n\u00e9"), max_size=14)


@given(SIGNS)
def test_whatever_is_written_is_a_pattern_or_is_refused(written: str) -> None:
    try:
        pattern(written).search("ab1_/-.\n" * 3)
    except PatternError as error:
        assert str(error)
    else:
        javascript(written)
