"""Describe the input by lines, and the parts of lines that travel through the importer.

Invariant: a `Piece` is a literal part of one line, so that each letter of a field can be traced to
the place that it came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..privacy.personal_data import Contact


@dataclass(frozen=True)
class Line:
    """One line of the input, with what its markup says."""

    number: int
    text: str
    page_start: bool = False
    # Level of an HTML heading, 1 to 6; 0 for other lines and plain text.
    level: int = 0
    # It is an HTML list item.
    item: bool = False
    # It begins with one blank, left by a page break or a lost list mark.
    blank_led: bool = False
    # It is navigation, a footer or the like around the text of a web page.
    aside: bool = False

    @property
    def blank(self) -> bool:
        """Tell if the line has no text."""
        return not self.text.strip()


@dataclass(frozen=True)
class Source:
    """One input: a text file or a saved web page."""

    name: str
    lines: tuple[Line, ...]
    title: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the name of the source on a page: its own title, or else the file's name."""
        return self.title or self.name


@dataclass(frozen=True)
class Span:
    """Columns `start` up to `end` of a line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A part of a line that begins at column `start`."""

    line: int
    start: int
    text: str

    @property
    def span(self) -> Span:
        """Return the columns of this piece."""
        return Span(self.line, self.start, self.start + len(self.text))

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """Return the part from `start` up to `end`, counted within the piece."""
        return Piece(self.line, self.start + start, self.text[start:end])

    def stripped(self) -> "Piece":
        """Return the piece without the blanks around it."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, len(self.text.rstrip()) or None) if self.text.strip() else self


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or list item as it will stand in a field."""

    text: str
    spans: tuple[Span, ...] = ()
    item: bool = False
    subheading: bool = False


@dataclass(frozen=True)
class Rest:
    """Input that belongs to no field, word for word."""

    text: str
    spans: tuple[Span, ...]


SECTIONS = ("doelstelling", "bereik", "neveneffect", "hindernis", "tips")


@dataclass(frozen=True)
class Card:
    """One practice as it was read; `sections` has a row for each of `SECTIONS`, in that order."""

    title: str
    teaser: str = ""
    municipality: str = ""
    province: str = ""
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...] = ()
    contact: Contact = field(default_factory=Contact)
    notes: tuple[str, ...] = ()
    # The spans of its texts, its headings and its place.
    spans: tuple[Span, ...] = field(default=(), repr=False)

    def section(self, name: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a section; empty if it has none."""
        return dict(self.sections).get(name, ())


def spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """Return the span of each piece."""
    return tuple(piece.span for piece in pieces)


# Letters in the teaser field of a page.
LONGEST_TEASER = 300
