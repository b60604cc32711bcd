"""The one sanitiser: text and HTML from people in, what may be shown or stored out.

Invariant: what `rich` returns is built of `TAGS` and `ATTRIBUTES` only, with links of `SCHEMES`;
what any of them returns holds no character that is there to deceive (`HIDDEN`). Hidden
characters go before the HTML is cleaned, never after: taking one out of `java\u202escript:` makes
a scheme of what was none.
"""

import re
from functools import lru_cache
from html.entities import html5
from threading import local
from typing import Any

from bleach.sanitizer import Cleaner
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset({"a", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"})
"""What the editor's text field can write, and no more."""
ATTRIBUTES = {"a": ["href"]}
STORED = {
    "href": re.compile(""),
    "linktype": re.compile(r"(page|document)\Z"),
    "id": re.compile(r"\d{1,18}\Z"),
    "data-block-key": re.compile(r"\w{1,20}\Z"),
}
"""Attributes in the database: there a link to a page or a document is its kind and number, and each
block has a mark of the editor's."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
INVISIBLE = "\u180e\u200b\u200c\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
HALVES = "\ud800-\udfff"
HIDDEN = re.compile(f"[{CONTROLS}{DIRECTIONS}{INVISIBLE}{HALVES}]|(?<=\\w)\u200d|\u200d(?=\\w)")
"""Controls, marks that turn the reading direction, letters without width, halves of a pair that no
encoding knows. A joiner (U+200D) stays where it holds a pictogram together."""

_NUMBERED = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
_NAMED = re.compile(
    "|".join(
        f"&{re.escape(name)}"
        for name in sorted(html5, reverse=True)
        if HIDDEN.fullmatch(html5[name])
    )
)
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
_LINES = re.compile("\r\n?|[\u0085\u2028\u2029]")
_KEPT = 2_048
"""Fields whose clean form is kept: some hundred pages. Cleaning takes about 1 ms a kilobyte."""

_own = local()


def rich(html: str) -> SafeString:
    """HTML as a page may show it. Links to pages and documents have their addresses already."""
    return mark_safe(_cleaned(html))


def stored(html: str) -> str:
    """Rich text as the database may keep it: well-formed, and nothing that the editor's own text
    field could not have written."""
    return _clean(html, "storing", _is_stored)


def visible(text: str) -> str:
    """The text without hidden characters; nothing else of it changes."""
    return HIDDEN.sub("", text)


def plain(text: str) -> str:
    """Text that is meant as text: nothing hidden, one kind of line end. Templates escape it."""
    return visible(_LINES.sub("\n", text))


def address(url: str) -> str:
    """A web address that someone typed, or nothing if it is none that a link may lead to."""
    bare = "".join(visible(url).split())
    return bare if _WEB.match(bare) else ""


def file_name(name: str, longest: int = 100) -> str:
    """A name that is safe on a disk and in a header: one extension, and no folder before it."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, extension = last.rpartition(".")
    if not dot:
        stem, extension = extension, ""
    extension = re.sub(r"[^a-z0-9]", "", extension.lower())[:10]
    stem = re.sub(r"[^\w()-]+", "-", stem).strip("-_")[: longest - 11].rstrip("-_")
    if not stem or stem.upper() in _DEVICES:
        stem = f"bestand-{stem}".rstrip("-").lower()
    return f"{stem}.{extension}" if extension else stem


_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
"""Names that a Windows machine takes for a device."""


@lru_cache(maxsize=_KEPT)
def _cleaned(html: str) -> str:
    return _clean(html, "showing", ATTRIBUTES)


def _is_stored(tag: str, name: str, value: str) -> bool:
    wanted = STORED.get(name) if tag == "a" or name == "data-block-key" else None
    return wanted is not None and wanted.match(value) is not None


def _clean(html: str, purpose: str, attributes: Any) -> str:
    bare = _NAMED.sub(" ", _NUMBERED.sub(_unless_hidden, plain(html)))
    return _cleaner(purpose, attributes).clean(bare)


def _unless_hidden(reference: re.Match[str]) -> str:
    """A hidden character by its number becomes a space, so that what it parted stays parted."""
    hexadecimal, decimal = reference.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    hidden = number > 0x10FFFF or HIDDEN.fullmatch(chr(number)) is not None
    return " " if hidden else reference[0]


def _cleaner(purpose: str, attributes: Any) -> Any:
    """One a thread: bleach's parser keeps its state in itself."""
    if not hasattr(_own, purpose):
        cleaner = Cleaner(TAGS, attributes, SCHEMES, strip=True, strip_comments=True)
        setattr(_own, purpose, cleaner)
    return getattr(_own, purpose)
