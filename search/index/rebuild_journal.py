"""What a rebuild asks of the outbox: to keep what is carried out meanwhile, for the new index too.

At most one rebuild at a time. While its row stands, what others carry out in the live index is kept
for replay, however long ago it gave a sign of life; so nothing is forgotten that only the old index
has. Who was taken to be dead learns so from `heartbeat` and `end`.
"""

import os
from datetime import timedelta
from socket import gethostname

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Entry, Rebuild
from .outbox import Item, lock

HEARTBEAT_TIMEOUT = timedelta(minutes=5)
"""A rebuild that gave no sign of life for so long is taken to be dead. It beats after each batch,
and before and after steps that read the whole index."""


class RebuildRunning(Exception):
    """Another rebuild is under way."""


def begin(token: str) -> None:
    """Keep from now on what others carry out. Raises `RebuildRunning` if one is under way."""
    expire()
    owner = f"{gethostname()}:{os.getpid()}"
    try:
        with transaction.atomic():
            Rebuild.objects.create(token=token, owner=owner, beat_at=timezone.now())
    except IntegrityError:
        raise RebuildRunning from None


def heartbeat(token: str) -> None:
    """Say that the rebuild is still alive. Raises `RebuildRunning` if it was taken to be dead."""
    if not Rebuild.objects.filter(token=token).update(beat_at=timezone.now()):
        raise RebuildRunning


def take_replay(limit: int = 200) -> tuple[Item, ...]:
    """What others carried out in the old index, each item once; its rows are forgotten."""
    with transaction.atomic():
        rows = list(lock(Entry.objects.filter(status=Entry.Status.REPLAY).order_by("id")[:limit]))
        Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return tuple(dict.fromkeys(Item(row.kind, row.key) for row in rows))


def end(token: str) -> bool:
    """Stop keeping, and make everything that may have reached only the old index due once more.

    That includes rows that others hold: their claim is taken from them, so that they cannot forget
    the row, and whoever claims it next writes to the new index. False if the rebuild was taken to
    be dead meanwhile: then rows may have been forgotten that the new index does not have.
    """
    return _end(token=token)


def expire() -> bool:
    """End a rebuild whose heart stopped, or whose process is gone from this machine. What it had
    swapped in before it died, and what not, is unknown; so all that was kept is carried out once
    more."""
    rebuild = Rebuild.objects.first()
    return rebuild is not None and _is_dead(rebuild) and _end(pk=rebuild.pk)


def _is_dead(rebuild: Rebuild) -> bool:
    if rebuild.beat_at <= timezone.now() - HEARTBEAT_TIMEOUT:
        return True
    host, _, process = rebuild.owner.rpartition(":")
    if host != gethostname():
        return False
    try:
        os.kill(int(process), 0)  # sends nothing: only asks whether it is there
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it is there, and another user's
    return False


def _end(**which: object) -> bool:
    with transaction.atomic():
        # First the row: this waits for whoever is just about to keep something because of it.
        ended, _ = Rebuild.objects.filter(**which).delete()
        if ended:
            Entry.objects.filter(status__in=[Entry.Status.REPLAY, Entry.Status.CLAIMED]).update(
                status=Entry.Status.WAITING, claimed_by="", due_at=timezone.now()
            )
    return bool(ended)
