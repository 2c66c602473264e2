"""Broker, engine or browser die at random points of random journeys: nothing that was acknowledged
is lost, nothing counts twice, and every page says what the journal says."""

from __future__ import annotations

from collections import Counter

from practice.server import PracticeHelpdesk
from tests.crash.journey import Journey
from tests.e2e.browser import Session


def test_a_journey_survives_its_crashes(
    session: Session, desks: PracticeHelpdesk, seed: int, crashes: Counter[str]
) -> None:
    journey = Journey(session, desks, seed)
    try:
        journey.play()
    except Exception as error:
        steps = "\n".join(f"  {nth}. {step}" for nth, step in enumerate(journey.story, start=1))
        again = f"python3 build.py test tests/crash --seed {seed} --rounds 1"
        raise AssertionError(
            f"{error}\n\nThe round was\n{steps}\nTo play it again: {again}"
        ) from error
    finally:
        crashes += journey.crashes
