"""The index follows a change at once, and no editor waits for it.

After a commit the outbox is carried out in this process: for a request when its answer has gone
out, elsewhere on the spot. If that fails, for whatever reason, the worker does it; so nothing here
raises, and a process whose engine failed leaves it to the worker for a while.
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

MAX_BATCHES = 2
"""A request's own changes are one batch; a term that thousands carry is work for the worker."""

REST_SECONDS = 15.0
"""How long this process leaves everything to the worker after a failure."""


class _Thread(threading.local):
    """What this thread is doing. A WSGI server begins and ends a request in one thread."""

    in_request = False
    wanted = False
    """A row was written since the last look; maybe in a transaction that was rolled back."""
    committed = False


class _Process:
    rests_until = 0.0
    """Until when (monotonic seconds) this process leaves everything to the worker."""


_thread = _Thread()


def connect() -> None:
    request_started.connect(_request_started)
    request_finished.connect(_request_finished)


def request_sync() -> None:
    """Bring the index up to date once the change of this transaction is certain, one time however
    often it is asked for."""
    _thread.wanted = True
    transaction.on_commit(_after_commit, robust=True)


def _after_commit() -> None:
    if not _thread.wanted:
        return
    _thread.wanted = False
    if _thread.in_request:
        _thread.committed = True
    else:
        _sync_or_leave()


def _request_started(**_: Any) -> None:
    _thread.in_request, _thread.committed = True, False


def _request_finished(**_: Any) -> None:
    _thread.in_request = False
    if _thread.committed:
        _thread.committed = False
        _sync_or_leave()
        close_old_connections()


def _sync_or_leave() -> None:
    if time.monotonic() < _Process.rests_until or transaction.get_connection().in_atomic_block:
        return
    try:
        _sync_now()
    except EngineUnavailable as fault:
        log.warning("De zoekindex is niet bereikbaar; de worker doet het later: %s", fault)
        _Process.rests_until = time.monotonic() + REST_SECONDS
    except Exception:
        log.exception("De zoekindex volgt niet meteen; de worker doet het.")
        _Process.rests_until = time.monotonic() + REST_SECONDS


def _sync_now() -> None:
    # A server that hangs keeps a question waiting for a second or two, a batch for half a minute;
    # and who serves visitors must not be kept.
    engine().ping()
    report = sync.Report()
    for _ in range(MAX_BATCHES):
        if not sync.sync_batch(report):
            break
    if report.fault:
        raise report.fault
