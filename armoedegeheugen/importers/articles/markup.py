"""Convert the parts of an article to the HTML of a rich text field.

Invariant: the only tags are those written here; every text and every address is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from .article import LinkedText, Part, PartKind

_LISTS = {PartKind.ITEM: "ul", PartKind.NUMBERED: "ol", PartKind.ROW: "ul", PartKind.NOTE: "ul"}


def to_html(parts: Iterable[Part]) -> str:
    """Return parts as HTML; items in a row become one list."""
    return "".join(_grouped_html(parts))


def _grouped_html(parts: Iterable[Part]) -> Iterator[str]:
    for kind, group in groupby(parts, key=lambda part: part.kind):
        if tag := _LISTS.get(kind):
            items = "".join(f"<li>{inline_html(part.content)}</li>" for part in group)
            yield f"<{tag}>{items}</{tag}>"
            continue
        for part in group:
            yield _part_html(part)


def _part_html(part: Part) -> str:
    if part.kind is PartKind.SUBHEADING:
        return f"<h3>{escape(part.content.text, quote=False)}</h3>"
    if part.kind is PartKind.QUOTE:
        speaker = f" ({escape(part.role, quote=False)})" if part.role else ""
        return f"<p>“{inline_html(part.content)}”{speaker}</p>"
    return f"<p>{inline_html(part.content)}</p>"


def inline_html(content: LinkedText) -> str:
    """Return a text as HTML with its links."""
    html, at = [], 0
    for start, end, url in content.links:
        if start < at:
            continue
        html.append(escape(content.text[at:start], quote=False))
        label = escape(content.text[start:end], quote=False)
        html.append(f'<a href="{escape(url)}">{label}</a>')
        at = end
    html.append(escape(content.text[at:], quote=False))
    return "".join(html)
