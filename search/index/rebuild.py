"""A new index beside the live one, without a gap: build, catch up, compare, swap, catch up again.

The old index serves until the swap. What is changed meanwhile stays in the outbox for the new one.
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
Known = dict[str, frozenset[Audience]]
"""What was put in, and for whom, by document id."""


class RebuildFailed(Exception):
    """The new index would not have been right, so the old one stays."""


@dataclass
class Rebuilt:
    """How many documents each new index holds, which orphans of earlier builds went, and what the
    new index would not take: that is in the outbox, with the reason."""

    documents: dict[Audience, int] = field(default_factory=dict)
    swept: list[str] = field(default_factory=list)
    refused: set[Item] = field(default_factory=set)


def rebuild(progress: Progress = lambda done: None) -> Rebuilt:
    """Build both indices anew and swap them in.

    Raises `RebuildRunning` if another is at it, `EngineUnavailable`, or `RebuildFailed`.
    """
    token = uuid4().hex
    rebuild_journal.begin(token)
    try:
        result = _replace(token, progress)
    finally:
        ours = rebuild_journal.end(token)
    sync.sync_all()
    if not ours:
        # Stopped for so long that it was taken to be dead: others forgot what they carried out in
        # the old index.
        repair(check())
    return result


def _replace(token: str, progress: Progress) -> Rebuilt:
    result = Rebuilt(swept=engine().sweep())
    known: Known = {}
    with ExitStack() as stack:
        # First of all: it is to hold none of the files that a build opens.
        pool = stack.enter_context(parallel_reading.second_reader(count_pages()))
        builds: dict[Audience, Build] = {}

        def begin(audience: Audience, like: Build | None = None) -> None:
            build = engine().build(audience, iter(()), like)
            builds[audience] = stack.enter_context(closing(build))

        # Nearly everything is for everyone: that is written once, and copied for staff.
        begin(Audience.PUBLIC)
        apart: list[Item] = []
        with _settled():
            for batch in parallel_reading.read_batches(batches(), pool):
                refused, internal = _apply(builds, batch, known)
                result.refused |= refused
                apart += internal
                rebuild_journal.heartbeat(token)
                progress(len(known))
        begin(Audience.INTERNAL, builds[Audience.PUBLIC])
        rebuild_journal.heartbeat(token)
        for start in range(0, len(apart), outbox.BATCH):
            batch = parallel_reading.read_batch(apart[start : start + outbox.BATCH])
            result.refused |= _apply(builds, batch, known)[0]
            rebuild_journal.heartbeat(token)
            progress(len(known))
        result.refused |= _catch_up(builds, known, token)
        result.documents = _compare(builds, known, result.refused)
        rebuild_journal.heartbeat(token)
        for build in builds.values():
            build.swap()
    # Tried once more by the ordinary way, which keeps the reason for a person to see.
    outbox.add(result.refused)
    return result


@contextmanager
def _settled() -> Iterator[None]:
    """What is in memory already is no garbage: to look through it over and over again while pages
    come and go takes a fifth of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _catch_up(builds: Builds, known: Known, token: str) -> set[Item]:
    refused: set[Item] = set()
    while items := rebuild_journal.take_replay():
        refused |= _apply(builds, parallel_reading.read_batch(items), known)[0]
        rebuild_journal.heartbeat(token)
    return refused


def _apply(builds: Builds, batch: Batch, known: Known) -> tuple[set[Item], list[Item]]:
    """Bring the builds up to date with these items. Returns those that they would not take, and
    those that were left for later: for staff alone, while there is no build for them."""
    found, refused = batch.found, dict(batch.refused)
    later = {item for item, here in found.items() if not here.audiences & builds.keys()}
    items = [item for item in batch.items if item not in later]
    steps = sync.plan_steps(items, found, batch.version)
    for audience, build in builds.items():
        refused |= sync.apply_safely(build.apply, steps[audience])
    for item in items:
        known.pop(item.id, None)
        if item in found and item not in refused:
            known[item.id] = found[item].audiences
    return set(refused), list(later)


def _compare(builds: Builds, known: Known, refused: set[Item]) -> dict[Audience, int]:
    """Raises `RebuildFailed` where a new index does not hold what was put in. What one of the two
    refused may stand in the other."""
    counts = {}
    apart = {item.id for item in refused} - known.keys()
    for audience, build in builds.items():
        held = {id for id, _ in build.entries()} - apart
        meant = {id for id, audiences in known.items() if audience in audiences}
        if held != meant:
            raise RebuildFailed(f"{audience}: {len(held)} in de index, {len(meant)} bedoeld")
        counts[audience] = len(held)
    return counts
