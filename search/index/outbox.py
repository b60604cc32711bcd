"""The outbox: what must be looked at again, written in the transaction of the change itself.

A change that is rolled back leaves no row. A row is claimed before a version is taken, and the
version is taken before the item is read; so whoever read a newer state has a later row to its name,
and the highest version in the index is never older than the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import time_ns
from typing import TypeVar
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import Entry, Rebuild, Tick

LEASE = timedelta(seconds=60)
"""How long a claim holds. After that the claimer is taken to be dead and another takes over."""

BATCH = 200
"""Rows of a claim: read, analysed and written well within the lease, in a few queries."""

FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=2), timedelta(minutes=5)
ATTEMPTS = 8
"""Refusals of an item itself (not of the engine) after which its row waits for a person."""

OPEN = (Entry.Status.WAITING, Entry.Status.CLAIMED)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Item:
    """What a row is about: the document `<kind>-<key>`."""

    kind: str
    key: str

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.key}"

    @classmethod
    def of(cls, document_id: str) -> "Item":
        kind, _, key = document_id.partition("-")
        return cls(kind, key)


@dataclass(frozen=True)
class Claim:
    """Rows that are ours to carry out, by the item they are about, and the version to use."""

    token: str
    version: int
    made_at: datetime
    rows: Mapping[Item, tuple[int, ...]]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self.rows)


def add(items: Iterable[Item]) -> int:
    """Write a row for each item, in the caller's transaction. Returns how many."""
    now = timezone.now()
    rows = [Entry(kind=item.kind, key=item.key, due_at=now) for item in dict.fromkeys(items)]
    Entry.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def claim(limit: int = BATCH) -> Claim | None:
    """Take up to `limit` rows that are due, or None if there are none.

    Within a transaction this is a RuntimeError: what is not certain yet must not be carried out.
    """
    if not _due().exists():  # seen without a lock, so that idle workers do not queue for one
        return None
    token, now = uuid4().hex, timezone.now()
    with transaction.atomic(durable=True):
        rows = list(lock(_due().order_by("id")[:limit]))
        Entry.objects.filter(pk__in=[row.pk for row in rows]).update(
            status=Entry.Status.CLAIMED, claimed_by=token, due_at=now + LEASE
        )
    return Claim(token, next_version(), now, _by_item(rows)) if rows else None


def next_version() -> int:
    """A number higher than all before it, in every process.

    It keeps up with the clock (microseconds), so that a database that was restored from a backup
    does not start again below what its index already holds.
    """
    now = Value(time_ns() // 1_000)
    with transaction.atomic():
        while not Tick.objects.update(value=Greatest(F("value") + 1, now)):
            Tick.objects.bulk_create([Tick(pk=1)], ignore_conflicts=True)
        return Tick.objects.get().value


def complete(claim: Claim, items: Iterable[Item]) -> None:
    """Forget the rows of these items that are still ours; a rebuild under way gets them first."""
    items = list(items)
    with transaction.atomic():
        rows = _mine(claim, items)
        if _rebuild_stands():
            rows.update(status=Entry.Status.REPLAY, claimed_by="")
        else:
            rows.delete()
        _outdated(claim, items).delete()


def release(claim: Claim, reason: str) -> None:
    """Give back every row of a claim, due at once and without counting an attempt.

    For an engine that could not be reached: the process waits, so that all rows are carried out as
    soon as the engine is back.
    """
    _mine(claim, claim.items).update(
        status=Entry.Status.WAITING, claimed_by="", due_at=timezone.now(), reason=_short(reason)
    )


def refuse(claim: Claim, reasons: Mapping[Item, str]) -> None:
    """Keep the rows of items that the index would not take, each with its reason: to be tried
    again ever later, and in the end by a person."""
    now = timezone.now()
    for item, reason in reasons.items():
        for row in _mine(claim, [item]):
            given_up = row.attempts + 1 >= ATTEMPTS
            delay = min(FIRST_DELAY * 2**row.attempts, LONGEST_DELAY)
            _mine(claim, [item]).filter(pk=row.pk).update(
                status=Entry.Status.FAILED if given_up else Entry.Status.WAITING,
                claimed_by="",
                attempts=row.attempts + 1,
                due_at=now if given_up else now + delay,
                reason=_short(reason),
            )


def retry(rows: QuerySet[Entry]) -> int:
    """Make rows due again now, as from new."""
    return rows.update(
        status=Entry.Status.WAITING, due_at=timezone.now(), attempts=0, claimed_by="", reason=""
    )


def lock(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Rows for this transaction alone; where the database can, what another has locked is skipped.

    SQLite can't, and need not: its transactions take the one write lock at their start.
    """
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


def _due() -> QuerySet[Entry]:
    """By status and time, never by `id > last`: rows commit in another order than their ids.

    A claimed row is due when its lease has run out.
    """
    return Entry.objects.filter(status__in=OPEN, due_at__lte=timezone.now())


def _rebuild_stands() -> bool:
    """Whether a rebuild is under way. Its row is locked, so that it can't end at this moment:
    what is kept for replay after the end would be kept for nobody."""
    rows = Rebuild.objects.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return bool(rows)


def _by_item(rows: Iterable[Entry]) -> dict[Item, tuple[int, ...]]:
    found: dict[Item, tuple[int, ...]] = {}
    for row in rows:
        item = Item(row.kind, row.key)
        found[item] = (*found.get(item, ()), row.pk)
    return found


def _mine(claim: Claim, items: Iterable[Item]) -> QuerySet[Entry]:
    ids = [row for item in items for row in claim.rows[item]]
    return Entry.objects.filter(pk__in=ids, claimed_by=claim.token)


def _outdated(claim: Claim, items: Iterable[Item]) -> QuerySet[Entry]:
    """Rows of these items that were given up before the claim: what it read is at least as new."""
    failed = Entry.objects.filter(status=Entry.Status.FAILED, due_at__lte=claim.made_at)
    wanted = {(item.kind, item.key) for item in items}
    ids = [pk for pk, *about in failed.values_list("pk", "kind", "key") if tuple(about) in wanted]
    return Entry.objects.filter(pk__in=ids, status=Entry.Status.FAILED)


def _short(reason: str) -> str:
    return reason[:2000]
