"""Bucket an advice by its age: the index holds its month, and today decides what that means.

A choice becomes months before the engine is asked, and counts by month become counts by age.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from ..fields import FACETS, UNKNOWN

# No advice is older.
FIRST_YEAR = 1900

# Key, label, and the number of months that an advice of this age has not reached.
AGES: tuple[tuple[str, str, int], ...] = (
    ("tot-6-maanden", "Jonger dan 6 maanden", 6),
    ("6-tot-12-maanden", "6 tot 12 maanden", 12),
    ("1-tot-2-jaar", "1 tot 2 jaar", 24),
    ("2-tot-5-jaar", "2 tot 5 jaar", 60),
    ("vanaf-5-jaar", "5 jaar of ouder", 12 * 1000),
)

LABELS = {key: label for key, label, _ in AGES}

_BY_AGE = frozenset(facet.name for facet in FACETS if facet.by_age)


def month(day: date | None) -> list[str]:
    """Return the key in the index: the month of the advice."""
    return [f"{day:%Y-%m}"] if day else []


def as_months(filters: Mapping[str, tuple[str, ...]], today: date) -> dict[str, tuple[str, ...]]:
    """Return the filters with the ages among them as the months that have that age today."""
    return {
        name: months(keys, today) if name in _BY_AGE else keys for name, keys in filters.items()
    }


def months(ages: Iterable[str], today: date) -> tuple[str, ...]:
    """Return all keys in the index that are of these ages today, and of no other."""
    wanted = set(ages)
    span = range(12 * FIRST_YEAR, _number(today) + 12)  # what is dated ahead is young
    keys = [f"{number // 12:04}-{number % 12 + 1:02}" for number in span]
    matching = [key for key in keys if age(key, today) in wanted]
    return (*matching, UNKNOWN) if UNKNOWN in wanted else tuple(matching)


def age(key: str, today: date) -> str:
    """Return the key of the age that a month has today."""
    if key == UNKNOWN:
        return UNKNOWN
    year, number = key.split("-")
    passed = _number(today) - (12 * int(year) + int(number) - 1)
    return next(name for name, _, limit in AGES if passed < limit)


def by_age(counts: Mapping[str, int], today: date) -> dict[str, int]:
    """Return counts by month as counts by age."""
    ages: Counter[str] = Counter()
    for key, count in counts.items():
        ages[age(key, today)] += count
    return dict(ages)


def _number(day: date) -> int:
    return 12 * day.year + day.month - 1
