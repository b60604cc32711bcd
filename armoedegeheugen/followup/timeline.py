"""Order what happened with an advice by time: given, answered, told back (pure).

A corrected entry is left out; the recommendation itself still shows it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from ..models.choices import Position, Side
from .state import Entry, uncorrected

# Events in view; those between the first and the last ones are folded.
SHOWN = 3


class Said(Entry, Protocol):
    """The fields of an entry that are read."""

    @property
    def said_by(self) -> str:
        """Return the name of the speaker."""


class Told(Protocol):
    """The fields of feedback that are read."""

    @property
    def date(self) -> date:
        """Return the day on which the participants were told."""

    @property
    def by_whom(self) -> str:
        """Return who told them."""


@dataclass(frozen=True)
class Event:
    """Something that happened on one day; `positions` counts the answers of that day."""

    # One of gegeven, bestuur, vereniging, teruggekoppeld.
    kind: str
    date: date
    who: str = ""
    positions: tuple[tuple[Position, int], ...] = ()


@dataclass(frozen=True)
class Timeline:
    """The events, with those in the middle folded."""

    first: tuple[Event, ...]
    folded: tuple[Event, ...]
    last: tuple[Event, ...]


def events(given: date | None, said: Iterable[Said], told_back: Iterable[Told]) -> list[Event]:
    """Return the events of one advice in order of time.

    Args:
        given: The date of the advice, if known.
        said: The entries of all its recommendations.
        told_back: The feedback to its participants.
    """
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
    """Fold the middle of a long list, so that the advice stays on the screen."""
    if len(found) <= SHOWN + 1:
        return Timeline(tuple(found), (), ())
    return Timeline(tuple(found[:1]), tuple(found[1 : 1 - SHOWN]), tuple(found[1 - SHOWN :]))


def _day(entry: Said) -> tuple[date, str, str]:
    return entry.date, entry.side, entry.said_by
