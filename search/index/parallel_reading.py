"""Reading for a rebuild in two processes, since Python works on one processor at a time.

What is read is the same, in another order: each item as it was when it was read, after the version
was taken that it is written with.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.urls import get_resolver

from armoedegeheugen.dutch import analyzer

from . import outbox, sync
from .loader import IndexItem
from .outbox import Item
from .second_process import second_process

MIN_PAGES = 2_000
"""Pages from which on a second process saves time."""

AHEAD = 2
"""Batches given to the helper at a time: the one that it reads, and the next. More than these and
one of our own is never in memory."""


@dataclass(frozen=True)
class Batch:
    """Items, the version to write them with, and what was found of them (`sync.read_safely`)."""

    items: Sequence[Item]
    version: int
    found: dict[Item, IndexItem]
    refused: dict[Item, str]


@contextmanager
def second_reader(pages: int) -> Iterator[Executor | None]:
    """A helper, where there are that many pages to read, processors, and a database for two."""
    in_memory = (
        connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file()
    )
    if pages < MIN_PAGES or in_memory or len(os.sched_getaffinity(0)) < 2:
        yield None
        return
    connection.close()  # each has one of its own
    # What both need is loaded once: the dictionary, and every address.
    analyzer.analyse("armoede")
    get_resolver()._populate()
    with second_process() as pool:
        yield pool


def read_batches(batches: Iterable[Sequence[Item]], pool: Executor | None) -> Iterator[Batch]:
    """All batches, read; those that the helper has meanwhile read in between."""
    given: list[tuple[Sequence[Item], int, Future[Batch]]] = []
    for items in batches:
        version = outbox.next_version()
        if pool and len(given) < AHEAD:
            given.append((items, version, _submit(pool, items, version)))
        else:
            yield _read(items, version)
        while given and given[0][2].done():
            yield _result_or_read(*given.pop(0))
    for one in given:
        yield _result_or_read(*one)


def read_batch(items: Sequence[Item]) -> Batch:
    return _read(items, outbox.next_version())


def _submit(pool: Executor, items: Sequence[Item], version: int) -> Future[Batch]:
    try:
        return pool.submit(_read_elsewhere, connection.settings_dict["NAME"], items, version)
    except BrokenExecutor as broken:
        failed: Future[Batch] = Future()
        failed.set_exception(broken)
        return failed


def _result_or_read(items: Sequence[Item], version: int, reading: Future[Batch]) -> Batch:
    """Where the helper is no more (the machine may have wanted its memory), it is read here."""
    try:
        return reading.result()
    except BrokenExecutor:
        return _read(items, version)


def _read_elsewhere(database: Any, items: Sequence[Item], version: int) -> Batch:
    """In the helper. `database` is the name of the one in use, which the settings need not say: a
    test has its own."""
    connection.settings_dict["NAME"] = database
    return _read(items, version)


def _read(items: Sequence[Item], version: int) -> Batch:
    return Batch(items, version, *sync.read_safely(items))
