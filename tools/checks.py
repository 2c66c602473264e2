"""Everything that can be judged without running the product."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tools import addon_lint, catalogues, changes, new, protocol_types
from tools.console import Stop, run, say, step
from tools.environment import python
from tools.paths import NODE_MODULES, ROOT

_TYPED = ("build.py", "tools", "py", "practice", "bench", "tests")
_BIN = NODE_MODULES / ".bin"


def check() -> int:
    """Run every check, also after one has failed; the exit status."""
    ruff = [str(python()), "-m", "ruff"]
    mypy = [str(python()), "-m", "mypy", "--no-error-summary", *_typed()]
    checks: dict[str, Callable[[], None]] = {
        "Python lint": partial(run, [*ruff, "check", "--quiet"]),
        "Python formatting": partial(run, [*ruff, "format", "--check", "--quiet"]),
        "Python types": partial(run, mypy),
        "JavaScript lint and formatting": partial(run, [_BIN / "biome", "ci", "--colors=off"]),
        "JavaScript types": partial(run, [_BIN / "tsc", "--project", "jsconfig.json"]),
        "generated files": protocol_types.check,
        "words in every language": catalogues.check,
        "change notes": changes.check,
        "what build.py new has begun": new.check,
        "the package as addons.mozilla.org judges it": addon_lint.check,
    }
    failed = []
    for title, passes in checks.items():
        try:
            with step(title):
                passes()
        except Stop as stop:
            say(f"  {stop}")
            failed.append(title)
    say(f"check: {'all well' if not failed else 'not well: ' + ', '.join(failed)}")
    return 1 if failed else 0


def _typed() -> list[str]:
    """Where there is Python; mypy stumbles over a folder without any."""
    return [name for name in _TYPED if name.endswith(".py") or any((ROOT / name).rglob("*.py"))]
