"""Describe what is extracted from a file: rows of text in reading order.

Invariant: a row holds the text of the file without an added letter. Ligatures are opened and marks
of footnotes become raised figures; nothing else changes.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    """The meaning of a row."""

    PLAIN = ""
    TITLE = "title"
    SUBTITLE = "subtitle"
    QUOTE = "quote"
    # A footnote or endnote.
    NOTE = "note"
    # A line of a table of contents.
    CONTENTS = "contents"
    # A header, a footer, or text along the side of a page.
    EDGE = "edge"
    CAPTION = "caption"
    # A table row, its cells separated by `CELL`.
    ROW = "row"


CELL = " | "

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Link:
    """A link on the characters from `start` up to `end`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Row:
    """A line of a page, or a whole paragraph if the format has those (`whole`)."""

    text: str
    # Counted from 1; 0 if the format has no pages.
    page: int = 0
    whole: bool = False
    style: Style = Style.PLAIN
    # Level of heading, from the format itself; 0 for other text.
    level: int = 0
    item: bool = False
    # Font size in points. It and the three places below are 0 if unknown; places are in points.
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    # Distance from the top of the page, as a share of its height (0.0 to 1.0).
    top: float = 0.0
    # Distance in points from the previous row on the same page.
    down: float = 0.0
    links: tuple[Link, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return the row as JSON data, without default values."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Row":
        """Return the row of JSON data."""
        links = tuple(Link(**link) for link in data.pop("links", ()))
        return cls(**{**data, "style": Style(data.get("style", ""))}, links=links)


@dataclass
class Facts:
    """The metadata of a file."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    created: str = ""
    # Pages of the file, read or not; 0 if the format has none.
    pages: int = 0
    # Whether the file holds more text than was read.
    cut: bool = False
    ocr: bool = False
