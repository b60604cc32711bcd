"""Tally answers to recommendations: how many, which, and how soon (pure)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ..models.choices import Position
from .state import State

# Width of a whole bar. Whole numbers: a localised template would write a decimal comma in SVG.
SCALE = 1000


@dataclass(frozen=True)
class Record:
    """One recommendation; `places` and `themes` hold the keys it counts for."""

    state: State
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    told_back: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a bar: its start and width, in `SCALE`."""

    position: Position
    count: int
    start: int
    width: int


@dataclass(frozen=True)
class Tally:
    """Counts over a group of recommendations."""

    key: str
    total: int
    answered: int
    contested: int
    told_back: int
    overdue: int
    # Median days until the answer; None if no answer has a known date.
    days: int | None
    positions: tuple[tuple[Position, int], ...]

    @property
    def unanswered(self) -> int:
        """Return the number without an answer."""
        return self.total - self.answered

    @property
    def not_told_back(self) -> int:
        """Return the number without feedback to the participants."""
        return self.total - self.told_back

    @property
    def share(self) -> int:
        """Return the percentage answered, rounded down: 100 only if all are."""
        return self.answered * 100 // self.total if self.total else 0

    @cached_property
    def parts(self) -> list[Part]:
        """Return the bar: every position that occurs, in the order of the vocabulary."""
        found, before = [], 0
        for position, count in self.positions:
            if count:
                start, end = (SCALE * upto // self.total for upto in (before, before + count))
                found.append(Part(position, count, start, end - start))
            before += count
        return found


def tally(records: Iterable[Record], key: str = "") -> Tally:
    """Tally recommendations."""
    records = list(records)
    states = [record.state for record in records]
    counts = Counter(state.position for state in states)
    waits = [state.answered_after for state in states if state.answered_after is not None]
    return Tally(
        key=key,
        total=len(records),
        answered=sum(state.answered for state in states),
        contested=sum(state.contested for state in states),
        told_back=sum(record.told_back for record in records),
        overdue=sum(state.overdue for state in states),
        days=round(median(waits)) if waits else None,
        positions=tuple((position, counts[position]) for position in Position),
    )


def by_place(records: Iterable[Record]) -> list[Tally]:
    """Tally recommendations by place, the largest group first."""
    return _by((record, record.places) for record in records)


def by_theme(records: Iterable[Record]) -> list[Tally]:
    """Tally recommendations by theme, the largest group first."""
    return _by((record, record.themes) for record in records)


def _by(keyed: Iterable[tuple[Record, tuple[str, ...]]]) -> list[Tally]:
    """Tally by key, the largest group first. A record counts once under each of its keys."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record, keys in keyed:
        for key in dict.fromkeys(keys):
            groups[key].append(record)
    tallies = [tally(records, key) for key, records in groups.items()]
    return sorted(tallies, key=lambda group: (-group.total, group.key))
