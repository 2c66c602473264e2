"""The words on the practice pages: `words.yaml`, by desk and locale."""

from functools import cache
from pathlib import Path

import yaml


@cache
def _all_words() -> dict[str, dict[str, dict[str, str]]]:
    path = Path(__file__).with_name("words.yaml")
    by_desk: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(path.read_text("utf-8"))
    return by_desk


def words(desk: str, locale: str) -> dict[str, str]:
    """Every label of one desk in one language."""
    return _all_words()[desk][locale]
