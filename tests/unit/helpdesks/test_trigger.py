"""Which writes wake Interlude, and which of them are the agent's helpdesk's.

``triggers.json`` holds writes (method, type, address, body) and the triggers that they match.
``tests/wasm`` asks JavaScript the same.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from interlude.clock import Moment
from interlude.helpdesks.catalogue import adapters
from interlude.helpdesks.trigger import asked, matching, saved
from interlude.protocol import Stamp, WriteSeen

VECTORS = json.loads((Path(__file__).parent / "triggers.json").read_text())

SAVE = WriteSeen(
    stamp=Stamp("1", Moment(0, 0), 1),
    tab=1,
    page="https://acme.zendesk.com/agent/tickets/7",
    method="PUT",
    url="https://acme.zendesk.com/api/v2/tickets/7",
    status=200,
    body='{"ticket": {"status": "solved"}}',
    form={},
    triggers=("zendesk/save",),
)


def test_each_write_matches_what_it_should() -> None:
    for vector in VECTORS:
        found = matching(adapters().values(), *vector["write"])
        assert list(found) == vector["triggers"], vector["write"]


def test_every_trigger_is_met_by_a_vector() -> None:
    every = {f"{a.id}/{trigger.name}" for a in adapters().values() for trigger in a.triggers}
    assert {name for vector in VECTORS for name in vector["triggers"]} == every


class TestWhatTheBrowserFound:
    """It is decided once: Python takes the browser's word for it, and no other helpdesk's."""

    def test_a_write_that_matched_is_a_trigger(self) -> None:
        request = asked(adapters()["zendesk"], SAVE)
        assert request is not None
        assert (request.trigger.name, request.tickets) == ("save", ("7",))

    def test_a_write_that_matched_nothing_here_is_none(self) -> None:
        for found in ((), ("freshdesk/save",), ("zendesk/gone",), ("",)):
            assert not saved(adapters()["zendesk"], replace(SAVE, triggers=found))

    def test_a_ticket_id_cannot_lead_elsewhere(self) -> None:
        url = "https://acme.zendesk.com/api/v2/tickets/update_many?ids=..%2F..%2Fusers,1"
        bulk = replace(SAVE, url=url, triggers=("zendesk/bulk",))
        request = asked(adapters()["zendesk"], bulk)
        assert request is not None
        assert request.tickets == ("1",)

    def test_a_trigger_whose_path_it_does_not_have_names_no_ticket(self) -> None:
        for url in ("https://acme.zendesk.com/other/7", "https://[", ""):
            assert not saved(adapters()["zendesk"], replace(SAVE, url=url))
