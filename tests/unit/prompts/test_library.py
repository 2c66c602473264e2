"""The copy of every prompt keeps the promises that Interlude makes about its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from interlude import content
from interlude.prompts import breath, written
from interlude.prompts import library as module
from interlude.prompts.library import Prompt, library, prompt_by_id

# What opens a task in these words: after a question there is none, for one thing is enough.
TASKS = (
    "Choose", "Decide", "Keep", "Name", "Picture", "Put", "Say", "Send", "Take", "Tell", "Use",
    "Write",
)  # fmt: skip


def sentences(words: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])[\"”]?\s+", words) if part]


def those(wrong: Callable[[Prompt], object]) -> list[str]:
    """Ids of the prompts of which something is wrong: all are named at once."""
    return [found.id for found in library() if wrong(found)]


class TestCopy:
    def test_it_is_short(self) -> None:
        assert those(lambda found: len(found.words.split()) > 35) == []
        assert those(lambda found: not 1 <= len(sentences(found.words)) <= 2) == []
        assert those(lambda found: max(len(s.split()) for s in sentences(found.words)) > 25) == []

    def test_it_is_plain(self) -> None:
        def letters(found: Prompt) -> list[int]:
            return [len(re.sub(r"[^a-z]", "", word.lower())) for word in found.words.split()]

        assert those(lambda found: max(letters(found)) > 13) == []
        assert those(lambda found: sum(letters(found)) / len(letters(found)) > 5) == []

    def test_it_speaks_to_you_or_asks_one_thing_of_you(self) -> None:
        own = re.compile(r"\b(I|we|us|our|my|me)\b")
        assert those(lambda found: found.words.count("?") > 1) == []
        assert those(lambda found: own.search(found.words.replace("then I will", ""))) == []

    def test_its_marks_are_plain(self) -> None:
        raised = re.compile(r"[!…;—–*_]|\.\.|[A-Z]{2}|:\)|[\U0001f000-\U0001ffff]")
        assert those(lambda found: raised.search(found.words)) == []

    def test_a_question_is_the_one_thing_to_do(self) -> None:
        def asks_for_more(found: Prompt) -> bool:
            asked, _, after = found.words.partition("?")
            before = sentences(f"{asked}?")[:-1]
            return bool(after) and any(one.strip().startswith(TASKS) for one in (after, *before))

        assert those(asks_for_more) == []

    def test_it_is_a_whole_sentence(self) -> None:
        assert those(lambda found: not found.words[0].isupper()) == []
        assert those(lambda found: found.words[-1] not in ".?") == []
        assert those(lambda found: "  " in found.words) == []

    def test_it_says_how_sure_research_is_and_claims_no_more(self) -> None:
        sure = re.compile(r"\((.+; (strong|medium|weak) evidence|our own view)\)$")
        assert those(lambda found: not sure.search(found.evidence) or "!" in found.evidence) == []

    def test_no_two_of_a_family_are_one_thought(self) -> None:
        """Runs of four letters in common, by Jaccard, tell a thought that was said twice."""
        alike = [
            (one.id, other.id)
            for one, other in combinations(library(), 2)
            if one.family == other.family and not one.danger and not other.danger
            if likeness(one.words, other.words) > 0.35
        ]
        assert alike == []

    def test_a_thought_said_twice_would_be_found(self) -> None:
        said = "Whoever had this ticket before you may like to hear how it ended."
        again = "Whoever had this ticket before may like to hear how it all ended."
        assert likeness(said, again) > 0.35 > likeness(said, "Hands off the keyboard, and open.")


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how many of the runs of four letters two lines have in common."""
    a, b = (
        {text[n : n + 4] for n in range(len(text) - 3)} for text in (one.lower(), other.lower())
    )
    return len(a & b) / len(a | b)


# What the lines of a family may lean on, by id in content/evidence.yaml.  These families have a
# study that fits them; all others say that they have none.
MAY_LEAN_ON = {
    "breath": {"this_rhythm"},
    "breath_sigh": {"sigh"},
    "breath_even": {"even", "ladder", "notice"},
    "breath_micro": {"one_breath"},
    "breath_chosen": {"chosen", "held", "sigh", "even", "ladder", "one_breath", "notice", "ground"},
    "body": {"seconds", "micro_breaks", "ground"},
    "not_about_me": {"reframe"},
    "their_eyes": {"their_view"},
    "distance": {"far_view", "another_eye"},
    "own_name": {"own_name", "another_eye"},
    "control": {"control"},
    "self_kindness": {"self_kindness"},
    "if_then": {"if_then"},
    "impact": {"helped"},
    "savour": {"savour"},
    "opening": {"opening"},
    "thanks_onward": {"thanks"},
    "together": {"together", "thanks"},
}


def leaning() -> dict[str, str]:
    """The evidence of each prompt, by its id."""
    return {
        item.id: item.evidence or family.evidence
        for family in written.families()
        for item in family.prompts
    }


class TestClaims:
    def test_each_stands_on_a_source_that_fits_it_or_on_none(self) -> None:
        known, leans = written.evidence(), leaning()

        def claims_too_much(found: Prompt) -> bool:
            allowed = MAY_LEAN_ON.get(found.family)
            return (
                leans[found.id] not in allowed if allowed else known[leans[found.id]].sure != "none"
            )

        assert those(claims_too_much) == []

    def test_what_no_study_stands_behind_says_so(self) -> None:
        for name, one in written.evidence().items():
            none = one.claim.startswith("No study stands behind these words.")
            assert none == (one.sure == "none") == (one.source == "our own view"), name

    def test_a_paced_breath_says_to_breathe_small_and_tells_the_null_result(self) -> None:
        known, leans = written.evidence(), leaning()
        paced = [
            found
            for found in library()
            if found.card == "breath" and found.pattern not in ("notice", "ground")
        ]
        for found in paced:
            assert "small" in known[leans[found.id]].claim, found.id
        assert "no meaningful change of mood, and mild over-breathing" in known["this_rhythm"].claim
        assert "no more than a sham pace" in known["even"].claim

    def test_energy_is_claimed_for_minutes_alone(self) -> None:
        leans = leaning()
        body = {found.id: found.seconds for found in library() if found.family == "body"}
        minutes = {one for one in body if leans[one] == "micro_breaks"}
        assert {one for one in minutes if body[one] < 60} == set()
        assert {one for one in body if leans[one] == "seconds" and body[one] >= 60} == set()


# How many there have to be, so that nobody meets one again within three weeks.
ENOUGH = {
    "space": 30, "not_about_me": 22, "their_eyes": 22, "distance": 25, "own_name": 18,
    "control": 18, "repair": 15, "self_kindness": 15, "if_then": 20, "dignity": 20, "impact": 35,
    "savour": 18, "together": 25, "body": 40, "breath_sigh": 15, "breath": 20, "breath_even": 25,
    "breath_micro": 10, "heavy": 12, "threat": 12,
}  # fmt: skip


class TestLibrary:
    def test_there_is_enough_to_stay_fresh(self) -> None:
        there = Counter(found.family for found in library())
        assert {name: there[name] for name, few in ENOUGH.items() if there[name] < few} == {}

    def test_who_cannot_do_what_a_prompt_asks_for_has_others(self) -> None:
        for_all = Counter(found.family for found in library() if not found.needs)
        assert for_all["body"] >= 14
        assert set(for_all) == {found.family for found in library()}

    def test_ids_are_slugs_that_begin_with_their_family(self) -> None:
        for found in library():
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", found.id)
            assert found.id.startswith(f"{found.family}_")

    def test_no_two_families_have_the_same_tag(self) -> None:
        tags = {(found.family, found.tag) for found in library()}
        assert len({tag for _, tag in tags}) == len(tags)
        assert all(len(tag) <= 24 for _, tag in tags)

    def test_only_a_breath_has_a_pattern(self) -> None:
        assert those(lambda found: (found.pattern is None) == (found.card == "breath")) == []

    def test_after_abuse_no_words_make_light_of_it(self) -> None:
        families = {found.family for found in library() if "abusive" in found.kinds}
        assert families == {
            "dignity",
            "together",
            "breath",
            "breath_sigh",
            "breath_even",
            "body",
            "space",
        }

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
