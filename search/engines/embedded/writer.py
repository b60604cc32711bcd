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

from ..batch import winners
from ..protocol import EngineUnavailable, Outcome, Put, Remove, Status
from .index import Index, writing
from .schema import entry

SMALL_HEAP = 15_000_000
"""Bytes; the least that tantivy takes for one thread. Opening a writer costs about 1 ms."""

LARGE_HEAP = 64_000_000
"""For a build: fewer segments to merge. More builds no faster."""

UNSEEN = 20_000
"""Entries of a build that are kept in mind before they are committed: some megabytes."""


class Fresh(NamedTuple):
    id: str
    version: int
    document: tantivy.Document


def write(index: Index, batch: Sequence[Put | Remove]) -> list[Outcome]:
    """Carry out a batch in one commit. Call it under the writer's lock."""
    outcomes, fresh = _judged(batch, index.held(item.id for item in batch))
    if not fresh:
        return outcomes
    writer = index.writer(SMALL_HEAP)
    try:
        with writing(index.path):
            for one in fresh:
                writer.delete_documents_by_term("id", one.id)
                writer.add_document(one.document)
            writer.commit()
    except BaseException:
        abandon(writer)
        raise
    finish(index, writer)
    return outcomes


def finish(index: Index, writer: tantivy.IndexWriter) -> None:
    """Merges are waited for: a writer that is dropped gives up its merges, and an index that is
    written in small commits would gather ever more segments."""
    with writing(index.path):
        writer.wait_merging_threads()


def abandon(writer: tantivy.IndexWriter) -> None:
    """What was not committed is dropped."""
    with suppress(EngineUnavailable), writing(Path()):
        writer.wait_merging_threads()


class Draft:
    """Writes an index that nobody else reads or writes: it commits when somebody looks."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._writer: tantivy.IndexWriter | None = None
        self._unseen: dict[str, int] = {}

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        if len(self._unseen) > UNSEEN:
            self.commit()
        held = self._index.held(item.id for item in batch)
        held.update((item.id, self._unseen[item.id]) for item in batch if item.id in self._unseen)
        outcomes, fresh = _judged(batch, held)
        writer = self._writer = self._writer or self._index.writer(LARGE_HEAP)
        with writing(self._index.path):
            for one in fresh:
                if one.id in held:
                    writer.delete_documents_by_term("id", one.id)
                writer.add_document(one.document)
                self._unseen[one.id] = one.version
        return outcomes

    def commit(self) -> None:
        if self._writer and self._unseen:
            with writing(self._index.path):
                self._writer.commit()
            self._unseen.clear()

    def settle(self) -> None:
        """Commit, and wait until nothing is merged any more. Writing may go on afterwards."""
        self.commit()
        writer, self._writer = self._writer, None
        if writer:
            finish(self._index, writer)

    def abandon(self) -> None:
        writer, self._writer = self._writer, None
        if writer:
            abandon(writer)


def _judged(
    batch: Sequence[Put | Remove], held: Mapping[str, int]
) -> tuple[list[Outcome], list[Fresh]]:
    """The outcome of each entry, and what there is to write."""
    outcomes = [Outcome(item.id, Status.SUPERSEDED) for item in batch]
    fresh = []
    for position in winners(batch):
        item = batch[position]
        if item.version <= held.get(item.id, -1):
            continue
        try:
            fresh.append(Fresh(item.id, item.version, entry(item, int(time.time()))))
            outcomes[position] = Outcome(item.id, Status.DONE)
        except (TypeError, ValueError) as error:
            outcomes[position] = Outcome(item.id, Status.FAILED, str(error))
    return outcomes, fresh
