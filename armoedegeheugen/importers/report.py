"""What the importer tells: one row a practice, everything else in the rest, and how much was used.

Invariant: the report is JSON of plain values; `coverage` is counted over all files that were read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .cards.pipeline import Reading
from .drafts.plan import Done
from .drafts.richtext import plain
from .source import SECTIONS, Card, Source, Span


@dataclass
class Row:
    card: Card
    page_id: int | None
    notes: list[str] = field(default_factory=list)


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    row_of: dict[int, int] = field(default_factory=dict)
    """Of a known card, its row."""
    counted: int = 0
    total: int = 0

    def add_reading(self, reading: Reading) -> None:
        self.rest += [part.text for part in reading.rest]
        counted, total = reading.letters
        self.counted += counted
        self.total += total

    def add_card(self, card: Card, source: Source, result: Done) -> None:
        """A row of its own, or a note on the row that an earlier source made of the practice."""
        number = self.row_of.setdefault(result.known, len(self.rows))
        if number == len(self.rows):
            self.rows.append(Row(card, result.page_id, list(result.plan.notes)))
            return
        row = self.rows[number]
        row.card = filled_in(row.card, card, result.plan.fill)
        row.notes += [f"{source.name}: {note}" for note in result.plan.notes]
        self.rest += left_over(card, source, result.plan.fill)

    def data(self) -> dict[str, Any]:
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
    """The card with those sections of the other one."""
    taken = set(names)
    sections = tuple(
        (name, other.section(name) if name in taken else paragraphs)
        for name, paragraphs in card.sections
    )
    return replace(card, sections=sections)


def left_over(card: Card, source: Source, used: Iterable[str]) -> list[str]:
    """The lines of a card whose words go nowhere, since another source's are kept."""
    taken = {span for name in used for paragraph in card.section(name) for span in paragraph.spans}
    return _lines((span for span in card.spans if span not in taken), source)


def _lines(spans: Iterable[Span], source: Source) -> list[str]:
    texts = {line.number: line.text for line in source.lines}
    found: dict[int, list[str]] = {}
    for span in spans:
        found.setdefault(span.line, []).append(texts[span.line][span.start : span.end])
    return [" ".join(parts).strip() for _, parts in sorted(found.items())]
