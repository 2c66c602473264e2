"""The interface's words: found where they stand in the source, kept in one ``ui.po`` a language.

``build.py words`` brings every catalogue in step with the source and leaves what is new empty, for
whoever speaks the language.  ``build.py check`` is content when nothing is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePath
from string import Formatter
from typing import cast

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from tools import cldr
from tools.console import Stop, say
from tools.content import import_product
from tools.paths import PY

LOCALE = PY / "interlude" / "locale"

_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
_OPTIONS = {
    "**.html": {
        "silent": "false",
        "trimmed": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "newstyle_gettext": "true",
    }
}
_NOTE = "L10n:"
"""Begins a comment in the source that tells a translator what the message does not."""

# A catalogue holds no time of its own, so that the same words give the same bytes.
_TIMELESS = datetime(2026, 1, 1, tzinfo=UTC)

_SHOWN = 10
"""Problems of one language that are listed: in one that was begun all is missing."""

_MSGID = re.compile(r'^(?:msgctxt[^\n]*\n)?msgid (?:"[^\n]*"\n)+', re.MULTILINE)
_PERCENT = re.compile(r"%\((\w+)\)s")
_TAG = re.compile(r"<[^<>]+>")


def template() -> Catalog:
    """Every message of the source, in the order of files."""
    found = Catalog(charset="utf-8")
    keywords = {**DEFAULT_KEYWORDS, "N_": None}
    source = PY / "interlude"
    for name, _line, message, notes, context in extract_from_dir(
        source, _METHODS, _OPTIONS, keywords, (_NOTE,), strip_comment_tags=True
    ):
        found.add(message, None, [(name, 1)], auto_comments=notes, context=context)
    return found


def edited() -> tuple[str, ...]:
    """The languages that have a catalogue, whole or not, in the tree."""
    return tuple(sorted(path.parent.name for path in LOCALE.glob("*/ui.po")))


def refresh(new: Sequence[str] = ()) -> None:
    """Bring every catalogue, and what CLDR says of each language, in step with the source.

    ``new`` are languages to begin, as CLDR calls them: ``nl``, ``pt_BR``.  Raises ``Stop`` for one
    that CLDR does not know.
    """
    source = template()
    for language in new:
        try:
            _write(Catalog(locale=language), language)
        except UnknownLocaleError as error:
            raise Stop(f"{error}; write a language as CLDR does, such as nl or pt_BR") from error
    for language in ("en", *edited()):
        cldr.path(LOCALE, language).write_text(cldr.written(language), encoding="utf-8")
    for language in edited():
        catalogue = _read(language)
        catalogue.update(source, update_creation_date=False)
        catalogue.obsolete.clear()
        _write(catalogue, language)
        left = sum(1 for message in catalogue if message.id and not _whole(message))
        say(f"{language}: {len(catalogue)} messages, {left} to write or to look at")


def check() -> None:
    """Raises ``Stop`` with every message that is missing, doubtful or wrong in some language."""
    import_product()
    source = template()
    problems = [
        f"{path.relative_to(PY)}: CLDR says otherwise; run `python3 build.py words`"
        for language in ("en", *edited())
        if (path := cldr.path(LOCALE, language)).read_text("utf-8") != cldr.written(language)
    ]
    for language in edited():
        found = [f"{_place(language)}: {one}" for one in _problems(_read(language), source)]
        problems += found[:_SHOWN]
        if left := len(found[_SHOWN:]):
            problems.append(f"{_place(language)}: and {left} more")
    if problems:
        raise Stop("\n  ".join(problems))


def compiled(language: str) -> bytes:
    """The catalogue of a language as Python reads it."""
    catalogue = _read(language)
    catalogue.creation_date = catalogue.revision_date = _TIMELESS
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _read(language: str) -> Catalog:
    path = LOCALE / language / "ui.po"
    [(message, times)] = Counter(_MSGID.findall(path.read_text("utf-8"))).most_common(1)
    if times > 1:
        raise Stop(f"{_place(language)}: stands twice; take one out: {' '.join(message.split())}")
    with path.open("rb") as file:
        try:
            return read_po(file, locale=language, charset="utf-8", abort_invalid=True)
        except PoFileError as error:
            raise Stop(f"{_place(language)}:{error.lineno + 1}: {error}") from error


def _place(language: str) -> PurePath:
    return (LOCALE / language / "ui.po").relative_to(PY)


def _write(catalogue: Catalog, language: str) -> None:
    body = BytesIO()
    write_po(body, catalogue, omit_header=True, include_lineno=False, include_previous=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    path = LOCALE / language / "ui.po"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(head.encode() + body.getvalue().strip() + b"\n")


def _problems(found: Catalog, source: Catalog) -> Iterator[str]:
    forms = Catalog(locale=found.locale).plural_forms
    if found.plural_forms != forms:
        yield f"Plural-Forms is {forms}, not {found.plural_forms}"
    wanted = {(message.id, message.context) for message in source if message.id}
    there = {(message.id, message.context) for message in found if message.id}
    for ids, _context in wanted - there:
        yield f"{_shown(ids)} is missing; run `python3 build.py words` and write it"
    for ids, _context in there - wanted:
        yield f"{_shown(ids)} is said nowhere any more; run `python3 build.py words`"
    for message in found:
        if message.id:
            yield from (f"{_shown(message.id)}: {what}" for what in wrong(message))


def wrong(message: Message) -> list[str]:
    """What has to be mended in one message of a catalogue.

    >>> wrong(Message("Hushed until {time}.", "Still bis {Zeit}."))
    ['placeholders are {time}, not {Zeit}']
    >>> wrong(Message("<b>Not</b> in it", "Nicht darin")), wrong(Message("Close", ""))
    (['tags are </b> <b>, not none'], ['has no words yet; write them'])
    >>> wrong(Message("Say “No”", 'Sag "Nein"'))
    ['has a straight ", which ends an attribute; write other marks']
    """
    if not _filled(message):
        return ["has no words yet; write them"]
    if message.fuzzy:
        return ["is an old translation of other words; mend it and take `fuzzy` out"]
    said = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    if any('"' in _TAG.sub("", form or "") for form in said):
        return ['has a straight ", which ends an attribute; write other marks']
    if not message.pluralizable:
        return _mismatch(str(message.id), str(message.string))
    one, many = cast("tuple[str, str]", message.id)
    first, *rest = cast("tuple[str, ...]", message.string)
    # "a shift" needs no number, where the many do.
    problems = _mismatch(one, first) if placeholders(first) - placeholders(many) else []
    return problems + [what for form in rest for what in _mismatch(many, form)]


def _mismatch(source: str, said: str) -> list[str]:
    problems = []
    for what, parts in (("placeholders", placeholders), ("tags", _tags)):
        ours, theirs = parts(source), parts(said)
        if ours != theirs:
            listed = " ".join(sorted(ours)) or "none", " ".join(sorted(theirs)) or "none"
            problems.append(f"{what} are {listed[0]}, not {listed[1]}")
    return problems


def placeholders(text: str) -> set[str]:
    """What is filled into a message, and how: ``{time}`` from Python, ``%(time)s`` from a template.

    >>> sorted(placeholders("{time} {n:>9}")), placeholders("%(time)s")
    (['{n:>9}', '{time}'], {'%(time)s'})
    """
    percent = {f"%({name})s" for name in _PERCENT.findall(text)}
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return {"a single brace"}
    brace = {
        f"{{{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}}}"
        for _, name, form, how in fields
    }
    bare = {"a single %"} if "%" in _PERCENT.sub("", text).replace("%%", "") else set()
    return percent | brace | (bare if percent else set())


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))


def _whole(message: Message) -> bool:
    return _filled(message) and not message.fuzzy


def _filled(message: Message) -> bool:
    said = message.string
    return all(said) if isinstance(said, (tuple, list)) else bool(said)


def _shown(ids: object) -> str:
    return repr(ids if isinstance(ids, str) else ids[0])  # type: ignore[index]
