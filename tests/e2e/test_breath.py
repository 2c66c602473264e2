"""A breath waits for Begin, and is finished only if somebody saw it to its end."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from interlude import wire
from interlude.clock import MINUTE, Moment
from interlude.ledger.entries import PromptAnswered, PromptShown, SettingsChanged
from interlude.prompts.breath import patterns, timetable
from interlude.prompts.library import library
from interlude.settings import Settings
from practice import pages
from practice.server import PracticeHelpdesk
from tests.e2e.browser import Session, another, card, go_into, press_shortcut, until
from tests.e2e.stores import Stores


def choose(session: Session, **chosen: Any) -> None:
    """Let the person have chosen this, and the engine wake to it."""
    now = session.popup().evaluate("Date.now()")
    entry = SettingsChanged("chosen", Moment(now, 0), Settings(**chosen))
    Stores(session).add([wire.encode_entry(entry)])
    session.kill_engine()


def leave_a_pace_alone(session: Session) -> None:
    """Of what a hot moment may bring, let this shift have refused what is no breath with a pace."""
    now = Moment(session.popup().evaluate("Date.now()") - 30 * MINUTE, 0)
    for family in ("body", "breath_even"):
        prompt = next(found.id for found in library() if found.family == family)
        shown = PromptShown(prompt, now, prompt, "angry", 4, "close", seen=True)
        answer = PromptAnswered(f"{prompt}/no", now, prompt, "not_for_me")
        Stores(session).add([wire.encode_entry(shown), wire.encode_entry(answer)])
    session.kill_engine()


def a_minute(session: Session) -> Page:
    """A minute of four seconds in and six out, which a person has chosen."""
    choose(session, breath_pattern="long_exhale", breath_length="60")
    return breath_in_popup(session)


def breath_in_popup(session: Session) -> Page:
    popup = session.popup()
    popup.get_by_role("button", name="Breathe").click()
    popup.wait_for_selector("main[data-card=breath]")
    return popup


def breath_in_helpdesk(session: Session, tab: Page, desks: PracticeHelpdesk) -> Frame:
    """A minute with a pace, after some others that come when one was tense."""
    choose(session, breath_length="60")
    pages.open_ticket(tab, desks.zendesk, "calm-address")
    press_shortcut(session, tab, "declare-tense")
    shown = card(tab)
    for _ in range(40):
        if (
            shown.get_by_text("seconds in, ").count()
            and "60" in shown.locator(".left").all_inner_texts()[0]
        ):
            break
        another(shown)
    go_into(session, tab, shown)
    return shown


def leap(page: Page | Frame, seconds: float) -> None:
    """Take the breath's clock in hand, and let it be so much later."""
    page.evaluate(
        "(ms) => { const later = performance.now() + ms; performance.now = () => later; }",
        seconds * 1000,
    )


def soon(page: Page | Frame) -> None:
    """Let the time after which an untouched card goes be short, and count from now."""
    page.evaluate(
        "() => { document.querySelector('main').dataset.goes = '50';"
        " document.dispatchEvent(new Event('pointermove')); }"
    )


def moving(page: Page | Frame) -> list[object]:
    """How often each animation of the circle comes round."""
    found = page.evaluate(
        "() => document.querySelector('.core').getAnimations()"
        ".map((one) => String(one.effect.getTiming().iterations))"
    )
    return list(found)


def kept(session: Session) -> Counter[str]:
    """The kinds of entries in the journal, and what was said to cards."""
    return Counter(entry.get("verdict", entry["kind"]) for entry in Stores(session).all("entries"))


def run(session: Session) -> str:
    return session.popup().locator("[data-run]").inner_text()


def test_with_nobody_there_nothing_comes_of_it(session: Session) -> None:
    popup = a_minute(session)
    assert moving(popup) == ["Infinity"]
    assert not popup.locator(".seconds").is_visible()
    assert not popup.locator(".count").is_visible()
    expect(popup.get_by_text("4 seconds in, 6 seconds out.")).to_be_visible()
    leap(popup, 600)
    session.kill_broker()
    soon(popup)
    popup.wait_for_selector("body[data-engine=ready] [data-balance]")
    assert kept(session) == {"settings_changed": 1, "prompt_shown": 1, "prompt_seen": 1}
    assert popup.locator("[data-run]").inner_text() == "0"
    learned = session.open("settings", 900, 900).get_by_text("has learned nothing from you yet")
    expect(learned).to_be_visible()


def test_begun_with_a_key_it_plays_pythons_timetable_to_the_end(session: Session) -> None:
    popup = a_minute(session)
    leap(popup, 0)
    popup.locator("h1").click()
    popup.keyboard.press("Space")
    cue, count, left = (popup.locator(part) for part in (".cue", ".count", ".seconds"))
    expect(cue).to_have_text("Breathe in, gently")
    expect(popup.locator("#announce")).to_have_text("It begins. Breathe in, gently.")
    assert moving(popup) == ["1"]
    leap(popup, 1)
    expect(count).to_have_text("2")
    leap(popup, 3)
    expect(cue).to_have_text("Breathe out, slowly")
    expect(left).to_have_text("56")
    leap(popup, 56)
    expect(popup.get_by_role("heading")).to_have_text("That was your minute.")
    expect(popup.locator("#announce")).to_have_text("That was your minute.")
    popup.keyboard.press(popup.locator("#pause kbd").inner_text())
    popup.wait_for_selector("body[data-engine=ready] [data-balance]")
    assert popup.locator("[data-balance]").inner_text() == "1"
    once = ("settings_changed", "prompt_shown", "prompt_seen", "begun", "finished", "deposited")
    assert kept(session) == dict.fromkeys(once, 1)


def test_in_the_helpdesk_it_is_kept_though_the_broker_dies_meanwhile(
    session: Session, tab: Page, desks: PracticeHelpdesk
) -> None:
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").press("Enter")
    expect(shown.locator(".cue")).to_have_text("Breathe in, gently")
    session.kill_broker()
    leap(shown, 60)
    expect(shown.get_by_role("heading")).to_have_text("That was your minute.")
    soon(shown)
    tab.wait_for_selector("[data-interlude]", state="detached")
    assert kept(session)["finished"] == 1
    assert kept(session)["deposited"] == 0
    assert run(session) == "1"


def test_out_of_sight_it_waits_to_be_begun_again(session: Session) -> None:
    popup = a_minute(session)
    leap(popup, 0)
    popup.locator("#begin").click()
    leap(popup, 30)
    expect(popup.locator(".seconds")).to_have_text("30")
    popup.evaluate(
        "() => { Object.defineProperty(document, 'visibilityState',"
        " { value: 'hidden', configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    expect(popup.locator("#begin")).to_be_visible()
    assert moving(popup) == ["Infinity"]
    assert kept(session)["finished"] == 0


def test_begun_twice_it_is_one_breath(session: Session, tab: Page, desks: PracticeHelpdesk) -> None:
    """A press that comes while the one before is still looked at does not undo it."""
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    leap(shown, 60)
    expect(shown.get_by_role("heading")).to_have_text("That was your minute.")
    assert kept(session)["finished"] == 1


HIDDEN = {
    "the page asks something": """() => {
        document.body.append(document.createElement("dialog"));
        document.querySelector("dialog").showModal();
    }""",
    "the page is gone": "() => { document.documentElement.style.display = 'none'; }",
    "the card is faded": """() => {
        const host = document.querySelector("[data-interlude]");
        host.style.setProperty("opacity", "0", "important");
    }""",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_of_a_breath_that_the_page_hid_nothing_is_counted(
    session: Session, tab: Page, desks: PracticeHelpdesk, how: str
) -> None:
    """The document of a frame counts as visible, also where nothing of it is drawn."""
    shown = breath_in_helpdesk(session, tab, desks)
    shown.locator("#begin").press("Enter")
    shown.wait_for_selector("body[data-breathing]", state="attached")
    tab.wait_for_timeout(700)  # the press is looked at before the page does anything
    tab.evaluate(HIDDEN[how])
    # Where nothing is drawn no frame comes, on which Playwright's own waiting hangs.
    while shown.evaluate("'breathing' in document.body.dataset"):
        tab.wait_for_timeout(50)
    leap(shown, 60)
    tab.wait_for_timeout(500)
    assert kept(session)["finished"] == 0


# In the page: a clock that moves only when a timer rings, and every timer rings a little late, as
# in a busy browser; and an audio whose clock stands at 7 s.  What each channel then did, and when.
CHANNELS = """async () => {
    let now = performance.now();
    const rung = [];
    const seen = { counts: [], words: [], heard: [], left: [], hertz: [], loud: [] };
    performance.now = () => now;
    window.setTimeout = (ring, ms) => rung.push([now + (ms ?? 0), ring]);
    class Param {
        constructor(into) { this.into = into; }
        setValueAtTime(value, at) { this.into?.push([at * 1000 - 7000, value]); }
        linearRampToValueAtTime(value, at) { this.into?.push([at * 1000 - 7000, value]); }
    }
    window.AudioContext = class {
        currentTime = 7;
        state = "running";
        resume = async () => {};
        close = async () => { this.state = "closed"; };
        createGain = () => ({ gain: new Param(seen.loud), connect: (to) => to });
        createOscillator = () =>
            ({ frequency: new Param(seen.hertz), connect: (to) => to, start() {} });
    };
    const origin = now;
    const parts = { ".count": "counts", ".cue": "words", ".announce": "heard", ".seconds": "left" };
    const look = () => {
        for (const [part, channel] of Object.entries(parts)) {
            const words = document.querySelector(part)?.textContent;
            if (words && words !== seen[channel].at(-1)?.[1])
                seen[channel].push([now - origin, words]);
        }
    };
    document.querySelector("#begin").click();
    look();
    for (let turn = 0; turn < 9; turn += 1) await undefined;
    const shape = document.querySelector(".core").getAnimations()[0];
    const { duration } = shape.effect.getComputedTiming();
    seen.begins = shape.startTime - origin;
    seen.sizes = shape.effect.getKeyframes().map(({ offset, transform }) =>
        [offset * duration, Number(transform.match(/[.\\d]+/)[0])]);
    for (let nth = 0; document.body.dataset.breathing === "" && rung.length > 0; nth += 1) {
        rung.sort(([a], [b]) => a - b);
        const [at, ring] = rung.shift();
        now = Math.max(now, at + (nth * 7) % 23);
        ring();
        look();
        if (now - origin > 120000) break;
    }
    return seen;
}"""
LATE = 50
TENSE = "accused-of-lying"


def test_what_is_seen_counted_heard_and_sounded_keeps_to_one_timetable(session: Session) -> None:
    """Instants are compared, each with Python's own; no clock on the wall has a part in it."""
    choose(session, breath_pattern="sigh", breath_length="60", tone=True)
    popup = breath_in_popup(session)
    beats = timetable(patterns()["sigh"], 60)
    seen = popup.evaluate(CHANNELS)

    def near(channel: str, planned: list[tuple[float, str]]) -> None:
        found = seen[channel][: len(planned)]
        assert [what for _, what in found] == [what for _, what in planned]
        late = [at - due for (at, _), (due, _) in zip(found, planned, strict=True)]
        assert all(0 <= one <= LATE for one in late), (channel, late)

    heard = ["It begins. Breathe in, gently.", *["more", "out", "in"] * 6]
    starts = [float(beat.start_ms) for beat in beats]
    near("words", [(beat.start_ms, beat.words) for beat in beats])
    near("heard", list(zip(starts, heard, strict=False)))
    counts = [
        (beat.start_ms + nth * beat.ms / beat.count, str(nth + 1))
        for beat in beats
        for nth in range(beat.count)
    ]
    # The sip counts 1, and so does what follows: that is no change.
    changes = [
        one for one, before in zip(counts, [(0, ""), *counts], strict=False) if one[1] != before[1]
    ]
    near("counts", changes)
    near("left", [(60_000 - left * 1000, str(left)) for left in range(60, 0, -1)])
    assert abs(seen["begins"]) < 1
    assert [round(at) for at, _ in seen["sizes"]] == [*starts, 60_000]
    full = [size for _, size in seen["sizes"][:4]]
    assert full == pytest.approx([0.55, 0.55 + 0.45 * 0.75, 1, 0.55])
    turns = sorted({round(at) for at, _ in seen["hertz"]})
    assert turns == [*starts, 60_000]
    silent = {round(at) for at, loud in seen["loud"] if loud == 0}
    assert silent == {*starts, 60_000}


def test_a_tone_is_heard_only_by_who_switched_it_on(session: Session) -> None:
    popup = a_minute(session)
    assert popup.evaluate(CHANNELS)["hertz"] == []


def test_a_pause_that_sets_no_pace_is_begun_and_finished_by_keyboard(session: Session) -> None:
    choose(session, breath_pattern="notice")
    popup = session.popup()
    popup.keyboard.press("b")
    popup.wait_for_selector("main[data-card=breath]")
    assert moving(popup) == []
    leap(popup, 0)
    popup.keyboard.press("Space")
    expect(popup.locator(".cue")).to_have_text("Three breaths, as they come, eyes open")
    expect(popup.locator(".count")).not_to_be_visible()
    leap(popup, 10)
    expect(popup.locator(".seconds")).to_have_text("20")
    leap(popup, 20)
    expect(popup.get_by_role("heading")).to_have_text("Those were your 30 seconds.")
    assert kept(session)["finished"] == 1


@pytest.mark.parametrize("ends", ["Escape", "a word"])
def test_at_the_edge_a_breath_covers_nothing_and_makes_way(
    session: Session, tab: Page, desks: PracticeHelpdesk, ends: str
) -> None:
    leave_a_pace_alone(session)
    choose(session, breath_comes="edge", lots=False)
    before = kept(session)
    pages.solve(tab, desks.zendesk, TENSE)
    line = tab.locator("[data-interlude]")
    line.wait_for(state="attached")
    composer = pages.zendesk_pane(tab, desks.zendesk, TENSE).locator(
        "[data-test-id=omnicomposer-rich-text-ckeditor]"
    )
    found = line.evaluate(
        """(line, composer) => {
            const { left, top, right, bottom, width, height } = line.getBoundingClientRect();
            const other = composer.getBoundingClientRect();
            const hit = document.elementFromPoint(left + 1, (top + bottom) / 2);
            const over = other.left < right && left < other.right
                && other.top < bottom && top < other.bottom;
            const empty = line.childNodes.length === 0 && line.shadowRoot === null;
            return { width, pressed: hit === line, over, empty };
        }""",
        composer.element_handle(),
    )
    assert found == {"width": 4, "pressed": False, "over": False, "empty": True}
    until(tab, lambda: (kept(session) - before)["prompt_seen"] == 1, "it is told that it was seen")
    if ends == "Escape":
        tab.keyboard.press("Escape")
    else:
        composer.press("H")
    line.wait_for(state="detached")
    answers = {"Escape": 1, "a word": 0}
    until(
        tab,
        lambda: (kept(session) - before)["closed"] == answers[ends],
        "a line that was sent away is answered, one that made way is not",
    )


def test_a_breath_of_ones_own_with_a_hold_is_kept_after_reading_what_to_know(
    session: Session,
) -> None:
    settings = session.open("settings", 900, 900)
    settings.get_by_label("What “Breathe” offers").select_option("own")
    settings.get_by_text("A breath of your own").click()
    for part, seconds in (("In", "4"), ("Hold after in", "2"), ("Out", "30")):
        settings.get_by_label(part, exact=True).fill(seconds)
    settings.keyboard.press("Enter")
    expect(settings.get_by_text("Out: write how many seconds it lasts, 1 to 12.")).to_be_visible()
    settings.get_by_label("Out", exact=True).fill("6")
    settings.keyboard.press("Enter")
    before = settings.get_by_role("heading", name="Before you hold your breath")
    expect(before).to_be_focused()
    expect(settings.locator("#save")).not_to_be_visible()
    settings.get_by_role("button", name="Keep it").press("Enter")
    expect(settings.get_by_text("Tick it if it is so.")).to_be_visible()
    agree = settings.get_by_role("checkbox", name="I have read this.")
    expect(agree).to_be_focused()
    settings.keyboard.press("Space")
    settings.keyboard.press("Enter")
    expect(settings.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    popup = breath_in_popup(session)
    expect(popup.get_by_text("4 seconds in, 2 seconds held, 6 seconds out.")).to_be_visible()
    popup.get_by_role("button", name="Longer").press("Enter")
    expect(popup.get_by_text("it takes 120 seconds.")).to_be_visible()


def test_with_less_motion_words_say_the_rhythm(session: Session) -> None:
    choose(session, breath_pattern="long_exhale", breath_length="60")
    popup = session.popup()
    popup.emulate_media(reduced_motion="reduce")
    popup.get_by_role("button", name="Breathe").click()
    expect(popup.get_by_text("4 seconds in, 6 seconds out.")).to_be_visible()
    assert moving(popup) == []
    leap(popup, 0)
    popup.locator("#begin").click()
    expect(popup.locator(".cue")).to_have_text("Breathe in, gently")
    assert moving(popup) == []
    expect(popup.locator(".ring")).to_have_css("stroke-dasharray", "25px, 100px")
    leap(popup, 2)
    expect(popup.locator(".count")).to_have_text("3")
    expect(popup.locator(".ring")).to_have_css("stroke-dasharray", "75px, 100px")
