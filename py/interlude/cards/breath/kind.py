"""What a breath needs: a pattern, from which comes the timetable that the card plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from math import ceil

from interlude.cards.kinds import CardKind, Drawing
from interlude.clock import MINUTE
from interlude.customs import number
from interlude.ledger.deposits import deposit_kinds
from interlude.prompts.breath import (
    Beat,
    Cue,
    Pattern,
    Phase,
    lasts,
    longer,
    patterns,
    timetable,
)
from interlude.words import N_, _, ngettext

PAUSE = "real_pause"
INVITATION = 2 * MINUTE
DONE = 20_000

# L10n: said to those who listen, at each turn of the breath
HEARD: dict[Cue, str] = {"in": N_("in"), "hold": N_("hold"), "out": N_("out")}


def _values(drawing: Drawing) -> Mapping[str, object]:
    """A breath that nobody begins goes by itself, and so does one that is done.

    It takes as long as the person wants it to: as they said on the card, or else in the settings,
    or else as the prompt has it.
    """
    settings = drawing.settings
    # A prompt for the breath of one's own may be older than the wish to have one.
    pattern = settings.breath(drawing.prompt.pattern or "") or patterns()["long_exhale"]
    wanted = drawing.seconds or int(settings.breath_length or drawing.prompt.seconds)
    beats = timetable(pattern, wanted)
    takes = lasts(beats)
    return {
        "beats": [{**asdict(beat), "heard": heard} for beat, heard in _heard(beats)],
        "cycle": sum(round(phase.seconds * 1000) for phase in pattern.phases),
        "paced": pattern.paced,
        "holds": pattern.holds,
        "counted": pattern.paced and settings.numbers,
        "tone": settings.tone,
        "rhythm": _rhythm(pattern),
        "starts": _("It begins. {cue}.").format(cue=beats[0].words),
        "wanted": wanted,
        "seconds": takes,
        "longer": longer(pattern, takes),
        "over": _over(takes),
        "pause": next(kind for kind in deposit_kinds() if kind.id == PAUSE),
        "goes": DONE if drawing.done else INVITATION,
    }


def _heard(beats: Sequence[Beat]) -> Iterator[tuple[Beat, str]]:
    """Each beat, and what is said where it begins to those who listen.

    >>> sip = [Beat("in", "In", 0, 3000, 3), Beat("in", "A sip", 3000, 1000, 1)]
    >>> [heard for beat, heard in _heard([*sip, Beat("out", "Out", 4000, 6000, 6)])]
    ['in', 'more', 'out']
    """
    for before, beat in pairwise((None, *beats)):
        assert beat
        if beat.cue == "free":
            yield beat, beat.words
        elif before and before.cue == beat.cue:
            # L10n: said to those who listen: still more air in, or out
            yield beat, _("more")
        else:
            yield beat, _(HEARD[beat.cue])


def _over(seconds: float) -> str:
    """What is said when it is over: how long it was.

    >>> _over(60), _over(300), _over(57)
    ('That was your minute.', 'Those were your 5 minutes.', 'Those were your 57 seconds.')
    """
    minutes, rest = divmod(seconds, 60)
    if rest:
        return _("Those were your {seconds} seconds.").format(seconds=number(seconds))
    said = ngettext("That was your minute.", "Those were your {n} minutes.", int(minutes))
    return said.format(n=number(minutes))


def _rhythm(pattern: Pattern) -> str:
    """How long each part of a breath lasts.

    >>> _rhythm(patterns()["sigh"])
    '3 seconds in, 1 second more, 6 seconds out'
    >>> _rhythm(patterns()["ladder"])
    '3 seconds in, 3 seconds out, at the end 4 seconds in, 6 seconds out'
    >>> _rhythm(patterns()["notice"])
    'Nothing sets the pace'
    """
    if not pattern.paced:
        return _("Nothing sets the pace")
    first, *others = pattern.breaths
    if not others:
        return ", ".join(_parts(first))
    return _("{first}, at the end {last}").format(
        first=", ".join(_parts(first)), last=", ".join(_parts(others[-1]))
    )


def _parts(breath: Sequence[Phase]) -> Iterator[str]:
    lasting = [phase for phase in breath if phase.seconds > 0]
    for before, phase in pairwise((None, *lasting)):
        assert phase
        n = ceil(phase.seconds)
        if phase.cue == "hold":
            said = ngettext("{n} second held", "{n} seconds held", n)
        elif before and before.cue == phase.cue:
            said = ngettext("{n} second more", "{n} seconds more", n)
        elif phase.cue == "in":
            said = ngettext("{n} second in", "{n} seconds in", n)
        else:
            said = ngettext("{n} second out", "{n} seconds out", n)
        yield said.format(n=number(phase.seconds))


# To breathe harms nobody; at its end the breath tells how it was begun.
KIND = CardKind(pattern=True, values=_values, harmless=("begin", "longer"))
