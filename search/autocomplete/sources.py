"""Cache in each process the names, counts and common questions for suggestions.

Invariant: a question is suggested only if it was asked often, on several days, and found items that
hold all of its words. So it tells nothing that public items do not tell, and nothing about one
person; and nobody can show a text to others by asking it.
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

# How long counts and common questions are cached: they help to choose and need not be exact.
CACHE_SECONDS = 60.0

# How often, and on how many days, a question was asked before it is suggested to others.
MIN_COUNT, MIN_DAYS = 5, 3

# Common questions that are cached.
MAX_QUESTIONS = 500

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Name:
    """A name by which a theme or a municipality is found."""

    facet: str
    key: str
    words: tuple[str, ...]
    # The name itself, if it is that of a former municipality.
    former: str = ""


@dataclass(frozen=True)
class CommonQuestion:
    """A question that many visitors ask."""

    question: str
    words: tuple[str, ...]


def matches(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether each term that was typed begins one of the words."""
    return all(any(word.startswith(start) for word in words) for start in typed)


def names(labels: Labels) -> list[Name]:
    """Return all names, folded once for each reading of the vocabularies."""
    cached = _names.get(0)
    if cached is None or cached[0] is not labels:
        _names[0] = cached = (labels, list(_all_names(labels)))
    return cached[1]


_names: dict[int, tuple[Labels, list[Name]]] = {}


def _all_names(labels: Labels) -> Iterator[Name]:
    for facet in FACETS:
        for key, label in labels.names[facet].items():
            yield Name(facet, key, tuple(edge_ngrams.words(label)))
    for old, label in labels.former.items():
        yield Name("gemeente", labels.today[old], tuple(edge_ngrams.words(label)), label)


def counts(audience: Audience) -> Counts | None:
    """Return the number of items of each theme and municipality; None without an engine."""
    return _read_counts(audience, _period())


@lru_cache(maxsize=4)
def _read_counts(audience: Audience, period: int) -> Counts | None:
    query = Query(now=int(time()), facets=FACETS, size=0)
    try:
        return engine().search(audience, query).facets
    except EngineUnavailable:
        return None


def common_questions() -> tuple[CommonQuestion, ...]:
    """Return the common questions, the most frequent first."""
    return _read_common_questions(_period())


@lru_cache(maxsize=1)
def _read_common_questions(period: int) -> tuple[CommonQuestion, ...]:
    times: dict[str, int] = defaultdict(int)
    days: dict[str, int] = defaultdict(int)
    found: dict[str, int] = {}
    for row in AskedQuestion.objects.order_by("month"):
        times[row.question] += row.count
        days[row.question] += row.days
        found[row.question] = row.found
    frequent = [q for q, n in times.items() if n >= MIN_COUNT and days[q] >= MIN_DAYS and found[q]]
    frequent.sort(key=lambda q: (-times[q], q))
    return tuple(CommonQuestion(q, tuple(edge_ngrams.words(q))) for q in frequent[:MAX_QUESTIONS])


def clear_cache() -> None:
    """Read everything again at the next suggestion."""
    _names.clear()
    _read_counts.cache_clear()
    _read_common_questions.cache_clear()


def _period() -> int:
    return int(monotonic() / CACHE_SECONDS)
