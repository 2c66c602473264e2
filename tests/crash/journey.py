"""One round: a random journey with crashes in it, wholly given by its seed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any, Literal, TypeAlias

from playwright.sync_api import expect

from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.migrations import VERSION
from practice.server import PracticeHelpdesk
from tests.crash.agent import SIZE, Agent, Step, begin, finish
from tests.crash.model import Broken, Model
from tests.e2e.browser import Session

Victim: TypeAlias = Literal["broker", "engine", "browser"]
Moment: TypeAlias = Literal["awake", "cold", "preparing", "done"]

KILLS: dict[Victim, Callable[[Session], None]] = {
    "broker": Session.kill_broker,
    "engine": Session.kill_engine,
    "browser": Session.kill_browser,
}
VICTIMS: dict[Victim, int] = {"broker": 5, "engine": 5, "browser": 3}
"""What dies, and how often."""

MOMENTS: dict[Moment, int] = {"awake": 5, "cold": 4, "preparing": 1, "done": 2}
"""Whether the engine is awake when the step begins, or has to start; or is about to make its
snapshot, or idle, when the step has come to its end; and how often."""

WAITS: dict[Moment, float] = {"awake": 0.3, "cold": 1.2, "preparing": 5.0, "done": 0.0}
"""The most seconds that pass before something dies; sooner is likelier."""

MANY = 198
"""So many entries that a checkpoint becomes due within a round."""


class Journey:
    """A few steps of an agent, one or two crashes, and what has to be true in spite of them."""

    def __init__(self, session: Session, desks: PracticeHelpdesk, seed: int) -> None:
        self._session = session
        self._desks = desks
        self._dice = Random(seed)
        self._model = Model()
        self.story: list[str] = []
        self.crashes: Counter[str] = Counter()

    def play(self) -> None:
        """All of it; raises where anything is lost, doubled, or not as a page says."""
        self._desks.reset()
        self._session.forget()
        self._agent = Agent(self._session, self._desks, self._model, self._dice)
        if self._dice.random() < 0.25:
            self._has_many_entries()
        steps = self._dice.randint(3, 5)
        crashes = self._dice.sample(range(steps), self._dice.randint(1, 2))
        for nth in range(steps):
            choice = self._dice.choice(self._agent.choices())
            self.story.append(choice.__name__.replace("_", " "))
            step = choice()
            if nth in crashes:
                self._crash(step)
            else:
                begin(step)
                finish(step)
        self._compare()
        self._compare_pages()
        if self._session.problems:
            raise Broken(f"pages threw errors: {self._session.problems}")

    def _has_many_entries(self) -> None:
        self.story.append(f"has {MANY} deposits")
        self._session.kill_engine()
        at = time.time_ns() // 1_000_000
        kinds = deposit_kinds()
        before: list[dict[str, Any]] = [
            {
                "id": f"before-{nth}",
                "now": {"at": at - MANY + nth, "offset": 0},
                "deposit": kinds[nth % len(kinds)].id,
                "kind": "deposited",
                "v": VERSION,
            }
            for nth in range(MANY)
        ]
        self._agent.stores.add(before)
        self._session.open("popup", *SIZE).close()
        self._model.journal = before

    # --- Crashes -----------------------------------------------------------------------------

    def _crash(self, step: Step) -> None:
        """Let something die while a step is under way, and now and then something more after it."""
        [moment] = self._dice.choices([*MOMENTS], [*MOMENTS.values()])
        victims = self._dice.choices([*VICTIMS], [*VICTIMS.values()])
        if self._dice.random() < 0.25:
            victims.insert(0, self._dice.choice(["broker", "engine"]))
        waits = [round(WAITS[moment] * self._dice.random() ** 2, 3) for _ in victims]
        deaths = zip(waits, victims, strict=True)
        self.story[-1] += f" ({moment}); then " + ", ".join(
            f"{s} s: {who} dies" for s, who in deaths
        )
        self.crashes.update(f"{victim}, {moment}" for victim in victims)

        if moment in ("cold", "preparing"):
            self._session.kill_engine()
        if moment == "preparing":
            self._agent.stores.discard_snapshots()
        begin(step)
        if moment in ("preparing", "done"):
            finish(step)
        for wait, victim in zip(waits, victims, strict=True):
            time.sleep(wait)
            KILLS[victim](self._session)
        if "browser" in victims:
            step.close()
            self._agent.arrive()
            self._compare()
            self._model.forget_doubts()
            self._compare_pages()
        else:
            # The broker alone sees that a ticket is closed, so its death may hide that.
            finish(step, missed="broker" in victims)
            self._compare()

    # --- What has to be true -----------------------------------------------------------------

    def _compare(self) -> None:
        entries = self._agent.stores.all("entries")
        self._model.compare(entries)
        # What died may have left the newest commit in the log alone.
        if self._agent.stores.log()[: len(entries)] != entries:
            raise Broken("the log lacks what the database holds, or has it in another order")
        self._model.compare_lines([one["text"] for one in self._agent.stores.all("writings")])
        causes = [e["cause"] for e in self._model.journal if e["kind"] == "prompt_shown"]
        if "close" in causes[1:]:
            raise Broken(f"a card came unasked less than 20 minutes after another: {causes}")

    def _compare_pages(self) -> None:
        """What popup and account say is what the journal says, in the same order."""
        wanted = self._model.deposits
        account = self._session.open("dashboard", *SIZE)
        shown = [
            undo.get_attribute("data-entry") for undo in account.locator("[data-action=undo]").all()
        ]
        if shown != wanted[:60]:
            raise Broken(f"the account shows {shown}, the journal has {wanted[:60]}")
        popup = self._session.open("popup", *SIZE)
        for page in (account, popup):
            expect(page.locator("[data-balance]")).to_have_text(str(len(wanted)))
            page.close()
        if self._agent.stores.log() != self._agent.stores.all("entries"):
            raise Broken("with the engine awake, the two stores do not hold the same")
        lines = sorted(one["text"] for one in self._agent.stores.all("writings"))
        if sorted(self._agent.stores.words()) != lines:
            raise Broken("with the engine awake, the two stores do not hold the same lines")
