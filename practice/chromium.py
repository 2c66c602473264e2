"""Chromium with an unpacked extension in it and the practice desks as its only world."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, Playwright

# Background networking off: it would only be noise among the requests that somebody looks at.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
)


def launch(
    playwright: Playwright,
    browser: Path,
    extension: Path,
    profile: Path,
    resolver_rules: str,
    *,
    headless: bool = True,
    **options: Any,
) -> BrowserContext:
    """Start the program `browser` on a profile, with the unpacked `extension` and no other.

    `resolver_rules` are those of the practice helpdesk; `options` go to Playwright.
    """
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=browser,
        headless=headless,
        ignore_https_errors=True,
        args=[
            *QUIET,
            f"--host-resolver-rules={resolver_rules}, EXCLUDE 127.0.0.1",
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
        ],
        **options,
    )


def card(tab: Page, timeout: float = 30_000) -> Frame:
    """The card in a helpdesk tab, once it was in sight for so long that a press on it counts.

    `timeout` is in milliseconds.
    """
    tab.wait_for_selector("[data-interlude]", state="attached", timeout=timeout)
    for _ in range(100):
        for frame in tab.frames:
            if "/card.html" in frame.url:
                frame.wait_for_selector("body[data-seen] main[data-card]", timeout=timeout)
                return frame
        tab.wait_for_timeout(50)
    raise AssertionError(
        "the page has an element [data-interlude] but no frame with card.html in it"
    )
