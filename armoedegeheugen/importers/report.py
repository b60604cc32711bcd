"""Report an import: one row for each practice, the rest of the text, and the coverage.

Invariant: the report is JSON of plain values; `coverage` is counted over all files that were read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .cards.pipeline import Reading
from .drafts.plan import Outcome
from .drafts.richtext import plain
from .source import SECTIONS, Card, Source, Span


@dataclass
class Row:
    """A card of the report, with its draft and the notes of all its sources."""

    card: Card
    page_id: int | None
    notes: list[str] = field(default_factory=list)


@dataclass
class Report:
    """The report of one import, over all its files."""

    rows: list[Row] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    # Index of a known card → index of its row.
    row_of: dict[int, int] = field(default_factory=dict)
    counted: int = 0
    total: int = 0

    def add_reading(self, reading: Reading) -> None:
        """Add the rest and the counts of a file."""
        self.rest += [part.text for part in reading.rest]
        counted, total = reading.letters
        self.counted += counted
        self.total += total

    def add_card(self, card: Card, source: Source, result: Outcome) -> None:
        """Add a row for a card, or a note to the row of an earlier source of the same practice."""
        number = self.row_of.setdefault(result.known, len(self.rows))
        if number == len(self.rows):
            self.rows.append(Row(card, result.page_id, list(result.plan.notes)))
            return
        row = self.rows[number]
        row.card = filled_in(row.card, card, result.plan.fill)
        row.notes += [f"{source.name}: {note}" for note in result.plan.notes]
        self.rest += left_over(card, source, result.plan.fill)

    def data(self) -> dict[str, Any]:
        """Return the report as plain values for JSON."""
        coverage = self.counted / self.total if self.total else 1.0
        return {
            "cards": [_row(row) for row in self.rows],
            "rest": self.rest,
            "coverage": int(coverage * 10_000) / 10_000,
        }


def _row(row: Row) -> dict[str, Any]:
    card = row.card
    return {
        "title": card.title,
        "municipality": card.municipality,
        "province": card.province,
        "teaser": card.teaser,
        **{name: plain(card.section(name)) for name in SECTIONS if name != "tips"},
        "tips": [tip.text for tip in card.section("tips")],
        "contact_role": card.contact.role,
        "notes": [*card.notes, *row.notes],
        "page_id": row.page_id,
    }


def filled_in(card: Card, other: Card, names: Iterable[str]) -> Card:
    """Return a card with the given sections replaced by those of another card."""
    taken = set(names)
    sections = tuple(
        (name, other.section(name) if name in taken else paragraphs)
        for name, paragraphs in card.sections
    )
    return replace(card, sections=sections)


def left_over(card: Card, source: Source, used: Iterable[str]) -> list[str]:
    """Return the lines of a card that no field uses, because another source's text is kept."""
    taken = {span for name in used for paragraph in card.section(name) for span in paragraph.spans}
    return _lines((span for span in card.spans if span not in taken), source)


def _lines(spans: Iterable[Span], source: Source) -> list[str]:
    texts = {line.number: line.text for line in source.lines}
    found: dict[int, list[str]] = {}
    for span in spans:
        found.setdefault(span.line, []).append(texts[span.line][span.start : span.end])
    return [" ".join(parts).strip() for _, parts in sorted(found.items())]
