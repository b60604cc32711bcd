"""Define what an engine is asked and what it answers, in plain values.

Nothing outside `search/engines/` knows which engine is used, and no engine knows Django models,
Dutch or HTTP. An engine never parses text: a query consists of analysed terms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from ..fields import FACET_NAMES


class Audience(StrEnum):
    """The two indices: public items, and everything that is published."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Sort(StrEnum):
    """The orders in which hits can be listed."""

    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    OLDEST = "oudste"
    TITLE = "titel"


@dataclass(frozen=True)
class Other:
    """Another way to write a word, which scores less or whose terms must be adjacent.

    `share` multiplies its score. Adjacent terms stand in this order in one of `PHRASE_FIELDS`.
    """

    terms: tuple[str, ...]
    share: float = 1.0
    adjacent: bool = False


@dataclass(frozen=True)
class Word:
    """A word of a query; a document matches it if it has all terms of one alternative.

    A term counts in any text field. A word without alternatives, or an alternative without terms,
    matches nothing. `weight`, at least 1, is what the word counts for if not all words are
    required; the score has a weight of its own for rare words.
    """

    alternatives: tuple[tuple[str, ...], ...]
    others: tuple[Other, ...] = ()
    weight: int = 1


@dataclass(frozen=True)
class Phrase:
    """Terms that are adjacent, in this order, in one of `PHRASE_FIELDS`.

    It selects and does not score; without terms it matches nothing.
    """

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """One query to an index.

    A document matches if the `words` that it holds weigh at least `minimum` together, if it holds
    every phrase, nothing excluded, not all of `lacking` (if there are any), for each filtered facet
    at least one of the chosen keys, and if it is visible at `now` (epoch seconds). A facet filtered
    on no key is not filtered.

    With RELEVANCE, hits are ordered by score, and by id if scores are equal within a relative 1e-5;
    without words, RELEVANCE is NEWEST. Otherwise hits are ordered by the document's own sort keys.

    Raises:
        ValueError: `offset + size` is more than `MAX_WINDOW`, or a facet does not exist.
    """

    now: int
    words: tuple[Word, ...] = ()
    minimum: int = 0
    lacking: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Word | Phrase, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.NEWEST
    offset: int = 0
    size: int = 10

    def __post_init__(self) -> None:
        unknown = {*self.filters, *self.facets} - set(FACET_NAMES)
        if unknown:
            raise ValueError(f"Not in the table of facets: {', '.join(sorted(unknown))}.")
        if min(self.offset, self.size) < 0 or self.offset + self.size > MAX_WINDOW:
            raise ValueError(f"Hits {self.offset} to {self.offset + self.size} are out of reach.")

    @property
    def weight(self) -> int:
        """Return the weight of all words together, which a document has that holds them all."""
        return sum(word.weight for word in self.words)


# A question, and the index that it is for.
Ask = tuple[Audience, Query]


@dataclass(frozen=True)
class Beginning:
    """The beginning of a title, as somebody types it.

    A document matches if its field `begin` has all `terms` and it is visible at `now`. Documents
    that also have `first` come first, each group from new to old. Without terms nothing matches.
    """

    now: int
    terms: tuple[str, ...]
    first: str
    size: int
    # Keys of the payload to return; keys that a payload does not have are left out.
    keys: tuple[str, ...]


# The deepest hit that paging reaches; `Engine.scan` goes beyond it.
MAX_WINDOW = 10_000


@dataclass(frozen=True)
class Hit:
    """A document that matches a query.

    `missing` gives the positions in `Query.words` of the words that it does not hold. It is filled
    only if some words are required and not all, and never in a scan.
    """

    id: str
    score: float
    payload: Mapping[str, Any]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The hits of a query, their total, and the counts of the facets that were asked.

    `facets` gives for each facet key → count, ignoring the filter on that facet itself.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Document:
    """The content of one item in an index.

    `texts` has space-separated terms for every text field and, if a title is to be suggested, for
    `begin`; `keys` has distinct keys for every facet. `newest`, `oldest` and `title` are sort keys
    without ties: `newest` is sorted falling, the other two rising. `newest` and `oldest` are signed
    64-bit integers. The document is visible while `visible_from <= now < visible_until` (epoch
    seconds, `visible_until` above 0). `payload` is JSON-serialisable and holds all that is shown of
    a hit.
    """

    id: str
    texts: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    newest: int
    oldest: int
    title: str
    visible_from: int
    visible_until: int
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Put:
    """An entry of a batch that writes a document."""

    document: Document
    version: int

    @property
    def id(self) -> str:
        """Return the id of the document."""
        return self.document.id


@dataclass(frozen=True)
class Remove:
    """An entry of a batch that removes a document.

    It leaves a tombstone, which is never visible and keeps the version, so that no older state
    returns.
    """

    id: str
    version: int


class Status(StrEnum):
    """The results that an entry of a batch can have."""

    DONE = "done"
    SUPERSEDED = "superseded"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """The result of one entry of a batch."""

    id: str
    status: Status
    reason: str = ""


class EngineUnavailable(Exception):
    """The engine cannot answer now: down, slow, locked or damaged. Nothing was lost by asking."""


class EngineDamaged(EngineUnavailable):
    """The index is broken or was made with another schema: only a rebuild helps."""


class Engine(Protocol):
    """One index for each audience; methods raise no error but `EngineUnavailable`."""

    def search(self, audience: Audience, query: Query) -> Answer:
        """Return the hits, total and facet counts of a query."""

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """Answer several queries in one request, in their order.

        An engine in this process computes each answer only when it is read, so a caller that stops
        reading saves the rest.
        """

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        """Return titles that begin as typed, in one request.

        Scores are 0, and payloads hold the requested keys alone.
        """

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        """Yield every hit from first to last, for exports.

        There is no window and no facet, and RELEVANCE is NEWEST.
        """

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, visible on return, with one outcome for each entry in its order.

        An older or equal version is `SUPERSEDED`, also within the batch. A document that the index
        cannot take is `FAILED` with a reason, and holds up no other.
        """

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones, in no order."""

    def build(self, audience: Audience, puts: Iterator[Put], like: Any = None) -> "Build":
        """Begin a new index beside the live one, filled with `puts`.

        Args:
            audience: whose index it will be.
            puts: documents to write. An error that it raises passes through, and the index is
                dropped. A document that the index cannot take is logged and left out.
            like: a build of this engine to copy, with versions and tombstones. Copying takes a
                fraction of the time of writing.
        """

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Return the number of documents of each kind, visible or not, without tombstones."""

    def sweep(self) -> list[str]:
        """Remove what a killed build left behind, and return the names.

        Only one build may be running when this is called: an engine on several machines cannot tell
        a killed build from a slow one. A build that is swept by mistake fails; it never goes live.
        """

    def ping(self) -> None:
        """Return when the engine can answer, within its time-out."""


class Build(Protocol):
    """A new index that nobody searches yet. It must be closed, swapped in or not."""

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, as `Engine.apply` does."""

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, as `Engine.entries` does."""

    def swap(self) -> None:
        """Make it the live index, atomically.

        Recent tombstones are copied. What was applied to the old index since the last `apply` to
        this one is not: the caller applies it once more after the swap.
        """

    def close(self) -> None:
        """Drop this index, or after a `swap` the one that it replaced.

        A replaced index stays as long as a search is reading it.
        """
