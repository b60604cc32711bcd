"""A rebuild and the workers beside it: each way in which a change could miss the new index."""

import subprocess
import sys
from collections.abc import Iterator
from socket import gethostname

import pytest
from django.utils import timezone

from search.index import outbox, rebuild_journal
from search.index.rebuild_journal import RebuildRunning
from search.models import Entry, Rebuild
from tests.search.index.simulation import ITEMS, Portal, Rebuilder, Worker, open_items

ONE, OTHER = ITEMS[:2]
pytestmark = pytest.mark.django_db


@pytest.fixture
def portal() -> Iterator[Portal]:
    """Whatever a test lets happen, in the end one worker alone puts everything right."""
    portal = Portal()
    portal.change(ITEMS, gone=False)
    worker(portal, steps=20)
    yield portal
    assert portal.differing() <= open_items()
    worker(portal, steps=20)
    assert not portal.differing()
    assert not open_items()


def worker(portal: Portal, steps: int) -> Worker:
    worker = Worker(portal)
    return go_on(worker, steps)


def go_on(worker: Worker, steps: int) -> Worker:
    for _ in range(steps):
        worker.step()
    return worker


def rebuilder(portal: Portal, turns: int) -> Rebuilder:
    rebuilder = Rebuilder(portal)
    for _ in range(turns):
        rebuilder.advance()
    return rebuilder


CAUGHT_UP, SWAPPED = 2, 3


def test_carried_out_in_the_old_index_after_the_last_look(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    worker(portal, steps=4)
    rebuild.advance()
    assert portal.differing() == {ONE}
    rebuild.advance()


def test_written_to_the_old_index_and_not_yet_forgotten(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    slow = worker(portal, steps=3)
    rebuild.advance()
    rebuild.advance()
    go_on(slow, 1)
    assert portal.differing() == {ONE}


def test_forgotten_between_swap_and_end(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    slow = worker(portal, steps=3)
    rebuild.advance()
    go_on(slow, 1)
    assert portal.differing() == {ONE}
    rebuild.advance()


def test_removed_before_and_written_late_after(portal: Portal):
    """The older state does not return: the tombstone came along."""
    portal.change([ONE], gone=False)
    late = worker(portal, steps=2)
    portal.change([ONE], gone=True)
    Entry.objects.update(due_at=timezone.now())
    worker(portal, steps=8)
    rebuild = rebuilder(portal, SWAPPED)
    go_on(late, 2)
    rebuild.advance()
    assert portal.live.state(ONE) is None


def test_a_rebuild_that_died_before_its_swap(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    worker(portal, steps=4)
    rebuild.die()
    expire()


def test_a_rebuild_that_died_after_its_swap(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    worker(portal, steps=4)
    rebuild.advance()
    rebuild.die()
    assert portal.differing() == {ONE}
    expire()


def test_a_rebuild_that_slept_through_its_burial_and_swaps(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE], gone=False)
    expire()
    worker(portal, steps=4)
    rebuild.advance()
    assert portal.differing() == {ONE}
    assert not open_items()
    rebuild.advance()


def test_a_rebuild_that_slept_through_its_burial_learns_so_in_time(portal: Portal):
    rebuild = rebuilder(portal, 1)
    expire()
    with pytest.raises(RebuildRunning):
        rebuild_journal.heartbeat(rebuild.token)


def test_one_rebuild_at_a_time(portal: Portal):
    rebuild_journal.begin("een")
    with pytest.raises(RebuildRunning):
        rebuild_journal.begin("twee")
    assert not rebuild_journal.expire()
    rebuild_journal.end("een")
    rebuild_journal.begin("twee")
    assert Rebuild.objects.get().token == "twee"


def test_the_next_rebuild_buries_the_dead(portal: Portal):
    rebuild = rebuilder(portal, CAUGHT_UP)
    portal.change([ONE, OTHER], gone=False)
    worker(portal, steps=8)
    Rebuild.objects.update(beat_at=timezone.now() - rebuild_journal.HEARTBEAT_TIMEOUT)
    rebuild.die()
    rebuild_journal.begin("erna")
    assert set(Entry.objects.values_list("status", flat=True)) == {Entry.Status.WAITING}
    rebuild_journal.end("erna")


def expire() -> None:
    Rebuild.objects.update(beat_at=timezone.now() - rebuild_journal.HEARTBEAT_TIMEOUT)
    assert rebuild_journal.expire()


def test_what_is_kept_is_not_carried_out_again_by_workers(portal: Portal):
    rebuild_journal.begin("een")
    portal.change([ONE], gone=False)
    worker(portal, steps=4)
    assert outbox.claim() is None
    assert rebuild_journal.take_replay() == (ONE,)


def test_a_rebuild_whose_process_was_killed_expires_at_once():
    rebuild_journal.begin("gedood")
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    Rebuild.objects.update(owner=f"{gethostname()}:{killed.pid}")
    rebuild_journal.begin("erna")
    assert Rebuild.objects.get().token == "erna"


def test_a_process_of_another_machine_is_not_known_to_be_gone():
    rebuild_journal.begin("elders")
    Rebuild.objects.update(owner="elders.example.org:999999999")
    assert not rebuild_journal.expire()


def test_a_rebuild_of_another_user_is_not_taken_to_be_dead(monkeypatch):
    """The system does not let us signal that process, which proves that it exists."""

    def refused(process: int, signal: int) -> None:
        raise PermissionError

    rebuild_journal.begin("van een ander")
    monkeypatch.setattr(rebuild_journal.os, "kill", refused)
    assert not rebuild_journal.expire()
    assert Rebuild.objects.get().token == "van een ander"
