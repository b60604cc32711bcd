"""Extract the recommendations of an article one by one, apart from the text among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, islice
from string import ascii_lowercase

from . import heading_meanings
from .article import Article, Part, PartKind, RecommendationDraft, Section
from .heading_meanings import Meaning

_NUMBERED = re.compile(
    r"\W*(?:(?:aanbeveling|advies|voorstel|actie|speerpunt"
    r"|punt)\s*(?:nr\.?\s*)?)(?P<number>\d{1,2}[a-z]?)\s*[:.)–-]\s*(?=\S)",
    re.IGNORECASE,
)


# A heading that states who is asked, not what: *Voor de lokale besturen*.
_ADDRESSED = re.compile(
    r"\W*(?:(?:\w*aanbevelingen|adviezen|voorstellen|vragen|eisen)\s+)?"
    r"(?:aan|voor|richting|gericht aan|ten aanzien van|t\.a\.v\.|op het niveau van)\s",
    re.IGNORECASE,
)

# Marks that a sentence counts with, not those that it mentions: *artikel 1) en 2)*.
_COUNTED = tuple(
    re.compile(rf"(?:^|(?<=[:;,.!?]\s)|(?<=\s(?:en|of)\s))\(?(?P<mark>{mark}){end}\s+(?=\S)")
    for mark, end in ((r"\d{1,2}", "[)°]"), ("[a-j]", r"\)"))
)
_IN_WORDS = re.compile(
    r"(?:^|(?<=[.!?:;]\s))(?=(?:ten|als) (?P<mark>eerste|tweede|derde|vierde|vijfde|zesde|zevende"
    r"|achtste|negende|tiende|laatste|slotte)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Extraction:
    """The recommendations of an article, and the other parts of their sections."""

    recommendations: tuple[RecommendationDraft, ...] = ()
    # Parts that lead up to recommendations, or stand between them.
    other_parts: tuple[Part, ...] = ()


def extract(article: Article) -> Extraction:
    """Return the recommendations of an article, in reading order."""
    recommendations: list[RecommendationDraft] = []
    other_parts: list[Part] = []
    for section in article.sections:
        extraction = _in_section(section)
        recommendations += extraction.recommendations
        other_parts += extraction.other_parts
    if not recommendations and "aanbeveling" in article.metadata.genre.lower():
        recommendations = [
            _from_heading(section.heading.text, section.parts)
            for section in article.sections
            if section.heading and section.meaning is None and section.parts
        ]
    return Extraction(tuple(recommendations), tuple(other_parts))


def _in_section(section: Section) -> Extraction:
    if section.heading is not None and _NUMBERED.match(section.heading.text):
        return Extraction((_from_heading(section.heading.text, section.parts),))
    parts = section.parts_with(Meaning.RECOMMENDATIONS)
    items = [part for part in parts if part.kind in (PartKind.ITEM, PartKind.NUMBERED)]
    headings = [part for part in parts if part.kind is PartKind.SUBHEADING]
    numbered = [part for part in parts if is_numbered(part) and part not in headings]
    if numbered:
        return _by_heading(parts, numbered)
    is_listed = bool(items) and all(_ADDRESSED.match(head.content.text) for head in headings)
    are_headed = len(items) < len(headings) or all(_has_number(head) for head in headings)
    if len(headings) > 1 and are_headed and not is_listed:
        return _by_heading(parts, headings)
    if items:
        other_parts = tuple(part for part in parts if part not in items)
        return Extraction(tuple(_from_part(part) for part in items), other_parts)
    texts = [part for part in parts if part.kind is PartKind.TEXT]
    if len(texts) > 1 and texts[0].content.text.endswith(":"):
        texts = texts[1:]
    other_parts = tuple(part for part in parts if part not in texts)
    counted = [recommendation for part in texts for recommendation in _split_counted(part)]
    return Extraction(tuple(counted), other_parts)


def is_numbered(part: Part) -> bool:
    """Return whether a part states that it is a recommendation: *Aanbeveling 3. …*."""
    return _NUMBERED.match(part.content.text) is not None


def is_counted(part: Part) -> bool:
    """Return whether a sentence asks and counts what it asks: *Wij vragen: 1) …; 2) …*."""
    text = part.content.text
    marks = _counting_marks(text)
    if not marks:
        return False
    return heading_meanings.introduces_recommendations(text[: marks[0].start()].strip())


def _has_number(part: Part) -> bool:
    return bool(part.number) or is_numbered(part)


def _by_heading(parts: Sequence[Part], headings: Sequence[Part]) -> Extraction:
    """Make one recommendation of each heading, or line that serves as one, and its text."""
    recommendations: list[RecommendationDraft] = []
    other_parts: list[Part] = []
    heading: Part | None = None
    under: list[Part] = []
    for part in parts:
        if any(part is other for other in headings) or part.kind is PartKind.SUBHEADING:
            if heading is not None:
                recommendations.append(_from_heading(heading.content.text, under, heading.number))
            heading, under = (part if any(part is other for other in headings) else None), []
            if heading is None:
                other_parts.append(part)
        elif heading is None:
            other_parts.append(part)
        else:
            under.append(part)
    if heading is not None:
        recommendations.append(_from_heading(heading.content.text, under, heading.number))
    return Extraction(tuple(recommendations), tuple(other_parts))


def _from_heading(heading: str, parts: Sequence[Part], number: str = "") -> RecommendationDraft:
    match = _NUMBERED.match(heading)
    number = match["number"] if match else number
    first = heading[match.end() :] if match else heading
    return RecommendationDraft(number[:12], "\n".join([first, *(_as_line(part) for part in parts)]))


def _as_line(part: Part) -> str:
    text = part.content.text
    if part.kind is PartKind.QUOTE:
        return f"“{text}” ({part.role})" if part.role else f"“{text}”"
    return f"- {text}" if part.kind in (PartKind.ITEM, PartKind.NUMBERED) else text


def _split_counted(part: Part) -> list[RecommendationDraft]:
    """Split a paragraph at what it counts: *1) …; 2) …*, *Ten eerste … Ten tweede …*.

    The words before the first mark go with the first recommendation.
    """
    text = part.content.text
    marks = _counting_marks(text)
    if not marks:
        return [_from_part(part)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    texts = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    texts[0] = f"{text[: marks[0].start()].strip()} {texts[0]}".strip()
    numbers = [mark["mark"] if mark["mark"].isdigit() else "" for mark in marks]
    return list(map(RecommendationDraft, numbers, texts))


def _counting_marks(text: str) -> list[re.Match[str]]:
    """Return the marks that count: at least two, in order from the first on."""
    for pattern, order in zip(_COUNTED, (map(str, count(1)), ascii_lowercase), strict=True):
        matches = list(pattern.finditer(text))
        marks = [match["mark"] for match in matches]
        if len(marks) > 1 and marks == list(islice(order, len(marks))):
            return matches
    matches = list(_IN_WORDS.finditer(text))
    return matches if len(matches) > 1 and matches[0]["mark"].lower() == "eerste" else []


def _from_part(part: Part) -> RecommendationDraft:
    is_number = re.fullmatch(r"[A-Z]?\d{1,2}", part.number) is not None
    return RecommendationDraft(part.number if is_number else "", part.content.text)
