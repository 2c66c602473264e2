"""How a conversation went: what moves its weight beside the words, each part by its name."""

from collections.abc import Mapping, Sequence
from math import log1p

from interlude.tension import signals
from interlude.tension.conversation import Hints
from interlude.tension.manner import ENOUGH, Manner, is_hounded, is_slog

MOST_COURTESY = 2.0  # what false courtesy may have taken off
_CALMER = [signals.INDEX[name] for name in ("thanks", "settled", "praise", "warmth")]
_HARSHER = [signals.INDEX[name] for name in ("outrage", "insult", "accusation", "sarcasm", "upset")]
_GRIEVANCES = ("failure", "waiting", "ignored", "repeat", "accusation", "outrage")
_HARSH = ("outrage", "insult", "accusation", "threat", "profanity")


def movement(messages: Sequence[Sequence[int]], mood: Sequence[float]) -> dict[str, float]:
    """Tell how the customer's mood moved: later half against earlier half, and the ending.

    `messages` hold the places of signals, and `mood` what each weighs.
    """
    if len(messages) < 2:
        return {}
    moods = [max(-4.0, min(4.0, sum([mood[i] for i in message]))) for message in messages]
    half = len(moods) // 2
    rise = sum(moods[half:]) / (len(moods) - half) - sum(moods[:half]) / half
    ends_well = sum([(i in _CALMER) - (i in _HARSHER) for i in messages[-1]]) > 0
    return {"rise" if rise > 0 else "cooling": 0.15 * rise, "ending": -0.5 * ends_well}


def hinted(hints: Hints) -> dict[str, float]:
    """What the helpdesk itself says about the ticket."""
    return {
        "csat": {"bad": 1.5, "good": -2.0}.get(hints.csat or "", 0.0),
        "sentiment": -max(-1.0, min(1.0, hints.sentiment or 0.0)),
        "priority": 0.3 if (hints.priority or 0) >= 4 else 0.0,
        "reopened": 0.3 * max(0, min(hints.reopens, 3)),
        "waited": 0.3 if (hints.waited_minutes or 0) >= 48 * 60 else 0.0,
    }


def of_manner(
    manner: Manner, counts: Mapping[str, int], courtesy: float, messages: int
) -> dict[str, float]:
    """What the manner of speaking adds, or takes away.

    `counts` are the customer's signals by name, `courtesy` is what polite words took off, and
    `messages` how many the customer wrote.
    """
    return {
        **_false_courtesy(manner, counts, courtesy),
        **_against_a_person(manner, counts, messages),
        **_not_meant(manner, counts),
    }


def _false_courtesy(manner: Manner, counts: Mapping[str, int], courtesy: float) -> dict[str, float]:
    """Courtesy around cold or mocking words is none: what it took off comes back.

    One such word may be chance. Two are not, nor one together with a grievance.
    """
    cold, irony = manner.parting["cold"], manner.parting["irony"]
    grieved = sum(counts.get(name, 0) for name in _GRIEVANCES)
    freezing = cold >= ENOUGH or (cold and grieved)
    mocking = irony >= ENOUGH or (irony and grieved >= ENOUGH and not counts.get("thanks"))
    if not (freezing or mocking) or counts.get("warmth") or manner.parting["remorse"]:
        return {}
    return {"courtesy": min(MOST_COURTESY, courtesy) + 1.3 * log1p(cold + irony)}


def _against_a_person(manner: Manner, counts: Mapping[str, int], messages: int) -> dict[str, float]:
    """What weighs on an agent although the words are quiet.

    They are belittled or frightened; nothing helps, message after message; they had a sharp word
    for a customer who had none; their own mistake hurt somebody, who does not thank them.
    """
    found: dict[str, float] = {}
    if is_hounded(manner.customer):
        found["hounded"] = 3.5
    if is_slog(messages, manner.attempts):
        found["slog"] = 3.0
    if manner.agent["agent_sharp"] and not any(map(counts.get, _HARSH)):
        found["sharp"] = 4.0
    if manner.agent["agent_fault"] and not counts.get("thanks"):
        found["slip"] = 0.8 + 1.6 * min(2, manner.customer["slip"])
    return found


def _not_meant(manner: Manner, counts: Mapping[str, int]) -> dict[str, float]:
    """Strong words that mean no harm to this agent.

    Somebody is beside themselves with joy, is sorry for their tone, or is angry at somebody else.
    """
    found: dict[str, float] = {}
    joy = manner.parting["joy"]
    if joy and joy + (counts.get("exclaiming", 0) >= ENOUGH) >= ENOUGH:
        found["joy"] = -2.5
    if manner.parting["remorse"]:
        found["remorse"] = -5.0
    if manner.customer["elsewhere"] and counts.get("thanks") and not counts.get("aimed_insult"):
        found["elsewhere"] = -1.0 - 0.5 * (manner.customer["elsewhere"] >= ENOUGH)
    return found
