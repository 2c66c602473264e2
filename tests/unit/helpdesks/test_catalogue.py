"""Which helpdesks are known, and what of a file that a person brings is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from interlude import content
from interlude.helpdesks.address import covers
from interlude.helpdesks.catalogue import File, adapter_for, adapters, with_file
from interlude.settings import Settings, Site
from interlude.yaml_text import parsed

PLAIN = (Path(__file__).parent / "plaindesk.yaml").read_text(encoding="utf-8")
HOSTED = PLAIN.replace("hosts: []", "hosts: ['https://*.plain.example/*']")


class TestWhichHelpdesk:
    def test_a_helpdesk_that_was_switched_off_is_not_watched(self) -> None:
        off = Settings(off=("zendesk",))
        assert adapter_for(adapters(), "https://acme.zendesk.com/", off) is None

    def test_only_the_address_the_agent_gave_is_the_agents_helpdesk(self) -> None:
        settings = Settings(sites=(Site("django-helpdesk", "https://help.firm.example"),))
        found = adapter_for(adapters(), "https://help.firm.example/tickets/1/", settings)
        assert found is adapters()["django-helpdesk"]
        assert adapter_for(adapters(), "https://help.other.example/tickets/1/", settings) is None

    def test_freshservice_is_another_product(self) -> None:
        url = "https://acme.freshservice.com/a/tickets/1"
        assert adapter_for(adapters(), url, Settings()) is None

    @pytest.mark.parametrize(
        "url", ["http://acme.zendesk.com/", "https://acme.zendesk.com.evil.example/", "https://["]
    )
    def test_lookalikes_are_not_covered(self, url: str) -> None:
        assert not covers("https://*.zendesk.com/*", url)


class TestAFileThatAPersonBrings:
    def test_it_stands_beside_those_of_the_package(self) -> None:
        known = with_file(adapters(), File("plaindesk.yaml", HOSTED))
        assert list(known) == [*adapters(), "plaindesk"]
        assert "plaindesk" not in adapters()
        url = "https://acme.plain.example/desk/7"
        assert adapter_for(known, url, Settings()) is known["plaindesk"]
        assert adapter_for(adapters(), url, Settings()) is None

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "mine.yaml: "),
            ("[]", "mine.yaml: "),
            ("id: [1", "mine.yaml: line 1: not YAML"),
            ("id: !!python/object:os.system x", "mine.yaml: line 1: not YAML"),
            ("id: 2001-99-99", "mine.yaml: not YAML"),
            ("id: \0", "mine.yaml: not YAML"),
            ("id: " + "[" * 21 + "]" * 21, "mine.yaml: line 1: more than 20 levels deep"),
            ("a: &x 1\nid: *x", "mine.yaml: line 2: write it out; *x is not read here"),
            ("? [a]\n: 1", "mine.yaml: line 1: a key is a word"),
            ("# " + "x" * 100_000, "mine.yaml: longer than 100000 characters"),
            (PLAIN + "\nid: other\n", "'id' stands twice; take one out"),
            (PLAIN.replace("id: plaindesk", "id: zendesk"), "mine.yaml: id: Zendesk is called so"),
            (PLAIN.replace("terminal: [solved]", "terminal: []"), "mine.yaml: terminal: name"),
            (PLAIN.replace("terminal: [solved]", "terminal: [4]"), "terminal[0]: must be text"),
            (PLAIN.replace("composers:", "composer:"), "mine.yaml: composers: is missing; add it"),
        ],
    )
    def test_one_that_cannot_be_read_is_refused_with_place_and_cure(
        self, text: str, words: str
    ) -> None:
        with pytest.raises(content.ContentError) as caught:
            with_file(adapters(), File("mine.yaml", text))
        assert words in str(caught.value)

    @given(
        st.sampled_from([line for line in PLAIN.splitlines() if ": " in line and line[0] != "#"]),
        st.text(st.sampled_from("a1:[]{}()?*+|.,&!\"'@\\`^$<>=#-\n\t é"), max_size=16),
    )
    def test_whatever_stands_in_a_field_is_taken_or_refused(self, line: str, written: str) -> None:
        field = line.partition(": ")[0]
        text = PLAIN.replace(line, f"{field}: {written}")
        try:
            with_file(adapters(), File("mine.yaml", text))
        except content.ContentError as error:
            assert str(error).startswith("mine.yaml: ")

    @pytest.mark.parametrize("field", ["status", "me", "changes"])
    @pytest.mark.parametrize("deep", ["!" * 3_000 + "ticket", "[" * 999 + "ticket" + "]" * 999])
    def test_an_expression_without_end_is_refused(self, field: str, deep: str) -> None:
        raw = parsed(PLAIN)
        raw["confirm"][field] = deep
        with pytest.raises(
            content.ContentError, match=f"mine.yaml: confirm.{field}: goes too deep"
        ):
            with_file(adapters(), File("mine.yaml", yaml.safe_dump(raw)))
