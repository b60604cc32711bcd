"""Read a source into cards and a rest, without a database.

Invariant: each non-blank letter of the source is in a card's spans or in the rest, but for the
marks of lists, hyphens at line ends and stray marks.
"""

import re
from dataclasses import dataclass, replace

from ..coverage import counted, coverage, filled
from ..gazetteer import Gazetteer
from ..layout import blocks as layout
from ..source import Card, Rest, Source, Span
from . import card as cards
from . import classify, segment, title_blocks
from .card import as_rest


@dataclass(frozen=True)
class Reading:
    """The cards and the rest of one source."""

    source: Source
    cards: tuple[Card, ...]
    rest: tuple[Rest, ...]

    @property
    def spans(self) -> list[Span]:
        """Return all spans that are accounted for."""
        cards = [span for card in self.cards for span in card.spans]
        return [*cards, *(span for part in self.rest for span in part.spans)]

    @property
    def coverage(self) -> float:
        """Return the share of the source's letters that is accounted for."""
        return coverage(self.source.lines, self.spans)

    @property
    def letters(self) -> tuple[int, int]:
        """Return how many letters are accounted for, and how many there are."""
        return counted(self.source.lines, self.spans), filled(self.source.lines)


def read(source: Source, places: Gazetteer) -> Reading:
    """Read a source into cards; `places` are the places that can be recognised."""
    blocks = classify.sift(tuple(layout.group_lines(source.lines)), places)
    seen = _words(source)
    made: list[Card] = []
    rest: list[Rest] = []
    used: set[int] = set()
    end = 0
    for run in segment.runs(blocks, title_blocks.find(blocks)):
        result = cards.make(blocks, run, end, places, seen)
        made.append(replace(result.card, notes=(*source.notes, *result.card.notes)))
        rest += result.rest
        used |= result.used
        end = run.end
    rest += [as_rest(block) for index, block in enumerate(blocks) if index not in used]
    return Reading(source, tuple(made), tuple(sorted(rest, key=_place)))


def _place(rest: Rest) -> tuple[int, int]:
    first = rest.spans[0]
    return first.line, first.start


def _words(source: Source) -> frozenset[str]:
    return frozenset(
        word for line in source.lines for word in re.findall(r"[^\W\d_]{4,}", line.text.lower())
    )
