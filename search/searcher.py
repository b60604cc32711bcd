"""Describe who searches: the engine, the index of the audience, the labels and the moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from time import time

from django.utils import timezone

from .engines import engine
from .engines.protocol import Answer, Audience, Engine, Hit, Query
from .facets import labels
from .facets.labels import Labels


@dataclass(frozen=True)
class Searcher:
    """Ask one index on behalf of one person, at one moment."""

    engine: Engine
    audience: Audience
    labels: Labels
    # Epoch seconds: what is visible then can be found, and ages are counted until then.
    now: int

    @classmethod
    def of(cls, audience: Audience) -> "Searcher":
        """Return a searcher with the engine and the labels of this moment."""
        return cls(engine(), audience, labels.current(), int(time()))

    @property
    def today(self) -> date:
        """The day of `now` in the time zone of the site."""
        return datetime.fromtimestamp(self.now, timezone.get_current_timezone()).date()

    def search(self, query: Query) -> Answer:
        """Return the hits, total and counts of one query."""
        return self.engine.search(self.audience, query)

    def search_many(self, queries: Iterable[Query]) -> Iterator[Answer]:
        """Return the answers of several queries, in one engine call."""
        return self.engine.search_many([(self.audience, query) for query in queries])

    def scan(self, query: Query) -> Iterator[Hit]:
        """Yield every hit by the engine's own keys, however many there are."""
        return self.engine.scan(self.audience, query)
