"""Measure the judge of tension beside VADER and a linear model.

    python3 build.py bench tension [--data FOLDER] [--rounds N] [--json FILE]

By itself it prints how the conversations in `research/written/check/`, which nothing was fitted on,
are judged, what taps can do there, and the time a ticket takes. With a folder of JSON lines as
`docs/tension.md` describes, it compares the judge with VADER and a linear model on each source. It
runs in an environment of its own, with `requirements/research.txt`, which it makes by itself.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from bench import _figures, _ticket
from interlude.tension.features import STEPS, read
from interlude.tension.judge import TURNING_POINT, Judgement, judge, judged, score_of
from interlude.tension.learn import learn
from interlude.tension.tone import table
from interlude.tension.tuning import SHIPPED, Tap, Tuning
from research.ranking import auc, interval, within_length
from research.texts import LANGUAGES, Record, written
from research.traces import conversation, said, total, trace
from tools.environment import node, research_python
from tools.paths import ROOT

Trace: TypeAlias = tuple[int, ...]

SUPPORT = ("stc3_en", "maia_en", "twcare_ai", "maia_en_msg", "airline")
LISTED = {"MiniLM-L6 int8 + linear (listed, 23 MB)": (0.800, 0.649, 0.726, 0.681, 0.831)}
AGENTS = ("twcare_ai", "airline", "stc3_en", "maia_en_msg", "complaints", "so_emo", "toxicr",
          "tw_emotion")  # fmt: skip
MEASURED_BESIDES = ("calm_uss", "maia_src", "stc3_zh")
TAPS = (40, 160)
RUNS = 6

# How an agent of the simulation uses the product, as chances.
SAYS_NOT_TENSE, TAKES_UP, TAKES_UP_ANYWAY, DECLARES = 0.5, 0.4, 0.15, 0.2
TAKEN_UP = 0.3  # what a card that was taken up counts for, as in the account


def main(arguments: list[str]) -> int:
    python = research_python()
    if Path(sys.prefix) != python.parent.parent:
        return subprocess.call([python, __file__, *arguments])
    parser = _figures.options("tension", rounds=15)
    parser.add_argument("--data", type=Path, help="a folder of labelled conversations")
    options = parser.parse_args(arguments)
    if options.data and (missing := lacking(options.data)):
        parser.error(
            f"{options.data} lacks {', '.join(missing)}; docs/tension.md says what they are"
        )
    figures = {**judged_by_language(), **judged_by_kind(), **speed(options.rounds)}
    if options.data:
        figures |= compared(options.data)
    _figures.write(options.json, figures)
    return 0


def lacking(data: Path) -> list[str]:
    """The files that the comparison needs and the folder has not."""
    from research import train

    sources = {*SUPPORT, *AGENTS, *MEASURED_BESIDES, *train.SOURCES}
    files = sorted(f"{source}.jsonl" for source in sources)
    return [name for name in files if not (data / name).is_file()]


# --- Our own conversations -----------------------------------------------------------------


def judged_by_language() -> dict[str, float]:
    figures: dict[str, float] = {}
    print("Conversations written for this project, which nothing was fitted on")
    for lang in LANGUAGES:
        records, named = written(f"check/{lang}"), written(f"check/kinds_{lang}")
        judgements = [judge(conversation(record)) for record in records]
        kinds = [judge(conversation(record)).kind == record["kind"] for record in named]
        print(f"  {lang}  {summary(records, judgements)}, kinds {sum(kinds)} of {len(kinds)}")
        ranked = auc([record["tense"] for record in records], [j.score for j in judgements])
        figures[f"tension.check.{lang}.auc"] = round(ranked, 3)
        figures[f"tension.check.{lang}.kinds"] = round(sum(kinds) / len(kinds), 3)
    return figures


def judged_by_kind() -> dict[str, float]:
    """The conversations that somebody else wrote: whether the kind is right, by kind."""
    figures: dict[str, float] = {}
    print("\nConversations by somebody else, kinds right of those with the kind")
    for half in ("dev", "test"):
        right: dict[str, list[bool]] = {}
        for lang in LANGUAGES:
            for record in written(f"moment/{half}_{lang}"):
                found = judge(conversation(record)).kind == record["kind"]
                right.setdefault(record["kind"], []).append(found)
        print(f"  {half:4}", ", ".join(f"{kind} {sum(r)}/{len(r)}" for kind, r in right.items()))
        tense = [one for kind, r in right.items() if kind not in ("praise", "none") for one in r]
        figures[f"tension.moment.{half}.kinds"] = round(sum(tense) / len(tense), 3)
    return figures


def summary(records: Sequence[Record], judgements: Sequence[Judgement]) -> str:
    tense = [record["tense"] for record in records]
    alarms = [judgement.tense for judgement in judgements]
    hits = sum(a and t for a, t in zip(alarms, tense, strict=True))
    rank = f"AUC {auc(tense, [j.score for j in judgements]):.3f}, " if sum(tense) else ""
    recall = f"recall {hits / sum(tense):.2f}, " if sum(tense) else ""
    precision = f"precision {hits / sum(alarms):.2f}, " if sum(tense) and sum(alarms) else ""
    calm = len(tense) - sum(tense)
    return (
        f"n {len(tense):4}: {rank}{precision}{recall}cards after calm {sum(alarms) - hits}/{calm}"
    )


def speed(rounds: int) -> dict[str, float]:
    """The processor time of a ticket in CPython and, each in one run with VADER, in Pyodide."""
    medians = {
        "cpython": told("CPython", _ticket.times(rounds)),
        "pyodide": told("Pyodide", in_pyodide(rounds)),
    }
    return {
        f"tension.{where}.{name}_ms": round(found[way], 3)
        for where, found in medians.items()
        for name, way in (("ticket", "judge"), ("vader", "VADER"))
    }


def told(where: str, taken: dict[str, list[float]]) -> dict[str, float]:
    print(f"\nA ticket of 20 messages in {where} (VADER on all, or on the customer's ten)")
    medians = {way: statistics.median(times) for way, times in taken.items()}
    for way, times in taken.items():
        slower = _figures.ratio(times, taken["judge"])
        print(f"  {way:10} {medians[way]:.2f} ms, {slower:.2f} times as long")
    return medians


def in_pyodide(rounds: int) -> dict[str, list[float]]:
    packages = sysconfig.get_path("purelib")
    command: list[str | Path] = [
        node(),
        ROOT / "bench" / "ticket_in_pyodide.mjs",
        packages,
        str(rounds),
    ]
    found: dict[str, list[float]] = json.loads(subprocess.check_output(command))
    return found


# --- Labelled sources ----------------------------------------------------------------------


def compared(data: Path) -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from research import train

    vader = SentimentIntensityAnalyzer()
    records = {name: train.records(data / f"{name}.jsonl") for name in {*SUPPORT, *AGENTS}}
    unseen = table(train.trained(data, without="twcare_ai"))
    traces = {
        name: [trace(record, unseen if name == "twcare_ai" else None) for record in found]
        for name, found in records.items()
    }
    tense = {name: [record["tense"] for record in found] for name, found in records.items()}
    rows: dict[str, list[list[float]]] = {
        "length of the text": [[float(words(r)) for r in records[s]] for s in SUPPORT],
        "VADER": [
            [-vader.polarity_scores(said(r))["compound"] for r in records[s]] for s in SUPPORT
        ],
        "linear, hashed grams, same licences": [linear(data, s, records[s]) for s in SUPPORT],
        "this judge": [[score_of(t) for t in traces[s]] for s in SUPPORT],
        "this judge, with its tales": [
            [with_tales(r, t) for r, t in zip(records[s], traces[s], strict=True)] for s in SUPPORT
        ],
        "its features, fitted in domain": [in_domain(tense[s], traces[s]) for s in SUPPORT],
    }
    print("\nROC-AUC, every source unseen unless said")
    print(f"{'':40}{''.join(f'{source:>13}' for source in SUPPORT)}")
    for name, row in rows.items():
        line(name, [auc(tense[s], z) for s, z in zip(SUPPORT, row, strict=True)])
    for name, listed in LISTED.items():
        line(name, listed)
    ours = dict(zip(SUPPORT, rows["this judge"], strict=True))
    low_high = (interval(tense[s], ours[s]) for s in SUPPORT)
    print(f"{'this judge, 95 % interval':40}", *(f"{a:.2f}-{b:.2f}".rjust(12) for a, b in low_high))
    print("\nWithin equal length")
    lengths = {s: [words(r) for r in records[s]] for s in SUPPORT}
    for name in ("VADER", "linear, hashed grams, same licences", "this judge"):
        line(name, [within_length(tense[s], z, lengths[s])
                    for s, z in zip(SUPPORT, rows[name], strict=True)])  # fmt: skip
    operating(data, tense, traces)
    taps(traces, tense)
    return {f"tension.auc.{s}": round(auc(tense[s], ours[s]), 4) for s in SUPPORT}


def with_tales(record: Record, trace: Trace) -> float:
    """The whole score: the customer's mood, by this trace, and what both sides tell besides."""
    return judged(replace(read(conversation(record)), trace=trace)).score


def operating(data: Path, tense: dict[str, list[int]], traces: dict[str, list[Trace]]) -> None:
    """Print precision and recall at several thresholds, and the cards after calm tickets."""
    from research import train

    print("\nPrecision / recall from a weighted sum on (the judge's own is marked)")
    shown = ("twcare_ai", "maia_en", "maia_en_msg", "stc3_en", "airline", "complaints")
    calm = [trace(record) for record in train.records(data / "calm_uss.jsonl")]
    print(f"{'':8}{''.join(f'{name:>14}' for name in shown)}   cards on calm_uss")
    for sum_ in (3.1, 3.6, TURNING_POINT, 4.6, 5.1, 5.6, 5.9):
        cells = (rates(tense[name], [total(t) >= sum_ for t in traces[name]]) for name in shown)
        cards = sum(total(t) >= sum_ for t in calm) / len(calm)
        mark = "*" if sum_ == TURNING_POINT else " "
        print(f"  {sum_:.1f} {mark} {''.join(f'{cell:>14}' for cell in cells)}   {cards:.1%}")
    for name in MEASURED_BESIDES:
        found = train.records(data / f"{name}.jsonl")
        for lang in sorted({record["lang"] for record in found}):
            part = [record for record in found if record["lang"] == lang]
            print(f"  {name:9}{lang} {summary(part, [judge(conversation(r)) for r in part])}")


def rates(tense: Sequence[int], alarms: Sequence[bool]) -> str:
    hits = sum(a and t for a, t in zip(alarms, tense, strict=True))
    return f"{hits / max(1, sum(alarms)):.2f} / {hits / sum(tense):.2f}"


def words(record: Record) -> int:
    return len(said(record).split())


def line(name: str, values: Sequence[float]) -> None:
    mean = sum(values) / len(values)
    print(f"{name:40}{''.join(f'{value:13.3f}' for value in values)}   mean {mean:.3f}")


def linear(data: Path, tested: str, records: Sequence[Record]) -> list[float]:
    """The best simple model: words 1-2 and characters 3-5, hashed, logistic regression."""
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import LogisticRegression

    from research import train

    seen = [r for source in train.SOURCES if source != tested
            for r in train.records(data / f"{source}.jsonl")]  # fmt: skip
    parts = [
        HashingVectorizer(ngram_range=(1, 2), n_features=2**16),
        HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=2**16),
    ]

    def matrix(found: Sequence[Record]) -> Any:
        return sparse.hstack([part.transform([said(r) for r in found]) for part in parts]).tocsr()

    model = LogisticRegression(C=10, class_weight="balanced", max_iter=300)
    model.fit(matrix(seen), np.array([r["tense"] for r in seen]))
    return list(model.decision_function(matrix(records)))


def in_domain(tense: Sequence[int], traces: Sequence[Trace]) -> list[float]:
    """What the same features reach when their weights are fitted on the source, 5-fold."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=0.1, max_iter=1000)
    features = np.array(traces) / STEPS
    return list(
        cross_val_predict(model, features, np.array(tense), cv=5, method="decision_function")
    )


# --- Taps ----------------------------------------------------------------------------------


def taps(traces: dict[str, list[Trace]], tense: dict[str, list[int]]) -> None:
    """Print what taps do for agents whose tickets and view are those of one source each."""
    print(
        f"\nGain in AUC after {TAPS[0]} and {TAPS[1]} taps on tickets at random, and the worst run"
    )
    for kind in ("honest", "random", "hostile"):
        gains = {agent: [lesson(kind, traces[agent], tense[agent], seed) for seed in range(RUNS)]
                 for agent in AGENTS}  # fmt: skip
        means = {agent: mean_of(runs) for agent, runs in gains.items()}
        a, b = mean_of(list(means.values()))
        worst = min(gain for runs in gains.values() for run in runs for gain in run)
        print(f"  {kind:8} mean {a:+.3f} {b:+.3f}, worst {worst:+.3f}")
        print("   ", ", ".join(f"{agent} {a:+.3f} {b:+.3f}" for agent, (a, b) in means.items()))
    print("\nPrecision / recall of the cards, as an honest agent uses the product:"
          f" at first, after {TAPS[0]} taps, after {TAPS[1]}")  # fmt: skip
    for agent in AGENTS:
        print(f"  {agent:12}{'   '.join(used(traces[agent], tense[agent]))}")


def mean_of(runs: Sequence[Sequence[float]]) -> tuple[float, ...]:
    return tuple(sum(column) / len(runs) for column in zip(*runs, strict=True))


def divided(count: int, dice: random.Random) -> tuple[list[int], list[int]]:
    """The places of conversations that taps are measured on, and of those that are tapped."""
    order = dice.sample(range(count), count)
    held = max(100, min(600, count // 3))
    return order[:held], order[held:]


def lesson(kind: str, traces: list[Trace], tense: list[int], seed: int) -> list[float]:
    """The gains in AUC after so many taps as `TAPS` says, on conversations at random."""
    dice = random.Random(seed)
    held, tapped = divided(len(traces), dice)
    labels = [tense[i] for i in held]
    before = auc(labels, [score_of(traces[i]) for i in held])
    tuning, gains = SHIPPED, []
    for n, i in enumerate(tapped[: TAPS[-1]], start=1):
        told = {"honest": tense[i] == 1, "hostile": tense[i] == 0,
                "random": dice.random() < 0.5}[kind]  # fmt: skip
        tuning = learn(tuning, Tap(traces[i], told))
        if n in (TAPS[0], min(TAPS[1], len(tapped))):
            gains.append(auc(labels, [score_of(traces[i], tuning) for i in held]) - before)
    return gains


def used(traces: list[Trace], tense: list[int]) -> list[str]:
    """Precision and recall of the cards at first and after `TAPS`, over all runs."""
    moments: list[list[tuple[bool, int]]] = [[], [], []]
    for seed in range(RUNS):
        dice = random.Random(seed)
        held, closes = divided(len(traces), dice)
        tunings = [SHIPPED, *tuned_by_use(traces, tense, closes, dice)]
        for moment, tuning in zip(moments, tunings, strict=True):
            moment += [(score_of(traces[i], tuning) >= 0.5, tense[i]) for i in held]
    return [rates([t for _, t in moment], [card for card, _ in moment]) for moment in moments]


def tuned_by_use(
    traces: list[Trace], tense: list[int], closes: list[int], dice: random.Random
) -> list[Tuning]:
    """The tunings after `TAPS` by an agent who closes these tickets, over and over."""
    tuning, found, n = SHIPPED, [], 0
    for i in closes * 40:
        tap = tapped_in_use(traces[i], tense[i] == 1, score_of(traces[i], tuning) >= 0.5, dice)
        if tap is None:
            continue
        tuning, n = learn(tuning, tap), n + 1
        if n in TAPS:
            found.append(tuning)
        if n == TAPS[-1]:
            break
    return [*found, *[tuning] * (len(TAPS) - len(found))]


def tapped_in_use(trace: Trace, tense: bool, card: bool, dice: random.Random) -> Tap | None:
    chance = dice.random()
    if not card:
        return Tap(trace, True) if tense and chance < DECLARES else None
    if not tense and chance < SAYS_NOT_TENSE:
        return Tap(trace, False)
    taken_up = chance < TAKES_UP if tense else chance > 1 - TAKES_UP_ANYWAY
    return Tap(trace, True, TAKEN_UP) if taken_up else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
