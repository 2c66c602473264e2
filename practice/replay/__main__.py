"""`python -m practice.replay RECORDING`: serve a recorded helpdesk until Ctrl-C."""

import argparse
import threading
from contextlib import suppress
from pathlib import Path

from practice.replay.desk import ReplayDesk


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m practice.replay", description=__doc__)
    parser.add_argument("recording", type=Path, help="YAML, as practice/README.md tells it")
    parser.add_argument("--port", type=int, default=8444, help="local port (0: any free one)")
    given = parser.parse_args()
    with ReplayDesk(given.recording, given.port) as desk, suppress(KeyboardInterrupt):
        for page in desk.recording.pages:
            print(f"{desk.url}{page}")
        print("Ctrl-C ends it.", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
