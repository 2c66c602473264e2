"""The linter of addons.mozilla.org over the package for Firefox: it says now what they would say.

https://github.com/mozilla/addons-linter
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from tools import package
from tools.console import Stop
from tools.paths import NODE_MODULES, ROOT
from tools.zips import zipped

# What it says, by file and code, that is not ours to mend; docs/reviewers.md says why.
EXPLAINED = Counter(
    {
        ("engine/pyodide/pyodide.asm.mjs", "DANGEROUS_EVAL"): 6,
        ("engine/pyodide/pyodide.asm.mjs", "UNSAFE_VAR_ASSIGNMENT"): 3,
        ("engine/pyodide/pyodide.mjs", "UNSAFE_VAR_ASSIGNMENT"): 3,
        ("manifest.json", "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION"): 1,
        ("pages/idiomorph.js", "UNSAFE_VAR_ASSIGNMENT"): 1,
    }
)


def check() -> None:
    """Raise ``Stop`` with every finding that nobody has explained."""
    with tempfile.TemporaryDirectory() as temporary:
        addon = Path(temporary) / "interlude-firefox.zip"
        addon.write_bytes(zipped(package.package("firefox"), zipfile.ZIP_STORED))
        linter = str(NODE_MODULES / ".bin" / "addons-linter")
        ran = subprocess.run(
            [linter, "--output=json", str(addon)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        report = json.loads(ran.stdout)
    except json.JSONDecodeError as error:
        raise Stop(f"addons-linter did not finish: {ran.stderr or ran.stdout}") from error
    judge(report)


def judge(report: dict[str, list[dict[str, str]]]) -> None:
    """Raise ``Stop`` unless the linter's report holds what is explained, and nothing else."""
    found = [*report["errors"], *report["warnings"], *report["notices"]]
    counted = Counter((one.get("file", ""), one["code"]) for one in found)
    new = [one for one in found if (one.get("file", ""), one["code"]) in counted - EXPLAINED]
    lines = [f"  {one.get('file')}:{one.get('line')}: {one['message']}" for one in new]
    lines += [f"  {file}: {code} is no longer found" for file, code in EXPLAINED - counted]
    if lines:
        listed = "\n".join(lines)
        raise Stop(
            "the linter of addons.mozilla.org says other things than tools/addon_lint.py and"
            f" docs/reviewers.md explain; mend or explain:\n{listed}"
        )
