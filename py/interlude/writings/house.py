"""The rule of the person's house: one line and one contact in their own words, kept as one."""

from __future__ import annotations

from dataclasses import dataclass

from interlude.clock import Moment
from interlude.writings.writing import LONGEST, Writing, Writings, cleaned

LONGEST_RULE = 180
LONGEST_CONTACT = LONGEST - LONGEST_RULE - 1


@dataclass(frozen=True, slots=True)
class HouseRule:
    """What the house says to do when it is too much, and whom to turn to; either may be empty."""

    rule: str = ""
    contact: str = ""

    @property
    def text(self) -> str:
        """Both as one line that is kept; empty where there is nothing to keep."""
        return f"{self.rule}\n{self.contact}" if self.rule or self.contact else ""


def typed(rule: str, contact: str) -> HouseRule:
    """What was typed into the two fields, as far as it fits.

    >>> typed(" Warn once, then end it. ", "Ext. 12").text
    'Warn once, then end it.\\nExt. 12'
    >>> typed(" ", "").text
    ''
    """
    return HouseRule(cleaned(rule)[:LONGEST_RULE], cleaned(contact)[:LONGEST_CONTACT])


def house_rule(writings: Writings) -> HouseRule:
    """The rule that a person wrote down last, or an empty one.

    >>> house_rule(Writings())
    HouseRule(rule='', contact='')
    """
    kept = writings.newest("house_rule")
    rule, _, contact = kept.text.partition("\n") if kept else ("", "", "")
    return HouseRule(rule, contact)


def put(wanted: HouseRule, writings: Writings, id: str, now: Moment) -> tuple[Writing, ...]:
    """The line that keeps the wanted rule; none if it is empty, or kept already.

    Raises ``FullError`` where it does not fit.
    """
    if not wanted.text or wanted == house_rule(writings):
        return ()
    writings.check_room(less=len(outdated(wanted, writings)))
    return (Writing(id, now, "house_rule", wanted.text),)


def outdated(wanted: HouseRule, writings: Writings) -> tuple[str, ...]:
    """The lines that are erased once the wanted rule is in force."""
    if wanted == house_rule(writings):
        return ()
    return tuple(line.id for line in writings.lines if line.kind == "house_rule")
