"""Build a new embedded index beside the live one: fill, catch up, swap in, or drop."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..batch import chunks
from ..protocol import EngineUnavailable, Outcome, Put, Remove, Status
from .directory import Directory, copy
from .index import Index, writing
from .writer import BuildWriter

log = logging.getLogger(__name__)

# The longest wait for a writer's merge at a swap: giving up would lose hours of building, and
# nobody waits for it.
SWAP_SECONDS = 60.0

# Younger tombstones are copied: no writer holds an older state for a day.
TOMBSTONE_SECONDS = 24 * 60 * 60


class EmbeddedBuild:
    """A new index in a directory of its own; see `Build`."""

    def __init__(
        self,
        directory: Directory,
        puts: Iterable[Put],
        timeout: float,
        like: "EmbeddedBuild | None" = None,
    ) -> None:
        self._directory = directory
        self._name = directory.new_name()
        self._live = False
        with writing(directory.path), directory.writing(timeout):
            # Under the writer's lock, so that no sweep runs between the claim and the files.
            self._claim = directory.claim(self._name)
            path = directory.path / self._name
            if like:
                like.copy_to(path)
            self._index = Index(path, create=like is None)
        self._draft = BuildWriter(self._index)
        try:
            self._fill(puts)
        except BaseException:
            self.close()
            raise

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Write a batch to the new index."""
        return self._draft.apply(batch)

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones."""
        self._draft.commit()
        return self._index.entries()

    def copy_to(self, path: Path) -> None:
        """Copy this index to a new directory.

        Tantivy never changes a file that it has written; it puts another in its place. While
        nothing is written or merged, no file is added or removed.
        """
        self._draft.finish()
        with writing(path):
            copy(self._index.path, path)

    def swap(self) -> None:
        """Make it the live index, atomically."""
        directory = self._directory
        with writing(directory.path), directory.writing(SWAP_SECONDS):
            old = directory.live()
            if old:
                self._carry_tombstones(old)
            self._draft.finish()
            directory.set_live(self._name)
            self._live = True
            if old:
                directory.drop(old)
        self.close()

    def close(self) -> None:
        """Drop this index unless it is live, and give up its claim."""
        self._draft.abandon()
        if not self._live:
            self._directory.drop(self._name)
        self._directory.unclaim(self._name, self._claim)

    def _fill(self, puts: Iterable[Put]) -> None:
        for part in chunks(puts):
            for outcome in self.apply(part):
                if outcome.status == Status.FAILED:
                    log.error("%s cannot be indexed: %s", outcome.id, outcome.reason)

    def _carry_tombstones(self, old: str) -> None:
        since = int(time.time()) - TOMBSTONE_SECONDS
        try:
            recent = list(Index(self._directory.path / old).tombstones(since))
        except EngineUnavailable as damage:
            log.warning("Tombstones of the replaced index are lost: %s", damage)
        else:
            self.apply(recent)
