"""Tell from which weighted sum on a conversation is to count as tense.

    python3 research/threshold.py DATA

DATA is as for `research/train.py`. The rule: the lowest sum, in tenths, from which on no more than
`CALM` of calm conversations would bring a card, in `CONTROL` as well as in those that were written
for this project and are no heavy ones. `CONTROL` is only for measuring: no weight is fitted on it,
but it lends this one number, because nothing else says what an ordinary day is like. What each sum
finds is printed for the one source of customer care that weights may be fitted on, judged with a
tone fitted without it. The answer stands in `interlude/tension/judge.py`.
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

SOURCE, CONTROL = "twcare_ai", "calm_uss"
CALM = 0.01
OWN = ("", "kinds_", "hard_", "heavy_")


def main(data: Path) -> None:
    unseen = table(train.trained(data, without=SOURCE))
    judged = [(total(trace(found, unseen)), found["tense"])
              for found in train.records(data / f"{SOURCE}.jsonl")]  # fmt: skip
    control = [total(trace(found)) for found in train.records(data / f"{CONTROL}.jsonl")]
    names = [f"check/{kinds}{lang}" for kinds in OWN for lang in LANGUAGES]
    own = [total(trace(found)) for name in names for found in written(name) if not found["tense"]]
    chosen = None
    for tenths in range(28, 61):
        told = [tense for value, tense in judged if value >= tenths / 10]
        right = sum(told) / max(1, len(told))
        recall = sum(told) / sum(tense for _, tense in judged)
        calm = [sum(value >= tenths / 10 for value in part) / len(part) for part in (control, own)]
        print(
            f"  {tenths / 10:.1f}  precision {right:.2f}  recall {recall:.2f}"
            f"  calm {calm[0]:.3f}, our own {calm[1]:.3f}"
        )
        if max(calm) <= CALM and chosen is None:
            chosen = tenths / 10
    print(f"the rule says {chosen}; the judge has {TURNING_POINT}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
