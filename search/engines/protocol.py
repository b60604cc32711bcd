"""What an engine is asked and what it answers, in plain values.

Nothing outside `search/engines/` knows which engine is at work, and no engine knows Django models,
Dutch or HTTP. An engine never parses text: a question arrives as analysed terms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from ..fields import FACET_NAMES


class Audience(StrEnum):
    """The two indices: what the world may see, and everything that is published."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Sort(StrEnum):
    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    OLDEST = "oudste"
    TITLE = "titel"


@dataclass(frozen=True)
class Other:
    """Another way to say a word: it counts for less, or its terms must stand next to each other.

    `share` multiplies its score. Adjacent terms stand in this order in one of `PHRASE_FIELDS`.
    """

    terms: tuple[str, ...]
    share: float = 1.0
    adjacent: bool = False


@dataclass(frozen=True)
class Word:
    """One asked word: a document holds it if it holds all terms of any one alternative.

    A term counts in any text field. What is empty (no alternatives, no terms) is held by nothing.
    `weight`, at least 1, is what the word counts for where not all words are required; the score
    has a rarity of its own.
    """

    alternatives: tuple[tuple[str, ...], ...]
    others: tuple[Other, ...] = ()
    weight: int = 1


@dataclass(frozen=True)
class Phrase:
    """Terms that stand next to each other, in this order, in one of `PHRASE_FIELDS`.

    It selects and does not score; without terms it is held by nothing.
    """

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """One question to an index.

    A document matches if the `words` that it holds weigh at least `minimum` together, if it holds
    every phrase, nothing excluded, not all of `lacking` (where there are any), for each filtered
    facet at least one of the chosen keys, and is visible at `now` (epoch seconds).
    A facet filtered on no key at all is not filtered. With RELEVANCE, hits are ordered by score,
    and by id where scores are equal within a relative 1e-5; without words, RELEVANCE is NEWEST;
    otherwise hits are ordered by the document's own sort keys. `offset + size` is at most
    `MAX_WINDOW`; more, or the name of a facet that does not exist, is a ValueError.
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
        """What all words weigh together: what a document weighs that holds them all."""
        return sum(word.weight for word in self.words)


# A question, and the index that it is for.
Ask = tuple[Audience, Query]


@dataclass(frozen=True)
class Beginning:
    """What somebody has typed of a title so far.

    A document matches if its field `begin` holds all `terms` and it is visible at `now`. Those that
    hold `first` come first, the newest of each first. Without terms nothing matches.
    """

    now: int
    terms: tuple[str, ...]
    first: str
    size: int
    keys: tuple[str, ...]
    """What of the payload is wanted; what a payload does not have is left out."""


MAX_WINDOW = 10_000
"""Deepest hit that paging reaches; what goes beyond is the work of `Engine.scan`."""


@dataclass(frozen=True)
class Hit:
    """`missing` gives the ranks, in `Query.words`, of those that it does not hold; only where some
    words are required and not all, and never in a scan."""

    id: str
    score: float
    payload: Mapping[str, Any]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """`facets` gives, for each asked facet, key → count: own choice ignored, all else respected."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Document:
    """What an index holds of one item.

    `texts` has space-separated terms for every text field and, where a title is to be suggested,
    for `begin`; `keys` distinct keys for every facet.
    `newest`/`oldest`/`title` are sort keys that never tie: `newest` is sorted falling, the other
    two rising. `newest` and `oldest` are signed 64-bit integers. Visible while
    `visible_from <= now < visible_until` (epoch seconds, `visible_until` above 0). `payload` is
    what is needed to show the hit, JSON-serialisable.
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
    document: Document
    version: int

    @property
    def id(self) -> str:
        return self.document.id


@dataclass(frozen=True)
class Remove:
    """Leaves a tombstone: never visible, it keeps the version, so that no older state returns."""

    id: str
    version: int


class Status(StrEnum):
    DONE = "done"
    SUPERSEDED = "superseded"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    id: str
    status: Status
    reason: str = ""


class EngineUnavailable(Exception):
    """The engine cannot answer now: down, slow, locked or damaged. Nothing was lost by asking."""


class EngineDamaged(EngineUnavailable):
    """The index itself is broken or of another make: waiting does not help, a rebuild does."""


class Engine(Protocol):
    """An index of each audience. Its methods raise `EngineUnavailable`, nothing of the engine's."""

    def search(self, audience: Audience, query: Query) -> Answer: ...

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """Answer several questions in one round trip, in their order.

        An engine in this process answers each only when it is read: one that stops reading saves
        the rest.
        """

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        """In one round trip; scores are 0, and payloads hold the wanted keys alone."""

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        """Every hit from first to last, for exports: no window, no facets, RELEVANCE is NEWEST."""

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, findable on return: one outcome for each entry, in the batch's order.

        An older or equal version is `SUPERSEDED`, also against another entry of the same batch. A
        document that the index cannot take is `FAILED` with a reason, and holds up no other.
        """

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Every held item's id and version, tombstones left out, in no order."""

    def build(self, audience: Audience, puts: Iterator[Put], like: Any = None) -> "Build":
        """Begin a new index beside the live one, filled with `puts`.

        With a build of this same engine to be `like`, it begins as that one is now, versions and
        tombstones too: to copy an index takes a fraction of the time of writing it. Whatever `puts`
        itself raises passes through, and the begun index is dropped. What the index cannot take is
        logged and left out.
        """

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Documents by kind (`soort`), tombstones left out, regardless of visibility."""

    def sweep(self) -> list[str]:
        """Remove what a killed build left behind; the names of what went.

        Only one build may be under way where it is called: an engine on several machines cannot
        tell a killed build from a slow one. A build swept by mistake fails, it never goes live.
        """

    def ping(self) -> None:
        """Return when the engine can answer, within its time-out."""


class Build(Protocol):
    """A new index that nobody searches yet. To be closed, swapped in or not."""

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]: ...

    def entries(self) -> Iterator[tuple[str, int]]: ...

    def swap(self) -> None:
        """Make it the live one, atomically.

        Recent tombstones come along. What was applied to the old index since the last `apply` to
        this one does not: the caller applies it once more after the swap.
        """

    def close(self) -> None:
        """Drop what goes: this index, or after a `swap` the one that it replaced, as soon as no
        search is in that any more."""
