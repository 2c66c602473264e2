"""Two languages that nobody speaks, made of the English source: what is not in them was forgotten.

``en_XA`` is English with accents, 40 % longer, in brackets; ``ar_XB`` is the same from right to
left.  They are laid into a copy of a build and never ship.
"""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from interlude import content
from interlude.prompts.library import LONGEST
from tools import catalogues, cldr
from tools.zips import Files, unzipped, zipped

DIRECTIONS = {"en_XA": "ltr", "ar_XB": "rtl"}
ENGLISH = r"(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])"
"""A JavaScript pattern for a word that no accent was put on."""

_ACCENTS = str.maketrans("aeiouyAEIOUY", "àéîöüýÀÉÎÖÜÝ")
_KEPT = re.compile(r"(\{\w*\}|%\(\w+\)s|<[^<>]*>)")
_LONGER = 0.4


def pseudo(text: str, most: int = 1_000) -> str:
    """English with accents, 40 % longer but not over ``most``, in brackets; placeholders and tags
    stay.

    >>> pseudo("Hushed until {time}.")
    '[Hüshéd üntîl {time}. ~~~~ ~~]'
    """
    parts = _KEPT.split(text)
    said = "".join(part if nth % 2 else part.translate(_ACCENTS) for nth, part in enumerate(parts))
    more = round(_LONGER * len(_KEPT.sub("", text)))
    longer = " ".join("~~~~"[: more - at] for at in range(0, more, 4))
    return f"[{said} {longer[: most - len(said) - 3]}]"


def laid_into(build: Path, target: Path) -> Path:
    """A copy of an unpacked build that speaks both languages as well."""
    shutil.copytree(build, target)
    archive = target / "engine" / "python.zip"
    files = unzipped(archive.read_bytes())
    for language in DIRECTIONS:
        files |= _locale(language)
    archive.write_bytes(zipped(files, 0))
    return target


def _locale(language: str) -> Files:
    customs = {**cldr.customs("en"), "direction": DIRECTIONS[language], "name": language}
    customs |= {part: list(map(pseudo, customs[part])) for part in ("months", "weekdays")}
    texts = {name: json.dumps(words).encode() for name, words in _content().items()}
    files = {f"{name}.json": text for name, text in texts.items()}
    files |= {"cldr.json": json.dumps(customs).encode(), "ui.mo": _catalogue()}
    return {f"interlude/locale/{language}/{name}": data for name, data in files.items()}


def _catalogue() -> bytes:
    catalogue = Catalog(locale="en")
    for message in catalogues.template():
        if message.id:
            ids = message.id
            said = pseudo(ids) if isinstance(ids, str) else tuple(map(pseudo, ids))
            catalogue.add(ids, said, context=message.context)
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _content() -> dict[str, Any]:
    """The words of ``content/`` in the shape of ``locale/<language>/``."""
    lines = content.load("help_lines")["lines"]
    told = {line.get(part, "") for line in lines for part in ("hours", "note")} - {""}
    found: dict[str, Any] = {
        "breaths": {
            one["id"]: {
                "name": pseudo(one["name"]),
                "words": [pseudo(phase["words"]) for phase in one["phases"]],
            }
            for one in content.load("breaths")
        },
        "deposits": {
            one["id"]: {part: pseudo(one[part]) for part in ("name", "hint")}
            for one in content.load("deposits")
        },
        "evidence": {
            name: {part: pseudo(one[part]) for part in ("claim", "source")}
            for name, one in content.load("evidence").items()
        },
        "help_lines": {
            "countries": {line["country"]: pseudo(line["country"]) for line in lines},
            "words": {text: pseudo(text) for text in told},
        },
    }
    for name in content.names("families"):
        family = content.load(name)
        prompts = {item["id"]: pseudo(item["words"], LONGEST) for item in family["prompts"]}
        found[name] = {"tag": pseudo(family["tag"]), "prompts": prompts}
    return found
