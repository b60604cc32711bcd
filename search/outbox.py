"""The outbox: what must be looked at again, written in the transaction of the change itself.

A change that is rolled back leaves no row. A row is claimed before a version is taken, and the
version is taken before the item is read; so whoever read a newer state has a later row to its name,
and the highest version in the index is never older than the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .models import Entry, Rebuild, Tick

LEASE = timedelta(seconds=60)
"""How long a claim holds. After that the claimer is taken to be dead and another takes over."""

FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=2), timedelta(minutes=5)
ATTEMPTS = 8
"""Refusals of an item itself (not of the engine) after which its row waits for a person."""


HEARTBEAT = timedelta(seconds=60)
"""A rebuild that gave no sign of life for so long is taken to be dead."""


class RebuildRunning(Exception):
    """Another rebuild is under way."""


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
    """Rows that are ours to carry out, the items they are about, and the version to do it with."""

    token: str
    version: int
    items: tuple[Item, ...]


def add(items: Iterable[Item]) -> int:
    """Write a row for each item, in the caller's transaction. Returns how many."""
    now = timezone.now()
    rows = [Entry(kind=item.kind, key=item.key, due_at=now) for item in dict.fromkeys(items)]
    Entry.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def claim(limit: int = 200) -> Claim | None:
    """Take up to `limit` rows that are due, or None if there are none."""
    token = uuid4().hex
    with transaction.atomic():
        rows = list(_lock(_due()[:limit]))
        if not rows:
            return None
        Entry.objects.filter(pk__in=[row.pk for row in rows]).update(
            status=Entry.Status.CLAIMED, claimed_by=token, due_at=timezone.now() + LEASE
        )
    items = dict.fromkeys(Item(row.kind, row.key) for row in rows)
    return Claim(token, next_version(), tuple(items))


def next_version() -> int:
    """A number higher than all before it, in every process."""
    tick = Tick.objects.create()
    Tick.objects.filter(pk__lt=tick.pk - 1000).delete()
    return tick.pk


def done(claim: Claim, items: Iterable[Item]) -> None:
    """Forget the rows of these items that are still ours; a rebuild under way gets them first."""
    rows = _rows(claim, items)
    if rebuilding():
        rows.update(status=Entry.Status.REPLAY, claimed_by="")
    else:
        rows.delete()


def rebuilding() -> bool:
    return Rebuild.objects.filter(beat_at__gt=timezone.now() - HEARTBEAT).exists()


def begin_rebuild(token: str) -> None:
    """Keep from now on what others carry out. Raises `RebuildRunning` if one is under way."""
    with transaction.atomic():
        Rebuild.objects.filter(beat_at__lte=timezone.now() - HEARTBEAT).delete()
        if Rebuild.objects.exists():
            raise RebuildRunning
        Rebuild.objects.create(token=token, beat_at=timezone.now())
        # Left by a rebuild that was killed: its index is gone, the live one has them.
        Entry.objects.filter(status=Entry.Status.REPLAY).delete()


def beat(token: str) -> None:
    """Say that the rebuild is still alive. Raises `RebuildRunning` if another took its place."""
    if not Rebuild.objects.filter(token=token).update(beat_at=timezone.now()):
        raise RebuildRunning


def take_replay(limit: int = 200) -> tuple[Item, ...]:
    """What others carried out in the old index, each item once; its rows are forgotten."""
    with transaction.atomic():
        rows = list(_lock(Entry.objects.filter(status=Entry.Status.REPLAY).order_by("id")[:limit]))
        Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return tuple(dict.fromkeys(Item(row.kind, row.key) for row in rows))


def end_rebuild(token: str) -> None:
    """Make everything that may have reached only the old index due once more, then stop keeping.

    That includes rows that others hold: their claim is taken from them, so that they cannot forget
    the row, and whoever claims it next writes to the new index.
    """
    held = [Entry.Status.REPLAY, Entry.Status.CLAIMED]
    with transaction.atomic():
        Entry.objects.filter(status__in=held).update(
            status=Entry.Status.WAITING, claimed_by="", due_at=timezone.now()
        )
        Rebuild.objects.filter(token=token).delete()


def release(claim: Claim, reason: str) -> None:
    """Give every row back untried, to be taken up later: the engine could not be reached."""
    _postpone(Entry.objects.filter(claimed_by=claim.token), reason, give_up=False)


def refuse(claim: Claim, item: Item, reason: str) -> None:
    """Keep the row of an item that the engine would not take, with the reason."""
    _postpone(_rows(claim, [item]), reason, give_up=True)


def retry(rows: QuerySet[Entry]) -> int:
    """Make rows due again now, as from new."""
    return rows.update(
        status=Entry.Status.WAITING, due_at=timezone.now(), attempts=0, claimed_by="", reason=""
    )


def _due() -> QuerySet[Entry]:
    """By status and time, never by `id > last`: rows commit in another order than their ids."""
    takeable = Q(status=Entry.Status.WAITING) | Q(status=Entry.Status.CLAIMED)
    return Entry.objects.filter(takeable, due_at__lte=timezone.now()).order_by("id")


def _lock(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


def _rows(claim: Claim, items: Iterable[Item]) -> QuerySet[Entry]:
    mine = Q(pk__in=[])
    for item in items:
        mine |= Q(kind=item.kind, key=item.key)
    return Entry.objects.filter(mine, claimed_by=claim.token)


def _postpone(rows: QuerySet[Entry], reason: str, *, give_up: bool) -> None:
    now = timezone.now()
    for row in rows:
        delay = min(FIRST_DELAY * 2 ** min(row.attempts, 12), LONGEST_DELAY)
        failed = give_up and row.attempts + 1 >= ATTEMPTS
        rows.filter(pk=row.pk).update(
            status=Entry.Status.FAILED if failed else Entry.Status.WAITING,
            claimed_by="",
            attempts=F("attempts") + 1,
            due_at=now + delay,
            reason=reason[:2000],
        )
