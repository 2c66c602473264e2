"""The account as a text, so that years of entries need not be read again to wake.

A checkpoint stands for the journal up to an entry.  It is a convenience and never the truth: the
worker keeps it under the name of the build that made it, so each new build folds the whole journal
once, and a checkpoint never needs a migration.  One that is damaged is thrown away.
"""

from __future__ import annotations

import json
from typing import Any
from zlib import crc32

from cattrs import Converter

from interlude.ledger.account import Account
from interlude.shapes import MISFIT

_CONVERTER = Converter(detailed_validation=False)


class CheckpointError(ValueError):
    """A text is no checkpoint, or no longer one: the whole journal has to be read."""


def freeze(account: Account) -> str:
    """The account as text: its checksum, a space, and as JSON its counts and figures' states."""
    figures = account.figures.items()
    states = {name: _CONVERTER.unstructure(figure.state) for name, figure in figures}
    whole = {"entries": account.entries, "unreadable": account.unreadable, "figures": states}
    text = json.dumps(whole, separators=(",", ":"))
    return f"{_checksum(text)} {text}"


def thaw(text: str) -> Account:
    """The account that ``freeze`` made this text of.

    The checksum is against damage, not against malice: who can write here can write the journal.
    Raises ``CheckpointError`` for any other text.

    >>> thaw(freeze(Account())).deposits.balance
    0
    >>> thaw(freeze(Account()).replace("0", "1"))
    Traceback (most recent call last):
    interlude.ledger.checkpoint.CheckpointError: the checkpoint is damaged; read the whole journal
    """
    checksum, _, rest = text.partition(" ")
    if checksum != _checksum(rest):
        raise CheckpointError("the checkpoint is damaged; read the whole journal")
    try:
        return _thawed(json.loads(rest))
    except MISFIT as error:
        raise CheckpointError("the checkpoint has another shape; read the whole journal") from error


def _thawed(whole: Any) -> Account:
    account = Account()
    account.entries = _CONVERTER.structure(whole["entries"], int)
    account.unreadable = _CONVERTER.structure(whole["unreadable"], int)
    for name, figure in account.figures.items():
        figure.state = _CONVERTER.structure(whole["figures"][name], type(figure.state))
    return account


def _checksum(text: str) -> str:
    return f"{crc32(text.encode(errors='surrogatepass')):08x}"
