"""Try recorded closes from the command line: ``python3 -m interlude.helpdesks check``."""

from __future__ import annotations

import sys
from pathlib import Path

from interlude.helpdesks.check import line

USAGE = """usage: python3 -m interlude.helpdesks check CASE...
Each CASE is a JSON file; docs/helpdesks.md says what is in it."""


def main(arguments: list[str]) -> int:
    """Print one JSON line a case; 1 if any of them has an error, 2 if none is named."""
    command, *cases = arguments or [""]
    if command != "check" or not cases:
        print(USAGE, file=sys.stderr)
        return 2
    status = 0
    for case in cases:
        told = line(Path(case))
        print(told.text, flush=True)
        status = status or int(told.failed)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
