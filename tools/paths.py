"""Where things are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
DIST = ROOT / "dist"
EXTENSION = ROOT / "extension"
NODE_MODULES = ROOT / "node_modules"
PY = ROOT / "py"
REQUIREMENTS = ROOT / "requirements"
TOOLS = ROOT / "tools"
VENV = ROOT / ".venv"
