"""Know whether a process serves the site, by a lock that each of them shares.

A web process and a worker hold the lock until they end, however they end. A restore takes it alone,
so it never replaces a database that is in use, and nothing begins to serve meanwhile.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .errors import BackupError

# The open files of this process, whose locks end with it.
_held: list[int] = []


def lock_path() -> Path:
    """Return the file that carries the lock."""
    return Path(settings.IN_USE_LOCK)


def hold() -> None:
    """Share the lock until this process ends.

    A process that may not write there serves without it.

    Raises:
        BackupError: a restore is running.
    """
    try:
        file = _open()
    except OSError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise BackupError("Er loopt een herstel uit een back-up. Start daarna opnieuw.") from None
    _held.append(file)


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock alone.

    Raises:
        BackupError: a process serves the site, or another restore is running.
    """
    file = _open()
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise BackupError(
            "De site draait nog. Stop eerst de webserver en de worker op deze machine."
        ) from None
    try:
        yield
    finally:
        os.close(file)


def _open() -> int:
    path = lock_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whoever serves may be another user than whoever restores.
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
