"""The one crossing: JSON text in, JSON text out.

The worker calls ``handle`` for one event at a time, first with ``opened``.  Whatever is kept
between two calls is derived from the journal and may be thrown away at any instant.
"""

from __future__ import annotations

import json

from interlude import wire
from interlude.engine import Engine

_engine = Engine()


def handle(text: str) -> str:
    """The answer to one event as JSON text, or ``{"error": words}`` if it is no event."""
    try:
        event = wire.decode_event(text)
    except (ValueError, KeyError, TypeError) as error:
        return json.dumps({"error": f"this is no event of the protocol: {error!r}"})
    return wire.encode_answer(_engine.handle(event))
