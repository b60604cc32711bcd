"""What every process keeps at hand for suggestions: names of themes and places, how much each has,
and the questions that many ask.

Invariant: a question is kept here only if it was asked often, on several days, and found items that
held all of its words: so it says nothing that the public items do not say, nor anything of one
person, and nobody can put a text before others by asking for it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic, time

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Query
from ..facets.labels import Labels
from ..index import edge_ngrams
from ..models import AskedQuestion

FACETS = ("thema", "gemeente")

KEPT = 60.0
"""Seconds for which counts and common questions are kept: they help to choose, no more."""

OFTEN, DAYS = 5, 3
"""How often, and on how many days, a question was asked before it is suggested to others."""

MOST = 500
"""Common questions that are kept at hand."""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Name:
    """A name by which a theme or a municipality is found."""

    facet: str
    key: str
    words: tuple[str, ...]
    former: str = ""
    """The name itself, where it is that of a former municipality."""


@dataclass(frozen=True)
class Common:
    question: str
    words: tuple[str, ...]


def fits(asked: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether each of what is typed begins a word."""
    return all(any(word.startswith(start) for word in words) for start in asked)


def names(labels: Labels) -> list[Name]:
    """Folded once for each reading of the vocabularies."""
    held = _names.get(0)
    if held is None or held[0] is not labels:
        _names[0] = held = (labels, list(_all(labels)))
    return held[1]


_names: dict[int, tuple[Labels, list[Name]]] = {}


def _all(labels: Labels) -> Iterator[Name]:
    for facet in FACETS:
        for key, label in labels.names[facet].items():
            yield Name(facet, key, tuple(edge_ngrams.words(label)))
    for old, label in labels.former.items():
        yield Name("gemeente", labels.today[old], tuple(edge_ngrams.words(label)), label)


def counts(audience: Audience) -> Counts | None:
    """Items of each theme and municipality; None while no engine can answer."""
    return _counts(audience, _period())


@lru_cache(maxsize=4)
def _counts(audience: Audience, period: int) -> Counts | None:
    query = Query(now=int(time()), facets=FACETS, size=0)
    try:
        return engine().search(audience, query).facets
    except EngineUnavailable:
        return None


def common() -> tuple[Common, ...]:
    """The questions that are asked most, the most asked first."""
    return _common(_period())


@lru_cache(maxsize=1)
def _common(period: int) -> tuple[Common, ...]:
    times: dict[str, int] = defaultdict(int)
    days: dict[str, int] = defaultdict(int)
    found: dict[str, int] = {}
    for row in AskedQuestion.objects.order_by("month"):
        times[row.question] += row.count
        days[row.question] += row.days
        found[row.question] = row.found
    often = [q for q, n in times.items() if n >= OFTEN and days[q] >= DAYS and found[q]]
    often.sort(key=lambda q: (-times[q], q))
    return tuple(Common(q, tuple(edge_ngrams.words(q))) for q in often[:MOST])


def forget() -> None:
    """Read everything anew at the next question."""
    _names.clear()
    _counts.cache_clear()
    _common.cache_clear()


def _period() -> int:
    return int(monotonic() / KEPT)
