"""Pages as people see them, for the tests beside this: how one is read, and some to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import get_args

import pytest

from interlude.cards.kinds import kinds
from interlude.clock import HOUR, MINUTE, Moment
from interlude.helpdesks.catalogue import adapters
from interlude.ledger.account import Account
from interlude.ledger.deposits import deposit_kinds
from interlude.ledger.entries import (
    Cause,
    Deposited,
    Entry,
    Hushed,
    PromptShown,
    SettingsChanged,
    Undone,
)
from interlude.outcome import Standing
from interlude.pages.account import view as account_page
from interlude.pages.card import view as card
from interlude.pages.diagnostics import view as diagnostics
from interlude.pages.help import view as help_page
from interlude.pages.index import PAGES as INDEX
from interlude.pages.index import PageId
from interlude.pages.parts.line import Line
from interlude.pages.parts.note import Note
from interlude.pages.popup import view as popup
from interlude.pages.router import act
from interlude.pages.settings import view as settings
from interlude.pages.settings.form import Draft
from interlude.pages.share import view as share
from interlude.prompts.library import library
from interlude.protocol import Acted, Stamp, Wake, Why
from interlude.settings import QuietHours, Settings, Site
from interlude.tension.judge import Kind
from interlude.writings.writing import LONGEST, Writing, Writings

DAY = 24 * HOUR
NOW = Moment(at=1_795_356_000_000, offset=60)  # Sunday 22 November 2026, 15:00
HOSTILE = "\"><img src=x onerror=alert(1)>'</main><script>"
VOID = {"img", "input", "link", "meta", "br", "hr"}


# --- Reading a page ---


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def all(self, attr: str, value: str | None = None) -> list[Element]:
        return [e for e in self if attr in e.attrs and value in (None, e.attrs[attr])]

    def one(self, attr: str, value: str | None = None) -> Element:
        found = self.all(attr, value)
        assert len(found) == 1, f"{len(found)} elements with {attr}={value}"
        return found[0]


class Reader(HTMLParser):
    """A strict reader: every element is closed where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attrs) == len(attrs), f"an attribute twice in <{tag}>"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, "an element is left open"
    [main] = [child for child in reader.open[0].children if isinstance(child, Element)]
    assert main.tag == "main"
    return main


# --- People ---


def deposit(entry: str, ago: int, kind: str = "real_warmth") -> Deposited:
    return Deposited(entry, Moment(NOW.at - ago, NOW.offset), kind)


def busy() -> Account:
    """Someone who has put in hundreds of deposits, the last one ten minutes ago."""
    good = deposit_kinds()
    entries: list[Entry] = []
    for nth in range(300):
        kind = good[nth % len(good)].id
        entries.append(deposit(f"d{nth}", (299 - nth) * 7 * HOUR + 10 * MINUTE, kind))
    entries.append(Undone("u1", NOW, "d250"))
    account = Account.of(entries)
    account.writings = written()
    return account


def written(*more: Writing) -> Writings:
    """Lines of somebody who writes to the end of the field, and of somebody hostile."""
    lines = (
        Writing("w1", NOW, "note", "She laughed at the end.", entry="d299"),
        Writing("w2", NOW, "lesson", ("Read the whole label. " * 20)[:LONGEST], entry="d298"),
        Writing("w3", NOW, "note", HOSTILE, entry="d297"),
        Writing("w5", NOW, "house_rule", f"{HOSTILE}\n{'9' * 99}"),
        Writing("w4", NOW, "praise", "Thank you for staying on the line.", entry="d1"),
        *more,
    )
    return Writings(lambda: lines)


def shown(
    kind: Kind = "angry", cause: Cause = "close", reasons: tuple[str, ...] = ()
) -> PromptShown:
    return PromptShown("s1", NOW, "p", kind, heat=3, cause=cause, reasons=reasons)


def card_of(nth: int, first: bool = False) -> str:
    prompt = library()[nth]
    return card.render(shown(reasons=("abuse", "waiting")), prompt, first)


def prompts_of(kind: str) -> list[int]:
    return [nth for nth, prompt in enumerate(library()) if prompt.card == kind]


def as_it_opens(page: PageId) -> str:
    """A page of which nothing more is known than that it is in the list."""
    event = Acted(Stamp("a", NOW, 0), page, None, "open", {})
    view = act(event, BUSY).view
    assert view
    return view(Standing(BUSY, NOW))


BUSY = busy()
WRITING = Line("d299", "Real warmth", HOSTILE, problem="It points to a ticket.", marked=HOSTILE)
ADDED = Settings(
    sites=(Site("zendesk", "https://help.firm.example"),), quiet=QuietHours("22:00", "06:00")
)
STARTS = [
    Wake("plain", why, times=nth, last=NOW.at - nth * HOUR)
    for nth, why in enumerate(get_args(Why), start=1)
] + [Wake("snapshot", "", times=41, last=NOW.at)]
PAGES = {
    "popup": popup.render(BUSY, NOW),
    "popup, first time": popup.render(Account(), NOW),
    "popup, after a deposit": popup.render(BUSY, NOW, Note("Real warmth is in.", undo="d299")),
    "popup, writing": popup.render(BUSY, NOW, line=WRITING),
    "popup, hushed": popup.render(Account.of([Hushed("h", NOW, NOW.at + HOUR)]), NOW),
    "account": account_page.render(BUSY, NOW, Note("Taken back.")),
    "account, writing": account_page.render(BUSY, NOW, line=WRITING),
    "account, first time": account_page.render(Account(), NOW),
    "share": share.render(BUSY, NOW),
    "share, shown": share.render(BUSY, NOW, share.SlipDraft("Quiet Heron")),
    "share, wrong": share.render(BUSY, NOW, share.SlipDraft("a@b")),
    "settings": settings.render(Account(), NOW, adapters()),
    "diagnostics": diagnostics.render(BUSY, NOW, STARTS, "0.9.0+3f2a9c1"),
    "help": help_page.render(),
    "diagnostics, first time": diagnostics.render(Account(), NOW, STARTS[:1], ""),
    "settings, wrong": settings.render(
        Account.of([SettingsChanged("s", NOW, ADDED)]),
        NOW,
        adapters(),
        draft=Draft({"cap": "many"}, {"cap": "A number.", "quiet": "Both.", "sure": "Tick."}),
    ),
    **{f"card, {kind}": card_of(prompts_of(kind)[0], first=True) for kind in kinds()},
}
PAGES |= {name: as_it_opens(name) for name in INDEX.keys() - {at.partition(",")[0] for at in PAGES}}
every_page = pytest.mark.parametrize("html", PAGES.values(), ids=list(PAGES))
