"""Several workers at one outbox, on a database that lets them in at the same moment."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search.index import outbox, rebuild_journal
from search.index.outbox import Item
from search.models import Entry

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

WORKERS = 4
# Seconds; who waits for a lock that nobody lets go of fails instead of hanging.
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def postgresql(transactional_db: None) -> None:
    if connection.vendor == "postgresql":
        return
    if os.environ.get("CI") == "true" and not os.environ.get("POSTGRESQL_URL"):
        pytest.fail("POSTGRESQL_URL does not name a PostgreSQL server.")
    pytest.skip("Runs where DATABASE_URL names a PostgreSQL server (.ci/run runs it so)")


def apart(pool: ThreadPoolExecutor, act: Callable[[], Any]) -> Future[Any]:
    """In a thread, with a connection of its own."""

    def work() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return pool.submit(work)


def together(act: Callable[[], Any]) -> list[Any]:
    """What each worker comes back with, all having begun at the same moment."""
    barrier = Barrier(WORKERS)

    def work() -> Any:
        barrier.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(WORKERS) as pool:
        return [future.result(PATIENCE) for future in [apart(pool, work) for _ in range(WORKERS)]]


def put(number: int) -> set[Item]:
    items = {Item("praktijk", str(key)) for key in range(number)}
    outbox.add(items)
    return items


def test_nobody_waits_for_rows_that_another_is_taking():
    put(4)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        due = Entry.objects.filter(due_at__lte=timezone.now()).order_by("id")
        taken = {row.pk for row in outbox.lock(due[:2])}
        claim = apart(pool, lambda: outbox.claim(limit=2)).result(PATIENCE)
    assert len(claim.items) == 2
    assert not taken & {pk for rows in claim.rows.values() for pk in rows}


def test_each_row_is_claimed_by_one():
    items = put(200)

    def claim_all() -> list[Item]:
        claimed: list[Item] = []
        while claim := outbox.claim(limit=7):
            claimed += claim.items
        return claimed

    claimed = [item for one in together(claim_all) for item in one]
    assert len(claimed) == len(items)
    assert set(claimed) == items


def test_no_two_have_the_same_version():
    taken = together(lambda: [outbox.next_version() for _ in range(50)])
    assert all(versions == sorted(versions) for versions in taken)
    assert len({version for versions in taken for version in versions}) == 50 * WORKERS


def test_the_first_version_ever_is_taken_by_one():
    assert len(set(together(outbox.next_version))) == WORKERS


def test_one_of_many_begins_a_rebuild():
    def begin() -> bool:
        try:
            rebuild_journal.begin(f"heropbouw-{id(object())}")
        except rebuild_journal.RebuildRunning:
            return False
        return True

    assert sum(together(begin)) == 1


def test_the_end_of_a_rebuild_waits_for_who_is_keeping_something_for_it():
    put(1)
    claim = outbox.claim()
    rebuild_journal.begin("een")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert outbox._rebuild_stands()
            end = apart(pool, lambda: rebuild_journal.end("een"))
            with pytest.raises(TimeoutError):
                end.result(timeout=0.5)
            outbox.complete(claim, claim.items)
        assert end.result(PATIENCE)
    assert Entry.objects.get().status == Entry.Status.WAITING
