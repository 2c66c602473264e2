"""The page with help lines for the agent, and with what to know before a breath."""

from __future__ import annotations

from datetime import date

from interlude.customs import full_date
from interlude.pages.parts.environment import render as page
from interlude.prompts.help_lines import help_lines

MORE_LINES = "findahelpline.com"


def render() -> str:
    """The page, the same for everybody: nothing of the account stands on it."""
    known = help_lines()
    checked = date.fromisoformat(known.checked)
    return page(
        "pages/help/page.html",
        lines=known.lines,
        checked=known.checked,
        checked_in_words=full_date(checked),
        more_lines=MORE_LINES,
    )
