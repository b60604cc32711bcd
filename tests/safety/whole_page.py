"""Whether a whole page, of the site or of the admin, runs or fetches anything that is not ours."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from bleach._vendor.html5lib import HTMLParser

from armoedegeheugen.sanitise import HIDDEN
from tests.safety.hostile import EVIL
from tests.safety.inert import scheme_of

DATA = frozenset(
    {"application/json", "application/ld+json", "text/django-form-template", "text/template"}
)
NEVER = frozenset({"iframe", "object", "embed", "base", "frame", "applet"})
FETCHES = frozenset({"src", "srcset", "poster", "data", "background", "action", "formaction"})
GOES = frozenset({"href", "xlink:href", "action", "formaction"})


def faults(html: str, nonce: str = "") -> list[str]:
    """What a page would do that we did not mean. `nonce` marks the scripts of an admin page, which
    never shows without scripts; others are read as a browser with and without them does."""
    found = [f"hidden {match[0]!r}" for match in HIDDEN.finditer(unescape(html))]
    for scripting in (True,) if nonce else (False, True):
        for tag, attributes, text in _elements(html, scripting):
            found += _of_element(tag, attributes, text, nonce)
            acting = [pair for pair in attributes.items() if _acts(tag, *pair)]
            found += [f"{tag} {name}={value}" for name, value in acting]
    return found


def _of_element(tag: str, attributes: dict[str, str], text: str, nonce: str) -> list[str]:
    if tag == "script" and not _is_ours(attributes, nonce):
        return [f"script {text[:60]}"]
    if tag == "iframe" and nonce and "src" not in attributes:
        return []  # of the editor's preview
    if tag == "style" or tag in NEVER:
        return [f"<{tag}> {text[:60]}"]
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        return ["refresh"]
    return []


def _is_ours(attributes: dict[str, str], nonce: str) -> bool:
    if "src" in attributes:
        return not scheme_of(attributes["src"]) and not attributes["src"].startswith("//")
    return attributes.get("type") in DATA or (bool(nonce) and attributes.get("nonce") == nonce)


def _acts(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or name in ("srcdoc", "is"):
        return True
    if name in FETCHES and (EVIL in value or value.startswith("//")):
        return True
    if name == "style" and ("url(" in value or "position" in value):
        return True
    if tag == "link" and EVIL in value:
        return True
    bad = {
        "javascript",
        "vbscript",
        "livescript",
        "data",
        "blob",
        "file",
        "feed",
        "jar",
        "view-source",
    }
    return name in GOES and scheme_of(value) in bad


def _elements(html: str, scripting: bool) -> Iterator[tuple[str, dict[str, str], str]]:
    tree = HTMLParser(namespaceHTMLElements=False).parse(html, scripting=scripting)
    for element in tree.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2].lower()
            yield name, _attributes(element), element.text or ""
    for inner in re.findall(r"<template[^>]*>(.*?)</template>", html, re.DOTALL):
        if "<template" not in inner:
            yield from _elements(inner, scripting)


def _attributes(element: Any) -> dict[str, str]:
    return {str(name).lower(): value for name, value in element.attrib.items()}
