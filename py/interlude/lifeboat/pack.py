"""The file in which an account leaves a browser.

Ten years of entries need not go through Python for it: the worker writes each as it stands in the
journal, one to a line, between what is said here.  So they fit into a message, and a person can
still read them.
"""

from __future__ import annotations

from interlude.clock import Moment
from interlude.protocol import Export
from interlude.words import _

FORMAT = "interlude-journal/1"
"""What such a file calls itself; with another shape it gets another number."""


def packed(now: Moment) -> Export:
    """The whole journal as a JSON file.

    >>> file = packed(Moment(at=0, offset=0))
    >>> file.name
    'interlude-1970-01-01.json'
    >>> print(file.head + file.between.join(['{"id":"1"}', '{"id":"2"}']) + file.foot, end="")
    { "format": "interlude-journal/1", "entries": [
    {"id":"1"},
    {"id":"2"}
    ] }
    """
    # L10n: the name of a file, without blanks
    name = _("interlude-{day}").format(day=now.local().date().isoformat())
    return Export(
        name=f"{name}.json",
        type="application/json",
        head=f'{{ "format": "{FORMAT}", "entries": [\n',
        between=",\n",
        foot="\n] }\n",
    )
