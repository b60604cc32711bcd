"""The recommendations in an article, one by one, and what else stands among them."""

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


_ADDRESSED = re.compile(
    r"\W*(?:(?:\w*aanbevelingen|adviezen|voorstellen|vragen|eisen)\s+)?"
    r"(?:aan|voor|richting|gericht aan|ten aanzien van|t\.a\.v\.|op het niveau van)\s",
    re.IGNORECASE,
)
"""*Voor de lokale besturen*: a heading that says who is asked, and not what."""

_COUNTED = tuple(
    re.compile(rf"(?:^|(?<=[:;,.!?]\s)|(?<=\s(?:en|of)\s))\(?(?P<mark>{mark}){end}\s+(?=\S)")
    for mark, end in ((r"\d{1,2}", "[)°]"), ("[a-j]", r"\)"))
)
"""Marks within a sentence, and not those that it speaks of: *artikel 1) en 2)*."""
_IN_WORDS = re.compile(
    r"(?:^|(?<=[.!?:;]\s))(?=(?:ten|als) (?P<mark>eerste|tweede|derde|vierde|vijfde|zesde|zevende"
    r"|achtste|negende|tiende|laatste|slotte)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Extraction:
    recommendations: tuple[RecommendationDraft, ...] = ()
    other_parts: tuple[Part, ...] = ()
    """What leads up to them, or stands between them."""


def extract(article: Article) -> Extraction:
    asks: list[RecommendationDraft] = []
    others: list[Part] = []
    for section in article.sections:
        found = _in_section(section)
        asks += found.recommendations
        others += found.other_parts
    if not asks and "aanbeveling" in article.metadata.genre.lower():
        asks = [
            _headed(section.heading.text, section.parts)
            for section in article.sections
            if section.heading and section.meaning is None and section.parts
        ]
    return Extraction(tuple(asks), tuple(others))


def _in_section(section: Section) -> Extraction:
    here = [
        part
        for part in section.parts
        if (part.meaning or section.meaning) is Meaning.RECOMMENDATIONS
    ]
    if section.heading is not None and _NUMBERED.match(section.heading.text):
        return Extraction((_headed(section.heading.text, section.parts),))
    if not here:
        return Extraction()
    items = [part for part in here if part.kind in (PartKind.ITEM, PartKind.NUMBERED)]
    told = [part for part in here if part.kind is not PartKind.SUBHEADING and is_numbered(part)]
    if told:
        return _by_heading(here, told)
    heads = [part for part in here if part.kind is PartKind.SUBHEADING]
    listed = bool(items) and all(_ADDRESSED.match(head.content.text) for head in heads)
    numbered = len(items) < len(heads) or all(_is_ask(head) for head in heads)
    if len(heads) > 1 and numbered and not listed:
        return _by_heading(here, heads)
    if items:
        kept = tuple(part for part in here if part not in items)
        return Extraction(tuple(_ask(part) for part in items), kept)
    texts = [part for part in here if part.kind is PartKind.TEXT]
    if len(texts) > 1 and texts[0].content.text.endswith(":"):
        texts = texts[1:]
    kept = tuple(part for part in here if part not in texts)
    return Extraction(tuple(ask for part in texts for ask in _one_by_one(part)), kept)


def is_numbered(part: Part) -> bool:
    """*Aanbeveling 3. …*: it says itself what it is, also where no heading does."""
    return _NUMBERED.match(part.content.text) is not None


def is_counted(part: Part) -> bool:
    """*Wij vragen: 1) …; 2) …*: a sentence that asks, and in it what it asks."""
    text = part.content.text
    marks = _marks(text)
    return bool(marks) and heading_meanings.introduces_recommendations(
        text[: marks[0].start()].strip()
    )


def _is_ask(part: Part) -> bool:
    return bool(part.number) or is_numbered(part)


def _by_heading(parts: Sequence[Part], heads: Sequence[Part]) -> Extraction:
    """A heading, or a line that is as good as one, and what stands under it are one
    recommendation."""
    asks: list[RecommendationDraft] = []
    others: list[Part] = []
    head: Part | None = None
    under: list[Part] = []
    for part in parts:
        if any(part is one for one in heads) or part.kind is PartKind.SUBHEADING:
            if head is not None:
                asks.append(_headed(head.content.text, under, head.number))
            head, under = (part if any(part is one for one in heads) else None), []
            if head is None:
                others.append(part)
        elif head is None:
            others.append(part)
        else:
            under.append(part)
    if head is not None:
        asks.append(_headed(head.content.text, under, head.number))
    return Extraction(tuple(asks), tuple(others))


def _headed(heading: str, under: Sequence[Part], number: str = "") -> RecommendationDraft:
    match = _NUMBERED.match(heading)
    number = match["number"] if match else number
    first = heading[match.end() :] if match else heading
    return RecommendationDraft(number[:12], "\n".join([first, *(_told(part) for part in under)]))


def _told(part: Part) -> str:
    text = part.content.text
    if part.kind is PartKind.QUOTE:
        return f"“{text}” ({part.role})" if part.role else f"“{text}”"
    return f"- {text}" if part.kind in (PartKind.ITEM, PartKind.NUMBERED) else text


def _one_by_one(part: Part) -> list[RecommendationDraft]:
    """What a paragraph counts: *1) …; 2) …*, *Ten eerste … Ten tweede …*. The words before them go
    with the first."""
    text = part.content.text
    marks = _marks(text)
    if not marks:
        return [_ask(part)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    told = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    told[0] = f"{text[: marks[0].start()].strip()} {told[0]}".strip()
    numbers = [mark["mark"] if mark["mark"].isdigit() else "" for mark in marks]
    return [RecommendationDraft(*one) for one in zip(numbers, told, strict=True)]


def _marks(text: str) -> list[re.Match[str]]:
    """At least two, in their order from the first on."""
    for pattern, order in zip(_COUNTED, (map(str, count(1)), ascii_lowercase), strict=True):
        found = list(pattern.finditer(text))
        if len(found) > 1 and [mark["mark"] for mark in found] == list(islice(order, len(found))):
            return found
    found = list(_IN_WORDS.finditer(text))
    return found if len(found) > 1 and found[0]["mark"].lower() == "eerste" else []


def _ask(part: Part) -> RecommendationDraft:
    match = _NUMBERED.match(part.content.text)
    if match:
        return RecommendationDraft(match["number"], part.content.text[match.end() :])
    plain = re.fullmatch(r"[A-Z]?\d{1,2}", part.number)
    return RecommendationDraft(part.number if plain else "", part.content.text)
