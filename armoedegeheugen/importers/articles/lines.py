"""A text as it was opened: its lines, how each looks, and what the file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...extracting.rows import Link, Style
from ..source import Line, Source


@dataclass(frozen=True)
class LineFormat:
    """Of a line. Places and sizes are 0 where the format has none."""

    style: Style = Style.PLAIN
    is_paragraph: bool = False
    """The line is a paragraph by itself, as the format has it."""
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    leading: float = 0.0
    page: int = 0
    links: tuple[Link, ...] = ()


UNFORMATTED = LineFormat()


@dataclass(frozen=True)
class FileMetadata:
    """What a file says of itself; all of it may be empty, or wrong."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    date: str = ""
    description: str = ""


@dataclass(frozen=True)
class ExtractedText:
    source: Source
    formats: Mapping[int, LineFormat] = field(default_factory=dict)
    file_metadata: FileMetadata = FileMetadata()
    from_pdf: bool = False
    """From a PDF: lines as they were set, with their places."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.source.lines

    def format_of(self, line: int) -> LineFormat:
        return self.formats.get(line, UNFORMATTED)
