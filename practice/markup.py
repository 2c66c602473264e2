"""Plain text and the HTML of messages, and moments as both APIs write them."""

import html
import re
from datetime import UTC, datetime


def iso(at: float) -> str:
    """A moment as both APIs write it: UTC, whole seconds.

    >>> iso(0.9)
    '1970-01-01T00:00:00Z'
    """
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def html_of(text: str) -> str:
    r"""Plain text as the HTML of a message: paragraphs, line breaks, quoted history.

    >>> html_of("Hi,\n\nyes & no")
    '<p>Hi,</p><p>yes &amp; no</p>'
    """
    parts = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        quoted = [line.removeprefix(">").strip() for line in lines if line.startswith(">")]
        own = [line for line in lines if not line.startswith(">")]
        if own:
            parts.append(f"<p>{'<br>'.join(html.escape(line) for line in own)}</p>")
        if quoted:
            body = "<br>".join(html.escape(line) for line in quoted)
            parts.append(f"<blockquote>{body}</blockquote>")
    return "".join(parts)


def text_of(markup: str) -> str:
    r"""The text of a message that a page sent as HTML.

    >>> text_of("<p>Hi<br>Ann</p><p>Bye</p>")
    'Hi\nAnn\n\nBye'
    """
    text = re.sub(r"<br[^>]*>", "\n", markup)
    text = re.sub(r"</(p|div)>", "\n\n", text)
    return html.unescape(re.sub(r"<[^>]*>", "", text)).strip()
