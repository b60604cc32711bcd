"""Keep an outbox: rows for items to index again, written in the transaction of the change.

A change that is rolled back leaves no row. A row is claimed before a version is taken, and the
version is taken before the item is read. So a process that read a newer state has a later row, and
the highest version in the index is never older than the database.
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

# How long a claim holds. After that the process is taken to be dead and another takes over.
LEASE = timedelta(seconds=60)

# Rows of one claim: they are read, analysed and written well within the lease, in a few queries.
BATCH = 200

FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=2), timedelta(minutes=5)
# Refusals of an item itself (not of the engine) after which its row waits for a person.
ATTEMPTS = 8

OPEN = (Entry.Status.WAITING, Entry.Status.CLAIMED)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Item:
    """The item that a row is about: the document `<kind>-<key>`."""

    kind: str
    key: str

    @property
    def id(self) -> str:
        """Return the id of the item's document."""
        return f"{self.kind}-{self.key}"

    @classmethod
    def of(cls, document_id: str) -> "Item":
        """Return the item of a document id."""
        kind, _, key = document_id.partition("-")
        return cls(kind, key)


@dataclass(frozen=True)
class Claim:
    """Rows that this process carries out, by item, and the version to write with."""

    token: str
    version: int
    made_at: datetime
    rows: Mapping[Item, tuple[int, ...]]

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items of the claimed rows, each once."""
        return tuple(self.rows)


def add(items: Iterable[Item]) -> int:
    """Write a row for each item in the caller's transaction, and return the number of rows."""
    now = timezone.now()
    rows = [Entry(kind=item.kind, key=item.key, due_at=now) for item in dict.fromkeys(items)]
    Entry.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def claim(limit: int = BATCH) -> Claim | None:
    """Claim up to `limit` rows that are due; None if there are none.

    Raises:
        RuntimeError: within a transaction, since an uncommitted change must not be carried out.
    """
    if not _due().exists():  # without a lock, so that idle workers do not wait for one
        return None
    token, now = uuid4().hex, timezone.now()
    with transaction.atomic(durable=True):
        rows = list(lock(_due().order_by("id")[:limit]))
        Entry.objects.filter(pk__in=[row.pk for row in rows]).update(
            status=Entry.Status.CLAIMED, claimed_by=token, due_at=now + LEASE
        )
    return Claim(token, next_version(), now, _by_item(rows)) if rows else None


def next_version() -> int:
    """Return a number higher than all before it, in every process.

    It keeps up with the clock (microseconds), so that a database restored from a backup does not
    start below the versions that its index already holds.
    """
    now = Value(time_ns() // 1_000)
    with transaction.atomic():
        while not Tick.objects.update(value=Greatest(F("value") + 1, now)):
            Tick.objects.bulk_create([Tick(pk=1)], ignore_conflicts=True)
        return Tick.objects.get().value


def complete(claim: Claim, items: Iterable[Item]) -> None:
    """Delete the rows of these items that are still ours, or keep them for a rebuild."""
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
    """Keep the rows of items that the index refused, each with its reason.

    They are tried again after ever longer delays, and after `ATTEMPTS` they wait for a person.
    """
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
    """Make rows due now, with their attempts at zero."""
    return rows.update(
        status=Entry.Status.WAITING, due_at=timezone.now(), attempts=0, claimed_by="", reason=""
    )


def lock(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Lock rows for this transaction and skip rows that another has locked.

    SQLite cannot lock rows and need not: a transaction takes the one write lock when it starts.
    """
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


def _due() -> QuerySet[Entry]:
    """Select rows by status and time, never by `id > last`: rows do not commit in order of id.

    A claimed row is due when its lease has run out.
    """
    return Entry.objects.filter(status__in=OPEN, due_at__lte=timezone.now())


def _rebuild_stands() -> bool:
    """Tell whether a rebuild is running, and lock its row so that it cannot end just now.

    Rows kept for replay after its end would never be replayed.
    """
    rows = Rebuild.objects.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return bool(rows)


def _by_item(rows: Iterable[Entry]) -> dict[Item, tuple[int, ...]]:
    keys: dict[Item, tuple[int, ...]] = {}
    for row in rows:
        item = Item(row.kind, row.key)
        keys[item] = (*keys.get(item, ()), row.pk)
    return keys


def _mine(claim: Claim, items: Iterable[Item]) -> QuerySet[Entry]:
    ids = [row for item in items for row in claim.rows[item]]
    return Entry.objects.filter(pk__in=ids, claimed_by=claim.token)


def _outdated(claim: Claim, items: Iterable[Item]) -> QuerySet[Entry]:
    """Return rows of these items that were given up before the claim was made."""
    failed = Entry.objects.filter(status=Entry.Status.FAILED, due_at__lte=claim.made_at)
    pairs = {(item.kind, item.key) for item in items}
    ids = [pk for pk, *pair in failed.values_list("pk", "kind", "key") if tuple(pair) in pairs]
    return Entry.objects.filter(pk__in=ids, status=Entry.Status.FAILED)


def _short(reason: str) -> str:
    return reason[:2000]
