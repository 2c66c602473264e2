"""No word for people stands unmarked in Python or a template, and none at all in JavaScript."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.meta.tree import modules, place, scripts
from tools.paths import PY

MARKS = {"_", "N_", "ngettext"}

# What they say is for whoever builds or mends Interlude: none of it comes to a page.
FOR_BUILDERS = (
    "__main__.py", "content.py", "wire.py", "json_text.py", "shapes.py", "plain_text.py",
    "ledger/bounds.py", "ledger/migrations/", "helpdesks/", "tension/", "prompts/library.py",
    "prompts/written.py", "prompts/breath.py", "prompts/help_lines.py", "ledger/deposits.py",
    "rehearsal.py",
)  # fmt: skip

# Names, and what is written alike in every language.
NO_WORDS = {"Interlude", "chrome://extensions/shortcuts", "about:addons", "https://"}
NO_WORDS |= {"Space Enter"}
_ATTRIBUTES_OF_A_MACRO = re.compile(r'^([\w-]+="[\w-]*" ?)+$')

TEMPLATES = {place(path): path.read_text() for path in sorted(PY.rglob("*.html"))}

_SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}")
_SPOKEN = re.compile(r"^[A-Z][a-z]+ [a-z]|[a-z] [a-z]+\.$")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_TRANSLATED = re.compile(r"\{%-? trans\b.*?\bendtrans -?%\}|\{#.*?#\}|\b_\(.*?\)", re.DOTALL)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_UNREAD = re.compile(r"<(style|script)\b.*?</\1>|<!doctype[^>]*>", re.DOTALL)
_READ_ALOUD = re.compile(r"""\b(?:aria-label|title|alt|placeholder)=["']([^"']*)["']""")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_TEXT = re.compile(r""""((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`""")
_FOR_MENDERS = re.compile(r"(?:(?:new Error|console\.\w+)\(|justification:)[^;]*", re.DOTALL)


def in_python(text: str) -> Iterator[str]:
    """Strings that read like a sentence and are not handed to gettext.

    What is raised is judged where it is shown, and a docstring is nobody's to read.
    """
    tree = ast.parse(text)
    passed = {id(part) for node in ast.walk(tree) if _passes(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and id(node) not in passed and _SENTENCE.search(said):
            yield said


def _passes(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in MARKS
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or isinstance(node, ast.Raise)


def in_template(text: str) -> Iterator[str]:
    """Words of a template that no ``trans`` and no ``_`` holds."""
    text = _UNREAD.sub("", _TRANSLATED.sub("", text))
    for code in _JINJA.findall(text):
        said = re.findall(r'"([^"]*)"', code)
        yield from (one for one in said if _SENTENCE.search(one) and one not in NO_WORDS)
    page = _JINJA.sub("", text)
    said = [*_READ_ALOUD.findall(page), *re.sub(r"<[^>]*>", "\n", page).split("\n")]
    for one in map(str.strip, said):
        if _LETTERS.search(one) and one not in NO_WORDS and not _ATTRIBUTES_OF_A_MACRO.match(one):
            yield one


def in_javascript(text: str) -> Iterator[str]:
    """Strings that read like a sentence; an error or a console is for whoever mends Interlude."""
    for one in _TEXT.findall(_FOR_MENDERS.sub("", _COMMENT.sub("", text))):
        yield from (found for found in one if _SPOKEN.search(found))


@pytest.mark.parametrize(
    "name", [name for name in modules() if not any(part in name for part in FOR_BUILDERS)]
)
def test_python_marks_what_it_says(name: str) -> None:
    assert list(in_python(modules()[name])) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_marks_what_it_says(name: str) -> None:
    assert list(in_template(TEMPLATES[name])) == []


@pytest.mark.parametrize("name", scripts())
def test_javascript_says_nothing(name: str) -> None:
    assert list(in_javascript(scripts()[name])) == []


def test_what_is_unmarked_would_be_found() -> None:
    python = 'def f():\n    "Say it aloud."\n    raise E("not this one")\nx = f"{n} more shifts"\n'
    assert list(in_python(python + 'y = _("marked already")')) == [" more shifts"]
    page = '<p title="Go on">{% trans %}Yes now{% endtrans %}{{ "one or two" }} <b>No</b></p>'
    assert list(in_template(page)) == ["one or two", "Go on", "No"]
    script = (
        '// So it is.\nnew Error("So it is");\nconst a = "Reload this page."; const b = "main a";'
    )
    assert list(in_javascript(script)) == ["Reload this page."]
