"""What the browser says of Interlude, and what a page says when Python does not answer.

The build packs these as ``_locales/<language>/messages.json``, so they follow the language of the
browser, whatever is chosen in Interlude's settings.
https://developer.chrome.com/docs/extensions/reference/api/i18n
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interlude import customs, words
from interlude.words import N_, _

# What went wrong has a code that begins with ``failed_``: see ``extension/engine/failures.js``.
MESSAGES: Mapping[str, str] = {
    # L10n: in the browser's list of extensions; 132 characters at most
    "description": N_(
        "The space between tickets: after a tense one, a breath or a kinder way to see it."
        " A private account of the good you do."
    ),
    # L10n: a keyboard shortcut, as the browser's shortcut page lists it
    "declare_tense": N_("That ticket was tense: offer me a moment; with a card there, go into it"),
    # L10n: a keyboard shortcut, as the browser's shortcut page lists it
    "dismiss_card": N_("Close the card"),
    "failed_full": N_(
        "There is no room left on this device, so this was not written down. All that was in your"
        " account is safe. Make some room and try again."
    ),
    "failed_newer": N_(
        "This account was last written by a newer Interlude. Nothing is lost: update Interlude and"
        " it opens as it was."
    ),
    "failed_no_place": N_(
        "This browser is set to remember nothing, so there is no place for an account, and"
        " Interlude stays silent. In Firefox's settings, under Privacy, let it remember history:"
        " then Interlude works."
    ),
    "failed_no_wasm": N_(
        "Interlude cannot start in this browser, because its settings forbid WebAssembly. Your"
        " helpdesk works as always. Ask whoever looks after this browser to allow WebAssembly for"
        " Interlude."
    ),
    "failed_not_open": N_("Your account was not opened yet. Close this page and open it again."),
    "failed_goes_away": N_(
        "The engine keeps going away. Close and open the browser to start it afresh."
    ),
    "failed_gone": N_("Interlude was updated or switched off. Reload this page."),
    # L10n: {detail} is in English, for whoever mends it
    "failed_otherwise": N_(
        "Interlude cannot answer. Close and open the browser to start it afresh. What went wrong:"
        " {detail}"
    ),
    # L10n: follows on one of the failures above
    "kept": N_("What you put in is kept, and counts when Interlude starts again."),
}


def messages(language: str) -> dict[str, Any]:
    """The ``messages.json`` of one language.

    >>> messages("en")["failed_otherwise"]["message"][-14:], messages("en")["language"]
    ('went wrong: $1', {'message': 'en'})
    """
    before = words.language()
    words.use(language)
    said = {
        "name": "Interlude",
        "language": words.tag(),
        "direction": customs.direction(),
        **{name: _(message).replace("{detail}", "$1") for name, message in MESSAGES.items()},
    }
    words.use(before)
    return {name: {"message": text} for name, text in said.items()}
