"""Zips that depend on nothing but paths and bytes, so that two builds are equal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TypeAlias

Files: TypeAlias = dict[str, bytes]

_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files by path: fixed order, time and mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(path, _TIME)
            info.create_system = _UNIX
            info.external_attr = _MODE
            info.compress_type = compression
            archive.writestr(info, data, compresslevel=9)
    return out.getvalue()


def unzipped(data: bytes) -> Files:
    """The files in a zip by path, without its folders."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
