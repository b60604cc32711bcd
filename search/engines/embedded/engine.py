"""Search with tantivy in this process, with files in a directory and without a server.

Any number of processes read; one at a time writes, under a file lock with a bounded wait. A reader
looks at two small files before each search, so it sees every commit and swap.
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

# The longest wait for another writer: a batch takes tens of milliseconds, a large merge some
# seconds.
LOCK_SECONDS = 10.0

# How often `current` is read again if the index that it named was dropped meanwhile.
ATTEMPTS = 3


class EmbeddedEngine:
    """An engine in this process; see `Engine`."""

    def __init__(self, root: Path, lock_timeout: float = LOCK_SECONDS) -> None:
        self._directories = {audience: Directory(root / audience) for audience in Audience}
        self._timeout = lock_timeout
        self._opened: dict[Audience, Index] = {}

    def search(self, audience: Audience, query: Query) -> Answer:
        """Return the hits, total and facet counts of a query."""
        with self._reading(audience) as index:
            return answer(index.view(), query)

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """Answer several queries, in their order."""
        for audience, query in asks:
            yield self.search(audience, query)

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        """Return titles that begin as typed."""
        with self._reading(audience) as index:
            return suggest(index.view().searcher, beginning)

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        """Yield every hit from first to last."""
        with self._reading(audience) as index:
            yield from scan(index.view().searcher, query)

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, visible on return."""
        self._open_live(audience)
        directory = self._directories[audience]
        # Look the live index up again under the lock: it may have been swapped.
        with (
            writing(directory.path),
            directory.writing(self._timeout),
            self._reading(audience) as index,
        ):
            return write(index, batch)

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones."""
        with self._reading(audience) as index:
            yield from index.entries()

    def build(
        self, audience: Audience, puts: Iterator[Put], like: EmbeddedBuild | None = None
    ) -> EmbeddedBuild:
        """Begin a new index beside the live one."""
        return EmbeddedBuild(self._directories[audience], puts, self._timeout, like)

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Return the number of documents of each kind, without tombstones."""
        with self._reading(audience) as index:
            return counts_by_kind(index.view())

    def sweep(self) -> list[str]:
        """Remove the indices that killed builds left behind, and return their names."""
        swept = []
        for audience, directory in self._directories.items():
            with writing(directory.path), directory.writing(self._timeout):
                swept += [f"{audience}/{name}" for name in directory.sweep()]
        return swept

    def ping(self) -> None:
        """Return when both indices can answer."""
        for audience in Audience:
            self.counts(audience)

    @contextmanager
    def _reading(self, audience: Audience) -> Iterator[Index]:
        index = self._open_live(audience)
        try:
            with reading(index.path):
                yield index
        except EngineDamaged:
            # A panic may leave the opened index unusable although its files are intact.
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
        """Create the first, empty index of a directory, unless another process just did."""
        with writing(directory.path), directory.writing(self._timeout):
            name = directory.live()
            if not name:
                name = directory.new_name()
                Index(directory.path / name, create=True)
                directory.set_live(name)
            return name
