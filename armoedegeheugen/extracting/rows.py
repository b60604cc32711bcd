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
    # A footnote or endnote.
    NOTE = "note"
    # A line of a table of contents.
    CONTENTS = "contents"
    # A header or a footer, or text along the side of a page.
    EDGE = "edge"
    CAPTION = "caption"
    # Of a table, its cells divided by `CELL`.
    ROW = "row"


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
    # From 1; 0 where the format has no pages.
    page: int = 0
    whole: bool = False
    style: Style = Style.PLAIN
    # Of a heading, as the format itself says it.
    level: int = 0
    item: bool = False
    # Of the letters, in points; 0 where it is not known, as are the three places below.
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    # From the top of the page, as a share of its height: 0.0 to 1.0.
    top: float = 0.0
    # Points down from the row before on the same page.
    down: float = 0.0
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
    # How many it has, whether read or not; 0 where the format has none.
    pages: int = 0
    # More text follows than was read.
    cut: bool = False
    ocr: bool = False


@dataclass(frozen=True)
class Extract:
    rows: tuple[Row, ...] = ()
    facts: Facts = field(default_factory=Facts)
