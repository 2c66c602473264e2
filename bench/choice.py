"""Simulate people who are offered prompts for sixty workdays, beside simpler ways to choose.

    python3 build.py bench choice [--agents N] [--json FILE]

It plays the product's own choice and account (``prompts/offer.py``, ``ledger/account.py``) on the
library as it is.  The world in which it plays is assumed, not measured: the table's head says how.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from bench import _figures
from interlude.clock import DAY, HOUR, Moment
from interlude.ledger.account import Account
from interlude.ledger.checkpoint import freeze
from interlude.ledger.entries import Begun, PromptAnswered, PromptShown, Verdict
from interlude.prompts.choose import Occasion, may_come
from interlude.prompts.library import HOT, Prompt, library, prompt_by_id, steps
from interlude.prompts.liking import LOCKED, is_locked
from interlude.prompts.offer import after_close, occasion_now
from interlude.protocol import Stamp
from interlude.tension.heavy import REASONS as HEAVY
from interlude.tension.judge import Judgement, Kind, Reason

AGENTS, WORKDAYS, A_DAY = 150, 60, 6

# The tickets of an average agent, of a hundred; each agent has a mix of their own around it.
MIX: Mapping[str, int] = {
    "angry": 30, "policy": 17, "slog": 14, "accused": 12, "praise": 10, "mistake": 7, "abusive": 6,
    "heavy": 2, "threat": 2,
}  # fmt: skip
ALIKE = 100  # how alike the agents' mixes are: as if each were counted over so many tickets
HOT_SHARE, DANGER_SHARE = 0.35, 0.2

# What is assumed of people.
TASTE, ITEMS_DIFFER = (2.2, 1.8), 0.07
PLACES = (0.08, 0.0, -0.10)
TIRED, TIRED_HALF_LIFE = 0.30, 5
ANSWERED = 0.5

HEAD = f"""\
{{agents}} agents, {WORKDAYS} workdays, {A_DAY} cards a day; {{prompts}} prompts.
Assumed, not measured: what an agent finds helpful differs by family, Beta{TASTE},
and by prompt, sd {ITEMS_DIFFER}. A family of the first step helps {PLACES[0]:+.2f}, of the second
{PLACES[1]:+.2f}, of those after {PLACES[2]:+.2f}. A prompt met before helps {TIRED:.0%} less, with
a half-life of {TIRED_HALF_LIFE} workdays. {ANSWERED:.0%} of the cards are answered, truly, with
"Helped" or "Not for me". Of 100 tickets: {{mix}}; {HOT_SHARE:.0%} are hot.
Each agent has a mix of their own around it, and meets the same tickets in each row."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A close after which a card may come; ``luck`` decides whether the card helps this time."""

    number: int
    day: int
    kind: Kind
    heat: int
    danger: bool
    answers: bool
    luck: float
    seed: int

    @property
    def now(self) -> Moment:
        """Five workdays a week, an hour between two cards."""
        week, day = divmod(self.day, 5)
        return Moment((week * 7 + day) * DAY + (9 + self.number % A_DAY) * HOUR, 0)


@dataclass(slots=True)
class Agent:
    """One person: the tickets they will meet, and what they would find helpful."""

    tickets: list[Ticket]
    families: dict[str, float]
    prompts: dict[str, float]

    @classmethod
    def number(cls, nth: int) -> Agent:
        dice = random.Random(nth)
        mix = {kind: dice.gammavariate(MIX[kind] * ALIKE / 100, 1) for kind in kinds()}
        families = {
            name: dice.betavariate(*TASTE) for name in sorted({p.family for p in library()})
        }
        prompts = {p.id: dice.gauss(0, ITEMS_DIFFER) for p in library()}
        tickets: list[Ticket] = []
        for n in range(WORKDAYS * A_DAY):
            thanked = any(t.kind == "praise" for t in tickets[n - n % A_DAY :])
            left = {
                kind: share for kind, share in mix.items() if not (thanked and kind == "praise")
            }
            tickets.append(cls._ticket(n, left, dice))
        return cls(tickets, families, prompts)

    @staticmethod
    def _ticket(nth: int, mix: Mapping[Kind, float], dice: random.Random) -> Ticket:
        kind = dice.choices(list(mix), list(mix.values()))[0]
        heat = dice.choice((4, 5)) if dice.random() < HOT_SHARE else dice.choice((1, 2, 3))
        danger = kind == "heavy" and dice.random() < DANGER_SHARE
        answers = dice.random() < ANSWERED
        seed = dice.randrange(2**32)
        return Ticket(nth, nth // A_DAY, kind, heat, danger, answers, dice.random(), seed)

    def helps(self, prompt: Prompt, ticket: Ticket, met: Mapping[str, int]) -> float:
        """How likely a prompt is to help after a ticket, if each was ``met`` last on that day."""
        turns = steps(ticket.kind, ticket.heat >= HOT)
        place = next((nth for nth, step in enumerate(turns) if prompt.family in step), len(turns))
        likely = self.families[prompt.family] + self.prompts[prompt.id]
        likely += PLACES[min(place, len(PLACES) - 1)]
        if prompt.id in met:
            likely *= 1 - TIRED * 0.5 ** ((ticket.day - met[prompt.id]) / TIRED_HALF_LIFE)
        return min(1.0, max(0.0, likely))


@dataclass(slots=True)
class Life:
    """What came of sixty workdays: of each card how likely it was to help, and the repeats."""

    helped: list[float] = field(default_factory=list)
    repeats: int = 0
    silent: int = 0
    state: int = 0

    @property
    def helpful(self) -> float:
        return statistics.fmean(self.helped)


# --- Ways to choose ------------------------------------------------------------------------

Way = Callable[[Agent, Ticket, Account], str | None]


def learned(agent: Agent, ticket: Ticket, account: Account) -> str | None:
    """As the product does after a close."""
    reasons = (Reason(HEAVY["danger"], 1.0),) if ticket.danger else ()
    judgement = Judgement(0.9, True, ticket.heat, ticket.kind, reasons, trace=())
    shown = after_close(Stamp(f"{ticket.number}", ticket.now, ticket.seed), account, judgement)
    return shown.prompt if shown else None


def unlearned(agent: Agent, ticket: Ticket, account: Account) -> str | None:
    """The rule without learning: the first step that has something new, rather of another family
    than the last, of it what was not met for longest."""
    occasion, fitting = fits(ticket, account)
    turns = steps(ticket.kind, ticket.heat >= HOT)
    new = [p for p in fitting if not is_locked(occasion.met.get(p.id), occasion.today)]
    for among in (new, fitting):
        for step in turns:
            if here := [p for p in among if p.family in step]:
                return freshest(here, occasion, ticket.seed)
    return None


def freshest(prompts: Sequence[Prompt], occasion: Occasion, seed: int) -> str:
    when = {prompt_id: nth for nth, prompt_id in enumerate(occasion.met)}
    last = prompt_by_id(tuple(occasion.met)[-1]).family if occasion.met else ""
    dice = random.Random(seed)
    return min(prompts, key=lambda p: (p.family == last, when.get(p.id, -1), dice.random())).id


def in_order(agent: Agent, ticket: Ticket, account: Account) -> str | None:
    """One after the other, as they stand in the files, and round again."""
    occasion, fitting = fits(ticket, account)
    when = {prompt_id: nth for nth, prompt_id in enumerate(occasion.met)}
    return min(fitting, key=lambda p: when.get(p.id, -1)).id if fitting else None


def at_random(agent: Agent, ticket: Ticket, account: Account) -> str | None:
    _, fitting = fits(ticket, account)
    return random.Random(ticket.seed).choice(fitting).id if fitting else None


def fits(ticket: Ticket, account: Account) -> tuple[Occasion, list[Prompt]]:
    """What may come at all: in every row "Not for me" is heard."""
    occasion = occasion_now(ticket.now, account, ticket.kind, ticket.heat)
    occasion = replace(occasion, danger=ticket.danger)
    return occasion, [prompt for prompt in library() if may_come(prompt, occasion)]


WAYS: Mapping[str, Way] = {
    "this choice": learned,
    "rule without learning": unlearned,
    "fixed order": in_order,
    "random": at_random,
}


# --- Lives ---------------------------------------------------------------------------------


def live(agent: Agent, way: Way) -> Life:
    account, life, met = Account(), Life(), dict[str, int]()
    for ticket in agent.tickets:
        chosen = way(agent, ticket, account)
        if chosen is None:
            life.silent += 1
            continue
        prompt = prompt_by_id(chosen)
        likely = agent.helps(prompt, ticket, met)
        life.helped.append(likely)
        life.repeats += chosen in met and ticket.day - met[chosen] < LOCKED
        met[chosen] = ticket.day
        meet(account, ticket, prompt, ticket.luck < likely)
    life.state = state(account)
    return life


def meet(account: Account, ticket: Ticket, prompt: Prompt, helped: bool) -> None:
    """What the journal holds of one card."""
    entry, now = f"{ticket.number}", ticket.now
    account.add(PromptShown(entry, now, prompt.id, ticket.kind, ticket.heat, "close", seen=True))
    # The card after a heavy ticket asks nothing, and a breath is liked by breathing.
    if not ticket.answers or prompt.card == "heavy":
        return
    verdict: Verdict = "helped" if helped else "not_for_me"
    if helped and prompt.card == "breath":
        account.add(Begun(f"{entry}/begun", now, entry))
        verdict = "finished"
    account.add(PromptAnswered(f"{entry}/said", now, entry, verdict))


def state(account: Account) -> int:
    """What the choice has to know of a person, in bytes of the checkpoint."""
    figures = json.loads(freeze(account).partition(" ")[2])["figures"]
    kept = [figures[name] for name in ("prompts", "refusals", "bans")]
    return len(json.dumps(kept, separators=(",", ":")))


def kinds() -> list[Kind]:
    """The kinds of tickets for which the library has something."""
    return [kind for kind in get_args(Kind) if kind in MIX and steps(kind, hot=False)]


# --- The table -----------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    parser = _figures.options("choice", rounds=1)
    parser.add_argument("--agents", type=int, default=AGENTS, help=f"how many ({AGENTS})")
    options = parser.parse_args(arguments)
    agents = [Agent.number(nth) for nth in range(options.agents)]
    lives = {name: [live(agent, way) for agent in agents] for name, way in WAYS.items()}
    told(lives)
    _figures.write(options.json, figures(lives))
    return 0


def told(lives: Mapping[str, Sequence[Life]]) -> None:
    mix = ", ".join(f"{MIX[kind]} {kind}" for kind in kinds())
    agents = len(next(iter(lives.values())))
    print(HEAD.format(agents=agents, prompts=len(library()), mix=mix))
    print("\n| way | helpful | less than this choice | last 20 days | repeats in 15 workdays"
          " | agents without | no card |\n|---|---|---|---|---|---|---|")  # fmt: skip
    best = lives["this choice"]
    for name, found in lives.items():
        low, high = gain(best, found)
        less = "" if found is best else f"{low:.3f} to {high:.3f}"
        cells = (
            name,
            f"{mean(found):.3f}",
            less,
            f"{statistics.fmean(statistics.fmean(one.helped[-20 * A_DAY :]) for one in found):.3f}",
            f"{repeat_share(found):.2%}",
            f"{without(found):.0%}",
            f"{sum(one.silent for one in found) / (len(found) * WORKDAYS * A_DAY):.1%}",
        )
        print(f"| {' | '.join(cells)} |")
    print(f"\nThe choice knows {max(one.state for one in best)} bytes of a person at most.")


def figures(lives: Mapping[str, Sequence[Life]]) -> dict[str, float]:
    best = lives["this choice"]
    return {
        "choice.repeat_share": round(repeat_share(best), 5),
        "choice.agents_without_repeat": round(without(best), 4),
        "choice.helpful": round(mean(best), 4),
        "choice.helpful_rule": round(mean(lives["rule without learning"]), 4),
        "choice.helpful_random": round(mean(lives["random"]), 4),
        "choice.state_bytes": max(one.state for one in best),
    }


def mean(lives: Sequence[Life]) -> float:
    return statistics.fmean(one.helpful for one in lives)


def gain(lives: Sequence[Life], others: Sequence[Life]) -> tuple[float, float]:
    """How much more helpful, agent by agent: the 95 % interval of the mean."""
    more = [a.helpful - b.helpful for a, b in zip(lives, others, strict=True)]
    half = 1.96 * statistics.stdev(more) / math.sqrt(len(more))
    return statistics.fmean(more) - half, statistics.fmean(more) + half


def repeat_share(lives: Sequence[Life]) -> float:
    return sum(one.repeats for one in lives) / sum(len(one.helped) for one in lives)


def without(lives: Sequence[Life]) -> float:
    return statistics.fmean(one.repeats == 0 for one in lives)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
