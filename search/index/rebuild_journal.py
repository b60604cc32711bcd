"""Keep the rows of the outbox that are carried out during a rebuild, for the new index.

There is at most one rebuild. As long as its row exists, rows that are carried out in the live index
are kept for replay, even if its last heartbeat was long ago. So no change is lost that only the old
index has. A rebuild that was taken to be dead learns so from `heartbeat` and `end`.
"""

import os
from datetime import timedelta
from socket import gethostname

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Entry, Rebuild
from .outbox import Item, lock

# A rebuild without a heartbeat for this long is taken to be dead. It sends one after each batch,
# and before and after steps that read the whole index.
HEARTBEAT_TIMEOUT = timedelta(minutes=5)


class RebuildRunning(Exception):
    """Another rebuild is running."""


def begin(token: str) -> None:
    """Register a rebuild, and keep from now on the rows that others carry out.

    Raises:
        RebuildRunning: another rebuild is running.
    """
    expire()
    owner = f"{gethostname()}:{os.getpid()}"
    try:
        with transaction.atomic():
            Rebuild.objects.create(token=token, owner=owner, beat_at=timezone.now())
    except IntegrityError:
        raise RebuildRunning from None


def heartbeat(token: str) -> None:
    """Record that the rebuild is alive.

    Raises:
        RebuildRunning: the rebuild was taken to be dead.
    """
    if not Rebuild.objects.filter(token=token).update(beat_at=timezone.now()):
        raise RebuildRunning


def take_replay(limit: int = 200) -> tuple[Item, ...]:
    """Delete up to `limit` kept rows and return their items, each once."""
    with transaction.atomic():
        rows = list(lock(Entry.objects.filter(status=Entry.Status.REPLAY).order_by("id")[:limit]))
        Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return tuple(dict.fromkeys(Item(row.kind, row.key) for row in rows))


def end(token: str) -> bool:
    """Unregister a rebuild, and make due again all that may have reached only the old index.

    That includes rows claimed by others. Their claim is revoked, so that they cannot delete the
    row, and whoever claims it next writes to the new index.

    Returns:
        False if the rebuild was taken to be dead meanwhile. Rows may then have been deleted that
            the new index does not have.
    """
    return _end(token=token)


def expire() -> bool:
    """End a rebuild without a heartbeat, or whose process is gone from this machine.

    It is unknown what it had swapped in, so all rows that were kept are carried out once more.
    """
    rebuild = Rebuild.objects.first()
    return rebuild is not None and _is_dead(rebuild) and _end(pk=rebuild.pk)


def _is_dead(rebuild: Rebuild) -> bool:
    if rebuild.beat_at <= timezone.now() - HEARTBEAT_TIMEOUT:
        return True
    host, _, process = rebuild.owner.rpartition(":")
    if host != gethostname():
        return False
    try:
        os.kill(int(process), 0)  # signal 0 is never sent: it only asks whether the process exists
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it exists, and belongs to another user
    return False


def _end(**which: object) -> bool:
    with transaction.atomic():
        # The row first: this waits for a process that is about to keep a row because of it.
        ended, _ = Rebuild.objects.filter(**which).delete()
        if ended:
            Entry.objects.filter(status__in=[Entry.Status.REPLAY, Entry.Status.CLAIMED]).update(
                status=Entry.Status.WAITING, claimed_by="", due_at=timezone.now()
            )
    return bool(ended)
