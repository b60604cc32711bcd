"""Describe a text as it was opened: its lines, their format and the file's own metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...extracting.rows import Link, Style
from ..source import Line, Source


@dataclass(frozen=True)
class LineFormat:
    """The format of a line; sizes and places are 0 where the file format has none."""

    style: Style = Style.PLAIN
    # The line is a whole paragraph, as the file format has it.
    is_paragraph: bool = False
    # Of the letters, in points.
    size: float = 0.0
    bold: bool = False
    # Left and right edge, in points.
    left: float = 0.0
    right: float = 0.0
    # Distance from the top, as a share of the page's height.
    top: float = 0.0
    # Distance to the line above, in points; 0 or less at the top of a page or column.
    leading: float = 0.0
    page: int = 0
    links: tuple[Link, ...] = ()


UNFORMATTED = LineFormat()


@dataclass(frozen=True)
class FileMetadata:
    """The metadata that a file carries; any of it may be empty or wrong."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    date: str = ""
    description: str = ""


@dataclass(frozen=True)
class ExtractedText:
    """The lines of a file, the format of each, and the metadata of the file."""

    source: Source
    formats: Mapping[int, LineFormat] = field(default_factory=dict)
    file_metadata: FileMetadata = FileMetadata()
    # The lines were printed, and have places on a page.
    from_pdf: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines in reading order."""
        return self.source.lines

    def format_of(self, number: int) -> LineFormat:
        """Return the format of a line by its number."""
        return self.formats.get(number, UNFORMATTED)
