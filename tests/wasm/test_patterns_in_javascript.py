"""A pattern of an adapter means the same to Python, which decides, and to the shell."""

from __future__ import annotations

import json
import subprocess

from interlude.helpdesks.patterns import javascript
from tools.environment import node
from tools.paths import ROOT

VECTORS = ROOT / "tests" / "unit" / "helpdesks" / "patterns.json"

# What extension/background/watch.js does with a pattern.
SEARCH = """
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const found = asked.map(([pattern, text]) => {
  const match = new RegExp(pattern, "u").exec(text);
  return match && [...match].map((group) => group ?? null);
});
console.log(JSON.stringify(found));
"""


def test_javascript_finds_the_same() -> None:
    vectors = json.loads(VECTORS.read_text())
    asked = json.dumps([[javascript(written), text] for written, text, _ in vectors])
    ended = subprocess.run(
        [node(), "-e", SEARCH], input=asked, check=True, capture_output=True, text=True, timeout=60
    )
    for (written, text, wanted), found in zip(vectors, json.loads(ended.stdout), strict=True):
        assert found == wanted, (written, text)
