"""What an engine is asked and what it answers, in plain values.

Nothing outside `search/engines/` knows which engine is at work, and no engine knows Django models,
Dutch or HTTP. An engine never parses text: a question arrives as analysed terms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


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
class Word:
    """One asked word: a document holds it if it holds all terms of any one alternative."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Phrase:
    """Terms that stand next to each other, in this order, in one text field."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """One question to an index.

    A document matches if it holds at least `minimum` of `words`, every phrase, nothing excluded, for
    each filtered facet at least one of the chosen keys, and is visible at `now` (epoch seconds).
    With RELEVANCE, hits are ordered by score, and by id where scores are equal within a relative
    1e-5; otherwise by the document's own sort keys. `offset + size` is at most `MAX_WINDOW`.
    """

    now: int
    words: tuple[Word, ...] = ()
    minimum: int = 0
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Word | Phrase, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.NEWEST
    offset: int = 0
    size: int = 10


MAX_WINDOW = 10_000
"""Deepest hit that paging reaches; what goes beyond is an export's work."""


@dataclass(frozen=True)
class Hit:
    id: str
    score: float
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """`facets` gives, for each asked facet, key → count: own selection ignored, all else respected."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Document:
    """What an index holds of one item.

    `texts` has space-separated terms for every text field, `keys` has distinct keys for every facet.
    `newest`/`oldest`/`title` are sort keys that never tie: `newest` is sorted falling, the other two
    rising. Visible while `visible_from <= now < visible_until` (epoch seconds). `payload` is what
    is needed to show the hit, JSON-serialisable.
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
    """Leaves a tombstone that keeps the version and is never visible, so that no older state returns."""

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


class Engine(Protocol):
    """An index of each audience. Every method raises `EngineUnavailable` and nothing else of its own."""

    def search(self, audience: Audience, query: Query) -> Answer: ...

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, findable on return. An older or equal version is `SUPERSEDED`."""

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Every held item's id and version, tombstones left out, in no order."""

    def build(self, audience: Audience, puts: Iterator[Put]) -> "Build":
        """Begin a new index beside the live one, filled with `puts`."""

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Documents by kind (`soort`), tombstones left out, regardless of visibility."""

    def sweep(self) -> list[str]:
        """Remove what a killed build left behind; the names of what went."""

    def ping(self) -> None:
        """Return when the engine can answer, within its time-out."""


class Build(Protocol):
    """A new index that nobody searches yet. Close without `swap` to drop it."""

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]: ...

    def entries(self) -> Iterator[tuple[str, int]]: ...

    def swap(self) -> None:
        """Make it the live one, atomically, and drop the old one."""

    def close(self) -> None: ...
