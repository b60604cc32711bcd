"""Open one tantivy index on disk, keep it fresh, and read it.

Tantivy reports a broken file as a ValueError, an OSError or a Rust panic (which is no Exception).
All of them leave this module as `EngineUnavailable` or `EngineDamaged`.
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

# Hits read at a time in a scan of the whole index.
CHUNK = 5_000


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Translate errors of reading: an index that cannot be read is damaged."""
    with _translated(EngineDamaged, f"The search index {path} cannot be read: {{}} Rebuild it."):
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Translate errors of writing: the disk may be full, and damage shows when reading."""
    with _translated(EngineUnavailable, f"The search index {path} cannot be written: {{}}"):
        yield


@contextmanager
def _translated(kind: type[EngineUnavailable], sentence: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise kind(sentence.format(error)) from error
    except BaseException as error:
        # pyo3 creates this class at run time from BaseException; no module exports it.
        if type(error).__name__ != "PanicException":
            raise
        raise kind(sentence.format(error)) from None


class Index:
    """An opened index. It can be shared between threads, as tantivy's own objects can."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        self._meta = path / "meta.json"
        with reading(path):
            if create:
                path.mkdir(parents=True)
            elif damaged := damaged_files(path):
                raise ValueError(f"{', '.join(damaged)} changed since written.")
            # Read the state before opening, so that a commit in between causes a reload.
            self._seen = (0, 0, 0) if create else self._state()
            self._index = tantivy.Index(schema(), str(path))
            self._index.config_reader("manual")
            self._view = Snapshot(self._index.searcher())

    def view(self) -> Snapshot:
        """Return the state after the last commit, by whichever process.

        Checking for a new commit takes some microseconds.
        """
        with reading(self.path):
            state = self._state()
            if state != self._seen:
                self._index.reload()
                self._view = Snapshot(self._index.searcher())
                self._seen = state
            return self._view

    def _state(self) -> tuple[int, int, int]:
        """Return what changes when tantivy replaces meta.json, as it does at each commit."""
        stat = os.stat(self._meta)
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def writer(self, heap: int) -> tantivy.IndexWriter:
        """Return a writer, under the writer's lock; it must be ended, or tantivy's lock stays."""
        with writing(self.path):
            return self._index.writer(heap, 1)

    def versions_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the versions of those ids that the last commit holds, tombstones included."""
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
        """Yield the id and version of every document, without tombstones."""
        return self._walk(not_tombstones())

    def tombstones(self, since: int) -> Iterator[Remove]:
        """Yield the tombstones left at or after `since` (epoch seconds)."""
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
