"""What exists is listed, reachable, told of, said in every language, pictured and driven."""

from __future__ import annotations

import ast
import doctest
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import yaml

import build
from interlude import customs, words
from interlude.cards.kinds import kinds
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.figures.figure import Figure
from interlude.pages.index import PAGES
from interlude.prompts.library import library, steps
from tools import catalogues
from tools.paths import PY, ROOT

INTERLUDE = PY / "interlude"

every_page = pytest.mark.parametrize("page", PAGES)
every_figure = pytest.mark.parametrize("figure", Account().figures)
every_kind = pytest.mark.parametrize("kind", kinds())


def doc(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(table: str) -> dict[str, list[str]]:
    """A table's rows by what stands in their first column, without ticks."""
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {first.strip("`"): rest for first, *rest in cells}


@cache
def said_in(folder: str) -> frozenset[str]:
    """Every text in the Python of some tests."""
    found = set()
    for path in (ROOT / folder).glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


@cache
def messages() -> frozenset[str]:
    """Every message that a catalogue has to say."""
    return frozenset(str(message.id) for message in catalogues.template())


# --- Pages -----------------------------------------------------------------------------------


def test_every_folder_of_pages_is_in_the_list() -> None:
    folders = {path.parent.name for path in (INTERLUDE / "pages").glob("*/page.html")}
    assert folders == set(PAGES)
    addresses = [address for page in PAGES.values() for address in page.addresses]
    assert len(addresses) == len(set(addresses))


@every_page
def test_a_page_can_be_reached(page: str) -> None:
    """From the navigation, from another page, from the toolbar, or in a frame on a helpdesk."""
    one = PAGES[page]  # type: ignore[index]
    templates = [path for path in INTERLUDE.rglob("*.html") if path.parent.name != page]
    linked = any(f'href="{one.address}"' in path.read_text("utf-8") for path in templates)
    manifests = doc("manifest.json") + doc("extension/platform/chromium/manifest.json")
    assert one.nav or linked or f'"{one.address}"' in manifests


@every_page
def test_a_page_is_told_of(page: str) -> None:
    told = {
        cells[0].strip("`"): cells[1] for cells in rows(doc("docs/pages.md")).values() if cells[1:]
    }
    address = PAGES[page].address  # type: ignore[index]
    assert len(told.get(address, "").split()) >= 5, f"docs/pages.md needs a row with `{address}`"


@every_page
def test_what_a_page_is_called_can_be_said_in_every_language(page: str) -> None:
    one = PAGES[page]  # type: ignore[index]
    assert {one.title, one.nav} - {""} <= messages()


# --- What the account tells, and the cards ---------------------------------------------------


def test_every_figure_is_one_that_the_account_tells() -> None:
    modules = {path.stem for path in (INTERLUDE / "ledger" / "figures").glob("*.py")}
    told = {type(figure).__module__.rpartition(".")[2] for figure in Account().figures.values()}
    assert modules - {"__init__", "figure"} == told


@every_figure
def test_a_figure_has_an_example_that_runs(figure: str) -> None:
    found: type[Figure[object]] = type(Account().figures[figure])
    module = import_module(found.__module__)
    examples = [
        example for test in doctest.DocTestFinder().find(module) for example in test.examples
    ]
    assert examples, f"show in {module.__name__} with >>> what it tells; the tests run it"


@every_kind
def test_a_kind_of_card_is_told_of(kind: str) -> None:
    told = rows(doc("docs/pages.md").partition("## Cards")[2])
    assert len(" ".join(told.get(kind, [])).split()) >= 5, f"docs/pages.md needs a row for `{kind}`"


@every_kind
def test_a_kind_of_card_that_answers_in_its_own_way_is_driven(kind: str) -> None:
    """``tests/e2e/test_cards.py`` sends a card of every kind away; more is in its own journey."""
    if (INTERLUDE / "cards" / kind / "actions.py").is_file():
        assert kind in said_in("tests/e2e"), f"let a journey in tests/e2e press what a {kind} asks"


# --- What is offered, and what is put in -------------------------------------------------------


def test_the_docs_have_every_family_in_its_step() -> None:
    """The tables of docs/prompts.md, which name a family in words: ``if-then`` is ``if_then``."""
    table = rows(
        doc("docs/prompts.md").partition("| kind | steps |\n|---|---|\n")[2].partition("\n\n")[0]
    )
    told = {
        kind.partition(" ")[0]: [
            {re.sub(r"\W", "_", family) for family in step.split(", ")}
            for step in cells[0].split(" · ")
        ]
        for kind, cells in table.items()
    }
    assert told == {kind: [set(step) for step in steps(kind, hot=False)] for kind in told}
    named = set().union(*(step for found in told.values() for step in found))
    assert {prompt.family for prompt in library() if prompt.kinds} == named


def test_the_docs_have_every_kind_of_deposit_in_its_jar() -> None:
    table = rows(doc("docs/account.md"))
    for kind in deposit_kinds():
        assert kind.name in table[kind.jar][0].split(", "), f"docs/account.md lacks {kind.name}"


@pytest.mark.parametrize("helpdesk", adapters())
def test_a_helpdesk_has_closes_that_were_recorded(helpdesk: str) -> None:
    closes = list((ROOT / "tests" / "helpdesks" / helpdesk).glob("*.json"))
    assert closes, f"tests/helpdesks/{helpdesk}/ needs a close; docs/helpdesks.md tells how"


# --- What people are told who work on it -------------------------------------------------------


@pytest.mark.parametrize("command", build.COMMANDS)
def test_a_command_is_told_of(command: str) -> None:
    assert f"build.py {command}" in doc("CONTRIBUTING.md")


@pytest.mark.parametrize(
    "kind", ["page", "figure", "card", "prompt-family", "helpdesk", "language"]
)
def test_the_guide_tells_how_each_thing_is_begun(kind: str) -> None:
    assert f"build.py new {kind} " in doc("CONTRIBUTING.md")


@pytest.mark.parametrize("form", ["fault.yml", "words.yml"])
def test_the_forms_offer_every_language(form: str) -> None:
    asked = yaml.safe_load(doc(f".github/ISSUE_TEMPLATE/{form}"))["body"]
    [options] = [one["attributes"]["options"] for one in asked if one.get("id") == "language"]
    for language in words.languages():
        name = customs.of(language).name
        assert any(option.startswith(name) for option in options), name


def test_a_change_is_asked_what_a_reviewer_asks() -> None:
    asked = doc(".github/pull_request_template.md").lower()
    for what in ("test", "five languages", "pictures", "permissions", "privacy", "change note"):
        assert what in asked, what


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_page_of_the_docs_can_be_found_from_the_readme(page: Path) -> None:
    assert f"docs/{page.name}" in doc("README.md")
