"""Describe an article as it was read: plain values with the input columns they came from."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..source import Rest, Span
from .heading_meanings import Meaning


class PartKind(Enum):
    """The kind of a part of a section."""

    TEXT = "text"
    ITEM = "item"
    NUMBERED = "numbered"
    ROW = "row"
    NOTE = "note"
    SUBHEADING = "subheading"
    QUOTE = "quote"


@dataclass(frozen=True)
class LinkedText:
    """A text with its links and the input that it came from."""

    text: str
    spans: tuple[Span, ...] = ()
    # Start and end column of each link, and its address.
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """A paragraph, item, row, note, subheading or quote of a section."""

    kind: PartKind
    content: LinkedText
    number: str = ""
    # As the input names the speaker; for the report alone.
    speaker: str = ""
    # The role of the speaker, without a name; for the page.
    role: str = ""
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Section:
    """A heading, its meaning and the parts below it."""

    heading: LinkedText | None
    meaning: Meaning | None
    parts: tuple[Part, ...] = ()

    def parts_with(self, meaning: Meaning) -> list[Part]:
        """Return the parts with this meaning; a part without one has the section's."""
        return [part for part in self.parts if (part.meaning or self.meaning) is meaning]


@dataclass(frozen=True)
class RecommendationDraft:
    """A recommendation as it was read, for a draft."""

    number: str
    text: str


@dataclass(frozen=True)
class Metadata:
    """The facts about an article: its title, date, organisation and kind of text."""

    title: str
    teaser: str = ""
    published: date | None = None
    year: int | None = None
    # The date as the text writes it.
    date_text: str = ""
    organisation: str = ""
    # The kind of text as the text itself says it, above its title.
    genre: str = ""
    # A standfirst that serves as the teaser; it stands in no section.
    lead: LinkedText | None = None


class InlineQuote(NamedTuple):
    """A quote that stands within a paragraph."""

    text: str
    speaker: str
    role: str


@dataclass(frozen=True)
class Article:
    """An article as it was read."""

    metadata: Metadata
    # The first has no heading: it holds what stands before any heading.
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    rest: tuple[Rest, ...] = ()
    # Quotes that stand within a paragraph, with who says them and in which role.
    inline_quotes: tuple[InlineQuote, ...] = ()

    def parts(self, meaning: Meaning) -> list[Part]:
        """Return the parts with this meaning in all sections."""
        return [part for section in self.sections for part in section.parts_with(meaning)]
