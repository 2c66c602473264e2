"""The file in which an account leaves a browser.

Ten years of entries need not go through Python for it: the worker writes each as it stands in the
journal, one to a line, and then what the person wrote in words of their own, between what is said
here.  So they fit into a message, and a person can still read them.
"""

from __future__ import annotations

from interlude.clock import Moment
from interlude.protocol import Export
from interlude.words import _

FORMAT = "interlude-journal/2"
"""What such a file calls itself; with another shape it gets another number."""


def packed(now: Moment) -> Export:
    """The whole journal and all writings as a JSON file.

    >>> file = packed(Moment(at=0, offset=0))
    >>> file.name
    'interlude-1970-01-01.json'
    >>> entries = file.between.join(['{"id":"1"}', '{"id":"2"}'])
    >>> print(file.head + entries + file.middle + '{"id":"3"}' + file.foot, end="")
    { "format": "interlude-journal/2", "entries": [
    {"id":"1"},
    {"id":"2"}
    ], "writings": [
    {"id":"3"}
    ] }
    """
    # L10n: the name of a file, without blanks
    name = _("interlude-{day}").format(day=now.local().date().isoformat())
    return Export(
        name=f"{name}.json",
        type="application/json",
        head=f'{{ "format": "{FORMAT}", "entries": [\n',
        between=",\n",
        middle='\n], "writings": [\n',
        foot="\n] }\n",
    )
