"""The customs of each language, taken from the Unicode CLDR by way of Babel.

Babel's data for our languages and its code would weigh half a megabyte in the package; what the
pages use is one small ``cldr.json`` a language, committed beside its words.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from babel import Locale

# English as it is written where days come before months.
_SPELT = {"en": "en_GB"}

# minimumGroupingDigits of CLDR, which Babel leaves out: Spanish writes 1234 and 12.345.
_GROUPED_FROM = {"es": 5}

_TOKENS = {
    "EEEE": "{weekday}",
    "MMMM": "{month}",
    "d": "{at.day}",
    "y": "{at.year}",
    "HH": "{at.hour:02}",
    "H": "{at.hour}",
    "mm": "{at.minute:02}",
}


def customs(language: str) -> dict[str, Any]:
    """What ``interlude.customs`` wants to know of a language."""
    locale = Locale.parse(_SPELT.get(language, language))
    forms = {name: str(form) for name, form in locale.datetime_skeletons.items()}
    long, full = (str(locale.date_formats[length]) for length in ("long", "full"))
    day = forms.get("MMMMEEEEd") or full.replace(long, forms["MMMMd"])
    lists = locale.list_patterns["standard"]
    return {
        "name": _name(language),
        "direction": locale.text_direction,
        "group": locale.number_symbols["latn"]["group"],
        "decimal": locale.number_symbols["latn"]["decimal"],
        "grouped_from": _GROUPED_FROM.get(language, 4),
        "months": list(locale.months["format"]["wide"].values()),
        "weekdays": [locale.days["format"]["wide"][nth] for nth in range(7)],
        "day": _form(day),
        "day_of_year": _form(day.replace(forms["MMMMd"], forms["yMMMMd"])),
        "date": _form(long),
        "time": _form(forms["Hm"]),
        "two": lists["2"],
        "start": lists["start"],
        "middle": lists["middle"],
        "end": lists["end"],
    }


def written(language: str) -> str:
    """The text of the language's ``cldr.json``."""
    return json.dumps(customs(language), ensure_ascii=False, indent=1) + "\n"


def path(locale: Path, language: str) -> Path:
    return locale / language / "cldr.json"


def _name(language: str) -> str:
    """What a language calls itself, as it stands in a list to choose from."""
    name = Locale.parse(language).get_language_name(language) or language
    return name[0].upper() + name[1:]


def _form(pattern: str) -> str:
    """A pattern of CLDR as one of ``str.format``.

    >>> _form("EEEE, d 'de' MMMM")
    '{weekday}, {at.day} de {month}'
    """
    parts = re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern)
    return "".join(text or (_TOKENS[token] if token else other) for text, token, other in parts)
