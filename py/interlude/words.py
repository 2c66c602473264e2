"""Which language a person reads.

The source of every word is English.  ``locale/<language>/`` holds the same words in another
language, each under the id that it has in ``content/``.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from importlib.resources import files

SOURCE = "en"

_spoken = ContextVar("spoken", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """Every language that is there whole, as its folder is called: ``pt_BR``; English is first."""
    folder = files("interlude").joinpath("locale")
    found = folder.iterdir() if folder.is_dir() else ()
    return (SOURCE, *sorted(one.name for one in found if one.joinpath("ui.po").is_file()))


def use(language: str) -> None:
    """Speak this language, one of ``languages()``, until the next call."""
    _spoken.set(language)


def language() -> str:
    """The language that is spoken now.

    >>> language()
    'en'
    """
    return _spoken.get()
