"""How many recommendations were answered, how, and how soon. Pure: records in, tallies out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ..models.choices import Position
from .state import State

# Width of a whole bar. Whole numbers only: in Dutch a fraction has a comma, and a drawing not.
SCALE = 1000


@dataclass(frozen=True)
class Record:
    """One recommendation; `places` and `themes` hold the keys of what it counts for."""

    state: State
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    told_back: bool = False


@dataclass(frozen=True)
class Part:
    """A stretch of a bar, in `SCALE`: where it begins and how wide it is."""

    position: Position
    count: int
    start: int
    width: int


@dataclass(frozen=True)
class Tally:
    key: str
    total: int
    answered: int
    contested: int
    told_back: int
    overdue: int
    # Half of the answers came within so many days; None where none has a known day.
    days: int | None
    positions: tuple[tuple[Position, int], ...]

    @property
    def unanswered(self) -> int:
        return self.total - self.answered

    @property
    def not_told_back(self) -> int:
        return self.total - self.told_back

    @property
    def share(self) -> int:
        """Per cent that was answered. All but one is never said to be all."""
        return self.answered * 100 // self.total if self.total else 0

    @cached_property
    def parts(self) -> list[Part]:
        """The bar: every position that occurs, in the order of the vocabulary."""
        found, before = [], 0
        for position, count in self.positions:
            if count:
                start, end = (SCALE * upto // self.total for upto in (before, before + count))
                found.append(Part(position, count, start, end - start))
            before += count
        return found


def tally(records: Iterable[Record], key: str = "") -> Tally:
    known = list(records)
    states = [record.state for record in known]
    counts = Counter(state.position for state in states)
    waits = [state.answered_after for state in states if state.answered_after is not None]
    return Tally(
        key=key,
        total=len(known),
        answered=sum(state.answered for state in states),
        contested=sum(state.contested for state in states),
        told_back=sum(record.told_back for record in known),
        overdue=sum(state.overdue for state in states),
        days=round(median(waits)) if waits else None,
        positions=tuple((position, counts[position]) for position in Position),
    )


def by_place(records: Iterable[Record]) -> list[Tally]:
    return _by((record, record.places) for record in records)


def by_theme(records: Iterable[Record]) -> list[Tally]:
    return _by((record, record.themes) for record in records)


def _by(filed: Iterable[tuple[Record, tuple[str, ...]]]) -> list[Tally]:
    """A tally for each key, the largest first. A record counts once under each of its keys."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record, keys in filed:
        for key in dict.fromkeys(keys):
            groups[key].append(record)
    tallies = [tally(records, key) for key, records in groups.items()]
    return sorted(tallies, key=lambda found: (-found.total, found.key))
