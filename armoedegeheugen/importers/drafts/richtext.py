"""Write paragraphs as the HTML of a rich text field, and read it back as plain text.

Invariant: the only tags are those written here; every text is escaped.
"""

import re
from collections.abc import Iterable
from html import escape, unescape
from itertools import groupby

from ..source import Paragraph


def html(paragraphs: Iterable[Paragraph]) -> str:
    """Return the HTML of paragraphs and list items."""
    parts: list[str] = []
    for is_list, group in groupby(paragraphs, key=lambda paragraph: paragraph.item):
        if is_list:
            items = "".join(f"<li>{escape(item.text, quote=False)}</li>" for item in group)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts += [_paragraph(paragraph) for paragraph in group]
    return "".join(parts)


def _paragraph(paragraph: Paragraph) -> str:
    tag = "h3" if paragraph.subheading else "p"
    return f"<{tag}>{escape(paragraph.text, quote=False)}</{tag}>"


def plain(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs with a blank line between, and the items of a list each on a line."""
    text = ""
    item = False
    for paragraph in paragraphs:
        if text:
            text += "\n" if item and paragraph.item else "\n\n"
        text += paragraph.text
        item = paragraph.item
    return text


def words(markup: str) -> str:
    """Return the words of a rich text, to compare it by."""
    return unescape(re.sub(r"<[^>]*>", " ", markup))
