"""Draw the icons' PNG files from ``mark.svg``: ``python3 extension/icons/draw.py``.

It needs what the end-to-end tests need: Playwright and the Chromium at ``CHROMIUM``.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SIZES = (16, 32, 48, 128)


def draw() -> None:
    """Write ``icon-<size>.png`` for each size, on a transparent ground."""
    svg = (HERE / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
        for size in SIZES:
            page.set_viewport_size({"width": size, "height": size})
            page.screenshot(path=HERE / f"icon-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    draw()
