"""Report what the importer read in articles: what went where, and what it proposes.

Invariant: the report is JSON of plain values; `coverage` counts all files that were read. It holds
names (`speaker`, `rest`), and so it is for the editor alone and on no page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..drafts.plan import Outcome
from . import recommendations
from .article import Article, Part, PartKind
from .drafts import source_of
from .heading_meanings import Meaning
from .pipeline import Reading
from .proposals import Proposal, Proposals, as_rows

_LABELS = {
    "themes": "Voorgestelde thema's",
    "methods": "Voorgestelde methode",
    "target_groups": "Voorgestelde doelgroepen",
}
_LIST_KINDS = (PartKind.ITEM, PartKind.NUMBERED)


@dataclass
class Report:
    """The report of one run over all files."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    counted: int = 0
    total: int = 0

    def add(self, reading: Reading, proposals: Proposals, kind: str, outcome: Outcome) -> None:
        """Add a row for an article, and what it left over."""
        counted, total = reading.letter_counts
        self.counted += counted
        self.total += total
        self.rows.append(document_row(reading, proposals, kind, outcome))
        self.rest += [part.text for part in reading.article.rest]

    def data(self) -> dict[str, Any]:
        """Return the report as plain values."""
        coverage = self.counted / self.total if self.total else 1.0
        return {
            "documents": self.rows,
            "rest": self.rest,
            "coverage": int(coverage * 10_000) / 10_000,
        }


def document_row(
    reading: Reading, proposals: Proposals, kind: str, outcome: Outcome
) -> dict[str, Any]:
    """Return the row of the report for one article."""
    article = reading.article
    metadata = article.metadata
    title, url = source_of(reading)
    notes = [*proposals.notes, *proposal_sentences(proposals)]
    return {
        "file": reading.text.source.name,
        "kind": kind,
        "title": metadata.title,
        "teaser": metadata.teaser,
        "date": metadata.published.isoformat() if metadata.published else None,
        "year": metadata.published.year if metadata.published else metadata.year,
        "dated": metadata.date_text,
        "organisation": metadata.organisation,
        "source": {"title": title, "url": url},
        **_proposed(proposals),
        "introduction": _plain(article.sections[0].parts) if article.sections else "",
        "sections": [
            {
                "heading": section.heading.text if section.heading else "",
                "meaning": section.meaning.value if section.meaning else None,
                "text": _plain(section.parts),
                "items": [part.content.text for part in section.parts if part.kind in _LIST_KINDS],
            }
            for section in article.sections
        ],
        "quotes": [*_quotes(article)],
        "links": [*_links(article)],
        "questions": _questions(article),
        "findings": _texts(article, Meaning.FINDINGS),
        "challenges": _texts(article, Meaning.CHALLENGES),
        "context": _texts(article, Meaning.CONTEXT),
        "participation": _texts(article, Meaning.PARTICIPATION),
        "recommendations": [
            vars(each) for each in recommendations.extract(article).recommendations
        ],
        "notes": [*article.notes, *notes, *outcome.plan.notes],
        "coverage": int(reading.coverage * 10_000) / 10_000,
        "page_id": outcome.page_id,
    }


def _proposed(proposals: Proposals) -> dict[str, Any]:
    place, ladder_level = proposals.place, proposals.ladder_level
    return {
        "municipality": place.name if place and not place.is_province else "",
        "province": place.province if place else "",
        "place_words": list(proposals.place_words),
        "themes": as_rows(proposals.themes),
        "methods": as_rows(proposals.methods),
        "target_groups": as_rows(proposals.target_groups),
        "ladder_level": as_rows([ladder_level])[0] if ladder_level else None,
    }


def proposal_sentences(proposals: Proposals) -> list[str]:
    """Return the proposals as sentences, with the words that point to them."""
    sentences = []
    for name, label in _LABELS.items():
        terms = [_term_with_words(proposal) for proposal in getattr(proposals, name)]
        if terms:
            sentences.append(f"{label}: {'; '.join(terms)}.")
    if proposals.ladder_level:
        sentences.append(f"Voorgestelde trede: {_term_with_words(proposals.ladder_level)}.")
    if proposals.place:
        words = ", ".join(proposals.place_words)
        sentences.append(f"Voorgestelde plaats: {proposals.place.name} ({words}).")
    return sentences


def _term_with_words(proposal: Proposal) -> str:
    return f"{proposal.name} ({', '.join(proposal.words)})"


def _plain(parts: Iterable[Part]) -> str:
    """Return parts as plain text, a blank line between paragraphs and an item on each line."""
    text, after_item = "", False
    for part in parts:
        is_listed = part.kind in (*_LIST_KINDS, PartKind.ROW)
        if text:
            text += "\n" if after_item and is_listed else "\n\n"
        text += f"“{part.content.text}”" if part.kind is PartKind.QUOTE else part.content.text
        after_item = is_listed
    return text


def _quotes(article: Article) -> list[dict[str, Any]]:
    parts = [part for section in article.sections for part in section.parts]
    block_quotes = [
        {
            "quote": part.content.text,
            "speaker": part.speaker,
            "speaker_role": part.role,
            "pulled": True,
        }
        for part in parts
        if part.kind is PartKind.QUOTE
    ]
    inline_quotes = [
        {"quote": text, "speaker": speaker, "speaker_role": role, "pulled": False}
        for text, speaker, role in article.inline_quotes
    ]
    return [*block_quotes, *inline_quotes]


def _links(article: Article) -> list[dict[str, str]]:
    titles: dict[str, str] = {}
    for section in article.sections:
        for part in section.parts:
            for start, end, url in part.content.links:
                titles.setdefault(url, part.content.text[start:end])
    return [{"title": title, "url": url} for url, title in titles.items()]


def _questions(article: Article) -> list[str]:
    """Return the questions, without the sentence that leads up to a list of them."""
    parts = [part for part in article.parts(Meaning.QUESTIONS) if part.kind in _LIST_KINDS]
    return [part.content.text for part in parts] or _texts(article, Meaning.QUESTIONS)


def _texts(article: Article, meaning: Meaning) -> list[str]:
    parts = article.parts(meaning)
    return [part.content.text for part in parts if part.kind is not PartKind.SUBHEADING]
