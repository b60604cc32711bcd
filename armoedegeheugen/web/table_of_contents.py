"""A table of contents out of rendered text: every second-level heading gets an address of its own.

The text comes from Wagtail's own rendering, so a heading is always a plain `<h2 …>…</h2>`.
"""

import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

HEADING = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
FEWEST = 3
"""With fewer headings a list of them is longer than it is useful."""


@dataclass(frozen=True)
class Heading:
    anchor: str
    text: SafeString


@dataclass(frozen=True)
class Text:
    """Rendered text of which each second-level heading carries an id."""

    html: SafeString
    headings: tuple[Heading, ...]

    @property
    def contents(self) -> tuple[Heading, ...]:
        return self.headings if len(self.headings) >= FEWEST else ()


def with_headings(html: str) -> Text:
    """`html` must be safe already: what a template would print without escaping."""
    headings: list[Heading] = []

    def mark(match: re.Match[str]) -> str:
        attributes, inner = match.groups()
        text = strip_tags(inner).strip()
        anchor = f"deel-{len(headings) + 1}-{slugify(text)}".rstrip("-")
        # The text was escaped once when it was rendered; stripped of its tags it still is.
        headings.append(Heading(anchor, mark_safe(text)))
        return f'<h2 id="{anchor}"{attributes}>{inner}</h2>'

    return Text(mark_safe(HEADING.sub(mark, html)), tuple(headings))
