"""What has to be said in another language, begun: the English words, marked, at their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml
from babel import UnknownLocaleError

from tools import cldr
from tools.console import Stop
from tools.content import import_product
from tools.paths import ROOT

MARK = "FILL IN"
"""Stands where a person has to say something."""

_LOCALE = PurePosixPath("py/interlude/locale")
_NEVER = f"""# What is never said to a person: one phrase a line, as it begins a word.
# {MARK} what orders a feeling, shrinks it, blames, ranks or promises, as "just" and "calm down" do.
"""


def own_name(language: str) -> str:
    """What a language calls itself.  Raises ``Stop`` for one that CLDR does not know."""
    try:
        return str(cldr.customs(language)["name"])
    except (UnknownLocaleError, ValueError) as error:
        raise Stop(f"{language!r} is no language of CLDR; write it like nl or nl_BE") from error


def everything(language: str) -> dict[str, str]:
    """What is said of ``content/`` in a new language, and what never is, by its place."""
    import_product()
    from interlude import content

    found = {
        f"{name}.yaml": _yaml(_words(name, content.load(name)))
        for name in ("breaths", "deposits", "evidence", "help_lines", *content.names("families"))
    }
    found["never.txt"] = _NEVER
    return {str(_LOCALE / language / name): text for name, text in found.items()}


def family(id: str) -> dict[str, str]:
    """The words of a new family of prompts in every language that there is, by their place."""
    languages = sorted(path.parent.name for path in (ROOT / _LOCALE).glob("*/families"))
    said = {
        "tag": f"{MARK} {id.replace('_', ' ')}",
        "prompts": {f"{id}_first": f"{MARK} the words of {id}."},
    }
    return {str(_LOCALE / one / "families" / f"{id}.yaml"): _yaml(said) for one in languages}


def _words(name: str, english: Any) -> Mapping[str, Any]:
    """What a file of ``locale/<language>/`` says, where ``english`` is that of ``content/``."""
    if name == "breaths":
        return {
            one["id"]: {"name": _marked(one["name"]), "words": _each(one["phases"])}
            for one in english
        }
    if name == "deposits":
        return {one["id"]: {key: _marked(one[key]) for key in ("name", "hint")} for one in english}
    if name == "evidence":
        return {
            key: {part: _marked(one[part]) for part in ("claim", "source")}
            for key, one in english.items()
        }
    if name == "help_lines":
        lines = english["lines"]
        said = [line[key] for line in lines for key in ("hours", "note") if line.get(key)]
        return {
            "countries": {line["country"]: _marked(line["country"]) for line in lines},
            "words": {text: _marked(text) for text in said},
        }
    prompts = {item["id"]: _marked(item["words"]) for item in english["prompts"]}
    return {"tag": _marked(english["tag"]), "prompts": prompts}


def _each(phases: list[dict[str, Any]]) -> list[str]:
    return [_marked(phase["words"]) for phase in phases]


def _marked(english: str) -> str:
    return f"{MARK} {english}"


def _yaml(said: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(said), allow_unicode=True, sort_keys=False, width=10_000)
