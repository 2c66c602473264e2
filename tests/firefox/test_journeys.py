"""The same sources in Firefox: an agent closes tickets, makes deposits, and loses nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from practice.server import PracticeHelpdesk
from tests.firefox.browser import ORIGIN, Firefox, wait
from tests.firefox.desk import sign_in, solve

ESCAPE = "\ue00c"

SNAPSHOTS = """async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("snapshots", { create: true });
    return (await Array.fromAsync(folder.keys())).length;
}"""

EVERYTHING = """async () => {
    const opening = indexedDB.open("interlude");
    await new Promise((done) => (opening.onsuccess = done));
    const db = opening.result;
    const rows = [];
    for (const name of db.objectStoreNames) {
        const asked = db.transaction(name).objectStore(name).getAll();
        await new Promise((done) => (asked.onsuccess = done));
        rows.push(asked.result);
    }
    db.close();
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("journal");
    const file = await (await folder.getFileHandle("log")).getFile();
    return JSON.stringify([...rows, { ...localStorage }, await file.text()]);
}"""


def test_firefox_has_nothing_to_say_against_the_manifest(firefox: Firefox) -> None:
    assert firefox.warnings() == []


def kinds(firefox: Firefox) -> Counter[str]:
    return Counter(entry["kind"] for entry in firefox.journal())


def put_in(firefox: Firefox, kind: str) -> None:
    """Make a deposit in the popup, and see it acknowledged."""
    firefox.open("popup")
    firefox.click(f"[data-deposit={kind}]")
    firefox.find(f"[data-deposit={kind}].in")


def balance(firefox: Firefox) -> str:
    firefox.open("popup")
    return firefox.text("[data-balance]")


@pytest.mark.parametrize("name", ["zendesk", "freshdesk"])
def test_a_tense_close_brings_one_card_and_escape_ends_it(
    firefox: Firefox, desks: PracticeHelpdesk, name: str
) -> None:
    solve(firefox, getattr(desks, name), "furious-refund")
    with firefox.card():
        assert firefox.text("[data-action=helped]") == "Helped"
    firefox.press(ESCAPE)
    firefox.gone("[data-interlude]")

    kept = kinds(firefox)
    assert kept["prompt_shown"] == 1
    assert kept["prompt_answered"] == 1


def test_a_button_in_the_card_is_heard(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        assert "Go to the card with Tab" in firefox.text(".keys-only")
        firefox.click("[data-action=helped]")
    firefox.gone("[data-interlude]")
    [answered] = [e for e in firefox.journal() if e["kind"] == "prompt_answered"]
    assert answered["verdict"] == "closed", "Firefox cannot tell that nothing lay over the button"


def test_the_page_can_neither_see_nor_press_the_card(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        pass
    assert firefox.evaluate("() => window.length") == 0
    assert firefox.evaluate("() => document.querySelector('[data-interlude]').shadowRoot") is None


def test_the_popup_at_the_toolbar_opens_a_page_and_makes_way_for_it(firefox: Firefox) -> None:
    firefox.open_popup()
    firefox.click_in_popup("#breathe")
    wait(lambda: "/card.html" in firefox.popup(), "a pause in the popup itself")
    firefox.click_in_popup("[data-action=closed]")
    wait(lambda: "/popup.html" in firefox.popup(), "the account again")
    firefox.click_in_popup("#to-settings")
    wait(lambda: not firefox.popup(), "the popup is closed")
    assert f"{ORIGIN}/settings.html" in firefox.tabs()


def test_the_shortcut_brings_a_card_into_the_helpdesk(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    sign_in(firefox, desks.zendesk)
    firefox.press_shortcut()
    with firefox.card():
        pass


def test_a_calm_close_brings_none(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    """The tense one at the end shows that it was listening."""
    solve(firefox, desks.zendesk, "calm-address")
    assert firefox.stays_quiet()
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        pass


def test_asleep_it_wakes_for_the_popup_a_close_and_a_key(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    firefox.fall_asleep()
    put_in(firefox, "real_warmth")

    firefox.fall_asleep()
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        pass

    firefox.fall_asleep()
    firefox.press(ESCAPE)
    firefox.gone("[data-interlude]")
    wait(firefox.workers, "the engine hears of the key")
    assert kinds(firefox) == {
        "prompt_shown": 1,
        "prompt_seen": 1,
        "prompt_answered": 1,
        "deposited": 1,
    }


def test_asleep_it_wakes_as_soon_as_a_save_leaves(
    firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    """Of a save whose page is gone before it is answered, nothing else would wake it."""
    desk = desks.zendesk
    sign_in(firefox, desk)
    firefox.go(desk.url("furious-refund"))
    firefox.fall_asleep()
    desk.slow_next_write(3)
    firefox.click("[data-test-id=submit_button-menu-button]")
    firefox.click("[data-test-id='submit_button-menu-solved']")
    firefox.go("about:blank")
    wait(firefox.workers, "the engine is awake")
    wait(lambda: desk.status("furious-refund") == "solved", "the desk has it closed")
    assert firefox.journal() == []


def test_asleep_it_hears_a_button_in_the_card(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        firefox.fall_asleep()
        firefox.click("[data-action=helped]")
    firefox.gone("[data-interlude]")
    assert kinds(firefox)["prompt_answered"] == 1


def test_without_work_the_browser_takes_page_worker_and_memory_away(firefox: Firefox) -> None:
    """After four seconds here, which are thirty elsewhere."""
    with firefox.idle_after(4_000):
        put_in(firefox, "real_warmth")
        assert not firefox.sleeps()
        wait(firefox.sleeps, "the event page is gone")
    assert balance(firefox) == "1"


def test_what_was_acknowledged_survives_a_restart_and_a_kill_of_the_browser(
    own_firefox: Firefox, desks: PracticeHelpdesk
) -> None:
    """The tap that the kill meets is there wholly or not at all."""
    firefox = own_firefox
    firefox.go(f"{ORIGIN}/icons/icon-16.png")
    wait(lambda: firefox.evaluate(SNAPSHOTS), "prepared after the install, with no page open")
    put_in(firefox, "turned_it_round")
    firefox.restart()
    assert balance(firefox) == "1"

    solve(firefox, desks.zendesk, "furious-refund")
    with firefox.card():
        pass
    put_in(firefox, "real_pause")
    firefox.click("[data-deposit=real_warmth]")
    firefox.kill()
    after = int(balance(firefox))
    assert after in (2, 3)
    assert kinds(firefox) == {"prompt_shown": 1, "prompt_seen": 1, "deposited": after}


def test_a_memo_outlives_the_event_page(firefox: Firefox, desks: PracticeHelpdesk) -> None:
    """Python remembers that a close was calm, so that "that one was tense" teaches."""
    solve(firefox, desks.zendesk, "calm-address")
    assert firefox.stays_quiet()
    firefox.open("popup")
    wait(lambda: "trace" in firefox.memo(), "the calm close is remembered")
    firefox.fall_asleep()
    firefox.open("popup")
    firefox.click("[data-action=declare]")
    firefox.find("main[data-card]")
    assert kinds(firefox)["corrected"] == 1


@pytest.mark.heavy
def test_a_breath_that_was_chosen_is_heard_and_breathed_to_its_end(firefox: Firefox) -> None:
    firefox.open("settings")
    firefox.evaluate("() => { document.querySelector('#breath-pattern').value = 'one_breath'; }")
    firefox.click("#tone")
    firefox.click("#save")
    wait(lambda: firefox.text("#note") == "Saved.", "the settings are saved")
    firefox.open("popup")
    firefox.click("#breathe")
    firefox.click("#begin")
    wait(lambda: firefox.text(".cue") == "Breathe out, slowly", "the way out")
    firefox.find("#pause")
    assert firefox.text("#card-words") == "Those were your 10 seconds."
    assert kinds(firefox)["prompt_answered"] == 1


@pytest.mark.heavy
def test_a_line_is_kept_and_erased_from_both_stores(firefox: Firefox) -> None:
    put_in(firefox, "real_warmth")
    firefox.click("#add-line")
    firefox.type("#line", "She laughed at the end.")
    firefox.click("#keep-line")
    wait(lambda: "kept" in firefox.text("#note"), "the page says that the line is kept")
    firefox.fall_asleep()
    firefox.open("dashboard")
    assert "She laughed at the end." in firefox.text("#lines")
    firefox.click("#lines summary")
    firefox.click("[data-action=erase_line]")
    firefox.gone("#lines")
    assert "laughed" not in str(firefox.evaluate(EVERYTHING))
    assert balance(firefox) == "1"
