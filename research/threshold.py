"""Tell from which weighted sum on a conversation is to count as tense.

    python3 research/threshold.py DATA

DATA is as for `research/train.py`. The rule: the lowest sum, in tenths, from which on at least
`PRECISION` of the conversations are tense, on the one source of customer care that weights may be
fitted on, judged with a tone fitted without it; and from which on no more than `CALM` of the calm
conversations written for this project would bring a card. Nothing that is only for measuring is
read. The answer stands in `interlude/tension/judge.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "py")]

from interlude.tension.judge import TURNING_POINT  # noqa: E402
from interlude.tension.tone import table  # noqa: E402
from research import train  # noqa: E402
from research.texts import LANGUAGES, written  # noqa: E402
from research.traces import total, trace  # noqa: E402

SOURCE = "twcare_ai"
PRECISION = 0.80
CALM = 0.01


def main(data: Path) -> None:
    unseen = table(train.trained(data, without=SOURCE))
    judged = [(total(trace(found, unseen)), found["tense"])
              for found in train.records(data / f"{SOURCE}.jsonl")]  # fmt: skip
    names = [f"check/{kinds}{lang}" for kinds in ("", "kinds_") for lang in LANGUAGES]
    calm = [total(trace(found)) for name in names for found in written(name) if not found["tense"]]
    for tenths in range(30, 61):
        told = [tense for value, tense in judged if value >= tenths / 10]
        right = sum(told) / max(1, len(told))
        alarms = sum(value >= tenths / 10 for value in calm) / len(calm)
        recall = sum(told) / sum(tense for _, tense in judged)
        print(f"  {tenths / 10:.1f}  precision {right:.2f}  recall {recall:.2f}  calm {alarms:.3f}")
        if right >= PRECISION and alarms <= CALM:
            print(f"the rule says {tenths / 10:.1f}; the judge has {TURNING_POINT}")
            return
    print("no sum is enough for the rule")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
