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
            record = json.loads(line)
            conversation = conversation_from(record)
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
        print(json.dumps(answer, ensure_ascii=False), file=out)
    return status


def conversation_from(record: Any) -> Conversation:
    """Build a conversation from a decoded line; raise ValueError with the place and the cure."""
    if not isinstance(record, dict):
        raise ValueError('expected an object like {"id": ..., "turns": [...]}')
    turns = record.get("turns")
    if not isinstance(turns, list):
        raise ValueError('"turns" must be a list of {"role", "text"} objects')
    lang = record.get("lang")
    if lang is not None and not isinstance(lang, str):
        raise ValueError('"lang" must be a language code such as "en", or left out')
    return Conversation(tuple(_turn(i, turn) for i, turn in enumerate(turns, start=1)), lang)


def _turn(number: int, turn: Any) -> Turn:
    if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
        raise ValueError(f'turn {number}: give it a "role" and a "text" in quotes')
    if turn.get("role") not in ("customer", "agent", "note"):
        raise ValueError(f'turn {number}: "role" must be "customer", "agent" or "note"')
    return Turn(turn["role"], turn["text"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
