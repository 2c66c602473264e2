"""The one list of pages: navigation, addresses and routes come from it.

A page is a folder of its name: ``actions.py`` is what can be done on it, ``view.py`` and
``page.html`` what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from interlude.words import N_

PageId: TypeAlias = Literal[
    "popup", "card", "account", "share", "settings", "diagnostics", "help",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it stands, and what a tab is called that shows it, before Interlude's name.

    ``nav`` is its name in the navigation, empty where it is not in there; ``style`` its stylesheet
    in ``extension/pages/``; ``once`` an address that it had before.  What a ``kept`` page showed
    last is painted before Python is awake.  A ``framed`` page may stand in a helpdesk's own page.
    """

    address: str
    title: str
    nav: str = ""
    style: str = "pages"
    once: str = ""
    kept: bool = False
    framed: bool = False

    def at(self, what: str) -> str:
        """Its address where it shows one thing, such as a card its prompt."""
        return f"{self.address}#{what}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everywhere it can be found."""
        return tuple(filter(None, (self.address, self.once)))


PAGES: Mapping[PageId, Page] = {
    "popup": Page("popup.html", "", style="popup", kept=True),
    "card": Page("card.html", "", style="card", framed=True),
    "account": Page("dashboard.html", N_("Your account"), nav=N_("Account")),
    "share": Page("share.html", N_("Share with your team"), nav=N_("Share"), once="team.html"),
    "settings": Page("settings.html", N_("Settings"), nav=N_("Settings")),
    "diagnostics": Page("diagnostics.html", N_("How Interlude is doing")),
    "help": Page("help.html", N_("Help lines")),
}
"""In the order of the navigation."""
