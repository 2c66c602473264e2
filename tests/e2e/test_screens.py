"""What an agent sees, in every light: pictures in ``dist/screens/``, and no barrier in any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Frame, Page, expect

from interlude import wire, words
from interlude.cards.kinds import kinds
from interlude.clock import HOUR, Moment
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import Deposited, Entry, PromptShown, SettingsChanged, Worked
from interlude.pages.index import PAGES
from interlude.prompts.library import library
from interlude.settings import Settings
from practice import pages
from practice.server import PracticeHelpdesk
from tests import pseudo
from tests.e2e.browser import Extension, Session, card, go_into, press_shortcut, until_the_card_is
from tools.changes import version
from tools.paths import DIST, NODE_MODULES

SCREENS = DIST / "screens"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
NARROWEST = 320
ON_A_WISH = ("breath", "reframe")
ARRIVED = """() => Promise.all(
    document.getAnimations()
        .filter((one) => one instanceof CSSAnimation)
        .map((one) => one.finished.then(() => true, () => true)),
)"""


@dataclass(frozen=True, slots=True)
class Light:
    """One way to look at a screen; ``zoom`` divides the window as the browser's zoom does."""

    name: str
    media: dict[str, str]
    width: int = 0
    zoom: int = 1
    direction: str = "ltr"


CALM = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
LIGHTS = (
    Light("light", CALM),
    Light("dark", {**CALM, "color_scheme": "dark"}),
    Light("narrow", CALM, width=NARROWEST),
    Light("zoomed", CALM, zoom=2),
    Light("forced", {**CALM, "forced_colors": "active", "color_scheme": "dark"}),
    Light("rtl", CALM, direction="rtl"),
    Light("still", {**CALM, "reduced_motion": "reduce"}),
)


# In a language that is longer, or written from right to left: as the page says of itself.
SPOKEN = (Light("wide", CALM, direction=""), Light("narrow", CALM, width=NARROWEST, direction=""))

LEFT_OUT = """(english) => {
    const unread = "code, kbd, pre, option, [translate=no], .name, script, style";
    const known = new Set([
        "Interlude", "Zendesk", "Freshdesk", "django", "helpdesk", "JSON", "CSV", "com", "Escape",
    ]);
    const said = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement.closest(unread)) said.push(node.data);
    for (const one of document.body.querySelectorAll("[aria-label], [title]"))
        said.push(one.getAttribute("aria-label") ?? one.title);
    const words = said.flatMap((text) => text.match(new RegExp(english, "gu")) ?? []);
    const clipped = [...document.body.querySelectorAll("main *:not(.spoken, svg, svg *)")].filter(
        (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
            && getComputedStyle(one).overflowX !== "visible" && !one.closest("pre, .spoken"),
    );
    return [
        ...words.filter((word) => !known.has(word)).map((word) => `stays English: ${word}`),
        ...clipped.map((one) => `is clipped: ${one.outerHTML.slice(0, 80)}`),
    ];
}"""


@pytest.fixture(scope="module", autouse=True)
def folder() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def longer(
    start: Callable[..., Session], extension: Extension, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A browser with a build that also speaks two languages which nobody does."""
    build = pseudo.laid_into(extension.folder, tmp_path_factory.mktemp("pseudo") / "build")
    started = start(extension=replace(extension, folder=build))
    yield started
    started.close()


def barriers(
    page: Page,
    name: str,
    part: Page | Frame,
    width: int,
    height: int,
    lights: Sequence[Light] = LIGHTS,
) -> Iterator[str]:
    """Take a picture of a page in every light; what is wrong with its ``part`` in any."""
    part.evaluate(AXE.read_text(encoding="utf-8"))
    for light in lights:
        page.emulate_media(**light.media)  # type: ignore[arg-type]
        wide = light.width or max(width // light.zoom, NARROWEST)
        page.set_viewport_size({"width": wide, "height": height // light.zoom})
        if light.direction:
            part.evaluate("to => { document.documentElement.dir = to }", light.direction)
        part.evaluate(ARRIVED)
        page.screenshot(path=SCREENS / f"{name}-{light.name}.png", full_page=part is page)
        for problem in part.evaluate(
            """async () => {
                const { violations } = await axe.run({
                    iframes: false, resultTypes: ["violations"],
                });
                const wide = document.documentElement.scrollWidth - innerWidth;
                return [
                    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target)}`),
                    ...(wide > 0 ? [`scrolls sideways by ${wide} px`] : []),
                ];
            }"""
        ):
            yield f"{name}, {light.name}: {problem}"


def a_year(now: int) -> Iterator[Entry]:
    """Shifts of a person's year: kept, covered by a reserve, resting, and one at hand."""
    good = deposit_kinds()
    for back in range(12, -1, -1):
        start = now - back * 24 * HOUR
        yield Worked(f"{back}", Moment(start, 0))
        for nth in range(0 if back in (2, 5, 6, 7) else 1 + back % 3):
            kind = good[(5 * back + 3 * nth) % len(good)]
            yield Deposited(f"{back}/{nth}", Moment(start + nth * 60_000, 0), kind.id)


def a_card_of_each_kind(now: int) -> Iterator[Entry]:
    for kind in kinds():
        prompt = next(prompt for prompt in library() if prompt.card == kind)
        yield PromptShown(
            kind, Moment(now, 0), prompt.id, next(iter(prompt.kinds), "none"), 2, "close"
        )


def a_language(language: str) -> Callable[[int], Iterator[Entry]]:
    """A year in which the person chose a language."""

    def entries(now: int) -> Iterator[Entry]:
        yield from a_year(now)
        yield from a_card_of_each_kind(now)
        yield SettingsChanged("language", Moment(now, 0), Settings(language=language))

    return entries


def fill_account(session: Session, day: Callable[[int], Iterator[Entry]] = a_year) -> None:
    """Write entries into the journal, and let the engine wake to them."""
    page = session.popup()
    now = page.evaluate("Date.now()") - 10 * 60_000
    page.evaluate(
        """async (entries) => {
            const opening = indexedDB.open("interlude");
            await new Promise((done) => (opening.onsuccess = done));
            const writing = opening.result.transaction(["entries"], "readwrite");
            for (const entry of entries) writing.objectStore("entries").add(entry);
            await new Promise((done) => (writing.oncomplete = done));
            opening.result.close();
        }""",
        [wire.encode_entry(entry) for entry in day(now)],
    )
    session.kill_engine()
    page.close()


def test_a_fresh_account(session: Session) -> None:
    found: list[str] = []
    for name, width, height in (("popup", 380, 600), ("dashboard", 900, 900)):
        page = session.open(name, width, height)
        found += barriers(page, f"{name}-empty", page, width, height)
    assert found == []


def test_a_full_account(session: Session) -> None:
    fill_account(session)
    popup = session.popup()
    popup.keyboard.press("2")
    expect(popup.get_by_role("button", name="Undo")).to_be_visible()
    assert popup.evaluate("document.documentElement.scrollHeight") <= 600, "a popup has 600 px"
    found = [*barriers(popup, "popup-full", popup, 380, 600)]
    popup.keyboard.press("n")
    popup.locator("#line").fill("Thanked @kim in their team for #4711, which nobody had asked for.")
    popup.keyboard.press("Enter")
    expect(popup.locator("#line-problem")).to_be_visible()
    found += barriers(popup, "popup-writing", popup, 380, 600)
    popup.get_by_role("button", name="Keep").click()
    expect(popup.locator("#note")).to_contain_text("Your line is kept.")

    dashboard = session.open("dashboard", 900, 900)
    dashboard.get_by_role("button", name=re.compile("^Add a line")).first.click()
    dashboard.locator("#lines summary").click()
    found += barriers(dashboard, "dashboard-full", dashboard, 900, 900)

    share = session.open("share", 900, 900)
    share.get_by_label("A name for the slip").fill("Blue Heron")
    share.get_by_role("button", name="Show me").click()
    expect(share.get_by_role("button", name="Save as CSV")).to_be_visible()
    found += barriers(share, "share", share, 900, 900)

    settings = session.open("settings", 900, 900)
    settings.get_by_label("Most pauses offered in one shift").fill("99")
    settings.get_by_label("from", exact=True).fill("22:00")
    settings.get_by_label("Address", exact=True).fill("help.firm.example")
    settings.get_by_role("button", name="Save settings").click()
    expect(settings.get_by_role("status").filter(has_text="Nothing is saved yet.")).to_be_visible()
    found += barriers(settings, "settings-errors", settings, 900, 900)

    held = session.open("settings", 900, 900)
    held.get_by_label("What “Breathe” offers").select_option("box")
    held.get_by_role("button", name="Save settings").click()
    held.get_by_role("button", name="Keep it").click()
    expect(held.get_by_text("Tick it if it is so.")).to_be_visible()
    found += barriers(held, "settings-safety", held, 900, 900)

    diagnostics = session.open("diagnostics", 900, 900)
    expect(diagnostics.locator("[data-build]")).to_contain_text(f"{version()}+")
    found += barriers(diagnostics, "diagnostics", diagnostics, 900, 900)

    for name, one in PAGES.items():
        if name not in ("popup", "card", "account", "share", "settings", "diagnostics"):
            page = session.open(one.address.removesuffix(".html"), 900, 900)
            found += barriers(page, name, page, 900, 900)
    assert found == []


def test_cards_that_only_a_close_brings(session: Session) -> None:
    fill_account(session, a_card_of_each_kind)
    found: list[str] = []
    for kind in kinds():
        if kind not in ON_A_WISH:
            shown = session.open("card", 420, 480, f"#{kind}")
            expect(shown.locator("main")).to_have_attribute("data-card", kind)
            shown.locator("#why").evaluate("why => { why.open = true }")
            found += barriers(shown, kind, shown, 420, 480)
    assert found == []


def test_a_heavy_card_leads_to_help_lines(session: Session) -> None:
    fill_account(session, a_card_of_each_kind)
    heavy = session.open("card", 420, 480, "#heavy")
    with session.context.expect_page() as opened:
        heavy.get_by_role("link", name="Help lines").click()
    expect(opened.value.get_by_text("Samaritans").first).to_be_visible()


@pytest.mark.parametrize("product", ["zendesk", "freshdesk"])
def test_cards_on_a_ticket(session: Session, desks: PracticeHelpdesk, product: str) -> None:
    desk = desks.zendesk if product == "zendesk" else desks.freshdesk
    tab = session.context.new_page()
    pages.sign_in(tab, desk)
    pages.open_ticket(tab, desk, "furious-refund")
    press_shortcut(session, tab, "declare-tense")
    shown = card(tab)
    found: list[str] = []
    for kind in ON_A_WISH:
        # In a narrow window it had become a small button, and stays one until it is opened.
        go_into(session, tab, shown)
        until_the_card_is(kind, shown)
        shown.locator("#why").evaluate("why => { why.open = true }")
        found += barriers(tab, f"{product}-{kind}", shown, 1280, 800)
    assert found == []


SPOKEN_SCREENS = (
    ("popup", 380, 600, ""),
    *(
        (page.address.removesuffix(".html"), 900, 900, "")
        for name, page in PAGES.items()
        if name not in ("popup", "card")
    ),
    *(("card", 420, 480, f"#{kind}") for kind in kinds()),
)


def in_a_language(session: Session, language: str) -> Iterator[tuple[str, Page, list[str]]]:
    """Every screen of somebody who chose a language: its name, the page and its barriers."""
    session.forget()
    fill_account(session, a_language(language))
    for name, width, height, at in SPOKEN_SCREENS:
        page = session.open(name, width, height, at)
        screen = f"{name}{at.replace('#', '-')}-{language}"
        yield screen, page, list(barriers(page, screen, page, width, height, SPOKEN))
        page.close()


@pytest.mark.parametrize("language", pseudo.DIRECTIONS)
def test_in_a_longer_language_nothing_clips_and_nothing_stays_english(
    longer: Session, language: str
) -> None:
    found: list[str] = []
    for screen, page, problems in in_a_language(longer, language):
        assert page.locator("html").get_attribute("dir") == pseudo.DIRECTIONS[language]
        left_out = page.evaluate(LEFT_OUT, pseudo.ENGLISH)
        found += problems + [f"{screen}: {problem}" for problem in left_out]
    assert found == []


@pytest.mark.heavy
@pytest.mark.parametrize("language", words.languages())
def test_every_screen_in_every_language(browser: Session, language: str) -> None:
    found: list[str] = []
    for screen, page, problems in in_a_language(browser, language):
        assert page.locator("html").get_attribute("lang") == language.replace("_", "-")
        clipped = page.evaluate(LEFT_OUT, "(?!)")
        found += problems + [f"{screen}: {problem}" for problem in clipped]
        if screen.startswith("popup"):
            page.keyboard.press("2")
            expect(page.locator("#undo")).to_be_visible()
            page.set_viewport_size({"width": 380, "height": 600})
            tall = page.evaluate("document.documentElement.scrollHeight")
            found += [f"{screen}: {tall} px, where a popup has 600"] if tall > 600 else []
    assert found == []
