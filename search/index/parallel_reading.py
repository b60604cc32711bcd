"""Read items for a rebuild in two processes, since Python uses one processor at a time.

Both processes read the same items, in another order than one would. Each item is read after the
version is taken that it is written with.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from armoedegeheugen.dutch import analyzer

from .. import compat
from . import outbox, sync
from .loader import IndexItem
from .outbox import Item
from .second_process import second_process

# Number of pages from which a second process saves time.
MIN_PAGES = 2_000

# Batches given to the second process at a time: the one that it reads, and the next. So at most
# three batches are in memory.
AHEAD = 2


@dataclass(frozen=True)
class Batch:
    """Items, the version to write them with, and what was read of them (`sync.read_safely`)."""

    items: Sequence[Item]
    version: int
    found: dict[Item, IndexItem]
    refused: dict[Item, str]


@contextmanager
def second_reader(pages: int) -> Iterator[Executor | None]:
    """Yield a second process to read with, or None where it would not help.

    It helps if there are at least `MIN_PAGES` pages and two processors, and if the database is not
    in memory.
    """
    in_memory = (
        connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file()
    )
    if pages < MIN_PAGES or in_memory or len(os.sched_getaffinity(0)) < 2:
        yield None
        return
    connection.close()  # each process opens its own
    # Load once what both processes need: the dictionary and every URL pattern.
    analyzer.analyse("armoede")
    compat.load_url_patterns()
    with second_process() as pool:
        yield pool


def read_batches(batches: Iterable[Sequence[Item]], pool: Executor | None) -> Iterator[Batch]:
    """Read all batches; those that the second process has read are yielded in between."""
    submitted: list[tuple[Sequence[Item], int, Future[Batch]]] = []
    for items in batches:
        version = outbox.next_version()
        if pool and len(submitted) < AHEAD:
            submitted.append((items, version, _submit(pool, items, version)))
        else:
            yield _read(items, version)
        while submitted and submitted[0][2].done():
            yield _result_or_read(*submitted.pop(0))
    for pending in submitted:
        yield _result_or_read(*pending)


def read_batch(items: Sequence[Item]) -> Batch:
    """Read one batch in this process, with a new version."""
    return _read(items, outbox.next_version())


def _submit(pool: Executor, items: Sequence[Item], version: int) -> Future[Batch]:
    try:
        return pool.submit(_read_elsewhere, connection.settings_dict["NAME"], items, version)
    except BrokenExecutor as broken:
        failed: Future[Batch] = Future()
        failed.set_exception(broken)
        return failed


def _result_or_read(items: Sequence[Item], version: int, reading: Future[Batch]) -> Batch:
    """Return what the second process read, or read it here if that process is gone.

    The system may have killed it for its memory.
    """
    try:
        return reading.result()
    except BrokenExecutor:
        return _read(items, version)


def _read_elsewhere(database: Any, items: Sequence[Item], version: int) -> Batch:
    """Read a batch in the second process, from the database that the first one uses."""
    connection.settings_dict["NAME"] = database
    return _read(items, version)


def _read(items: Sequence[Item], version: int) -> Batch:
    return Batch(items, version, *sync.read_safely(items))
