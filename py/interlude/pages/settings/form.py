"""The form of the settings page: what it shows, what it sends, and what of that is taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interlude.asking import Group, Question, UnfitError
from interlude.helpdesks.catalogue import Adapters
from interlude.json_text import JsonError, parsed
from interlude.pages.settings import helpdesks, holding, house
from interlude.settings import QUESTIONS, Settings
from interlude.writings.writing import Writings


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that could not be taken as it was: what was typed, and what to mend by field."""

    fields: Mapping[str, str]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the form draws it: the texts in its fields, and what to mend in them."""

    name: str
    question: Question
    values: tuple[str, ...]
    error: str

    @property
    def id(self) -> str:
        """What its field is called on the page."""
        return self.name.replace("_", "-")

    @property
    def label(self) -> str:
        """What is asked."""
        return self.question.said(self.question.label)

    @property
    def more(self) -> str:
        """What stands beside the label."""
        return self.question.said(self.question.more)

    @property
    def hint(self) -> str:
        """What stands below the field."""
        return self.question.said(self.question.hint)


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it is drawn: ``fields`` are what it would send, ``errors`` what to mend."""

    fields: Mapping[str, str]
    errors: Mapping[str, str]
    was: str

    @property
    def asks_to_hold(self) -> bool:
        """Whether nothing stands in the way but that a breath is held: then that is asked alone."""
        return list(self.errors) == [holding.AGREED]

    def of(self, group: Group) -> list[Asked]:
        """The questions of a part of the page, in the order of their declaration."""
        return [
            Asked(
                name,
                question,
                tuple(self.fields.get(part, "") for part in question.parts(name)),
                self.errors.get(name, ""),
            )
            for name, question in QUESTIONS.items()
            if question.group == group
        ]


def form(
    settings: Settings, adapters: Adapters, writings: Writings, draft: Draft | None = None
) -> Form:
    """The form of the settings and the house's rule as saved, or of the ``draft``."""
    if draft:
        return Form(draft.fields, draft.errors, draft.fields.get("was", ""))
    fields = {**_written(settings, adapters), **house.written(writings)}
    return Form(fields, {}, was=json.dumps({**fields, "address": ""}))


def read(sent: Mapping[str, str], before: Settings, adapters: Adapters) -> Settings | Draft:
    """The settings that the form asks for, or the draft that says what to mend.

    Its fields are those of the questions and of ``helpdesks``, and ``was``, the fields as the form
    was drawn with.
    """
    errors: dict[str, str] = {}
    fields = {**sent, **_merged(sent, _written(before, adapters))}
    values: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        try:
            values[name] = question.read(name, fields)
        except UnfitError as error:
            errors[name] = str(error)
    added = helpdesks.added(fields, adapters, errors)
    errors |= holding.misfits(values, told="told" in sent)
    if errors:
        return Draft(sent, errors)
    off = helpdesks.off(fields, adapters)
    sites = helpdesks.sites(fields, before, added)
    return Settings(off=off, sites=sites, figures=before.figures, **values)


def _written(settings: Settings, adapters: Adapters) -> dict[str, str]:
    """The saved settings as the form would send them."""
    fields = helpdesks.written(settings, adapters)
    for name, question in QUESTIONS.items():
        fields |= question.written(name, getattr(settings, name))
    return fields


def _merged(sent: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What a person changed in the form is theirs; the rest is as another page may have saved it.

    >>> now = {"on": "zendesk,freshdesk", "cap": "3", "quiet_start": "22:00", "quiet_end": "06:00"}
    >>> was = '{"on": "zendesk,freshdesk", "cap": "6", "quiet_start": "", "quiet_end": ""}'
    >>> sent = {"on": "zendesk", "cap": "6", "quiet_start": "23:00", "quiet_end": "", "was": was}
    >>> merged = _merged(sent, now)
    >>> merged["on"], merged["cap"], merged["quiet_start"], merged["quiet_end"]
    ('zendesk', '3', '23:00', '')
    """
    was = shown(sent, now)
    merged = dict(now)
    for name, question in QUESTIONS.items():
        mine = {part: sent[part] for part in question.parts(name) if part in sent}
        if any(text != was.get(part, "") for part, text in mine.items()):
            merged |= mine
    turned = helpdesks.on(sent) ^ helpdesks.on(was)
    on = (helpdesks.on(now) - turned) | (helpdesks.on(sent) & turned)
    return {**merged, "on": ",".join(sorted(on))}


def shown(sent: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    """The fields as the form was drawn with, or those of ``now`` where it does not say."""
    try:
        was = parsed(sent.get("was", ""))
    except JsonError:
        return now
    texts = isinstance(was, dict) and all(isinstance(text, str) for text in was.values())
    return was if texts else now
