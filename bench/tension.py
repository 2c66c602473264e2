"""Measure the judge of tension.

    python3 bench/tension.py [DATA]

Alone, it needs only the standard library and prints the figures on the conversations in
`research/written/check/` and the time a ticket takes. With DATA, a folder of JSON lines as
`docs/tension.md` describes, it compares the judge with VADER and a linear model on the same
conversations in the same run; that needs numpy, scipy, scikit-learn and vaderSentiment.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "research")]

from written import written  # noqa: E402

from interlude.tension.conversation import Conversation, Turn  # noqa: E402
from interlude.tension.features import STEPS, WEIGHTS  # noqa: E402
from interlude.tension.judge import Judgement, judge, score_of  # noqa: E402
from interlude.tension.language import language  # noqa: E402
from interlude.tension.learn import learn  # noqa: E402
from interlude.tension.text import speech  # noqa: E402
from interlude.tension.tone import Table, table, tone  # noqa: E402
from interlude.tension.tuning import SHIPPED  # noqa: E402

Record = dict[str, Any]
SUPPORT = ("stc3_en", "maia_en", "twcare_ai", "maia_en_msg", "airline")
LISTED = {"MiniLM-L6 int8 + linear (listed, 23 MB)": (0.800, 0.649, 0.726, 0.681, 0.831)}
AGENTS = ("twcare_ai", "airline", "stc3_en", "maia_en_msg", "complaints", "so_emo", "toxicr",
          "tw_emotion")  # fmt: skip
TONE = list(WEIGHTS).index("tone")


def main(arguments: list[str]) -> None:
    print("Conversations written for this project, by language (never fitted on)")
    for lang in ("en", "es", "pt", "fr", "de"):
        records = written(f"check/{lang}")
        print(f"  {lang}  {figures(records, [judge(conversation(r)) for r in records])}")
    tickets = [conversation(record) for record in written("check/en")]
    print(f"\nTime, {milliseconds(lambda: [judge(long(tickets)) for _ in range(50)]) / 50:.2f} ms "
          "for a ticket of 20 messages")  # fmt: skip
    if arguments:
        compare(Path(arguments[0]))


def conversation(record: Record) -> Conversation:
    turns = tuple(Turn(turn["role"], turn["text"]) for turn in record["turns"])
    return Conversation(turns, record["lang"])


def long(tickets: list[Conversation]) -> Conversation:
    """Make one ticket of 20 messages, every second one an agent's."""
    said = [turn.text for ticket in tickets for turn in ticket.turns][:20]
    turns = [Turn("agent" if nth % 2 else "customer", text) for nth, text in enumerate(said)]
    return Conversation(tuple(turns), "en")


def figures(records: list[Record], judgements: list[Judgement]) -> str:
    tense = [record["tense"] for record in records]
    alarms = [judgement.tense for judgement in judgements]
    hits = sum(a and t for a, t in zip(alarms, tense, strict=True))
    false = sum(alarms) - hits
    rank = f"AUC {auc(tense, [j.score for j in judgements]):.3f}, " if sum(tense) > 0 else ""
    recall = f"recall {hits / sum(tense):.2f}, " if sum(tense) else ""
    precision = f"precision {hits / sum(alarms):.2f}, " if sum(tense) and sum(alarms) else ""
    calm = len(tense) - sum(tense)
    return f"n {len(tense):4}: {rank}{precision}{recall}alarms on calm {false}/{calm}"


def auc(tense: list[int], scores: list[float]) -> float:
    """The chance that a tense conversation scores above a calm one; ties count half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, i = [0.0] * len(scores), 0
    while i < len(order):
        j = i
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            j += 1
        for k in order[i:j]:
            ranks[k] = (i + j + 1) / 2
        i = j
    ones = sum(tense)
    above = sum(rank for rank, one in zip(ranks, tense, strict=True) if one)
    return (above - ones * (ones + 1) / 2) / (ones * (len(tense) - ones))


def within_length(tense: list[int], scores: list[float], lengths: list[int]) -> float:
    """The same among conversations of about equal length: ten classes, weighted by pairs."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    size = -(-len(order) // 10)
    total = pairs = 0.0
    for start in range(0, len(order), size):
        part = order[start : start + size]
        ones = sum(tense[i] for i in part)
        if count := ones * (len(part) - ones):
            total += count * auc([tense[i] for i in part], [scores[i] for i in part])
            pairs += count
    return total / pairs


def interval(tense: list[int], scores: list[float], draws: int = 200) -> tuple[float, float]:
    """The 95 % bootstrap interval of the AUC."""
    dice, found = random.Random(0), []
    for _ in range(draws):
        drawn = dice.choices(range(len(tense)), k=len(tense))
        found.append(auc([tense[i] for i in drawn], [scores[i] for i in drawn]))
    found.sort()
    return found[int(0.025 * draws)], found[int(0.975 * draws)]


def milliseconds(work: Any, rounds: int = 7) -> float:
    """The least processor time of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def compare(data: Path) -> None:
    import train
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    records = {name: train.records(data / f"{name}.jsonl") for name in {*SUPPORT, *AGENTS}}
    unseen = table(train.trained(data, without="twcare_ai"))
    traces = {
        name: [trace(r, unseen if name == "twcare_ai" else None) for r in found]
        for name, found in records.items()
    }
    rows: dict[str, list[list[float]]] = {
        "length of the text": [[float(words(r)) for r in records[s]] for s in SUPPORT],
        "VADER": [
            [-vader.polarity_scores(said(r))["compound"] for r in records[s]] for s in SUPPORT
        ],
        "linear, hashed grams, same licences": [linear(data, s, records[s]) for s in SUPPORT],
        "this judge": [[score_of(t) for t in traces[s]] for s in SUPPORT],
        "its features, fitted in domain": [in_domain(records[s], traces[s]) for s in SUPPORT],
    }
    print(
        f"\nROC-AUC, every source unseen unless said\n{'':40}{''.join(f'{s:>13}' for s in SUPPORT)}"
    )
    tense = {s: [r["tense"] for r in found] for s, found in records.items()}
    for name, row in rows.items():
        line(name, [auc(tense[s], z) for s, z in zip(SUPPORT, row, strict=True)])
    for name, listed in LISTED.items():
        line(name, list(listed))
    low_high = [interval(tense[s], z) for s, z in zip(SUPPORT, rows["this judge"], strict=True)]
    print(f"{'this judge, 95 % interval':40}", *(f"{a:.2f}-{b:.2f}".rjust(12) for a, b in low_high))
    print("\nWithin equal length")
    for name in ("VADER", "linear, hashed grams, same licences", "this judge"):
        line(name, [within_length(tense[s], z, [words(r) for r in records[s]])
                    for s, z in zip(SUPPORT, rows[name], strict=True)])  # fmt: skip
    print("\nAt the shipped threshold")
    for name in ("stc3_en", "twcare_ai", "maia_en"):
        alarms = [score_of(t) >= SHIPPED.threshold for t in traces[name]]
        print(f"  {name:12}{operating(tense[name], alarms)}")
    for name in ("maia_src", "stc3_zh", "calm_uss"):
        found = train.records(data / f"{name}.jsonl")
        for lang in sorted({r["lang"] for r in found}):
            part = [r for r in found if r["lang"] == lang]
            print(f"  {name:9}{lang} {figures(part, [judge(conversation(r)) for r in part])}")
    print("\nGain in AUC after 40 and 160 taps of one agent, and the worst of any run")
    for kind in ("honest", "random", "hostile"):
        taught(kind, traces, tense)
    speed(records["maia_en"], vader)


def unhappy(vader: Any, record: Record) -> float:
    return -float(vader.polarity_scores(said(record))["compound"])


def said(record: Record) -> str:
    return "\n".join(turn["text"] for turn in record["turns"] if turn["role"] == "customer")


def words(record: Record) -> int:
    return len(said(record).split())


def line(name: str, values: list[float]) -> None:
    mean = sum(values) / len(values)
    print(f"{name:40}{''.join(f'{value:13.3f}' for value in values)}   mean {mean:.3f}")


def trace(record: Record, instead: Table | None) -> tuple[int, ...]:
    """The trace of a conversation, with the tone by another table if one is given."""
    found = list(judge(conversation(record)).trace)
    heard = [word for message in speech([said(record)]).messages for word in message]
    if instead and language(heard, record["lang"]) == "en":
        found[TONE] = round(STEPS * tone(heard, instead))
    return tuple(found)


def operating(tense: list[int], alarms: list[bool]) -> str:
    hits = sum(a and t for a, t in zip(alarms, tense, strict=True))
    return f"precision {hits / max(1, sum(alarms)):.2f}, recall {hits / sum(tense):.2f}"


def linear(data: Path, tested: str, records: list[Record]) -> list[float]:
    """The best simple model: words 1-2 and characters 3-5, hashed, logistic regression."""
    import numpy as np
    import train
    from scipy import sparse
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = [r for source in train.SOURCES if source != tested
            for r in train.records(data / f"{source}.jsonl")]  # fmt: skip
    parts = [
        HashingVectorizer(ngram_range=(1, 2), n_features=2**16),
        HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=2**16),
    ]

    def matrix(found: list[Record]) -> Any:
        return sparse.hstack([part.transform([said(r) for r in found]) for part in parts]).tocsr()

    model = LogisticRegression(C=10, class_weight="balanced", max_iter=300)
    model.fit(matrix(seen), np.array([r["tense"] for r in seen]))
    return list(model.decision_function(matrix(records)))


def in_domain(records: list[Record], traces: list[tuple[int, ...]]) -> list[float]:
    """What the same features reach when their weights are fitted on the source, 5-fold."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    tense = np.array([r["tense"] for r in records])
    model = LogisticRegression(C=0.1, max_iter=1000)
    features = np.array(traces) / STEPS
    return list(cross_val_predict(model, features, tense, cv=5, method="decision_function"))


def taught(kind: str, traces: dict[str, Any], tense: dict[str, list[int]], runs: int = 6) -> None:
    dice, gains, worst = random.Random(0), {}, 0.0
    for agent in AGENTS:
        found = []
        for _ in range(runs):
            order = dice.sample(range(len(traces[agent])), len(traces[agent]))
            held = order[: max(100, min(600, len(order) // 3))]
            lessons = order[len(held) : len(held) + 160]
            labels = [tense[agent][i] for i in held]
            tuning, scores = SHIPPED, []
            for n, i in enumerate(lessons, start=1):
                told = {"honest": tense[agent][i] == 1, "hostile": tense[agent][i] == 0,
                        "random": dice.random() < 0.5}[kind]  # fmt: skip
                tuning = learn(tuning, traces[agent][i], told)
                if n in (40, len(lessons)):
                    scores.append(auc(labels, [score_of(traces[agent][i], tuning) for i in held]))
            before = auc(labels, [score_of(traces[agent][i]) for i in held])
            found.append([score - before for score in scores])
        gains[agent] = [sum(column) / runs for column in zip(*found, strict=True)]
        worst = min([worst, *(gain for run in found for gain in run)])
    means = [sum(column) / len(AGENTS) for column in zip(*gains.values(), strict=True)]
    each = ", ".join(f"{agent} {a:+.3f} {b:+.3f}" for agent, (a, b) in gains.items())
    print(f"  {kind:8} mean {means[0]:+.3f} {means[1]:+.3f}, worst {worst:+.3f}\n    {each}")


def speed(records: list[Record], vader: Any) -> None:
    tickets = [r for r in records if 18 <= len(r["turns"]) <= 22]
    read = [conversation(r) for r in tickets]
    customer = [[turn.text for turn in c.turns if turn.role == "customer"] for c in read]
    ours = milliseconds(lambda: [judge(c) for c in read]) / len(read)
    theirs = milliseconds(lambda: [vader.polarity_scores(t) for c in customer for t in c])
    print(f"\nTime for a real ticket of about 20 messages: this judge {ours:.2f} ms, "
          f"VADER on the customer's messages {theirs / len(read):.2f} ms")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
