"""Parts of an article → the HTML of a rich text field.

Invariant: the only tags are those written here; every text and every address is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from .article import LinkedText, Part, PartKind

_LISTS = {PartKind.ITEM: "ul", PartKind.NUMBERED: "ol", PartKind.ROW: "ul", PartKind.NOTE: "ul"}


def to_html(parts: Iterable[Part], heading: str = "h3") -> str:
    return "".join(_grouped(parts, heading))


def _grouped(parts: Iterable[Part], heading: str) -> Iterator[str]:
    for form, group in groupby(parts, key=lambda part: part.kind):
        if kind := _LISTS.get(form):
            items = "".join(f"<li>{inline_html(part.content)}</li>" for part in group)
            yield f"<{kind}>{items}</{kind}>"
            continue
        for part in group:
            yield _one(part, heading)


def _one(part: Part, heading: str) -> str:
    if part.kind is PartKind.SUBHEADING:
        return f"<{heading}>{escape(part.content.text, quote=False)}</{heading}>"
    if part.kind is PartKind.QUOTE:
        who = f" ({escape(part.role, quote=False)})" if part.role else ""
        return f"<p>“{inline_html(part.content)}”{who}</p>"
    return f"<p>{inline_html(part.content)}</p>"


def inline_html(words: LinkedText) -> str:
    found, at = [], 0
    for start, end, url in words.links:
        if start < at:
            continue
        found.append(escape(words.text[at:start], quote=False))
        shown = escape(words.text[start:end], quote=False)
        found.append(f'<a href="{escape(url)}">{shown}</a>')
        at = end
    found.append(escape(words.text[at:], quote=False))
    return "".join(found)
