"""Sanitise text and HTML from users. The only module that uses bleach.

Invariant: `clean_html` returns only `TAGS` and `ATTRIBUTES`, with links of `SCHEMES`, and no
function returns a hidden character (`HIDDEN`). Hidden characters are removed before the HTML is
cleaned: removing one from `java\u202escript:` afterwards would create a scheme.
"""

import re
from functools import lru_cache
from html.entities import html5
from threading import local
from typing import Any

from bleach.sanitizer import Cleaner
from django.utils.safestring import SafeString, mark_safe

# The tags that the rich text editor can write.
TAGS = frozenset({"a", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"})
# Attributes on a page.
ATTRIBUTES = {"a": ["href"]}
# Attributes in the database. A link to a page or a document is stored as its type and id, and the
# rich text editor gives each block a key.
STORED_ATTRIBUTES = {
    "href": re.compile(""),
    "linktype": re.compile(r"(page|document)\Z"),
    "id": re.compile(r"\d{1,18}\Z"),
    "data-block-key": re.compile(r"\w{1,20}\Z"),
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
INVISIBLE = "\u180e\u200b\u200c\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
SURROGATES = "\ud800-\udfff"
# Characters that are invisible or change the reading direction. A zero-width joiner (U+200D) is
# hidden only beside a letter or digit: between emoji it joins them into one.
HIDDEN = re.compile(f"[{CONTROLS}{DIRECTIONS}{INVISIBLE}{SURROGATES}]|(?<=\\w)\u200d|\u200d(?=\\w)")
_NUMBERED = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
_NAMED = re.compile(
    "|".join(
        f"&{re.escape(name)}"
        for name in sorted(html5, reverse=True)
        if HIDDEN.fullmatch(html5[name])
    )
)
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
# Fields in the cache, enough for some hundred pages. Cleaning takes about 1 ms per kilobyte.
_CACHE_SIZE = 2_048
# Names that Windows reserves for devices.
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}

_thread = local()


def clean_html(html: str) -> SafeString:
    """Return HTML that is safe on a page; links to pages must have their addresses already."""
    return mark_safe(_clean_for_page(html))


def clean_stored_html(html: str) -> str:
    """Return rich text that is safe to store: well-formed, with what the editor can write."""
    return _clean(html, "storing", _is_stored_attribute)


def without_hidden(text: str) -> str:
    """Remove hidden characters from the text."""
    return HIDDEN.sub("", text)


def plain_text(text: str) -> str:
    r"""Remove hidden characters and make every line end `\n`. Templates escape the result."""
    return without_hidden(_LINE_ENDS.sub("\n", text))


def web_address(url: str) -> str:
    """Return an http(s) address without spaces and hidden characters, or an empty string."""
    bare = "".join(without_hidden(url).split())
    return bare if _WEB.match(bare) else ""


def safe_file_name(name: str, max_length: int = 100) -> str:
    """Return a name that is safe on disk and in a header: no folder, and one extension."""
    last = re.split(r"[/\\]", without_hidden(name))[-1]
    stem, dot, extension = last.rpartition(".")
    if not dot:
        stem, extension = extension, ""
    extension = re.sub(r"[^a-z0-9]", "", extension.lower())[:10]
    stem = re.sub(r"[^\w()-]+", "-", stem).strip("-_")[: max_length - 11].rstrip("-_")
    if not stem or stem.upper() in _DEVICES:
        stem = f"bestand-{stem}".rstrip("-").lower()
    return f"{stem}.{extension}" if extension else stem


@lru_cache(maxsize=_CACHE_SIZE)
def _clean_for_page(html: str) -> str:
    return _clean(html, "showing", ATTRIBUTES)


def _is_stored_attribute(tag: str, name: str, value: str) -> bool:
    pattern = STORED_ATTRIBUTES.get(name) if tag == "a" or name == "data-block-key" else None
    return pattern is not None and pattern.match(value) is not None


def _clean(html: str, purpose: str, attributes: Any) -> str:
    bare = _NAMED.sub(" ", _NUMBERED.sub(_replace_hidden, plain_text(html)))
    return _cleaner(purpose, attributes).clean(bare)


def _replace_hidden(reference: re.Match[str]) -> str:
    """Replace a numeric reference to a hidden character by a space, to keep its sides apart."""
    hexadecimal, decimal = reference.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_hidden = number > 0x10FFFF or HIDDEN.fullmatch(chr(number)) is not None
    return " " if is_hidden else reference[0]


def _cleaner(purpose: str, attributes: Any) -> Any:
    # One per thread, because bleach's parser is not thread-safe.
    if not hasattr(_thread, purpose):
        cleaner = Cleaner(TAGS, attributes, SCHEMES, strip=True, strip_comments=True)
        setattr(_thread, purpose, cleaner)
    return getattr(_thread, purpose)
