"""The YAML that people edit: judged by the product's own loaders, then compiled."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.console import Stop
from tools.paths import PY

# What reads content, as "module:function".  Each raises ContentError naming place and cure.
LOADERS = (
    "interlude.helpdesks.catalogue:adapters",
    "interlude.ledger.deposits:deposit_kinds",
    "interlude.prompts.breath:patterns",
    "interlude.prompts.help_lines:help_lines",
    "interlude.prompts.library:library",
)

_PACKAGE = Path("interlude")


def import_product() -> None:
    """Make ``interlude`` importable from ``py/``."""
    if str(PY) not in sys.path:
        sys.path.insert(0, str(PY))


def validate() -> None:
    """Load all content the way the product does, in every language that is there whole.

    Raises ``Stop`` with the loader's words.
    """
    import_product()
    from interlude import words

    for language in words.languages():
        words.use(language)
        _load()
    words.use(words.SOURCE)
    if stray := list(strays(PY / _PACKAGE)):
        raise Stop("\n  ".join(stray))


def strays(package: Path) -> Iterator[str]:
    """Files of words in some language for which there is nothing to say."""
    for path in sorted((package / "locale").rglob("*.yaml")):
        english = Path(*path.relative_to(package / "locale").parts[1:])
        if not (package / "content" / english).is_file():
            place = path.relative_to(package)
            yield f"{place}: there is no content/{english}; mend the name or delete it"


def _load() -> None:
    for loader in LOADERS:
        module, function = loader.split(":")
        try:
            getattr(importlib.import_module(module), function)()
        except ValueError as error:
            raise Stop(str(error)) from error


def triggers() -> dict[str, Any]:
    """What the shell needs of the helpdesk adapters: ``background/triggers.gen.js``."""
    import_product()
    from interlude.helpdesks.compile import compile_triggers

    return dict(compile_triggers())


def first_popup() -> str:
    """The popup before Python has looked: of a fresh account, and it says no word of that yet."""
    import_product()
    from interlude.clock import Moment
    from interlude.ledger.account import Account
    from interlude.pages.parts.note import Note
    from interlude.pages.popup import view

    return view.render(Account(), Moment(at=0, offset=0), Note("Opening your account."))


def parsed(path: Path) -> Any:
    """The plain values in a content file, given by its path below ``py/``.

    Raises ``Stop`` with file, line and column where it is not YAML.
    """
    import_product()
    from interlude import content

    try:
        return content.read(path.relative_to(_PACKAGE).with_suffix("").as_posix())
    except ValueError as error:
        raise Stop(str(error)) from error
