"""Writing to a tantivy index: what is newer than what it holds, and nothing else.

A commit is whole or not there at all. A writer is always ended: tantivy's own lock lasts as long as
the writer, and a traceback may keep that alive.
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

SMALL_HEAP = 15_000_000
"""Bytes; the least that tantivy takes for one thread. Opening a writer costs about 1 ms."""

LARGE_HEAP = 64_000_000
"""For a build: fewer segments to merge. More builds no faster."""

MAX_UNCOMMITTED = 20_000
"""Entries of a build that are kept in mind before they are committed: some megabytes."""


class NewDocument(NamedTuple):
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
    """Merges are waited for: a writer that is dropped gives up its merges, and an index that is
    written in small commits would gather ever more segments."""
    with writing(index.path):
        writer.wait_merging_threads()


def abandon_writer(writer: tantivy.IndexWriter) -> None:
    """What was not committed is dropped."""
    with suppress(EngineUnavailable), writing(Path()):
        writer.wait_merging_threads()


class BuildWriter:
    """Writes an index that nobody else reads or writes: it commits when somebody looks."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._writer: tantivy.IndexWriter | None = None
        self._uncommitted: dict[str, int] = {}

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
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
        if self._writer and self._uncommitted:
            with writing(self._index.path):
                self._writer.commit()
            self._uncommitted.clear()

    def finish(self) -> None:
        """Commit, and wait until nothing is merged any more. Writing may go on afterwards."""
        self.commit()
        writer, self._writer = self._writer, None
        if writer:
            end_writer(self._index, writer)

    def abandon(self) -> None:
        writer, self._writer = self._writer, None
        if writer:
            abandon_writer(writer)


def _decide(
    batch: Sequence[Put | Remove], versions: Mapping[str, int]
) -> tuple[list[Outcome], list[NewDocument]]:
    """The outcome of each entry, and what there is to write."""
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
