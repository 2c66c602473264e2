"""The HTML file of each page: what stands there before Python has drawn it."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.content import import_product
from tools.paths import EXTENSION
from tools.zips import Files

SHELL = EXTENSION / "pages" / "shell.html"


def shells() -> Files:
    """``extension/pages/shell.html`` filled in for every page of ``pages/index.py``, by address."""
    import_product()
    from interlude.pages.index import PAGES

    environment = Environment(
        loader=FileSystemLoader(SHELL.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    shell = environment.get_template(SHELL.name)
    return {
        address: shell.render(id=name, page=page).encode()
        for name, page in PAGES.items()
        for address in page.addresses
    }
