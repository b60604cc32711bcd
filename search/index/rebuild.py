"""Rebuild the index beside the live one: build, catch up, compare, swap, catch up again.

The old index serves until the swap. Changes made meanwhile stay in the outbox for the new one.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from ..engines import engine
from ..engines.protocol import Audience, Build
from . import outbox, parallel_reading, rebuild_journal, sync
from .consistency import check, repair
from .loader import batches, count_pages
from .outbox import Item
from .parallel_reading import Batch

Progress = Callable[[int], None]
Builds = Mapping[Audience, Build]
# The audiences for which each document was written, by document id.
Written = dict[str, frozenset[Audience]]


class RebuildFailed(Exception):
    """The new index does not hold what was written to it, so the old one stays."""


@dataclass
class Rebuilt:
    """The result of a rebuild.

    Attributes:
        documents: the number of documents in each new index.
        swept: names of orphans of earlier builds that were removed.
        refused: items that the new index did not take; their rows in the outbox hold the reason.
    """

    documents: dict[Audience, int] = field(default_factory=dict)
    swept: list[str] = field(default_factory=list)
    refused: set[Item] = field(default_factory=set)


def rebuild(progress: Progress = lambda done: None) -> Rebuilt:
    """Build both indices anew and swap them in.

    Args:
        progress: called after each batch with the number of documents written so far.

    Raises:
        RebuildRunning: another rebuild is running.
        RebuildFailed: the new index does not hold what was written to it.
        EngineUnavailable: the engine cannot answer.
    """
    token = uuid4().hex
    rebuild_journal.begin(token)
    try:
        result = _replace(token, progress)
    finally:
        ours = rebuild_journal.end(token)
    sync.sync_all()
    if not ours:
        # It was taken to be dead, so others deleted rows that they carried out in the old index.
        repair(check())
    return result


def _replace(token: str, progress: Progress) -> Rebuilt:
    result = Rebuilt(swept=engine().sweep())
    written: Written = {}
    with ExitStack() as stack:
        # Before the builds, so that the second process holds none of their files open.
        pool = stack.enter_context(parallel_reading.second_reader(count_pages()))
        builds: dict[Audience, Build] = {}

        def begin(audience: Audience, like: Build | None = None) -> None:
            build = engine().build(audience, iter(()), like)
            builds[audience] = stack.enter_context(closing(build))

        # Nearly all items are public: those are written once, and copied for staff.
        begin(Audience.PUBLIC)
        staff_items: list[Item] = []
        with _settled():
            for batch in parallel_reading.read_batches(batches(), pool):
                refused, for_staff = _apply(builds, batch, written)
                result.refused |= refused
                staff_items += for_staff
                rebuild_journal.heartbeat(token)
                progress(len(written))
        begin(Audience.INTERNAL, builds[Audience.PUBLIC])
        rebuild_journal.heartbeat(token)
        for start in range(0, len(staff_items), outbox.BATCH):
            batch = parallel_reading.read_batch(staff_items[start : start + outbox.BATCH])
            result.refused |= _apply(builds, batch, written)[0]
            rebuild_journal.heartbeat(token)
            progress(len(written))
        result.refused |= _catch_up(builds, written, token)
        result.documents = _compare(builds, written, result.refused)
        rebuild_journal.heartbeat(token)
        for build in builds.values():
            build.swap()
    # Try them once more by way of the outbox, which keeps the reason for a person to see.
    outbox.add(result.refused)
    return result


@contextmanager
def _settled() -> Iterator[None]:
    """Leave objects that are in memory now out of garbage collection.

    Searching them again and again while pages come and go takes a fifth of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _catch_up(builds: Builds, written: Written, token: str) -> set[Item]:
    refused: set[Item] = set()
    while items := rebuild_journal.take_replay():
        refused |= _apply(builds, parallel_reading.read_batch(items), written)[0]
        rebuild_journal.heartbeat(token)
    return refused


def _apply(builds: Builds, batch: Batch, written: Written) -> tuple[set[Item], list[Item]]:
    """Write these items to the builds.

    Returns the items that a build refused, and those for staff alone while there is no build for
    staff.
    """
    loaded, refused = batch.found, dict(batch.refused)
    for_staff = {
        item for item, loaded_item in loaded.items() if not loaded_item.audiences & builds.keys()
    }
    items = [item for item in batch.items if item not in for_staff]
    steps = sync.plan_steps(items, loaded, batch.version)
    for audience, build in builds.items():
        refused |= sync.apply_safely(build.apply, steps[audience])
    for item in items:
        written.pop(item.id, None)
        if item in loaded and item not in refused:
            written[item.id] = loaded[item].audiences
    return set(refused), list(for_staff)


def _compare(builds: Builds, written: Written, refused: set[Item]) -> dict[Audience, int]:
    """Count the documents of each build.

    An item that only one of the two builds refused may stand in the other.

    Raises:
        RebuildFailed: a new index does not hold what was written to it.
    """
    counts = {}
    refused_ids = {item.id for item in refused} - written.keys()
    for audience, build in builds.items():
        actual = {id for id, _ in build.entries()} - refused_ids
        expected = {id for id, audiences in written.items() if audience in audiences}
        if actual != expected:
            raise RebuildFailed(f"{audience}: {len(actual)} in de index, {len(expected)} bedoeld")
        counts[audience] = len(actual)
    return counts
