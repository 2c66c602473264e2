"""The copy of every prompt keeps the promises that Interlude makes about its words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from interlude import content
from interlude.prompts import breath, written
from interlude.prompts import library as module
from interlude.prompts.library import Prompt, library, prompt_by_id

EVERY = pytest.mark.parametrize("found", library(), ids=lambda found: found.id)

# What opens a task in these words: after a question there is none, for one thing is enough.
TASKS = (
    "Choose", "Decide", "Keep", "Name", "Picture", "Put", "Say", "Send", "Take", "Tell", "Use",
    "Write",
)  # fmt: skip


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
    def test_its_marks_are_plain(self, found: Prompt) -> None:
        assert not re.search(r"[!…;—–*_]|\.\.|[A-Z]{2}|:\)|[\U0001f000-\U0001ffff]", found.words)

    @EVERY
    def test_a_question_is_the_one_thing_to_do(self, found: Prompt) -> None:
        asked, _, after = found.words.partition("?")
        if after:
            assert not after.strip().startswith(TASKS)
            assert not any(one.startswith(TASKS) for one in sentences(asked + "?")[:-1])

    @EVERY
    def test_it_is_a_whole_sentence(self, found: Prompt) -> None:
        assert found.words[0].isupper()
        assert found.words[-1] in ".?"
        assert "  " not in found.words

    @EVERY
    def test_it_says_how_sure_research_is_and_claims_no_more(self, found: Prompt) -> None:
        assert re.search(r"\((.+; (strong|medium|weak) evidence|our own view)\)$", found.evidence)
        assert "!" not in found.evidence


# What a line may lean on: these families have a study that fits them, the others say that they
# have none.
SOURCES = {
    "breath": "Marchant and others, 2025",
    "breath_chosen_box": "Marchant and others, 2025",
    "breath_chosen_soft_box": "Marchant and others, 2025",
    "breath_chosen_four_seven_eight": "Marchant and others, 2025",
    "breath_chosen_half": "Marchant and others, 2025",
    "body": "Albulescu and others, 2022",
    "not_about_me": "Webb, Miles and Sheeran, 2012",
    "their_eyes": "Song and others, 2018",
    "distance": "Bruehlman-Senecal and Ayduk, 2015",
    "own_name": "Orvell and others, 2019",
    "control": "Troy and others, 2013",
    "self_kindness": "Breines and Chen, 2012",
    "if_then": "Webb and others, 2012",
    "impact": "Song and others, 2018",
    "opening": "Song and others, 2018",
    "savour": "Bono and others, 2013; Meier and others, 2016",
    "thanks_onward": "Choi and others, 2025",
    "together_thank": "Choi and others, 2025",
    "distance_stranger": "our own view",
    "own_name_colleague": "our own view",
}


class TestClaims:
    @EVERY
    def test_each_stands_on_the_source_that_fits_it_or_on_none(self, found: Prompt) -> None:
        source = SOURCES.get(found.id, SOURCES.get(found.family, "our own view"))
        assert f"({source}" in found.evidence
        assert ("No study stands behind these words." in found.evidence) == (
            source == "our own view"
        )

    @EVERY
    def test_a_breath_tells_the_null_result_and_to_breathe_small(self, found: Prompt) -> None:
        null = "no meaningful change of mood, and mild over-breathing"
        assert (null in found.evidence) == (found.pattern == "long_exhale")
        if "Marchant" in found.evidence:
            assert "smaller than you think" in found.evidence

    @EVERY
    def test_energy_is_claimed_for_minutes_alone(self, found: Prompt) -> None:
        if found.family == "body":
            assert ("Nobody has shown that for seconds" in found.evidence) == (found.seconds < 60)


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

    def test_only_a_breath_has_a_pattern(self) -> None:
        for found in library():
            assert (found.pattern is None) == (found.card != "breath")

    def test_after_abuse_no_words_make_light_of_it(self) -> None:
        families = {found.family for found in library() if "abusive" in found.kinds}
        assert families == {"dignity", "together", "breath", "body", "space"}

    def test_a_prompt_can_be_found_and_one_that_is_gone_does_no_harm(self) -> None:
        for found in library():
            assert prompt_by_id(found.id) == found
        assert prompt_by_id("gone_since") in library()


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
FILES: dict[str, Any] = {
    "seeds": {"S3": "Passion"},
    "evidence": {"e": {"claim": "It may help.", "source": "A study", "sure": "weak"}},
    "breaths": [],
}


def _forget() -> None:
    for reading in (module._library, written.families, written.seeds, breath._patterns):
        reading.cache_clear()


class TestMistakesInAFile:
    @pytest.fixture(autouse=True)
    def _fresh(self) -> Any:
        _forget()
        yield
        _forget()

    def refused(self, monkeypatch: pytest.MonkeyPatch, family: dict[str, Any]) -> str:
        monkeypatch.setattr(content, "names", lambda _: ["families/space"])
        monkeypatch.setattr(content, "load", (FILES | {"families/space": family}).__getitem__)
        with pytest.raises(content.ContentError) as caught:
            library()
        return str(caught.value)

    @pytest.mark.parametrize(
        ("change", "item", "words"),
        [
            ({"never": ["angry"]}, {}, "prompts[0]: space is never for angry; take it out"),
            ({}, {"kinds": ["slog"]}, "prompts[0]: space has no turn for slog; add it to order"),
            ({}, {"heat": [3, 1]}, "prompts[0]: heat goes from 0 to 5, lowest first, not 3 to 1"),
            ({}, {"words": "so " * 36}, "prompts[0]: words are 36; say it in 35"),
            ({"seconds": -1}, {}, "prompts[0]: seconds must be more than 0"),
            ({"card": "nap"}, {}, "prompts[0]: there is no card 'nap'; choose breath, heavy,"),
            ({"card": "breath"}, {}, "prompts[0]: a breath needs a pattern; name one"),
            ({"pattern": "sigh"}, {}, "prompts[0]: a reframe has no pattern; take it out"),
            ({"card": "breath", "pattern": "p9"}, {}, "pattern 'p9' is not in content/breaths"),
            ({"evidence": "x"}, {}, "space_one: evidence 'x' is not in the list; add it"),
            ({"seed": "S9"}, {}, "space_one: seed 'S9' is not in the list; add it"),
            ({}, {"seed": "S9"}, "space_one: seed 'S9' is not in the list; add it"),
            ({}, {"needs": ["stand"]}, "space_one needs stand; name a prompt instead that does"),
            (
                {},
                {"needs": ["stand"], "instead": "space_two"},
                "instead 'space_two' is no prompt of space; mend the name",
            ),
            (
                {},
                {"needs": ["stand"], "instead": "space_one"},
                "instead 'space_one' shuts out the same people; choose another",
            ),
            ({}, {"not_after": ["spcae"]}, "not_after spcae is no family; mend the name"),
            ({"order": {"furious": 1}}, {}, "furious not in literal"),
            ({}, {"word": "x"}, "prompts[0]: 'word' is not known here"),
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
        told = self.refused(monkeypatch, family)
        assert told.startswith("content/families/space.yaml: ")
        assert words in told

    def test_two_prompts_with_one_id_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told = self.refused(monkeypatch, FAMILY | {"prompts": FAMILY["prompts"] * 2})
        assert "id 'space_one' is used twice; change one" in told

    def test_a_family_of_another_name_than_its_file_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = self.refused(monkeypatch, FAMILY | {"id": "gap"})
        assert told == "content/families/space.yaml: id: write it like the file's name"
