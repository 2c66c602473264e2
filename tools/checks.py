"""Everything that can be judged without running the product."""

from __future__ import annotations

from tools import protocol_types
from tools.console import Stop, run, say, step
from tools.environment import python
from tools.paths import NODE_MODULES, ROOT

_TYPED = ("build.py", "tools", "py", "practice", "bench", "tests")
_BIN = NODE_MODULES / ".bin"


def check() -> int:
    """Run every check, also after one has failed; the exit status."""
    ruff = [str(python()), "-m", "ruff"]
    commands = {
        "Python lint": [*ruff, "check", "--quiet"],
        "Python formatting": [*ruff, "format", "--check", "--quiet"],
        "Python types": [str(python()), "-m", "mypy", "--no-error-summary", *_typed()],
        "JavaScript lint and formatting": [str(_BIN / "biome"), "ci", "--colors=off"],
        "JavaScript types": [str(_BIN / "tsc"), "--project", "jsconfig.json"],
    }
    failed = []
    for title, command in commands.items():
        try:
            with step(title):
                run(command)
        except Stop as stop:
            say(f"  {stop}")
            failed.append(title)
    try:
        protocol_types.check()
    except Stop as stop:
        say(f"  {stop}")
        failed.append("generated files")
    say(f"check: {'all well' if not failed else 'not well: ' + ', '.join(failed)}")
    return 1 if failed else 0


def _typed() -> list[str]:
    """Where there is Python; mypy stumbles over a folder without any."""
    return [name for name in _TYPED if name.endswith(".py") or any((ROOT / name).rglob("*.py"))]
