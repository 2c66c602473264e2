"""Interlude's one way in: ``python3 build.py`` and a command; ``--help`` names them.

Needs Python 3.11 or newer and Node.js 20 or newer, nothing else: each command first sets up
what it needs (own ``.venv``, ``node_modules``, a browser) and a second run finds it done.
The steps themselves live in ``tools/``, one module a question.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tools import environment
from tools.console import Stop, say
from tools.paths import ROOT

COMMANDS = {
    "run": "build, open a practice helpdesk and a browser with the extension in it",
    "test": "check, build and run the tests; --all, or paths and pytest options may follow",
    "build": "write dist/chromium/, dist/firefox/ and a zip of each",
    "check": "lint, formatting, types, and generated files in step with their source",
    "words": "bring the catalogue of every language in step with the source",
    "changelog": "gather the notes in changes/ into CHANGELOG.md, under pyproject.toml's version",
    "new": "begin a page, figure, card, prompt-family, helpdesk or language; an id follows",
    "bench": "measure; the name of one bench may follow",
    "setup": "only fetch what the other commands need",
}


def main(arguments: list[str]) -> int:
    """Set up, go on in the project's own Python, and run one command; the exit status."""
    command, rest = _parse(arguments)
    try:
        environment.set_up()
        if not environment.is_active():
            python = environment.python()
            return subprocess.call([python, __file__, *arguments], cwd=ROOT)
        return _dispatch(command, rest)
    except Stop as stop:
        say(f"\nstopped: {stop}")
        return 1
    except KeyboardInterrupt:
        return 130


def _parse(arguments: list[str]) -> tuple[str, list[str]]:
    parser = argparse.ArgumentParser(
        prog="python3 build.py",
        description=(__doc__ or "").splitlines()[0],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:11}{what}" for name, what in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command not in ("test", "bench", "new"):
        parser.error(f"{known.command} takes nothing more, but got: {' '.join(rest)}")
    return known.command, rest


def _dispatch(command: str, rest: list[str]) -> int:
    from tools import catalogues, changes, checks, journeys, new, package

    if command == "setup":
        return 0
    if command == "check":
        return checks.check()
    if command == "words":
        catalogues.refresh()
        return 0
    if command == "changelog":
        changes.gather()
        return 0
    if command == "new":
        new.write(rest)
        return 0
    if command == "build":
        package.build_all()
        return 0
    if command == "test":
        return journeys.test(rest)
    if command == "bench":
        return journeys.bench(rest)
    return journeys.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
