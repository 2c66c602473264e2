"""Say where the bytes of the package go.

    python3 build.py bench size [--json FILE]

Each group of files is deflated by itself, as the zip does with each file; what is stored inside
``engine/python.zip`` is deflated with its own kind, so the parts add up to nearly the whole.
"""

from __future__ import annotations

import sys
import zlib
from collections import defaultdict

from bench import _figures
from tools.paths import DIST
from tools.zips import unzipped

WORTH_A_LINE = 20_000


def main(arguments: list[str]) -> int:
    options = _figures.options("size", rounds=1).parse_args(arguments)
    figures: dict[str, float] = {}
    for browser in ("chromium", "firefox"):
        archive = DIST / f"interlude-{browser}.zip"
        figures[f"package.{browser}_bytes"] = archive.stat().st_size
        print(f"{archive.name}: {archive.stat().st_size:,} bytes")
    packed = unzipped((DIST / "interlude-chromium.zip").read_bytes())
    groups: dict[str, list[bytes]] = defaultdict(list)
    for path, data in packed.items():
        if path == "engine/python.zip":
            for inner, compiled in unzipped(data).items():
                groups[_python(inner)].append(compiled)
        else:
            groups[_shell(path)].append(data)
    sizes = {group: (sum(map(len, data)), _deflated(data)) for group, data in groups.items()}
    small = [group for group, (_, size) in sizes.items() if size < WORTH_A_LINE]
    for group, (bare, size) in sorted(sizes.items(), key=lambda item: -item[1][1]):
        if group not in small:
            print(f"  {size:>9,}  {bare:>10,}  {group}")
    print(f"  {sum(sizes[group][1] for group in small):>9,}  {'':>10}  {len(small)} smaller groups")
    _figures.write(options.json, figures)
    return 0


def _deflated(data: list[bytes]) -> int:
    return len(zlib.compress(b"".join(data), 9))


def _shell(path: str) -> str:
    if path.startswith("engine/pyodide/"):
        return path
    folder, inside, _ = path.partition("/")
    return f"{folder}/" if inside else "pages at the root"


def _python(path: str) -> str:
    top, _, rest = path.partition("/")
    if top == "interlude":
        return f"Python: interlude/{rest.partition('/')[0]}"
    if "dist-info" in top:
        return "Python: licences of wheels"
    return f"Python: {top.removesuffix('.pyc')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
