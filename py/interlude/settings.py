"""What the agent may choose, with the defaults of a fresh install."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from interlude import customs
from interlude.asking import (
    Hours,
    OneOf,
    OneOfMany,
    Option,
    Seconds,
    SomeOf,
    WholeNumber,
    YesNo,
    questions,
)
from interlude.prompts.breath import (
    LONGEST_BREATH,
    LONGEST_PHASE,
    OWN,
    SHORTEST_BREATH,
    Own,
    Pattern,
    patterns,
)
from interlude.words import N_, _, languages

Notice: TypeAlias = Literal["notice", "tell"]

Length: TypeAlias = Literal["", "30", "60", "120", "300"]
"""Seconds, met as nearly as whole breaths can; empty for what each prompt has."""

Gap: TypeAlias = Literal["10", "20", "40", "60"]
"""Minutes."""

Need: TypeAlias = Literal["stand", "see", "hear", "leave", "hands", "voice"]
"""What a prompt asks of a body or a place, which not everybody has: to stand or move about, to see,
to hear, to leave the desk, to use the hands, to speak."""

Comes: TypeAlias = Literal["card", "edge"]

MOST_PROMPTS = 12
"""Prompts in a shift: more than that would be a nuisance."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Site:
    """A helpdesk the agent added by its address: ``origin`` like ``https://help.firm.example``."""

    adapter: str
    origin: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily stretch of silence by the agent's own clock, ``HH:MM``; it may cross midnight."""

    start: str
    end: str

    def __post_init__(self) -> None:
        for name, text in (("start", self.start), ("end", self.end)):
            if not _CLOCK.fullmatch(text):
                raise ValueError(f"quiet hours {name}: write a time like 22:30, not {text!r}")

    def cover(self, clock: str) -> bool:
        """Whether the time of day ``clock`` (``HH:MM``) lies inside.

        >>> QuietHours("22:00", "06:30").cover("05:59"), QuietHours("12:00", "13:00").cover("13:00")
        (True, False)
        """
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def _languages() -> dict[str, str]:
    """Every language that is there, and what it calls itself."""
    return {language: customs.of(language).name for language in languages()}


def _breaths() -> dict[str, str]:
    """Every pattern that can be chosen, and what it is called."""
    held = N_("{name}, held")
    named = {
        one.id: _(held).format(name=one.name) if one.holds else one.name
        for one in patterns().values()
    }
    return {**named, OWN: _("Your own, as below")}


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds.  Each setting is declared here and nowhere else: its default, its question.

    ``notice`` watches for closes by itself; ``tell`` waits until the agent says "tense".
    ``off`` are ids of built-in helpdesks the agent switched off, and ``sites`` are helpdesks the
    agent added; the form asks for both together (``pages/settings/helpdesks.py``).  ``cap`` is the
    most prompts in one shift, and ``gap`` the minutes of peace after each; with ``lots`` some of
    them are left out by lot. ``breath_pattern`` is the id of what *Breathe* offers, empty for what
    fits, and ``breath_own`` the one that the agent made. ``breath_length`` is how long a breath
    takes, and ``breath_comes`` as what it comes when a close brings it. ``holds`` says that they
    read what to know before a breath is held, and agreed. ``numbers`` are those in its circle, and
    ``tone`` lets it be heard. ``spared`` is what no prompt may ask. ``single_keys`` lets one
    letter, one digit or Space press a button in the popup and on a card. ``language`` is one of
    ``words.languages()``, empty for the browser's own. ``figures`` says whether pages show those of
    the account; the popup asks for that, and no form.
    """

    notice: Annotated[
        Notice,
        OneOf(
            group="when",
            options={
                "notice": Option(
                    N_("Notice for me"),
                    N_("When you close a ticket that was tense, Interlude offers one pause."),
                ),
                "tell": Option(
                    N_("I tell you"),
                    N_("Interlude waits until you say so, and reads no ticket at all."),
                ),
            },
        ),
    ] = "notice"
    off: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    cap: Annotated[
        int,
        WholeNumber(
            group="when",
            label=N_("Most pauses offered in one shift"),
            hint=N_("0 to {most}."),
            most=MOST_PROMPTS,
        ),
    ] = 6
    gap: Annotated[
        Gap,
        OneOf(
            group="when",
            label=N_("Shortest time between two"),
            options={
                "10": Option(N_("10 minutes")),
                "20": Option(N_("20 minutes")),
                "40": Option(N_("40 minutes")),
                "60": Option(N_("60 minutes")),
            },
        ),
    ] = "20"
    quiet: Annotated[
        QuietHours | None,
        Hours(
            group="when",
            label=N_("Quiet hours"),
            hint=N_("By your own clock. Leave both empty for none."),
            make=QuietHours,
        ),
    ] = None
    lots: Annotated[
        bool,
        YesNo(
            group="when",
            label=N_("Now and then no card, by lot"),
            more=N_(
                "One time in seven when a card would fit, there is none. Only by the difference can"
                " you ever tell whether cards do anything for you."
            ),
            hint=N_(
                "From your sixth shift on, and never after an insult, an accusation, a threat, a"
                " heavy ticket or a mistake."
            ),
        ),
    ] = True
    breath_pattern: Annotated[
        str,
        OneOfMany(
            group="breath",
            label=N_("What “Breathe” offers"),
            none=N_("What fits, in turn"),
            known=_breaths,
        ),
    ] = ""
    breath_length: Annotated[
        Length,
        OneOf(
            group="breath",
            label=N_("How long a breath takes"),
            options={
                "": Option(N_("As long as each suggests, mostly a minute")),
                "30": Option(N_("As short as it can be")),
                "60": Option(N_("1 minute")),
                "120": Option(N_("2 minutes")),
                "300": Option(N_("5 minutes")),
            },
        ),
    ] = ""
    breath_comes: Annotated[
        Comes,
        OneOf(
            group="breath",
            label=N_("How a breath comes after a close"),
            options={
                "card": Option(N_("As a card")),
                "edge": Option(N_("As a slim line at the edge, for half a minute")),
            },
        ),
    ] = "card"
    breath_own: Annotated[
        Own | None,
        Seconds(
            group="own",
            label=N_("Seconds of one breath"),
            hint=N_("0 to {most} each, {least} to {longest} together. Leave all empty for none."),
            names={
                "inhale": N_("In"),
                "full": N_("Hold after in"),
                "exhale": N_("Out"),
                "empty": N_("Hold after out"),
            },
            needed=("inhale", "exhale"),
            gives="exhale",
            most=LONGEST_PHASE,
            least=SHORTEST_BREATH,
            longest=LONGEST_BREATH,
            make=Own,
        ),
    ] = None
    holds: Annotated[
        bool,
        YesNo(
            group="holding",
            label=N_("I have read this. None of it is true of me, or a clinician has agreed."),
        ),
    ] = False
    numbers: Annotated[
        bool,
        YesNo(
            group="channels",
            label=N_("Numbers in the circle"),
            more=N_("They count the seconds of each part."),
        ),
    ] = True
    tone: Annotated[
        bool,
        YesNo(
            group="channels",
            label=N_("A soft tone"),
            more=N_(
                "Once you begin, it rises while you breathe in and falls while you breathe out."
            ),
        ),
    ] = False
    spared: Annotated[
        tuple[Need, ...],
        SomeOf(
            group="ask",
            label=N_("Leave out cards that ask you to"),
            hint=N_("There is something else for each of them."),
            options={
                "stand": Option(N_("stand up or move about")),
                "see": Option(N_("look at something far off")),
                "hear": Option(N_("listen for something")),
                "leave": Option(N_("leave your desk")),
                "hands": Option(N_("use your hands")),
                "voice": Option(N_("speak")),
            },
        ),
    ] = ()
    single_keys: Annotated[
        bool,
        YesNo(
            group="keys",
            label=N_("Single keys"),
            more=N_(
                "In the popup and on a card, one digit, letter or Space presses the button that"
                " shows it."
            ),
            hint=N_("Esc closes a card either way."),
        ),
    ] = True
    language: Annotated[
        str,
        OneOfMany(
            group="language",
            label=N_("Language of pages and cards"),
            hint=N_("What the browser says of Interlude, such as its shortcuts, is in its own."),
            none=N_("Your browser's language"),
            known=_languages,
        ),
    ] = ""

    figures: bool = True

    def __post_init__(self) -> None:
        for name, question in QUESTIONS.items():
            try:
                question.check(getattr(self, name))
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error

    @property
    def chosen_breath(self) -> Pattern | None:
        """The pattern that *Breathe* offers, if one is chosen."""
        return self.breath(self.breath_pattern)

    def breath(self, pattern: str) -> Pattern | None:
        """A pattern by its id, which may be the agent's own.

        Nobody is led to hold their breath who has not agreed to that.
        """
        own = self.breath_own.pattern if self.breath_own else None
        found = own if pattern == OWN else patterns().get(pattern)
        return found if found and (self.holds or not found.holds) else None


QUESTIONS = questions(Settings)


def offered(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they were written, without answers that this build does not offer.

    They are as if never given.  A setting that is not there either has its default, so an entry of
    any build can be read by any other.

    >>> offered({"notice": "guess", "cap": 3})
    {'cap': 3}
    """
    return {
        name: value
        for name, value in raw.items()
        if name not in QUESTIONS or QUESTIONS[name].offers(value)
    }
