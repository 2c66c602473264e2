"""Score conversations from the command line: `python3 -m interlude.tension score`."""

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import judge
from interlude.tension.reasons import REASONS

USAGE = """usage: python3 -m interlude.tension score < conversations.jsonl
Each line: {"id": "1", "lang": "en", "turns": [{"role": "customer", "text": "..."}]}"""


def main(arguments: list[str]) -> int:
    if arguments != ["score"]:
        print(USAGE, file=sys.stderr)
        return 2
    return score(sys.stdin.buffer, sys.stdout, sys.stderr)


def score(lines: Iterable[bytes], out: TextIO, errors: TextIO) -> int:
    """Judge one conversation a line; return 1 if any line could not be read, else 0."""
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _decoded(line)
            conversation = _conversation(record)
        except ValueError as error:
            print(f"line {number}: {error}", file=errors)
            status = 1
            continue
        judgement = judge(conversation)
        answer = {
            "id": record.get("id"),
            "score": round(judgement.score, 4),
            "tense": judgement.tense,
            "kind": judgement.kind,
            "reasons": [REASONS[reason.id] for reason in judgement.reasons],
        }
        print(json.dumps(answer), file=out)
    return status


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is not JSON ({error}); write one whole object on a line") from None
    if not isinstance(record, dict):
        raise ValueError('write an object on each line, like {"id": ..., "turns": [...]}')
    return record


def _conversation(record: dict[str, Any]) -> Conversation:
    turns, lang = record.get("turns"), record.get("lang")
    if not isinstance(turns, list):
        raise ValueError('give "turns" a list of {"role": ..., "text": ...} objects')
    if not isinstance(lang, str | None):
        raise ValueError('give "lang" a language code such as "en", or leave it out')
    return Conversation(tuple(_turn(i, turn) for i, turn in enumerate(turns, start=1)), lang)


def _turn(number: int, turn: Any) -> Turn:
    match turn:
        case {"role": "customer" | "agent" | "note" as role, "text": str(text)}:
            return Turn(role, text)
        case {"role": "customer" | "agent" | "note"}:
            raise ValueError(f'turn {number}: give it a "text" in quotes')
    raise ValueError(f'turn {number}: its "role" must be "customer", "agent" or "note"')


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
