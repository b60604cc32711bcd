"""Start a second process that ends with this one.

A module of its own because a new process imports it before Django is set up there.
"""

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process


def second_process() -> ProcessPoolExecutor:
    """Return a pool of one process, which has started when this returns.

    It is forked where that is safe, since a fork already has what takes a new process two seconds
    to load. It is not forked from among threads: a lock that another thread holds would stay
    locked in the fork.
    """
    alone = threading.active_count() == 1
    pool = ProcessPoolExecutor(1, get_context("fork" if alone else "spawn"), _start)
    # The process starts now, so that it has no copy of what this one opens later.
    pool.submit(os.getpid)
    return pool


def _start() -> None:
    import django

    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    """End this process as soon as its parent is gone, also when that was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
