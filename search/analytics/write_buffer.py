"""Write counts in the background, so that a locked database costs a reader nothing.

A process that is killed loses the counts of the last `COUNT_FLUSH_SECONDS`; one that ends writes
them. A full buffer drops new counts.
"""

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)

# Statements that wait at most: some minutes of a busy site, and about a megabyte.
MAX_WAITING = 5_000


class WriteBuffer:
    """Statements of this process that wait, and a thread that writes them."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Sequence[Any]]] = deque()
        self._lock = threading.Lock()
        self._has_thread = False

    def add(self, statement: str, values: Sequence[Any]) -> None:
        """Keep a statement, unless `MAX_WAITING` wait already."""
        with self._lock:
            if len(self._waiting) < MAX_WAITING:
                self._waiting.append((statement, values))
            starts, self._has_thread = not self._has_thread, True
        # A thread for each period with counts: one from before a fork would not live in the child.
        if starts:
            threading.Thread(target=self._flush_later, name="counts", daemon=True).start()

    def flush(self) -> None:
        """Write everything that waits, in one transaction."""
        with self._lock:
            taken = list(self._waiting)
            self._waiting.clear()
        if taken:
            _write(taken)

    def _flush_later(self) -> None:
        time.sleep(settings.COUNT_FLUSH_SECONDS)
        with self._lock:
            self._has_thread = False
        try:
            self.flush()
        finally:
            connection.close()


buffer = WriteBuffer()
atexit.register(buffer.flush)


def execute(statement: str, values: Sequence[Any]) -> None:
    """Execute a statement soon, in the order of the calls; errors are logged."""
    if settings.COUNT_FLUSH_SECONDS:
        buffer.add(statement, values)
    else:
        _write([(statement, values)])


def _write(statements: list[tuple[str, Sequence[Any]]]) -> None:
    try:
        # One transaction for all, whose start and end are statements too.
        together = transaction.atomic() if len(statements) > 1 else nullcontext()
        with together, connection.cursor() as cursor:
            for statement, values in statements:
                cursor.execute(statement, values)
    except DatabaseError:
        log.exception("%s counts of questions and visits were lost.", len(statements))
