"""One tantivy index on disk: opened, kept fresh, written to.

Tantivy reports a broken file as a ValueError, an OSError or a Rust panic (which is no Exception).
All of them leave here as `EngineUnavailable` or its `EngineDamaged`; nothing of tantivy's does.
"""

import logging
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.batch import winners
from search.engines.embedded_damage import damaged
from search.engines.embedded_query import living, tombstones
from search.engines.embedded_schema import entry, schema, stored_id
from search.engines.protocol import EngineDamaged, EngineUnavailable, Outcome, Put, Remove, Status

log = logging.getLogger(__name__)

SMALL_HEAP = 15_000_000
"""Bytes; the least that tantivy takes for one thread. Opening a writer costs about 1 ms."""

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
            elif spoiled := damaged(path):
                raise ValueError(f"{', '.join(spoiled)} changed since written.")
            # Looked up before opening: a commit in between then costs a reload, and is not missed.
            self._seen = (0, 0, 0) if create else self._state()
            self._index = tantivy.Index(schema(), str(path))
            self._index.config_reader("manual")

    def searcher(self) -> tantivy.Searcher:
        """A view of the last commit, whichever process made it. Looking costs some microseconds."""
        with reading(self.path):
            state = self._state()
            if state != self._seen:
                self._index.reload()
                self._seen = state
            return self._index.searcher()

    def _state(self) -> tuple[int, int, int]:
        """Tantivy replaces meta.json at each commit: new inode, new time."""
        stat = os.stat(self._meta)
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def fill(self, puts: Iterable[Put], heap: int) -> None:
        """Add documents to an index that is still empty. What `puts` raises passes through."""
        with self._writing(heap) as writer:
            for put in puts:
                try:
                    document = entry(put, 0)
                except (TypeError, ValueError) as error:
                    log.error("%s cannot be indexed: %s", put.id, error)
                    continue
                with writing(self.path):
                    writer.add_document(document)

    def write(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out what is newer than what the index holds. Call it under the writer's lock."""
        outcomes = [Outcome(item.id, Status.SUPERSEDED) for item in batch]
        held = self._held(item.id for item in batch)
        fresh = []
        for position in winners(batch):
            item = batch[position]
            if item.version <= held.get(item.id, -1):
                continue
            try:
                fresh.append((item.id, entry(item, int(time.time()))))
                outcomes[position] = Outcome(item.id, Status.DONE)
            except (TypeError, ValueError) as error:
                outcomes[position] = Outcome(item.id, Status.FAILED, str(error))
        if fresh:
            self._replace(fresh)
        return outcomes

    def _replace(self, fresh: list[tuple[str, tantivy.Document]]) -> None:
        with self._writing(SMALL_HEAP) as writer, writing(self.path):
            for id_, document in fresh:
                writer.delete_documents_by_term("id", id_)
                writer.add_document(document)

    @contextmanager
    def _writing(self, heap: int) -> Iterator[tantivy.IndexWriter]:
        """A writer that commits at the end or not at all, and always lets go of tantivy's lock.

        Merges are waited for: a writer that is dropped gives up its merges, and an index that is
        written in small commits would gather ever more segments.
        """
        with writing(self.path):
            writer = self._index.writer(heap, 1)
        try:
            yield writer
            with writing(self.path):
                writer.commit()
        finally:
            # Without a commit before it this drops what was added. A traceback may keep `writer`
            # alive, so it is ended here and not by the collector.
            with writing(self.path):
                writer.wait_merging_threads()

    def _held(self, ids: Iterable[str]) -> dict[str, int]:
        searcher = self.searcher()
        with reading(self.path):
            found = {}
            for id_ in set(ids):
                one = tantivy.Query.term_query(schema(), "id", id_)
                if hits := searcher.search(one, 1, count=False).hits:
                    found[id_] = hits[0][1]
            versions = _versions(searcher, list(found.values()))
        return dict(zip(found, versions, strict=True))

    def entries(self) -> Iterator[tuple[str, int]]:
        return self._walk(living())

    def tombstones(self, since: int) -> Iterator[Remove]:
        """Those left at or after `since` (epoch seconds)."""
        return (Remove(id_, version) for id_, version in self._walk(tombstones(since)))

    def _walk(self, query: tantivy.Query) -> Iterator[tuple[str, int]]:
        searcher = self.searcher()
        for offset in range(0, searcher.num_docs, CHUNK):
            with reading(self.path):
                hits = searcher.search(query, CHUNK, count=False, offset=offset).hits
                addresses = [address for _, address in hits]
                versions = _versions(searcher, addresses)
                ids = [stored_id(searcher.doc(address)) for address in addresses]
            yield from zip(ids, versions, strict=True)


def _versions(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(version or 0) for version in searcher.fast_field_values("version", addresses)]
