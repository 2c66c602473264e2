"""All prompts on the command line: ``python3 -m interlude.prompts list [--lang L]``.

One JSON object a line, in English or in the language L, such as ``de`` or ``pt-BR``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from interlude import words
from interlude.prompts.library import Prompt, library

USAGE = "usage: python3 -m interlude.prompts list [--lang LANGUAGE]"


def main(arguments: list[str]) -> int:
    """Write all prompts; the exit status."""
    match arguments:
        case ["list"]:
            language = words.SOURCE
        case ["list", "--lang", wish]:
            language = wish.replace("-", "_")
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    if language not in words.languages():
        known = ", ".join(words.languages())
        print(f"there are no words in {language}; choose one of {known}", file=sys.stderr)
        return 1
    words.use(language)
    for prompt in library():
        print(json.dumps(_listed(prompt, language), ensure_ascii=False))
    return 0


def _listed(prompt: Prompt, language: str) -> dict[str, Any]:
    return {
        "id": prompt.id,
        "family": prompt.family,
        "card": prompt.card,
        "lang": language,
        "words": prompt.words,
        "tag": prompt.tag,
        "kinds": prompt.kinds,
        "heat": prompt.heat,
        "seconds": prompt.seconds,
        "evidence": prompt.evidence,
        "seed": prompt.seed,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
