"""The copy of every prompt keeps the promises that Interlude makes about its words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from interlude import content
from interlude.prompts import library as module
from interlude.prompts.library import Prompt, library, prompt

EVERY = pytest.mark.parametrize("found", library(), ids=lambda found: found.id)

# A word here would order a feeling, shrink it, blame, or rank.
NEVER_SAID = (
    "just", "calm down", "at least", "relax", "cheer up", "smile", "positive", "silver lining",
    "bright side", "grateful", "don't worry", "no big deal", "simply", "should have known",
    "get over", "toughen", "resilient", "mindful", "stop thinking", "lost", "failed", "broken",
    "must", "never mind", "everything happens", "could be worse",
)  # fmt: skip

# Nothing that speaks ill of the people who write in.
NEVER_OF_CUSTOMERS = (
    "rude", "nasty", "crazy", "idiot", "stupid", "monster", "toxic", "difficult customer",
    "bad customer", "annoying", "karen", "hysterical", "unreasonable", "impossible people",
)  # fmt: skip

# Nothing that promises what research does not show.
NEVER_PROMISED = (
    "proven", "proof", "guarantee", "cure", "heal", "therapy", "treats", "anxiety", "burnout",
    "vagus", "nervous system", "coherence", "cortisol", "heart rate", "csat", "productiv",
    "performance", "scientific", "will feel", "will make you", "reduces stress", "works every",
)  # fmt: skip


def said(words: str, phrases: tuple[str, ...]) -> list[str]:
    text = words.lower().replace("’", "'")
    return [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase)}", text)]


def sentences(words: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])[\"”]?\s+", words) if part]


class TestCopy:
    @EVERY
    def test_it_is_short(self, found: Prompt) -> None:
        assert len(found.words.split()) <= 35
        assert 1 <= len(sentences(found.words)) <= 2
        assert max(len(sentence.split()) for sentence in sentences(found.words)) <= 25

    @EVERY
    def test_it_is_plain(self, found: Prompt) -> None:
        letters = [re.sub(r"[^a-z]", "", word.lower()) for word in found.words.split()]
        assert max(map(len, letters)) <= 13
        assert sum(map(len, letters)) / len(letters) <= 5

    @EVERY
    def test_it_speaks_to_you_or_asks_one_thing_of_you(self, found: Prompt) -> None:
        assert found.words.count("?") <= 1
        assert not re.search(r"\b(I|we|us|our|my|me)\b", found.words.replace("then I will", ""))

    @EVERY
    def test_it_is_kind_and_promises_nothing(self, found: Prompt) -> None:
        assert said(found.words, NEVER_SAID + NEVER_OF_CUSTOMERS + NEVER_PROMISED) == []
        assert not re.search(r"[!…;—–*_]|\.\.|[A-Z]{2}|:\)|[\U0001f000-\U0001ffff]", found.words)

    @EVERY
    def test_it_is_a_whole_sentence(self, found: Prompt) -> None:
        assert found.words[0].isupper()
        assert found.words[-1] in ".?"
        assert "  " not in found.words

    @EVERY
    def test_it_says_how_sure_research_is_and_claims_no_more(self, found: Prompt) -> None:
        assert re.search(r"\((.+; (strong|medium|weak) evidence|our own view)\)$", found.evidence)
        assert said(found.evidence, NEVER_PROMISED + NEVER_OF_CUSTOMERS) == []
        assert "!" not in found.evidence

    def test_a_forbidden_word_would_be_found(self) -> None:
        assert said("Just calm down, at least.", NEVER_SAID) == ["just", "calm down", "at least"]
        assert said("An adjustment", NEVER_SAID) == []


class TestLibrary:
    def test_there_is_enough_to_stay_fresh(self) -> None:
        cards = Counter(found.card for found in library())
        assert cards["breath"] >= 4
        assert cards["reframe"] + cards["savour"] >= 30
        assert len({found.family for found in library()}) >= 9

    def test_ids_are_slugs_that_begin_with_their_family(self) -> None:
        for found in library():
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", found.id)
            assert found.id.startswith(f"{found.family}_")

    def test_no_two_families_have_the_same_tag(self) -> None:
        tags = {(found.family, found.tag) for found in library()}
        assert len({tag for _, tag in tags}) == len(tags)
        assert all(len(tag) <= 24 for _, tag in tags)

    def test_only_a_breath_has_a_pattern_and_it_lasts_a_minute(self) -> None:
        for found in library():
            assert (found.pattern, found.seconds) == ("long_exhale", 60) or found.card != "breath"
            assert (found.pattern is None) == (found.card != "breath")

    def test_after_abuse_no_words_make_light_of_it(self) -> None:
        families = {found.family for found in library() if "abusive" in found.kinds}
        assert families == {"dignity", "together", "breath", "body", "space"}

    def test_a_prompt_can_be_found_and_one_that_is_gone_does_no_harm(self) -> None:
        for found in library():
            assert prompt(found.id) == found
        assert prompt("gone_since") in library()


FAMILY: dict[str, Any] = {
    "id": "space",
    "tag": "The space",
    "does": "Finds the gap.",
    "card": "reframe",
    "order": {"angry": 1},
    "never": ["praise"],
    "heat": [0, 3],
    "seconds": 30,
    "evidence": "e",
    "seed": "S3",
    "prompts": [{"id": "space_one", "words": "One thing."}],
}
FILE: dict[str, Any] = {
    "seeds": {"S3": "Passion"},
    "evidence": {"e": {"claim": "It may help.", "source": "A study", "sure": "weak"}},
    "families": [FAMILY],
}


class TestMistakesInTheFile:
    @pytest.fixture(autouse=True)
    def _fresh(self) -> Any:
        for reading in (module.library, module._file):
            reading.cache_clear()
        yield
        for reading in (module.library, module._file):
            reading.cache_clear()

    @pytest.mark.parametrize(
        ("change", "item", "words"),
        [
            ({"never": ["angry"]}, {}, "prompts[0]: space is never for angry; take it out"),
            ({}, {"kinds": ["slog"]}, "prompts[0]: space has no turn for slog; add it to order"),
            ({}, {"heat": [3, 1]}, "prompts[0]: heat goes from 0 to 5, lowest first, not 3 to 1"),
            ({}, {"words": "so " * 36}, "prompts[0]: words are 36; say it in 35"),
            ({"seconds": -1}, {}, "prompts[0]: seconds must be more than 0"),
            ({"card": "breath"}, {}, "prompts[0]: a breath needs a pattern"),
            ({"card": "breath", "pattern": "p9"}, {}, "pattern 'p9' is not in content/en/breaths"),
            ({"evidence": "x"}, {}, "prompts[0]: evidence 'x' is not in the list; add it"),
            ({"seed": "S9"}, {}, "prompts[0]: seed 'S9' is not in the list; add it"),
            ({"order": {"furious": 1}}, {}, "furious not in literal"),
            ({}, {"word": "x"}, "families[0].prompts[0]: 'word' is not known here"),
        ],
    )
    def test_each_is_named_with_file_place_and_cure(
        self,
        monkeypatch: pytest.MonkeyPatch,
        change: dict[str, Any],
        item: dict[str, Any],
        words: str,
    ) -> None:
        family = FAMILY | change
        family["prompts"] = [family["prompts"][0] | item]
        monkeypatch.setattr(content, "load", lambda _: FILE | {"families": [family]})
        with pytest.raises(content.ContentError) as caught:
            library()
        assert str(caught.value).startswith("content/en/prompts.yaml: families[0]")
        assert words in str(caught.value)

    def test_two_prompts_with_one_id_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        twice = FAMILY | {"prompts": FAMILY["prompts"] * 2}
        monkeypatch.setattr(content, "load", lambda _: FILE | {"families": [twice]})
        with pytest.raises(content.ContentError, match="id 'space_one' is used twice; change one"):
            library()
