"""What is read of a file: rows of text in reading order.

Invariant: a row's text is what the file says there, without a letter added: ligatures are opened,
marks of footnotes are raised figures, nothing else is changed.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    PLAIN = ""
    TITLE = "title"
    SUBTITLE = "subtitle"
    QUOTE = "quote"
    NOTE = "note"
    """A footnote or endnote."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    EDGE = "edge"
    """A header or a footer, or text along the side of a page."""
    CAPTION = "caption"
    ROW = "row"
    """Of a table, its cells divided by `CELL`."""


CELL = " | "

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Link:
    """Letters `start` up to `end` of the row lead to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Row:
    """A line of a page, or a whole paragraph where the format has those (`whole`)."""

    text: str
    page: int = 0
    """From 1; 0 where the format has no pages."""
    whole: bool = False
    style: Style = Style.PLAIN
    level: int = 0
    """Of a heading, as the format itself says it."""
    item: bool = False
    size: float = 0.0
    """Of the letters, in points; 0 where it is not known, as are the three places below."""
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    """From the top of the page, as a share of its height: 0.0 to 1.0."""
    down: float = 0.0
    """Points down from the row before on the same page."""
    links: tuple[Link, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON has it, without what is as usual."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Row":
        links = tuple(Link(**link) for link in data.pop("links", ()))
        return cls(**{**data, "style": Style(data.get("style", ""))}, links=links)


@dataclass
class Facts:
    """What a file says of itself."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    created: str = ""
    pages: int = 0
    """How many it has, whether read or not; 0 where the format has none."""
    cut: bool = False
    """More text follows than was read."""
    ocr: bool = False


@dataclass(frozen=True)
class Extract:
    rows: tuple[Row, ...] = ()
    facts: Facts = field(default_factory=Facts)
