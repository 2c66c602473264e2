"""What an adapter says means the same to Python and to the shell, which wakes it."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from interlude.helpdesks.compile import compile_triggers
from interlude.helpdesks.patterns import javascript
from tools.environment import node
from tools.paths import EXTENSION, ROOT

VECTORS = ROOT / "tests" / "unit" / "helpdesks"

# What extension/background/trigger.js does with a pattern.
SEARCH = """
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const found = asked.map(([pattern, text]) => {
  const match = new RegExp(pattern, "u").exec(text);
  return match && [...match].map((group) => group ?? null);
});
console.log(JSON.stringify(found));
"""

MATCH = f"""
import {{ readFileSync }} from "node:fs";
import {{ matching }} from {json.dumps((EXTENSION / "background" / "trigger.js").as_uri())};
const {{ triggers, writes }} = JSON.parse(readFileSync(0, "utf8"));
const found = writes.map(([method, type, url, body]) => {{
  // The browser hands out addresses in their normal form.
  return matching(triggers, {{ method, url: new URL(url).href, body }}, type);
}});
console.log(JSON.stringify(found));
"""


def answered(script: str, asked: Any, *options: str) -> Any:
    """What a script that reads JSON and writes JSON says in Node.js."""
    ended = subprocess.run(
        [node(), *options, "-e", script],
        input=json.dumps(asked),
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return json.loads(ended.stdout)


def test_a_pattern_finds_the_same() -> None:
    vectors = json.loads((VECTORS / "patterns.json").read_text())
    found = answered(SEARCH, [[javascript(written), text] for written, text, _ in vectors])
    for (written, text, wanted), there in zip(vectors, found, strict=True):
        assert there == wanted, (written, text)


def test_a_write_matches_the_same_triggers() -> None:
    vectors = json.loads((VECTORS / "triggers.json").read_text())
    writes = [vector["write"] for vector in vectors]
    asked = {"triggers": compile_triggers()["triggers"], "writes": writes}
    found = answered(MATCH, asked, "--input-type=module")
    for vector, there in zip(vectors, found, strict=True):
        assert there == vector["triggers"], vector["write"]
