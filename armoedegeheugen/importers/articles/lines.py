"""A text as it was opened: its lines, how each looks, and what the file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...extracting.rows import Link, Style
from ..source import Line, Source


@dataclass(frozen=True)
class Look:
    """Of a line. Places and sizes are 0 where the format has none."""

    style: Style = Style.PLAIN
    whole: bool = False
    """The line is a paragraph by itself, as the format has it."""
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    down: float = 0.0
    page: int = 0
    links: tuple[Link, ...] = ()


PLAIN = Look()


@dataclass(frozen=True)
class Told:
    """What a file says of itself; all of it may be empty, or wrong."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    date: str = ""
    description: str = ""


@dataclass(frozen=True)
class Text:
    source: Source
    looks: Mapping[int, Look] = field(default_factory=dict)
    told: Told = Told()
    printed: bool = False
    """From a PDF: lines as they were set, with their places."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.source.lines

    def look(self, line: int) -> Look:
        return self.looks.get(line, PLAIN)
