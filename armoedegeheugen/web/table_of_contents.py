"""Build a table of contents: give each second-level heading of rendered text an id.

The text is rendered by Wagtail, so a heading is always a plain `<h2 …>…</h2>`.
"""

import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

HEADING = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
# A text with fewer headings needs no table of contents.
MIN_HEADINGS = 3


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its id and its text, escaped."""

    anchor: str
    text: SafeString


@dataclass(frozen=True)
class Text:
    """Rendered text in which each second-level heading has an id."""

    html: SafeString
    headings: tuple[Heading, ...]

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The headings to list, or none if the text has fewer than `MIN_HEADINGS`."""
        return self.headings if len(self.headings) >= MIN_HEADINGS else ()


def with_headings(html: str) -> Text:
    """Add an id to each second-level heading of `html`, which must be safe to print unescaped."""
    headings: list[Heading] = []

    def add_id(match: re.Match[str]) -> str:
        attributes, inner = match.groups()
        text = strip_tags(inner).strip()
        anchor = f"deel-{len(headings) + 1}-{slugify(text)}".rstrip("-")
        # The text was escaped when it was rendered, and removing tags keeps it escaped.
        headings.append(Heading(anchor, mark_safe(text)))
        return f'<h2 id="{anchor}"{attributes}>{inner}</h2>'

    return Text(mark_safe(HEADING.sub(add_id, html)), tuple(headings))
