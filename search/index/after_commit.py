"""Bring the index up to date right after a commit, without making an editor wait.

After a commit the outbox is carried out in this process: for a request once its answer has been
sent, elsewhere at once. If that fails for any reason, the worker does it. So nothing here raises,
and a process whose engine failed leaves the work to the worker for a while.
"""

import logging
import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction

from ..engines import engine
from ..engines.protocol import EngineUnavailable
from . import sync

log = logging.getLogger(__name__)

# The changes of one request fit in one batch. A term that thousands of items carry is work for the
# worker.
MAX_BATCHES = 2

# How long this process leaves everything to the worker after a failure.
PAUSE_SECONDS = 15.0


class _Thread(threading.local):
    """Hold the state of one thread; a WSGI server begins and ends a request in one thread."""

    in_request = False
    # True if a row was written since the last commit, perhaps in a transaction that was rolled
    # back.
    requested = False
    after_answer = False


class _Process:
    # Until when (monotonic seconds) this process leaves everything to the worker.
    paused_until = 0.0


_thread = _Thread()


def connect() -> None:
    """Follow the requests of this process, so that an answer goes out before its changes."""
    request_started.connect(_request_started)
    request_finished.connect(_request_finished)


def request_sync() -> None:
    """Bring the index up to date once this transaction is committed.

    However often it is called in one transaction, the work is done once.
    """
    _thread.requested = True
    transaction.on_commit(_after_commit, robust=True)


def _after_commit() -> None:
    if not _thread.requested:
        return
    _thread.requested = False
    if _thread.in_request:
        _thread.after_answer = True
    else:
        _sync_or_leave()


def _request_started(**_: Any) -> None:
    _thread.in_request, _thread.after_answer = True, False


def _request_finished(**_: Any) -> None:
    _thread.in_request = False
    if _thread.after_answer:
        _thread.after_answer = False
        _sync_or_leave()
        close_old_connections()


def _sync_or_leave() -> None:
    if time.monotonic() < _Process.paused_until or transaction.get_connection().in_atomic_block:
        return
    try:
        _sync_now()
    except EngineUnavailable:
        # The worker does it later, and the engine logs when an outage begins and ends.
        _Process.paused_until = time.monotonic() + PAUSE_SECONDS
    except Exception:
        log.exception("De zoekindex volgt niet meteen; de worker doet het.")
        _Process.paused_until = time.monotonic() + PAUSE_SECONDS


def _sync_now() -> None:
    # A server that hangs delays a ping for a second or two but a batch for half a minute, and this
    # process must go on serving visitors.
    engine().ping()
    report = sync.Report()
    for _ in range(MAX_BATCHES):
        if not sync.sync_batch(report):
            break
    if report.fault:
        raise report.fault
