"""Nothing leaves the browser, and no permission is asked for without a reason."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from interlude.pages.help import view as help_page
from interlude.prompts.help_lines import help_lines
from tests.meta.tree import modules, scripts
from tools.paths import ROOT
from tools.zips import Files, unzipped

# HTML reaches a page through idiomorph alone, Python through interlude.api.handle alone.
FORBIDDEN = re.compile(
    r"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|setHTMLUnsafe|document\.write"
    r"|createContextualFragment|runPython|\beval\(|new Function"
)

# Hosts that may be named in a file that ships, each with the reason.  No code fetches from any:
# connect-src 'self' forbids it to pages and worker, and the content script reads only the paths
# that an adapter declares, on the site it runs in.
NAMED_HOSTS = {
    "cdn.jsdelivr.net": "Pyodide's own default address, unused: boot.js passes packageBaseUrl",
    "developer.chrome.com": "a source in a comment",
    "developer.freshdesk.com": "a source in a comment",
    "developers.freshdesk.com": "a source in a comment",
    "developer.mozilla.org": "a source in a comment",
    "developer.zendesk.com": "a source in a comment",
    "support.zendesk.com": "a source in a comment",
    "doi.org": "a source in a comment",
    "emscripten.org": "a source in a comment",
    "github.com": "a source in a comment",
    "jmespath.org": "a source in a comment",
    "pyodide.org": "a source in a comment",
    "www.rfc-editor.org": "a source in a comment",
    "peps.python.org": "a source in a comment",
    "docs.python.org": "a source in a comment",
    "html.spec.whatwg.org": "a source in a comment",
    "w3c.github.io": "a source in a comment",
    "www.w3.org": "names of XML namespaces, and a source in a comment",
    "127.0.0.1": "an example in a doctest, and a helpdesk on one's own machine",
    "localhost": "a helpdesk on one's own machine",
    "*.zendesk.com": "a helpdesk Interlude runs beside",
    "*.freshdesk.com": "a helpdesk Interlude runs beside",
    "acme.zendesk.com": "an example in a doctest",
    "acme.freshdesk.com": "an example in a doctest",
    "zendesk.com.evil.example": "an example in a doctest",
    "help.firm.example": "an example in a doctest",
}
# A page for a disk, opened outside the extension: it has to carry its own style.
STANDALONE = "interlude/team/board.html"

_HOST = re.compile(r"\b(?:https?|wss?)://([\w*-]+(?:\.[\w*-]+)+|localhost)", re.IGNORECASE)

# Bare names of sites, and what can be dialled, outside of tags.
_SITE = re.compile(r"\b(?:[a-z0-9-]+\.)+(?!html\b|json\b|yaml\b|js\b|py\b)[a-z]{2,}\b")
_TAG = re.compile(r"<[^>]*>|{[{%#].*?[}%#]}", re.DOTALL)
_DIALLED = re.compile(r"\d{3,}|\d\d \d\d")


@pytest.fixture(scope="module")
def manifest(files: Files) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(files["manifest.json"])
    return parsed


def test_no_script_writes_html_or_python_as_text() -> None:
    found = scripts()
    assert len(found) > 5
    for place, text in found.items():
        assert FORBIDDEN.findall(text) == [], place


def test_no_page_carries_a_script_or_style_of_its_own(files: Files) -> None:
    for path, data in files.items():
        if path.endswith(".html"):
            inline = re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", data.decode())
            assert inline == [], path


def test_no_template_carries_a_script_or_handler(files: Files) -> None:
    archive = unzipped(files["engine/python.zip"])
    templates = {name: data for name, data in archive.items() if name.endswith(".html")}
    assert "interlude/pages/popup/page.html" in templates
    for name, data in templates.items():
        text = data.decode()
        found = re.findall(r"<script|<style|\sstyle=|\son\w+=|\|\s*safe\b", text)
        assert found == (["<style"] if name == STANDALONE else []), name


def test_no_remote_host_but_those_that_are_explained(files: Files) -> None:
    archive = unzipped(files["engine/python.zip"])
    ours = {name: data for name, data in archive.items() if name.startswith("interlude/")}
    text = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt")
    shipped = {p: data.decode() for p, data in {**files, **ours}.items() if p.endswith(text)}
    named = {
        (host.lower(), path)
        for path, data in {**shipped, **modules()}.items()
        for host in _HOST.findall(data)
    }
    assert ("cdn.jsdelivr.net", "engine/pyodide/pyodide.mjs") in named, "the search finds nothing"
    assert sorted(pair for pair in named if pair[0] not in NAMED_HOSTS) == []


def test_names_and_numbers_of_others_are_the_help_lines_and_no_more(files: Files) -> None:
    """What a page could have a person dial, or type, stands in the file of help lines."""
    archive = unzipped(files["engine/python.zip"])
    ours = re.compile(r"interlude/(content/(?!helpdesks/)|(pages|cards)/.*\.html$)")
    shown = {
        name: _TAG.sub(" ", data.decode()) for name, data in archive.items() if ours.match(name)
    }
    named = {(site, name) for name, text in shown.items() for site in _SITE.findall(text)}
    sources = {line.source for line in help_lines().lines}
    assert named == {(source, "interlude/content/help_lines.json") for source in sources}
    drawn = set(_SITE.findall(_TAG.sub(" ", help_page.render())))
    assert drawn == {*sources, "findahelpline.com"}
    templates = {name: text for name, text in shown.items() if name.endswith(".html")}
    assert len(templates) > 5
    assert [name for name, text in templates.items() if _DIALLED.search(text)] == []


def test_pages_and_worker_may_reach_only_the_package(manifest: dict[str, Any]) -> None:
    text = manifest["content_security_policy"]["extension_pages"]
    policy = dict(part.strip().partition(" ")[::2] for part in text.split(";"))
    assert policy.pop("script-src") == "'self' 'wasm-unsafe-eval'"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert set(policy.values()) == {"'self'", "'none'"}


def test_permissions_are_exactly_these(browser: str, manifest: dict[str, Any]) -> None:
    own = {"chromium": ["offscreen"], "firefox": []}[browser]
    common = ["scripting", "storage", "unlimitedStorage", "webRequest"]
    assert sorted(manifest["permissions"]) == [*own, *common]
    assert manifest["host_permissions"]
    assert all(host.startswith("https://*.") for host in manifest["host_permissions"])
    assert manifest["optional_host_permissions"] == ["https://*/*", "http://*/*"]
    assert "content_scripts" not in manifest


def test_every_permission_is_used_in_plain_sight(manifest: dict[str, Any]) -> None:
    text = "".join(scripts().values())
    # Storage is in plain sight in engine/journal/; that it stays is all this one gives.
    for permission in {*manifest["permissions"]} - {"unlimitedStorage"}:
        assert f"chrome.{permission}." in text, f"{permission} is asked for and never used"


def test_every_permission_is_explained(manifest: dict[str, Any]) -> None:
    paragraphs = (ROOT / "docs" / "permissions.md").read_text().split("\n\n")
    asked = [*manifest["permissions"], "host_permissions", "optional_host_permissions"]
    for permission in asked:
        explained = [p for p in paragraphs if f"`{permission}`" in p and len(p.split()) >= 12]
        assert explained, f"docs/permissions.md has no paragraph on `{permission}`"


def test_only_the_card_can_be_framed(browser: str, manifest: dict[str, Any]) -> None:
    """At an address that no page can know: in Firefox it differs in every profile by itself."""
    [accessible] = manifest["web_accessible_resources"]
    assert accessible["resources"] == ["card.html"]
    assert browser == "firefox" or accessible["use_dynamic_url"] is True


def test_firefox_is_told_that_no_data_is_collected(browser: str, manifest: dict[str, Any]) -> None:
    settings = manifest.get("browser_specific_settings")
    assert (settings is not None) == (browser == "firefox")
    if settings:
        assert settings["gecko"]["data_collection_permissions"] == {"required": ["none"]}


def test_only_the_worker_writes_to_the_journal() -> None:
    for place, text in scripts().items():
        if place != "extension/engine/journal/opening.js":
            assert "openDB" not in text, place
            assert "indexedDB" not in text, place
        if place not in ("extension/engine/journal/log.js", "extension/engine/snapshot.js"):
            assert "getDirectory(" not in text, place
        if place != "extension/engine/views.js":
            assert "localStorage" not in text, place
        if place == "extension/pages/popup.js":
            assert re.findall(r'from "(\.\..+)"', text) == ["../engine/views.js"]
        elif place.startswith("extension/pages/"):
            assert "/engine/" not in text, "a page reads nothing but the cached popup"
        if place != "extension/engine/worker.js":
            assert ".commit(" not in text, place
