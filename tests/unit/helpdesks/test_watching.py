"""Whatever a pattern finds on a watched path is noticed; only what cannot be is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlude.helpdesks.patterns import PatternError, pattern
from interlude.helpdesks.watching import meets


@pytest.mark.parametrize(
    ("watch", "path", "met"),
    [
        ("/*tickets/*", r"/tickets/(?P<ticket>\d+)/update/$", True),
        ("/a/*.json", r"^/a/\d+", True),
        ("/a/*.json", r"^/a/\d+$", False),
        ("/a/*.json", r"^/a/[\d.jons]+$", True),
        ("/a", r"^/a(?:/b)?$", True),
        ("/a/b", r"^/a(?:/b)?$", True),
        ("/a/c", r"^/a(?:/b)?$", False),
        ("/b/", r"^/(?:a|b|c)/$", True),
        ("/d/", r"^/(?:a|b|c)/$", False),
        ("/aaa", r"^/a{2,}$", True),
        ("/a*b", r"^/[^b]+$", False),
        ("/*", r"x^/a", False),
        ("/*", r"a$b", False),
        ("/a", r"(?:^|b)/a", True),
        ("/api/*", r"\btickets\b", True),
    ],
)
def test_each_pair_means_what_it_says(watch: str, path: str, met: bool) -> None:
    assert meets(watch, path) is met


@given(
    st.text(st.sampled_from("ab/1.*"), max_size=6),
    st.text(st.sampled_from("ab/1.^$*+?()|[]\\d"), max_size=10),
    st.text(st.sampled_from("ab/1."), max_size=6),
)
def test_a_path_that_is_both_is_never_missed(watch: str, path: str, tried: str) -> None:
    try:
        found = pattern(path).search(tried)
    except PatternError:
        return
    watched = re.fullmatch(".*".join(map(re.escape, watch.split("*"))), tried)
    if found and watched:
        assert meets(watch, path)
