"""An article as it was read: plain values, each with the letters it came from."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..source import Rest, Span
from .heading_meanings import Meaning


class PartKind(Enum):
    TEXT = "text"
    ITEM = "item"
    NUMBERED = "numbered"
    ROW = "row"
    NOTE = "note"
    SUBHEADING = "subheading"
    QUOTE = "quote"


@dataclass(frozen=True)
class LinkedText:
    text: str
    spans: tuple[Span, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    """Letters from, up to, and the address that they lead to."""


@dataclass(frozen=True)
class Part:
    kind: PartKind
    content: LinkedText
    number: str = ""
    speaker: str = ""
    """As the input names them; for the report alone."""
    role: str = ""
    """Of who speaks, without a name; for the page."""
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Section:
    heading: LinkedText | None
    meaning: Meaning | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class RecommendationDraft:
    """A recommendation."""

    number: str
    text: str


@dataclass(frozen=True)
class Metadata:
    title: str
    teaser: str = ""
    published: date | None = None
    year: int | None = None
    date_text: str = ""
    """The date as it is written."""
    organisation: str = ""
    genre: str = ""
    """What kind of text it says it is, above its title."""
    lead: LinkedText | None = None
    """A standfirst that is the teaser; it stands nowhere else."""


class InlineQuote(NamedTuple):
    """A quote that stands within a paragraph."""

    text: str
    speaker: str
    role: str


@dataclass(frozen=True)
class Article:
    metadata: Metadata
    sections: tuple[Section, ...]
    """The first has no heading: what stands before any."""
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    rest: tuple[Rest, ...] = ()
    inline_quotes: tuple[InlineQuote, ...] = ()
    """Quotes that stand within a paragraph, with who says them and in which role."""

    def parts(self, meaning: Meaning) -> list[Part]:
        return [
            part
            for section in self.sections
            for part in section.parts
            if (part.meaning or section.meaning) is meaning
        ]
