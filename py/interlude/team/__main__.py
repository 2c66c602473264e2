"""Slips to a small board: ``python3 -m interlude.team merge SLIP... [--html F] [--csv F]``.

Needs nothing but Python; only ``--html`` needs Jinja2.  The exit status is 0 if a board could
be made, else 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from interlude import words
from interlude.ledger.jars import JARS, NAMES
from interlude.team import merge
from interlude.team.slip import at
from interlude.words import _


def main(arguments: Sequence[str]) -> int:
    """Merge the files named in ``arguments``; the exit status."""
    options = _parser().parse_args(arguments)
    words.use(options.lang)
    unread: list[str] = []
    board = merge.merge(_texts(options.slips, unread))
    for line in (*unread, *board.left_out):
        print(_("left out: {file}").format(file=line), file=sys.stderr)
    if not board.weeks:
        print(_("no slip could be read, so there is no board"), file=sys.stderr)
        return 1
    print(merge.to_text(board))
    try:
        if options.csv:
            _write(options.csv, merge.to_csv(board))
        if options.html:
            _write(options.html, to_html(board))
    except ImportError:
        cure = f"{sys.executable} -m pip install Jinja2"
        print(_("--html needs Jinja2: {cure}; or use --csv").format(cure=cure), file=sys.stderr)
        return 1
    except OSError as error:
        problem = _("{reason}; choose another place").format(reason=error.strerror)
        print(at(error.filename, problem), file=sys.stderr)
        return 1
    return 0


def to_html(board: merge.Board) -> str:
    """The board as one self-contained HTML page.  Raises ``ImportError`` without Jinja2."""
    from interlude.pages.parts.environment import render

    return render("team/board.html", board=board, jars=JARS, names=NAMES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m interlude.team")
    merging = parser.add_subparsers(required=True, metavar="merge").add_parser(
        "merge", help="make a board out of slips"
    )
    merging.add_argument("slips", nargs="+", type=Path, metavar="SLIP", help="a JSON or CSV slip")
    merging.add_argument("--html", type=Path, metavar="F", help="write the board as a page")
    merging.add_argument(
        "--lang", choices=words.languages(), default=words.SOURCE, help="the board's language"
    )
    merging.add_argument("--csv", type=Path, metavar="F", help="write the board as a table")
    return parser


def _texts(paths: Iterable[Path], unread: list[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each file; of those that cannot be read, ``unread`` says why."""
    for path in paths:
        try:
            yield str(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problem = _("not text in UTF-8; save it as such or ask for the slip anew")
            unread.append(at(str(path), problem))
        except OSError as error:
            problem = _("{reason}; look at the name and the place").format(reason=error.strerror)
            unread.append(at(str(path), problem))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
