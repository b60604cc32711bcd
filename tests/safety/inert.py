"""Whether HTML does nothing by itself, by the eyes of two parsers."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

from bleach._vendor.html5lib import HTMLParser
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from armoedegeheugen.sanitise import HIDDEN, SCHEMES

ALIVE = frozenset(
    {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "meta", "link", "base"}
    | {"img", "video", "audio", "source", "template", "noscript", "textarea", "title", "input"}
)


def faults(html: str) -> list[str]:
    """What in a piece of sanitised HTML could do something: empty if nothing can."""
    found = [f"hidden character in {html!r}"] if HIDDEN.search(html) else []
    for tag, attributes in (*_by_html5lib(html), *_by_python(html)):
        if tag in ALIVE:
            found.append(f"<{tag}>")
        found += [
            f"{tag} {name}={value}" for name, value in attributes if not _allowed(name, value)
        ]
    return found


def _allowed(name: str, value: str) -> bool:
    return name == "href" and scheme_of(value) in SCHEMES | {""}


def scheme_of(address: str) -> str:
    """As a browser reads it: controls and blanks at the ends go, tabs and newlines anywhere."""
    bare = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare, re.IGNORECASE)
    return scheme[1].lower() if scheme else ""


def _by_html5lib(html: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for scripting in (False, True):
        tree = HTMLParser(namespaceHTMLElements=False).parseFragment(html, scripting=scripting)
        for element in tree.iter():
            if isinstance(element.tag, str) and element is not tree:
                name = element.tag.rpartition("}")[2].lower()
                yield name, [(str(key), value) for key, value in element.attrib.items()]


def _by_python(html: str) -> Iterator[tuple[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        yield tag.name, list(tag.attrs.items())
