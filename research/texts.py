"""Conversations written for this project, read from `research/written/`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).resolve().parent / "written"
LANGUAGES = ("en", "es", "pt", "fr", "de")

Record: TypeAlias = dict[str, Any]
"""One conversation: `id`, `source`, `lang`, `turns` (each a `role` and a `text`) and `tense`, 0 or
1; those about kinds have a `kind` too."""

_LINE = re.compile(r"([+-]) (?:\[(\w+)\] )?(.*)")


def written(name: str) -> list[Record]:
    """Read one file: a "+" (tense) or "-" (calm), perhaps a [kind], then turns parted by "||".

    A turn that begins with "A:" is the agent's, any other the customer's; "\\n" in it ends a line.
    The last two letters of the name are the language.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = ((number, _LINE.fullmatch(line)) for number, line in enumerate(lines, start=1))
    return [
        {
            "id": f"{name}-{number}",
            "source": f"written_{name}",
            "lang": name[-2:],
            "turns": [_turn(part.strip()) for part in line[3].split("||")],
            "tense": int(line[1] == "+"),
            "kind": line[2],
        }
        for number, line in found
        if line
    ]


def _turn(text: str) -> dict[str, str]:
    text = text.replace("\\n", "\n")
    if text.startswith("A: "):
        return {"role": "agent", "text": text.removeprefix("A: ")}
    return {"role": "customer", "text": text}
