"""What a person chose on the settings page."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlude.ledger.figures.figure import Figure
from interlude.settings import Settings


@dataclass(slots=True)
class State:
    """The settings as they were saved last."""

    settings: Settings = field(default_factory=Settings)


class Choices(Figure[State]):
    """The settings that are in force: those that a person saved last.

    >>> choices = Choices()
    >>> choices.on_settings(Settings(cap=3))
    >>> choices.settings.cap
    3
    """

    def __init__(self) -> None:
        self.state = State()

    @property
    def settings(self) -> Settings:
        """The settings as they were saved last."""
        return self.state.settings

    # --- The fold --------------------------------------------------------------------------

    def on_settings(self, settings: Settings) -> None:
        self.state.settings = settings
