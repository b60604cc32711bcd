"""What happened with an advice, in the order of time: asked, answered, told. Pure: entries in,
events out. What was corrected later is left out; the recommendation itself still shows it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from ..models.choices import Position, Side
from .state import Entry, uncorrected

# Events that are in view; the ones between the first and the last are folded.
SHOWN = 3


class Said(Entry, Protocol):
    @property
    def said_by(self) -> str: ...


class Told(Protocol):
    @property
    def date(self) -> date: ...
    @property
    def by_whom(self) -> str: ...


@dataclass(frozen=True)
class Event:
    """`positions` says how many recommendations got which answer on that day."""

    # gegeven, bestuur, vereniging or teruggekoppeld.
    kind: str
    date: date
    who: str = ""
    positions: tuple[tuple[Position, int], ...] = ()


@dataclass(frozen=True)
class Timeline:
    first: tuple[Event, ...]
    folded: tuple[Event, ...]
    last: tuple[Event, ...]


def events(given: date | None, said: Iterable[Said], told_back: Iterable[Told]) -> list[Event]:
    """`said` holds the entries of all recommendations of one advice."""
    found = [Event("gegeven", given)] if given else []
    by_day = sorted(uncorrected(said), key=_day)
    for (day, side, who), entries in groupby(by_day, key=_day):
        counts = Counter(Position(entry.position) for entry in entries)
        kind = "bestuur" if side == Side.COUNCIL else "vereniging"
        ordered = tuple((each, counts[each]) for each in Position if counts[each])
        found.append(Event(kind, day, who, ordered))
    found += [Event("teruggekoppeld", each.date, each.by_whom) for each in told_back]
    return sorted(found, key=lambda event: event.date)


def timeline(found: list[Event]) -> Timeline:
    """The beginning and the end in view; what lies between would push the advice off the screen."""
    if len(found) <= SHOWN + 1:
        return Timeline(tuple(found), (), ())
    return Timeline(tuple(found[:1]), tuple(found[1 : 1 - SHOWN]), tuple(found[1 - SHOWN :]))


def _day(entry: Said) -> tuple[date, str, str]:
    return entry.date, entry.side, entry.said_by
