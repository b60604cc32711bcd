"""Parts of an article → the HTML of a rich text field.

Invariant: the only tags are those written here; every text and every address is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from .article import Form, Part, Words

_LISTS = {Form.ITEM: "ul", Form.NUMBERED: "ol", Form.ROW: "ul", Form.NOTE: "ul"}


def html(parts: Iterable[Part], heading: str = "h3") -> str:
    return "".join(_grouped(parts, heading))


def _grouped(parts: Iterable[Part], heading: str) -> Iterator[str]:
    for form, group in groupby(parts, key=lambda part: part.form):
        if kind := _LISTS.get(form):
            items = "".join(f"<li>{words(part.words)}</li>" for part in group)
            yield f"<{kind}>{items}</{kind}>"
            continue
        for part in group:
            yield _one(part, heading)


def _one(part: Part, heading: str) -> str:
    if part.form is Form.SUBHEADING:
        return f"<{heading}>{escape(part.words.text, quote=False)}</{heading}>"
    if part.form is Form.QUOTE:
        who = f" ({escape(part.role, quote=False)})" if part.role else ""
        return f"<p>“{words(part.words)}”{who}</p>"
    return f"<p>{words(part.words)}</p>"


def words(words: Words) -> str:
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
