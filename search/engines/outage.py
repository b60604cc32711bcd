"""Log once when the engine stops answering and once when it answers again.

Every caller of an engine goes on without an answer, so none of them needs to log it.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .protocol import (
    Answer,
    Ask,
    Audience,
    Beginning,
    Build,
    Engine,
    EngineUnavailable,
    Hit,
    Outcome,
    Put,
    Query,
    Remove,
)

log = logging.getLogger(__name__)

Part = TypeVar("Part")

# Seconds without a failure after which an answer ends an outage. A server that answers half of the
# questions would otherwise begin and end one at every question.
QUIET_SECONDS = 30.0


@dataclass
class OutageLog:
    """The state of one engine in one process; safe to share between threads."""

    clock: Callable[[], float] = time.monotonic
    _began: float | None = None
    _last_failure: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Note a call of the engine that fails or succeeds."""
        try:
            yield
        except EngineUnavailable as fault:
            self._failed(fault)
            raise
        if self._began is not None:
            self._answered()

    def _failed(self, fault: EngineUnavailable) -> None:
        with self._lock:
            now = self.clock()
            begins, self._last_failure = self._began is None, now
            if begins:
                self._began = now
        if begins:
            log.error("The search engine does not answer: %s", fault)

    def _answered(self) -> None:
        with self._lock:
            now = self.clock()
            if self._began is None or now - self._last_failure < QUIET_SECONDS:
                return
            lasted, self._began = now - self._began, None
        log.warning("The search engine answers again, after %d s.", lasted)


class WatchedEngine:
    """An engine whose outages are logged; see `Engine` for the methods."""

    def __init__(self, engine: Engine, outage: OutageLog | None = None) -> None:
        self._engine = engine
        self._outage = outage or OutageLog()

    def search(self, audience: Audience, query: Query) -> Answer:
        """Return the hits, total and facet counts of a query."""
        with self._outage.watch():
            return self._engine.search(audience, query)

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """Answer several queries, in their order."""
        with self._outage.watch():
            answers = self._engine.search_many(asks)
        return self._watched(answers)

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        """Return titles that begin as typed."""
        with self._outage.watch():
            return self._engine.suggest(audience, beginning)

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        """Yield every hit from first to last."""
        with self._outage.watch():
            hits = self._engine.scan(audience, query)
        return self._watched(hits)

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, visible on return."""
        with self._outage.watch():
            return self._engine.apply(audience, batch)

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones."""
        with self._outage.watch():
            entries = self._engine.entries(audience)
        return self._watched(entries)

    def build(self, audience: Audience, puts: Iterator[Put], like: Any = None) -> Build:
        """Begin a new index beside the live one."""
        with self._outage.watch():
            return self._engine.build(audience, puts, like)

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Return the number of documents of each kind, without tombstones."""
        with self._outage.watch():
            return self._engine.counts(audience)

    def sweep(self) -> list[str]:
        """Remove what a killed build left behind, and return the names."""
        with self._outage.watch():
            return self._engine.sweep()

    def ping(self) -> None:
        """Return when the engine can answer."""
        with self._outage.watch():
            self._engine.ping()

    def _watched(self, parts: Iterator[Part]) -> Iterator[Part]:
        """Yield the parts of an answer, which an engine may compute only when they are read."""
        with self._outage.watch():
            yield from parts
