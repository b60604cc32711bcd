"""An article as it was read: plain values, each with the letters it came from."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ..source import Rest, Span
from .heading_meanings import Meaning


class Form(Enum):
    TEXT = "text"
    ITEM = "item"
    NUMBERED = "numbered"
    ROW = "row"
    NOTE = "note"
    SUBHEADING = "subheading"
    QUOTE = "quote"


@dataclass(frozen=True)
class Words:
    text: str
    spans: tuple[Span, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    """Letters from, up to, and the address that they lead to."""


@dataclass(frozen=True)
class Part:
    form: Form
    words: Words
    number: str = ""
    speaker: str = ""
    """As the input names them; for the report alone."""
    role: str = ""
    """Of who speaks, without a name; for the page."""
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Section:
    heading: Words | None
    meaning: Meaning | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Ask:
    """A recommendation."""

    number: str
    text: str


@dataclass(frozen=True)
class Front:
    title: str
    teaser: str = ""
    day: date | None = None
    year: int | None = None
    dated: str = ""
    """The date as it is written."""
    organisation: str = ""
    genre: str = ""
    """What kind of text it says it is, above its title."""
    lead: Words | None = None
    """A standfirst that is the teaser; it stands nowhere else."""


@dataclass(frozen=True)
class Article:
    front: Front
    sections: tuple[Section, ...]
    """The first has no heading: what stands before any."""
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    rest: tuple[Rest, ...] = ()
    inline: tuple[tuple[str, str, str], ...] = ()
    """Quotes that stand within a paragraph, with who says them and in which role."""

    def parts(self, meaning: Meaning) -> list[Part]:
        return [
            part
            for section in self.sections
            for part in section.parts
            if (part.meaning or section.meaning) is meaning
        ]
