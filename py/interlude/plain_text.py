"""What a reader sees of a piece of HTML, whatever is in it; in time linear to its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# fmt: off
_BLOCKS = frozenset([
    "address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "table", "tr", "ul",
])
_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
])
# fmt: on
_UNSEEN = frozenset(["head", "script", "style", "template", "title"])
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'<>])*+)>""")
_HIDING = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}(?:0(?![.0-9])|[01]px)"
    r"|(?<![\w-])opacity\s{0,9}:\s{0,9}0(?![.0-9])|max-height\s{0,9}:\s{0,9}0(?![.0-9])|mso-hide"
    r"|(?:^|\s)hidden(?=[\s=]|$)",
    re.IGNORECASE,
)
# Python refuses to read a decimal number of thousands of digits.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")


def without_entities(text: str) -> str:
    """A text with each character where its name or number stood.

    >>> without_entities("5 &lt; 6&nbsp;&#8211; 7"), without_entities("&#" + "9" * 5_000 + ";")[:4]
    ('5 < 6\\xa0– 7', '&#99')
    """
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def from_html(html: str) -> str:
    """What a reader sees of a piece of HTML, one line a block.

    >>> from_html("<p>Still <b>waiting</b>&hellip;</p><style>p{}</style><div>Ann</div>")
    'Still waiting…\\nAnn'
    >>> from_html("Hi <i style='display: none'>I am <i>so</i> angry</i> Bo <!-- x --> 1 < 2")
    'Hi Bo 1 < 2'
    """
    parts: list[str] = []
    # The element that hides all inside it, and how many of its name are open.
    hiding, levels = "", 0
    for piece in _pieces(html):
        if isinstance(piece, str):
            parts.append("" if hiding else piece)
            continue
        closing, name, attributes = piece[1], piece[2].lower(), piece[3]
        if hiding:
            levels += (-1 if closing else 1) if name == hiding else 0
            hiding = hiding if levels else ""
        elif not closing and _hides(name, attributes):
            hiding, levels = name, 1
        elif name in _BLOCKS:
            parts.append("\n")
    lines = (" ".join(line.split()) for line in without_entities("".join(parts)).splitlines())
    return "\n".join(line for line in lines if line)


def _hides(name: str, attributes: str) -> bool:
    return name in _UNSEEN or (name not in _VOID and _HIDING.search(attributes) is not None)


def _pieces(html: str) -> Iterator[str | re.Match[str]]:
    """Texts and tags in their order; comments are left out."""
    at = 0
    while (start := html.find("<", at)) >= 0:
        yield html[at:start]
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            at = end + 3 if end >= 0 else len(html)
        elif tag := _TAG.match(html, start):
            yield tag
            at = tag.end()
        else:
            yield "<"
            at = start + 1
    yield html[at:]
