"""The embedded engine: tantivy in this process, its files in a directory, no server.

Any number of processes read; one at a time writes, under a file lock with a bounded wait. Readers
look at two small files before each search, so a commit or a swap is seen by the next search.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..protocol import (
    Answer,
    Ask,
    Audience,
    Beginning,
    EngineDamaged,
    EngineUnavailable,
    Hit,
    Outcome,
    Put,
    Query,
    Remove,
)
from .build import EmbeddedBuild
from .counts import counts_by_kind
from .directory import Directory
from .hits import answer, scan
from .index import Index, reading, writing
from .suggest import suggest
from .writer import write

LOCK_SECONDS = 10.0
"""Longest wait for another writer: a batch takes tens of milliseconds, a large merge
some seconds."""

ATTEMPTS = 3
"""How often `current` is read again when the index it named was dropped in between."""


class EmbeddedEngine:
    def __init__(self, root: Path, lock_timeout: float = LOCK_SECONDS) -> None:
        self._directories = {audience: Directory(root / audience) for audience in Audience}
        self._timeout = lock_timeout
        self._opened: dict[Audience, Index] = {}

    def search(self, audience: Audience, query: Query) -> Answer:
        with self._reading(audience) as index:
            return answer(index.view(), query)

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        for audience, query in asks:
            yield self.search(audience, query)

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        with self._reading(audience) as index:
            return suggest(index.view().searcher, beginning)

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        with self._reading(audience) as index:
            yield from scan(index.view().searcher, query)

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        self._open_live(audience)
        directory = self._directories[audience]
        # Looked up again under the lock: a swap may have come between.
        with (
            writing(directory.path),
            directory.writing(self._timeout),
            self._reading(audience) as index,
        ):
            return write(index, batch)

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        with self._reading(audience) as index:
            yield from index.entries()

    def build(
        self, audience: Audience, puts: Iterator[Put], like: EmbeddedBuild | None = None
    ) -> EmbeddedBuild:
        return EmbeddedBuild(self._directories[audience], puts, self._timeout, like)

    def counts(self, audience: Audience) -> Mapping[str, int]:
        with self._reading(audience) as index:
            return counts_by_kind(index.view())

    def sweep(self) -> list[str]:
        swept = []
        for audience, directory in self._directories.items():
            with writing(directory.path), directory.writing(self._timeout):
                swept += [f"{audience}/{name}" for name in directory.sweep()]
        return swept

    def ping(self) -> None:
        for audience in Audience:
            self.counts(audience)

    @contextmanager
    def _reading(self, audience: Audience) -> Iterator[Index]:
        index = self._open_live(audience)
        try:
            with reading(index.path):
                yield index
        except EngineDamaged:
            # A panic may leave the opened index unusable though its files are well.
            self._opened.pop(audience, None)
            raise

    def _open_live(self, audience: Audience) -> Index:
        directory = self._directories[audience]
        for _ in range(ATTEMPTS):
            name = directory.live() or self._create_first(directory)
            opened = self._opened.get(audience)
            if opened and opened.path.name == name:
                return opened
            try:
                self._opened[audience] = Index(directory.path / name)
            except EngineDamaged:
                if directory.live() == name:
                    raise
        raise EngineUnavailable(f"The search index {directory.path} is being replaced. Try again.")

    def _create_first(self, directory: Directory) -> str:
        """The first, empty index of a directory that has none."""
        with writing(directory.path), directory.writing(self._timeout):
            name = directory.live()
            if not name:
                name = directory.new_name()
                Index(directory.path / name, create=True)
                directory.set_live(name)
            return name
