"""What the importer tells of an article: what went where, what it proposes and by which words.

Invariant: the report is JSON of plain values; `coverage` is counted over all files that were read.
Names stand in it (`speaker`, `rest`): it is for the editor alone, and on no page.
"""

from dataclasses import dataclass, field
from typing import Any

from ..drafts.plan import Outcome
from . import proposals, recommendations
from .article import Article, PartKind
from .drafts import source_of
from .heading_meanings import Meaning
from .pipeline import Reading
from .proposals import Proposals

_SAID = {
    "themes": "Voorgestelde thema's",
    "methods": "Voorgestelde methode",
    "target_groups": "Voorgestelde doelgroepen",
}


@dataclass
class Report:
    rows: list[dict[str, Any]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    counted: int = 0
    total: int = 0

    def add(self, reading: Reading, found: Proposals, kind: str, done: Outcome) -> None:
        counted, total = reading.letter_counts
        self.counted += counted
        self.total += total
        self.rows.append(document_row(reading, found, kind, done))
        self.rest += [part.text for part in reading.article.rest]

    def data(self) -> dict[str, Any]:
        coverage = self.counted / self.total if self.total else 1.0
        return {
            "documents": self.rows,
            "rest": self.rest,
            "coverage": int(coverage * 10_000) / 10_000,
        }


def document_row(reading: Reading, found: Proposals, kind: str, done: Outcome) -> dict[str, Any]:
    article = reading.article
    made = article.metadata
    title, url = source_of(reading)
    return {
        "file": reading.text.source.name,
        "kind": kind,
        "title": made.title,
        "teaser": made.teaser,
        "date": made.published.isoformat() if made.published else None,
        "year": made.published.year if made.published else made.year,
        "dated": made.date_text,
        "organisation": made.organisation,
        "source": {"title": title, "url": url},
        **_proposed(found),
        "introduction": _plain(article.sections[0].parts) if article.sections else "",
        "sections": [
            {
                "heading": section.heading.text if section.heading else "",
                "meaning": section.meaning.value if section.meaning else None,
                "text": _plain(section.parts),
                "items": [p.content.text for p in section.parts if p.kind in _LISTED],
            }
            for section in article.sections
        ],
        "quotes": [*_quotes(article)],
        "links": [*_links(article)],
        "questions": _questions(article),
        "findings": _listed(article, Meaning.FINDINGS),
        "challenges": _listed(article, Meaning.CHALLENGES),
        "context": _listed(article, Meaning.CONTEXT),
        "participation": _listed(article, Meaning.PARTICIPATION),
        "recommendations": [vars(ask) for ask in recommendations.extract(article).recommendations],
        "notes": [*article.notes, *found.notes, *proposal_sentences(found), *done.plan.notes],
        "coverage": int(reading.coverage * 10_000) / 10_000,
        "page_id": done.page_id,
    }


_LISTED = (PartKind.ITEM, PartKind.NUMBERED)


def _proposed(found: Proposals) -> dict[str, Any]:
    place = found.place
    return {
        "municipality": place.name if place and not place.is_province else "",
        "province": place.province if place else "",
        "place_words": list(found.place_words),
        "themes": proposals.as_rows(found.themes),
        "methods": proposals.as_rows(found.methods),
        "target_groups": proposals.as_rows(found.target_groups),
        "ladder_level": next(iter(proposals.as_rows([found.ladder_level])), None)
        if found.ladder_level
        else None,
    }


def proposal_sentences(found: Proposals) -> list[str]:
    """The proposals as sentences, with the words that led there."""
    said = []
    for name, label in _SAID.items():
        terms = [f"{one.name} ({', '.join(one.words)})" for one in getattr(found, name)]
        if terms:
            said.append(f"{label}: {'; '.join(terms)}.")
    if found.ladder_level:
        words = ", ".join(found.ladder_level.words)
        said.append(f"Voorgestelde trede: {found.ladder_level.name} ({words}).")
    if found.place:
        words = ", ".join(found.place_words)
        said.append(f"Voorgestelde plaats: {found.place.name} ({words}).")
    return said


def _plain(parts: Any) -> str:
    """A blank line between paragraphs, the items of a list each on a line."""
    text, item = "", False
    for part in parts:
        listed = part.kind in (*_LISTED, PartKind.ROW)
        if text:
            text += "\n" if item and listed else "\n\n"
        text += f"“{part.content.text}”" if part.kind is PartKind.QUOTE else part.content.text
        item = listed
    return text


def _quotes(article: Article) -> list[dict[str, Any]]:
    parts = [part for section in article.sections for part in section.parts]
    apart = [
        {
            "quote": part.content.text,
            "speaker": part.speaker,
            "speaker_role": part.role,
            "pulled": True,
        }
        for part in parts
        if part.kind is PartKind.QUOTE
    ]
    inside = [
        {"quote": words, "speaker": who, "speaker_role": role, "pulled": False}
        for words, who, role in article.inline_quotes
    ]
    return [*apart, *inside]


def _links(article: Article) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for section in article.sections:
        for part in section.parts:
            for start, end, url in part.content.links:
                found.setdefault(url, part.content.text[start:end])
    return [{"title": title, "url": url} for url, title in found.items()]


def _questions(article: Article) -> list[str]:
    """The questions themselves, without the sentence that leads up to a list of them."""
    parts = [part for part in article.parts(Meaning.QUESTIONS) if part.kind in _LISTED]
    return [part.content.text for part in parts] or _listed(article, Meaning.QUESTIONS)


def _listed(article: Article, meaning: Meaning) -> list[str]:
    return [
        part.content.text for part in article.parts(meaning) if part.kind is not PartKind.SUBHEADING
    ]
