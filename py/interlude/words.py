"""The words of the interface, in the language that a person reads.

The source of every word is English, and stands where it is used: ``_("Taken back.")`` in Python,
``{% trans %}`` in a template.  ``locale/<language>/`` holds the same in another language: ``ui.po``
has the interface's words, the other files have those of ``content/`` under the ids there.

>>> N_("Taken back.")  # marks a constant, which ``_`` translates where it is shown
'Taken back.'
>>> ngettext("{n} shift", "{n} shifts", 2).format(n=2)
'2 shifts'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

SOURCE = "en"

_spoken = ContextVar("spoken", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """Every language that is there whole, as its folder is called: ``pt_BR``; English is first."""
    folder = files("interlude").joinpath("locale")
    whole = [one.name for one in folder.iterdir() if _packed(one) or _edited(one)]
    return (SOURCE, *sorted(whole))


def chosen(wish: str, browsers: Iterable[str], known: Sequence[str]) -> str:
    """The language that a person chose in the settings, or else the first that they read.

    ``wish`` is empty where nothing was chosen; ``browsers`` are the languages that the browser asks
    pages for, best first; ``known`` are ``languages()``.  A language of one country is understood
    in another; who reads none of them gets English.

    >>> known = ["en", "de", "es", "pt_BR"]
    >>> chosen("", ["nl", "pt-PT", "en-GB"], known), chosen("", ["en-GB", "de"], known)
    ('pt_BR', 'en')
    >>> chosen("de", ["es"], known), chosen("tlh", ["es-419"], known), chosen("", ["ja"], known)
    ('de', 'es', 'en')
    """
    if wish in known:
        return wish
    for tag in browsers:
        exact = tag.replace("-", "_")
        alike = (one for one in known if _bare(one) == _bare(exact))
        if found := exact if exact in known else next(alike, None):
            return found
    return SOURCE


def _bare(language: str) -> str:
    return language.partition("_")[0].lower()


def use(language: str) -> None:
    """Speak this language, one of ``languages()``, until the next call."""
    _spoken.set(language)


def speak(wish: str, browsers: Iterable[str]) -> None:
    """Speak the language that was ``chosen``."""
    use(chosen(wish, browsers, languages()))


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def tag() -> str:
    """The language that is spoken now as a page names it: ``pt-BR``."""
    return language().replace("_", "-")


def _(message: str) -> str:
    """A message in the language that is spoken; placeholders are filled in afterwards."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number ``n``."""
    return _catalogue(language()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 (gettext's world calls it so)
    """Marks a message that ``_`` translates where it is shown."""
    return message


@cache
def _catalogue(language: str) -> NullTranslations:
    """The catalogue of a language, packed by the build or as people edit it."""
    folder = files("interlude").joinpath("locale", language)
    if packed := _packed(folder):
        return GNUTranslations(BytesIO(packed.read_bytes()))
    edited = _edited(folder)
    if edited is None:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with edited.open("rb") as source:
        write_mo(made, read_po(source, locale=language))
    made.seek(0)
    return GNUTranslations(made)


def _packed(folder: Traversable) -> Traversable | None:
    return _file(folder, "ui.mo")


def _edited(folder: Traversable) -> Traversable | None:
    return _file(folder, "ui.po")


def _file(folder: Traversable, name: str) -> Traversable | None:
    file = folder.joinpath(name)
    return file if file.is_file() else None
