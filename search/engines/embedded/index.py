"""One tantivy index on disk: opened, kept fresh, read.

Tantivy reports a broken file as a ValueError, an OSError or a Rust panic (which is no Exception).
All of them leave here as `EngineUnavailable` or its `EngineDamaged`; nothing of tantivy's does.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from ..protocol import EngineDamaged, EngineUnavailable, Remove
from .counts import Snapshot
from .integrity import damaged_files
from .query import not_tombstones, tombstones_since
from .schema import schema, stored_id

CHUNK = 5_000
"""Hits read at a time when the whole index is walked through."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What cannot be read is damaged."""
    with _translated(EngineDamaged, f"The search index {path} cannot be read: {{}} Rebuild it."):
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What cannot be written may be a full disk; if it is damage, reading will tell."""
    with _translated(EngineUnavailable, f"The search index {path} cannot be written: {{}}"):
        yield


@contextmanager
def _translated(kind: type[EngineUnavailable], sentence: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise kind(sentence.format(error)) from error
    except BaseException as error:
        # pyo3 makes the class at run time, derived from BaseException; there is no module to
        # import it from.
        if type(error).__name__ != "PanicException":
            raise
        raise kind(sentence.format(error)) from None


class Index:
    """An opened index. Safe to share between threads: tantivy's own objects are."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        self._meta = path / "meta.json"
        with reading(path):
            if create:
                path.mkdir(parents=True)
            elif damaged := damaged_files(path):
                raise ValueError(f"{', '.join(damaged)} changed since written.")
            # Looked up before opening: a commit in between then costs a reload, and is not missed.
            self._seen = (0, 0, 0) if create else self._state()
            self._index = tantivy.Index(schema(), str(path))
            self._index.config_reader("manual")
            self._view = Snapshot(self._index.searcher())

    def view(self) -> Snapshot:
        """The last commit, whichever process made it. Looking costs some microseconds."""
        with reading(self.path):
            state = self._state()
            if state != self._seen:
                self._index.reload()
                self._view = Snapshot(self._index.searcher())
                self._seen = state
            return self._view

    def _state(self) -> tuple[int, int, int]:
        """Tantivy replaces meta.json at each commit: new inode, new time."""
        stat = os.stat(self._meta)
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def writer(self, heap: int) -> tantivy.IndexWriter:
        """For whoever holds the writer's lock; it must be ended, or tantivy's own lock stays."""
        with writing(self.path):
            return self._index.writer(heap, 1)

    def versions_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The versions of those that the last commit holds, tombstones too."""
        searcher = self.view().searcher
        with reading(self.path):
            addresses = {}
            for id_ in set(ids):
                query = tantivy.Query.term_query(schema(), "id", id_)
                if hits := searcher.search(query, 1, count=False).hits:
                    addresses[id_] = hits[0][1]
            versions = _versions(searcher, list(addresses.values()))
        return dict(zip(addresses, versions, strict=True))

    def entries(self) -> Iterator[tuple[str, int]]:
        return self._walk(not_tombstones())

    def tombstones(self, since: int) -> Iterator[Remove]:
        """Those left at or after `since` (epoch seconds)."""
        return (Remove(id_, version) for id_, version in self._walk(tombstones_since(since)))

    def _walk(self, query: tantivy.Query) -> Iterator[tuple[str, int]]:
        searcher = self.view().searcher
        for offset in range(0, searcher.num_docs, CHUNK):
            with reading(self.path):
                hits = searcher.search(query, CHUNK, count=False, offset=offset).hits
                addresses = [address for _, address in hits]
                versions = _versions(searcher, addresses)
                ids = [stored_id(searcher.doc(address)) for address in addresses]
            yield from zip(ids, versions, strict=True)


def _versions(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(version or 0) for version in searcher.fast_field_values("version", addresses)]
