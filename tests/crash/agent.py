"""An agent at work: each thing she does, in two halves with room for a crash between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import suppress
from random import Random
from typing import TypeAlias

from playwright.sync_api import Download, Frame, Page, expect

from interlude.ledger.deposits import deposit_kinds
from practice import pages
from practice.server import PracticeHelpdesk
from practice.stories import stories
from practice.zendesk import ZendeskDesk
from tests.crash.model import Broken, Entry, Model
from tests.e2e.browser import Session, card
from tests.e2e.stores import Stores

Step: TypeAlias = Generator[None, bool, None]
"""It yields once, when what was done is on its way, and is told whether it may have been missed;
it ends when a page has shown it to be done."""

TENSE = [story.key for story in stories() if story.tense and "solved" not in story.key]
CALM = [story.key for story in stories() if story.kind == "none" and "solved" not in story.key]
PATIENCE_MS = 30_000
# Of every page: a window made small for one takes no clicks on another beyond its edge.
SIZE = (1280, 720)


class Agent:
    """One agent in one browser; what she does goes into the model, and her dice say what it is."""

    def __init__(
        self, session: Session, desks: PracticeHelpdesk, model: Model, dice: Random
    ) -> None:
        self._session = session
        self._desks = desks
        self._model = model
        self._dice = dice
        self.arrive()

    def arrive(self) -> None:
        """A new day: fresh tabs in a browser that has started a moment ago."""
        self.stores = Stores(self._session)
        self._tab = self._session.context.new_page()
        self._popup: Page | None = None
        self._signed_in: set[str] = set()

    def choices(self) -> list[Callable[[], Step]]:
        """What she could do now; what stands there more often is more likely."""
        possible = [self.deposits] * 4 + [self.closes_a_tense_ticket] * 3
        possible += [
            self.closes_a_calm_ticket,
            self.closes_and_the_read_is_slow,
            self.saves_the_settings,
            self.exports,
            self.opens_a_page,
            self.says_that_one_was_tense,
        ]
        if self._model.deposits:
            possible += [self.takes_back_in_the_account, self.writes_a_line]
        if self._model.lines:
            possible += [self.erases_a_line]
        if self._popup and self._popup.locator("#undo").count():
            possible += [self.takes_back_in_the_popup] * 2
        if self._shown_card():
            possible += [self.answers_the_card, self.wants_another_card] * 2
        return possible

    # --- The account -------------------------------------------------------------------------

    def deposits(self) -> Step:
        """With a click or a key."""
        popup = self._open_popup()
        kind = self._dice.choice(deposit_kinds())
        before = _undoable(popup)
        act = self._model.does(kind="deposited", deposit=kind.id)
        if self._dice.random() < 0.5:
            popup.keyboard.press(kind.key)
        else:
            popup.locator(f"[data-deposit={kind.id}]").click(no_wait_after=True)
        yield
        _until(popup, f"#undo:not([data-entry='{before}'])")
        expect(popup.locator("#note")).to_contain_text(f"{kind.name} is in.")
        act.acknowledge(id=_undoable(popup))

    def takes_back_in_the_popup(self) -> Step:
        popup = self._open_popup()
        act = self._model.does(kind="undone", entry=_undoable(popup))
        popup.locator("#undo").click(no_wait_after=True)
        yield
        _until(popup, "#note:text('Taken back.')")
        act.acknowledge()

    def takes_back_in_the_account(self) -> Step:
        account = self._session.open("dashboard", *SIZE)
        undos = account.locator("[data-action=undo]")
        chosen = undos.nth(self._dice.randrange(min(3, undos.count())))
        act = self._model.does(kind="undone", entry=chosen.get_attribute("data-entry"))
        chosen.click(no_wait_after=True)
        yield
        _until(account, "#note:text('Taken back.')")
        act.acknowledge()
        account.close()

    def writes_a_line(self) -> Step:
        """About the newest deposit that has none."""
        account = self._session.open("dashboard", *SIZE)
        text = "".join(self._dice.choices("abcdefgh", k=12))
        account.locator("[data-action=line]:text('Add a line')").first.click()
        account.locator("#line").fill(text)
        act = self._model.writes(text)
        account.locator("#keep-line").click(no_wait_after=True)
        yield
        _until(account, "#note:text('Your line is kept.')")
        act.acknowledge()
        account.close()

    def erases_a_line(self) -> Step:
        account = self._session.open("dashboard", *SIZE)
        text = self._dice.choice(self._model.lines)
        row = account.locator("#lines li").filter(has_text=text)
        row.locator("summary").click()
        act = self._model.erases(text)
        row.locator("[data-action=erase_line]").click(no_wait_after=True)
        yield
        _until(account, "#note:text('Your line is erased for good.')")
        act.acknowledge()
        account.close()

    def saves_the_settings(self) -> Step:
        settings = self._session.open("settings", *SIZE)
        cap = self._dice.randint(1, 12)
        act = self._model.does(kind="settings_changed", settings={"cap": cap})
        settings.locator("#cap").fill(str(cap))
        settings.locator("#save").click(no_wait_after=True)
        yield
        _until(settings, "#note:text('Saved.')")
        act.acknowledge()
        settings.close()

    def exports(self) -> Step:
        """The file is the journal."""
        settings = self._session.open("settings", *SIZE)
        saved: list[Download] = []

        def keep(download: Download) -> None:
            saved.append(download)

        settings.on("download", keep)
        settings.locator("#export").click(no_wait_after=True)
        yield
        self._wait(lambda: bool(saved), "the export never came")
        if json.loads(saved[0].path().read_text())["entries"] != self.stores.all("entries"):
            raise Broken("the export is not the journal")
        settings.close()

    def opens_a_page(self) -> Step:
        name = self._dice.choice(["popup", "dashboard", "share", "settings", "diagnostics"])
        page = self._session.context.new_page()
        page.goto(f"{self._session.origin}/{name}.html")
        yield
        _until(page, "body[data-engine=ready]")
        page.close()

    # --- Tickets and cards -------------------------------------------------------------------

    def closes_a_tense_ticket(self) -> Step:
        return self._closes(self._any_desk(), TENSE)

    def closes_a_calm_ticket(self) -> Step:
        return self._closes(self._any_desk(), CALM)

    def _any_desk(self) -> pages.Desk:
        desks: list[pages.Desk] = [self._desks.zendesk, self._desks.freshdesk]
        return self._dice.choice(desks)

    def closes_and_the_read_is_slow(self) -> Step:
        """The crash comes while the helpdesk has not answered yet."""
        desk = self._desks.zendesk
        if self._model.may_have(kind="prompt_shown"):
            yield from self._closes(desk, TENSE)
            return
        held = desk.hold_next_read("/audits.json")
        closing = self._closes(desk, TENSE)
        try:
            begin(closing)
            self._wait(held.arrived.is_set, "the ticket was never read")
            yield
        finally:
            held.released.set()
        # The write was answered before, and the result is sent until somebody takes it.
        finish(closing)

    def _closes(self, desk: pages.Desk, keys: list[str]) -> Step:
        """One card comes after a tense ticket, if none came before."""
        key = next((key for key in keys if not _done(desk, key)), None)
        if key is None:
            return
        if desk.name not in self._signed_in:
            pages.sign_in(self._tab, desk)
            self._signed_in.add(desk.name)
        pages.open_ticket(self._tab, desk, key)
        due = keys is TENSE and not self._model.may_have(kind="prompt_shown")
        act = self._model.does(kind="prompt_shown", cause="close") if due else None
        if isinstance(desk, ZendeskDesk):
            pane = pages.zendesk_pane(self._tab, desk, key)
            pane.locator("[data-test-id=submit_button-menu-button]").click()
            pane.locator("[data-test-id=submit_button-menu-solved]").click(no_wait_after=True)
        else:
            self._tab.locator("[data-test-actions=close]").click(no_wait_after=True)
        missed = yield
        self._wait(lambda: _done(desk, key), "the helpdesk was kept from closing the ticket")
        if act and not missed:
            act.acknowledge(id=_shown(card(self._tab)))

    def says_that_one_was_tense(self) -> Step:
        popup = self._open_popup()
        act = self._model.does(kind="prompt_shown", cause="declared")
        popup.locator("#declare").click(no_wait_after=True)
        yield
        _until(popup, "main[data-card]")
        act.acknowledge(id=_shown(popup))

    def wants_another_card(self) -> Step:
        shown = self._shown_card()
        assert shown
        before = _shown(shown)
        act = self._model.does(kind="prompt_shown", cause="another")
        shown.locator("#another").click(no_wait_after=True)
        yield
        _until(shown, f"main[data-card]:not([data-shown='{before}'])")
        act.acknowledge(id=_shown(shown))

    def answers_the_card(self) -> Step:
        """A card in a helpdesk goes before anybody has heard of the answer."""
        shown = self._shown_card()
        assert shown
        buttons = [shown.locator(f"#{name}") for name in ("helped", "not-for-me", "closed")]
        button = self._dice.choice([button for button in buttons if button.count()])
        verdict = button.get_attribute("data-action")
        answer = {"kind": "prompt_answered", "shown": _shown(shown), "verdict": verdict}
        act = self._model.does(**answer)
        button.click(no_wait_after=True)
        missed = yield
        if isinstance(shown, Page):
            _until(shown, "[data-balance]")
            act.acknowledge()
            return
        self._tab.wait_for_selector("[data-interlude]", state="detached")
        if not missed:
            self._wait(lambda: self._in_journal(answer), "the answer never came")

    def _in_journal(self, wanted: Entry) -> bool:
        return any(wanted.items() <= entry.items() for entry in self.stores.all("entries"))

    def _shown_card(self) -> Page | Frame | None:
        if self._popup and "card.html" in self._popup.url:
            return self._popup
        if self._tab.locator("[data-interlude]").count():
            self._tab.bring_to_front()
            return card(self._tab)
        return None

    # --- Pages -------------------------------------------------------------------------------

    def _open_popup(self) -> Page:
        if self._popup and self._popup.locator("#popup").count():
            self._popup.bring_to_front()
            return self._popup
        if self._popup:
            self._popup.close()
        self._popup = self._session.open("popup", *SIZE)
        return self._popup

    def _wait(self, until: Callable[[], bool], otherwise: str) -> None:
        for _ in range(PATIENCE_MS // 50):
            if until():
                return
            self._tab.wait_for_timeout(50)
        raise Broken(otherwise)


def begin(step: Step) -> None:
    """Play a step until what was done is on its way."""
    next(step, None)


def finish(step: Step, missed: bool = False) -> None:
    """Play a step that has begun to its end; `missed` as in `Step`."""
    with suppress(StopIteration):
        step.send(missed)


def _until(page: Page | Frame, selector: str) -> None:
    """Wait for what the page has to show; a page that gives up has broken its promise."""
    shown, failed = page.locator(selector), page.locator("body[data-engine=failed] #engine-note")
    shown.or_(failed).first.wait_for(timeout=PATIENCE_MS)
    if failed.count():
        raise Broken(f"the page gave up: {failed.inner_text()}")


def _undoable(popup: Page) -> str:
    undo = popup.locator("#undo")
    return undo.get_attribute("data-entry") or "" if undo.count() else ""


def _shown(card: Page | Frame) -> str:
    return card.locator("main").get_attribute("data-shown") or ""


def _done(desk: pages.Desk, key: str) -> bool:
    return desk.status(key) in (desk.statuses["solved"], desk.statuses["closed"])
