"""What the Python that ships may lean on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.meta.tree import imports, modules
from tools.paths import PY

# The one crossing is a plain function on JSON text, so no module needs the browser.
BROWSER_MODULES: frozenset[str] = frozenset()

ALLOWED = {"attr", "attrs", "cattrs", "interlude", "jinja2", "jmespath", "markupsafe", "yaml"}

# What ships has its catalogues compiled; the tree has them as people edit them.
ONLY_IN_THE_TREE = {"py/interlude/words.py": {"babel"}}

# Who reads a clock, rolls dice, or reaches out of the process, by the standard library's names.
UNTESTABLE = {"asyncio", "http", "secrets", "socket", "ssl", "subprocess", "threading"}
UNTESTABLE |= {"time", "urllib.request", "uuid", "webbrowser"}


def top(name: str) -> str:
    return name.partition(".")[0]


def test_no_module_knows_the_browser() -> None:
    knowing = {
        place
        for place, text in modules().items()
        if {"js", "pyodide", "pyodide_js", "micropip"} & {top(n) for n in imports(text)}
    }
    assert knowing == BROWSER_MODULES


@pytest.mark.parametrize("place", modules())
def test_imports_only_what_ships(place: str) -> None:
    names = {top(name) for name in imports(modules()[place])}
    names -= ONLY_IN_THE_TREE.get(place, set())
    assert names - ALLOWED - sys.stdlib_module_names == set()


@pytest.mark.parametrize("place", modules())
def test_reads_no_clock_and_rolls_no_dice(place: str) -> None:
    text = modules()[place]
    assert imports(text) & UNTESTABLE == set()
    # random.Random(seed) is no dice: the seed comes in with the event.
    assert re.findall(r"\bdate(?:time)?\.(?:now|utcnow|today)\(", text) == []
    assert (
        re.findall(r"\brandom\.(?!Random\(\w)|from random import (?!Random$)", text, re.MULTILINE)
        == []
    )


@pytest.mark.parametrize("place", modules())
def test_catches_nothing_that_it_did_not_expect(place: str) -> None:
    """A net under everything would hide the faults of Python itself."""
    wide = {"Exception", "BaseException"}
    for node in ast.walk(ast.parse(modules()[place])):
        if isinstance(node, ast.ExceptHandler):
            named = set() if node.type is None else {n.id for n in names_in(node.type)}
            assert named, f"{place}:{node.lineno}: a bare except"
            assert not named & wide, f"{place}:{node.lineno}: name what is expected"
        if isinstance(node, ast.Name) and node.id == "suppress":
            pytest.fail(f"{place}:{node.lineno}: write try and except, so that this test sees it")


def names_in(expression: ast.expr) -> list[ast.Name]:
    """Every name in an expression; of ``a.b`` the ``b``."""
    found = [node for node in ast.walk(expression) if isinstance(node, ast.Name)]
    dotted = [node for node in ast.walk(expression) if isinstance(node, ast.Attribute)]
    return found + [ast.Name(id=node.attr) for node in dotted]


def test_starting_loads_no_yaml() -> None:
    """It ships as JSON, so only who builds or edits needs what reads YAML."""
    code = "import sys, interlude.api; print('yaml' in sys.modules, 'jinja2' in sys.modules)"
    words = [sys.executable, "-c", code]
    ended = subprocess.run(words, cwd=PY, check=True, capture_output=True, text=True)
    assert ended.stdout.split() == ["False", "True"]


def test_tension_is_standard_library_only() -> None:
    """It runs on a bare python3, so that anyone can score conversations with it."""
    found = modules(PY / "interlude" / "tension")
    assert found
    found["plain_text.py"] = (PY / "interlude" / "plain_text.py").read_text()
    for place, text in found.items():
        outside = {name for name in imports(text) if top(name) not in sys.stdlib_module_names}
        # Words are only marked there; they need no more until somebody shows them.
        own = ("interlude.tension", "interlude.plain_text", "interlude.words")
        assert {name for name in outside if not name.startswith(own)} == set(), place


def test_tension_runs_where_nothing_is_installed() -> None:
    words = [sys.executable, "-S", "-m", "interlude.tension", "score"]
    line = '{"id": "1", "lang": "en", "turns": [{"role": "customer", "text": "You are idiots"}]}'
    ended = subprocess.run(words, cwd=PY, check=True, capture_output=True, text=True, input=line)
    assert "Insulting or threatening words." in ended.stdout
