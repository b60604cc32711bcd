"""A second process, that ends with the first. Imported before Django is set up."""

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process


def helper() -> ProcessPoolExecutor:
    """One other process, there on return: what is opened after this is not open in it.

    A fork has at once what takes a new process two seconds to load. From among threads none is
    made: a lock that another of them holds would never be let go in it.
    """
    alone = threading.active_count() == 1
    pool = ProcessPoolExecutor(1, get_context("fork" if alone else "spawn"), _start)
    pool.submit(os.getpid)
    return pool


def _start() -> None:
    import django

    threading.Thread(target=_end_with_the_first, daemon=True).start()
    django.setup()


def _end_with_the_first() -> None:
    """However that ends: nobody else would tell this one."""
    first = parent_process()
    if first:
        first.join()
        os._exit(1)
