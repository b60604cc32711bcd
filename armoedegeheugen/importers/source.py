"""What is read, line by line, and the parts of lines that travel through the importer.

Invariant: a `Piece` is a literal part of one line, so whatever ends up in a field can be traced
to the letters it came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..privacy.personal_data import Contact


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    page_start: bool = False
    level: int = 0
    """Of an HTML heading, 1 to 6; plain text has no such sign."""
    item: bool = False
    """An HTML list item."""
    blank_led: bool = False
    """Begins with the one blank that a page break leaves, or a lost list mark."""
    aside: bool = False
    """Navigation, footer and the like: part of a web page, not of what it tells."""

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Source:
    """One input: a file, or the page that was saved in it."""

    name: str
    lines: tuple[Line, ...]
    title: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How the source is named on a page: its own title, or else the file's name."""
        return self.title or self.name


@dataclass(frozen=True)
class Span:
    """Columns `start` up to `end` of a line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    line: int
    start: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.line, self.start, self.start + len(self.text))

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The columns of this piece from `start` up to `end`, counted within the piece."""
        return Piece(self.line, self.start + start, self.text[start:end])

    def stripped(self) -> "Piece":
        """Without the blanks around it."""
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
    """Input that belongs to no field, word for word as it was."""

    text: str
    spans: tuple[Span, ...]


SECTIONS = ("doelstelling", "bereik", "neveneffect", "hindernis", "tips")


@dataclass(frozen=True)
class Card:
    """One practice as it was read. `sections` has a row for each of `SECTIONS`, in that order."""

    title: str
    teaser: str = ""
    municipality: str = ""
    province: str = ""
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...] = ()
    contact: Contact = field(default_factory=Contact)
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    """All that the card accounts for: its texts, its headings and its place."""

    def section(self, name: str) -> tuple[Paragraph, ...]:
        return dict(self.sections).get(name, ())


def spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    return tuple(piece.span for piece in pieces)
