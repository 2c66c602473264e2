"""What the shell is told of the adapters."""

from __future__ import annotations

import re

from interlude.helpdesks.catalogue import adapters
from interlude.helpdesks.compile import compile_triggers
from interlude.helpdesks.look import gets


def test_every_read_an_adapter_makes_is_declared() -> None:
    patterns = [re.compile(pattern) for pattern in compile_triggers()["reads"]]
    for adapter in adapters().values():
        for get in gets(adapter, "123", tuple(adapter.gets)):
            assert any(pattern.search(get.path) for pattern in patterns), get.path
