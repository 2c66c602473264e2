"""The demo: Interlude beside the practice desks, in a window to try or as a set of pictures."""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from practice import chromium, pages
from practice.pages import Desk
from practice.server import PracticeHelpdesk

TICKET = "furious-refund"
DEPOSITS = ("turned_it_round", "backed_a_colleague", "real_pause")

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def play(browser_path: Path, dist_dir: Path, *, headless: bool, pictures_dir: Path) -> None:
    """Show the extension of `dist_dir` on a tense ticket.

    With a screen: a window, which stays until the person closes it. `headless`: the whole
    journey, on both desks and in light and dark, as PNG files in `pictures_dir`.
    """
    with PracticeHelpdesk() as helpdesk, sync_playwright() as playwright:
        if headless:
            _picture(playwright, browser_path, dist_dir, helpdesk, pictures_dir)
        else:
            _show(playwright, browser_path, dist_dir, helpdesk)


def _show(
    playwright: Playwright, browser: Path, extension: Path, helpdesk: PracticeHelpdesk
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = chromium.launch(
            playwright,
            browser,
            extension,
            Path(profile),
            helpdesk.resolver_rules(),
            headless=False,
            no_viewport=True,
        )
        tab = context.pages[0]
        pages.sign_in(tab, helpdesk.zendesk)
        pages.open_ticket(tab, helpdesk.zendesk, TICKET)
        print("Read the ticket, then choose Solved beside Submit: a card comes. Esc closes it.")
        print("Interlude's icon opens your account. Close the window or press Ctrl-C to end.")
        _wait_until_closed(context)


def _wait_until_closed(context: BrowserContext) -> None:
    with suppress(Error):  # the browser ends together with its last window
        while context.pages:
            context.pages[0].wait_for_event("close", timeout=0)


def _picture(
    playwright: Playwright,
    browser: Path,
    extension: Path,
    helpdesk: PracticeHelpdesk,
    folder: Path,
) -> None:
    """A fresh account for each journey: after one card there is peace for twenty minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in SCHEMES:
        for desk in (helpdesk.zendesk, helpdesk.freshdesk):
            helpdesk.reset()
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
                context = chromium.launch(
                    playwright,
                    browser,
                    extension,
                    Path(profile),
                    helpdesk.resolver_rules(),
                    color_scheme=scheme,
                )
                _journey(context, desk, folder, f"{desk.name}-{scheme}.png")
                context.close()


def _journey(context: BrowserContext, desk: Desk, folder: Path, name: str) -> None:
    """From the tense ticket to three deposits; one picture of each station."""
    tab = context.pages[0]
    pages.sign_in(tab, desk)
    pages.open_ticket(tab, desk, TICKET)
    tab.screenshot(path=folder / f"ticket-{name}")
    pages.solve(tab, desk, TICKET)
    card = chromium.card(tab)
    card.wait_for_function("() => innerHeight >= document.body.offsetHeight")
    card.evaluate("() => Promise.all(document.getAnimations().map(({ finished }) => finished))")
    tab.screenshot(path=folder / f"card-{name}")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-interlude]", state="detached")
    popup = _popup(context)
    for kind in DEPOSITS:
        popup.locator(f"[data-deposit={kind}]").click()
        popup.locator(f"[data-deposit={kind}].in").wait_for()
    popup.screenshot(path=folder / f"popup-{name}", animations="disabled")


def _popup(context: BrowserContext) -> Page:
    """The popup, in a tab of its size: no program can press the toolbar's icon."""
    workers = context.service_workers
    broker = workers[0] if workers else context.wait_for_event("serviceworker")
    page = context.new_page()
    page.set_viewport_size({"width": 380, "height": 600})
    page.goto(broker.url.replace("background/broker.js", "popup.html"))
    page.wait_for_selector("body[data-engine=ready]")
    return page
