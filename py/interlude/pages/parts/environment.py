"""The one Jinja2 environment of all pages: autoescaped, strict, and loadable from a zip."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension

from interlude import customs, words
from interlude.pages.index import PAGES
from interlude.pages.parts import dates

BRAND = "Interlude"

_ENVIRONMENT = Environment(
    loader=PackageLoader("interlude", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    extensions=[InternationalizationExtension],
)
_ENVIRONMENT.policies["ext.i18n.trimmed"] = True
_ENVIRONMENT.install_gettext_callables(words._, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
_ENVIRONMENT.globals["navigation"] = [(name, page) for name, page in PAGES.items() if page.nav]
_ENVIRONMENT.globals["brand"] = BRAND
_ENVIRONMENT.filters["number"] = customs.number
_ENVIRONMENT.filters["listed"] = customs.listed
_ENVIRONMENT.filters["time"] = dates.time
_ENVIRONMENT.filters["day"] = dates.day


def render(template: str, **values: object) -> str:
    """The template at a path below ``interlude/``, filled in; every value is escaped.

    A page says in which language it is, which way that is written, and its title: the shell puts
    them where the browser looks for them.

    Raises ``jinja2.UndefinedError`` when the template asks for a value that was not given.
    """
    spoken = {"lang": words.tag(), "dir": customs.direction(), "title": _title(template)}
    return _ENVIRONMENT.get_template(template).render({**spoken, **values})


def _title(template: str) -> str:
    """What a tab is called that shows the page of a template.

    >>> _title("pages/settings/page.html"), _title("pages/popup/page.html")
    ('Settings · Interlude', 'Interlude')
    """
    page = next((page for name, page in PAGES.items() if f"/{name}/" in template), None)
    return f"{words._(page.title)} · {BRAND}" if page and page.title else BRAND
