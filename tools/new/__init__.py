"""``build.py new``: what a page, a figure, a card and so on begin with, and the test of it.

A folder beside this file holds what is written for a kind of thing: each file at its place in the
tree with ``.new`` behind its name, ``ID`` where the id goes in the path, and between ``[[`` and
``]]`` in the text.  What only a person can say is marked ``FILL IN``, and ``build.py check`` is not
content before it is said.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from tools import catalogues, protocol_types
from tools.console import Stop, Word, run, say
from tools.content import import_product
from tools.environment import python
from tools.new import language
from tools.new.language import MARK
from tools.paths import ROOT, TOOLS

_IN = ("py", "docs", "tests", ".github")
_TEMPLATES = TOOLS / "new"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_HYPHENATED = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line for a file that lists things: ``text`` goes in before ``anchor``."""

    file: str
    anchor: str
    text: str


def _title(id: str) -> str:
    return _words(id).capitalize()


def _words(id: str) -> str:
    return id.replace("_", " ").replace("-", " ")


def _address(id: str) -> str:
    return f"{id.replace('_', '-')}.html"


def _class(id: str) -> str:
    return _words(id).title().replace(" ", "")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that can be added.

    ``templates`` are the folders that are written, and ``words`` further files, which hold what is
    said of it in other languages.  ``name`` is what an id looks like, ``like`` an example, and
    ``title`` what people call it; ``lines`` go into files that list such things.  ``then`` tells
    how to go on.
    """

    templates: tuple[str, ...]
    then: str
    name: re.Pattern[str] = _NAME
    like: str = "night_watch"
    title: Callable[[str], str] = _title
    lines: tuple[Line, ...] = ()
    words: Callable[[str], Mapping[str, str]] = lambda _id: {}


_STEP = Line("docs/prompts.md", " |\n| abusive |", " · [[ words ]]")

KINDS: Mapping[str, Kind] = {
    "page": Kind(
        templates=("page",),
        lines=(
            Line("py/interlude/pages/index.py", "\n]  # fmt: skip", ' "[[ id ]]",'),
            Line(
                "py/interlude/pages/index.py",
                '}\n"""In the order of the navigation."""',
                '    "[[ id ]]": Page("[[ address ]]", N_("[[ title ]]"), nav=N_("[[ title ]]")),'
                "\n",
            ),
            Line(
                "docs/pages.md",
                "\n\n## Cards",
                "\n| [[ title ]] | `[[ address ]]` | FILL IN what a person finds, from where |",
            ),
        ),
        then="Its place in the navigation is the place of its line in pages/index.py.",
    ),
    "figure": Kind(
        templates=("figure",),
        lines=(
            Line(
                "py/interlude/ledger/account.py",
                "from interlude.ledger.health import",
                "from interlude.ledger.figures.[[ id ]] import [[ name ]]\n",
            ),
            Line(
                "py/interlude/ledger/account.py",
                "        self.figures: dict[",
                "        self.[[ id ]] = [[ name ]]()\n",
            ),
        ),
        then="A view asks account.[[ id ]].  figures/figure.py lists what a figure may hear of.",
    ),
    "card": Kind(
        templates=("card", "prompt-family"),
        words=language.family,
        lines=(
            Line(
                "docs/pages.md",
                "\n| `heavy` |",
                "\n| `[[ id ]]` | FILL IN what a card of this kind is for |",
            ),
            _STEP,
        ),
        then="cards/kinds.py tells of needs and answers that only this kind has.",
    ),
    "prompt-family": Kind(
        templates=("prompt-family",),
        words=language.family,
        lines=(_STEP,),
        then="docs/prompts.md tells each field, and has the family in the step of its `order`.",
    ),
    "helpdesk": Kind(
        templates=("helpdesk",),
        name=_HYPHENATED,
        like="night-desk",
        lines=(
            Line(
                "tests/unit/helpdesks/triggers.json",
                "\n]",
                ',\n {"write": ["PATCH", "xmlhttprequest",'
                ' "https://help.firm.example/rest/desk/7", "{\\"state\\": 1}"],'
                ' "triggers": ["[[ id ]]/save"]}',
            ),
        ),
        then="docs/helpdesks.md tells each field, and how to try it without a browser.",
    ),
    "language": Kind(
        templates=(),
        name=re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?"),
        like="nl or nl_BE",
        title=language.own_name,
        words=language.everything,
        lines=(
            Line(".github/ISSUE_TEMPLATE/fault.yml", "Español,", "[[ title ]], "),
            Line(".github/ISSUE_TEMPLATE/words.yml", "Español,", "[[ title ]], "),
        ),
        then="The interface's words stand in ui.po; docs/glossary.md has one word for one thing.",
    ),
}


def write(words: list[str]) -> None:
    """Write what a new thing begins with: ``words`` are its kind and its id.

    Raises ``Stop`` where the kind is not known, or the id is none or is taken.
    """
    if len(words) != 2 or words[0] not in KINDS:
        raise Stop(f"say `python3 build.py new KIND ID`; KIND is one of {', '.join(KINDS)}")
    name, chosen = words
    files, touched = begun(name, chosen), named(name, chosen)
    for place, text in {**files, **touched}.items():
        path = ROOT / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        say(f"  {'changed' if place in touched else 'wrote'} {place}")
    _in_order([place for place in {**files, **touched} if place.endswith(".py")])
    protocol_types.refresh()
    if name == "language" or any(place.endswith(".html") for place in files):
        catalogues.refresh([chosen] if name == "language" else ())
    say(_filled(KINDS[name].then, name, chosen))
    say(f"Say what is marked {MARK}: `python3 build.py check` lists it.  Then a note in changes/.")


def begun(name: str, id: str) -> dict[str, str]:
    """The new files, by their place in the tree.

    Raises ``Stop`` where the id does not fit its kind, or a file of it is there.
    """
    kind = KINDS[name]
    if not kind.name.fullmatch(id) or keyword.iskeyword(id):
        raise Stop(f"{id!r} is no id of a {name}; write it like {kind.like}")
    if other := _taken(name, id):
        raise Stop(f"{id!r} is taken: {other}; choose another id")
    files = {
        path.relative_to(folder).as_posix().removesuffix(".new").replace("ID", id): _filled(
            path.read_text(encoding="utf-8"), name, id
        )
        for folder in (_TEMPLATES / template for template in kind.templates)
        for path in sorted(folder.rglob("*.new"))
    }
    files |= kind.words(id)
    for place in files:
        module = (ROOT / place).parent.with_suffix(".py")
        there = next((path for path in (ROOT / place, module) if path.exists()), None)
        if there:
            raise Stop(f"{id!r} is taken: {there.relative_to(ROOT)} is there; choose another id")
    return files


def named(name: str, id: str) -> dict[str, str]:
    """The files that list such things, with one line more, by their place in the tree."""
    found: dict[str, str] = {}
    for line in KINDS[name].lines:
        text = found.get(line.file) or (ROOT / line.file).read_text(encoding="utf-8")
        before, anchor, after = text.partition(line.anchor)
        if not anchor or anchor in after:
            raise Stop(f"{line.file}: {line.anchor!r} should stand in it once; mend tools/new")
        found[line.file] = f"{before}{_filled(line.text, name, id)}{anchor}{after}"
    return found


def check() -> None:
    """Stop while something that was begun is not said yet, naming file and line."""
    left = list(_left())
    if left:
        raise Stop("\n  ".join(left))


def _left() -> Iterator[str]:
    for folder in _IN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".html", ".json", ".md", ".py", ".txt", ".yaml", ".yml"):
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    if MARK in line:
                        yield f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def _filled(text: str, name: str, id: str) -> str:
    values = {
        "id": id,
        "address": _address(id),
        "card": id if name == "card" else "reframe",
        "name": _class(id),
        "title": KINDS[name].title(id),
        "turn": 8 if name == "card" else 9,
        "words": _words(id),
    }
    environment = Environment(
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.from_string(text).render(values)


def _taken(name: str, id: str) -> str:
    """What has a name already that would be this one's; empty if nothing has."""
    import_product()
    from interlude.ledger import account
    from interlude.pages.index import PAGES

    if name == "figure":
        asked, called = f"account.{id}", _class(id)
        known = keyword.iskeyword(called) or called == "State" or hasattr(account, called)
        found = asked if hasattr(account.Account(), id) else called if known else ""
        return f"{found} means something else" if found else ""
    if name == "page":
        of = {address: page for page, one in PAGES.items() for address in one.addresses}
        return f"{_address(id)} is an address of {of[_address(id)]}" if _address(id) in of else ""
    return ""


def _in_order(places: list[str]) -> None:
    """Sort what is imported and fold long lines, as `build.py check` wants it."""
    if places:
        ruff: list[Word] = [python(), "-m", "ruff"]
        run([*ruff, "check", "--quiet", "--select=I", "--fix", *places])
        run([*ruff, "format", "--quiet", *places])
