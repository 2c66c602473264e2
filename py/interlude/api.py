"""The one crossing: JSON text in, JSON text out.

The worker calls ``handle`` for one event at a time, first with ``opened``.  Whatever is kept
between two calls is derived from the journal and may be thrown away at any instant.
"""

from __future__ import annotations

import json

from interlude import wire
from interlude.engine import Engine, NotOpenError

_engine = Engine()


def handle(text: str) -> str:
    """The answer to one event as JSON text, or ``{"error": {"code", "detail"}}``.

    An error means that nothing was decided: ``text`` is no event, or the account is not open.  The
    page has words for each code (``browser.MESSAGES``); ``detail`` is for whoever mends it.
    """
    try:
        return wire.encode_answer(_engine.handle(wire.decode_event(text)))
    except NotOpenError as error:
        return json.dumps({"error": {"code": error.code, "detail": ""}})
    except wire.WireError as error:
        return json.dumps({"error": {"code": "otherwise", "detail": str(error)}})


def warm_up() -> None:
    """Load all that first events would load, before a snapshot is taken of Python's memory.

    The engine stays as it was: ``handle`` still waits for ``opened``.
    """
    from interlude.rehearsal import rehearse

    rehearse()
