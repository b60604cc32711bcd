"""Write to a tantivy index only what is newer than its content.

A commit is complete or not there at all. A writer is always ended: tantivy's own lock lasts as long
as the writer, which a traceback may keep alive.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import tantivy

from ..batch import latest_positions
from ..protocol import EngineUnavailable, Outcome, Put, Remove, Status
from .index import Index, writing
from .schema import to_document

# In bytes; the least that tantivy takes for one thread. Opening a writer costs about 1 ms.
SMALL_HEAP = 15_000_000

# For a build: fewer segments to merge. More memory is not faster.
LARGE_HEAP = 64_000_000

# Entries of a build that are kept in memory before a commit: some megabytes.
MAX_UNCOMMITTED = 20_000


class NewDocument(NamedTuple):
    """A document to write, in place of the one with its id."""

    id: str
    version: int
    document: tantivy.Document


def write(index: Index, batch: Sequence[Put | Remove]) -> list[Outcome]:
    """Carry out a batch in one commit. Call it under the writer's lock."""
    outcomes, documents = _decide(batch, index.versions_of(item.id for item in batch))
    if not documents:
        return outcomes
    writer = index.writer(SMALL_HEAP)
    try:
        with writing(index.path):
            for new in documents:
                writer.delete_documents_by_term("id", new.id)
                writer.add_document(new.document)
            writer.commit()
    except BaseException:
        abandon_writer(writer)
        raise
    end_writer(index, writer)
    return outcomes


def end_writer(index: Index, writer: tantivy.IndexWriter) -> None:
    """End a writer after its merges.

    A writer that is dropped gives up its merges, and an index written in small commits would gather
    ever more segments.
    """
    with writing(index.path):
        writer.wait_merging_threads()


def abandon_writer(writer: tantivy.IndexWriter) -> None:
    """End a writer and drop what it did not commit."""
    with suppress(EngineUnavailable), writing(Path()):
        writer.wait_merging_threads()


class BuildWriter:
    """Writes an index that nobody else reads or writes, with few commits."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._writer: tantivy.IndexWriter | None = None
        self._uncommitted: dict[str, int] = {}

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch; it is committed later."""
        if len(self._uncommitted) > MAX_UNCOMMITTED:
            self.commit()
        versions = self._index.versions_of(item.id for item in batch)
        versions.update(
            (item.id, self._uncommitted[item.id]) for item in batch if item.id in self._uncommitted
        )
        outcomes, documents = _decide(batch, versions)
        writer = self._writer = self._writer or self._index.writer(LARGE_HEAP)
        with writing(self._index.path):
            for new in documents:
                if new.id in versions:
                    writer.delete_documents_by_term("id", new.id)
                writer.add_document(new.document)
                self._uncommitted[new.id] = new.version
        return outcomes

    def commit(self) -> None:
        """Commit what was written so far."""
        if self._writer and self._uncommitted:
            with writing(self._index.path):
                self._writer.commit()
            self._uncommitted.clear()

    def finish(self) -> None:
        """Commit, and wait until no merge is running. Writing may continue afterwards."""
        self.commit()
        writer, self._writer = self._writer, None
        if writer:
            end_writer(self._index, writer)

    def abandon(self) -> None:
        """Drop what was not committed."""
        writer, self._writer = self._writer, None
        if writer:
            abandon_writer(writer)


def _decide(
    batch: Sequence[Put | Remove], versions: Mapping[str, int]
) -> tuple[list[Outcome], list[NewDocument]]:
    """Return the outcome of each entry, and the documents to write."""
    outcomes = [Outcome(item.id, Status.SUPERSEDED) for item in batch]
    documents = []
    for position in latest_positions(batch):
        item = batch[position]
        if item.version <= versions.get(item.id, -1):
            continue
        try:
            documents.append(
                NewDocument(item.id, item.version, to_document(item, int(time.time())))
            )
            outcomes[position] = Outcome(item.id, Status.DONE)
        except (TypeError, ValueError) as error:
            outcomes[position] = Outcome(item.id, Status.FAILED, str(error))
    return outcomes, documents
