"""Processes are killed, changes are rolled back, updates overtake each other."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.conftest import DATABASES, ENGINES
from tests.reliability.scratch import Portal, end, until

pytestmark = pytest.mark.reliability

WRITERS = 4
# Changes that a writer makes on top when it was done before the last kill.
MORE = 10


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_killed_writers_and_workers_leave_nothing_behind(faulty, scale, measured, database_url):
    """Four processes make mixed changes: add, edit, unpublish, move, restrict, free, rename a term,
    delete. About every second one of them, or the worker, gets SIGKILL. Only kills of a process at
    work count. SQLite has one writer at a time, so it gets fewer changes. *Tried again* counts the
    changes that the database refused because of another writer: on PostgreSQL, for example, a page
    is moved to a place where another page is being added.
    """
    # SQLite has one writer at a time: the same changes take it several times as long.
    changes = scale.of(60, 10_000 if _is_postgresql(database_url) else 2_000)
    kills = scale.of(6, 100)
    done = _change_under_fire(faulty, changes, kills)
    found = faulty.drift()
    again = _tried_again(faulty.folder)
    measured.update(changes=done, kills=kills, tried_again=again, **found)
    assert found["drift"] == []
    assert found["failed"] == []
    assert found["items"] > 0
    assert done >= changes


def _change_under_fire(portal: Portal, changes: int, kills: int) -> int:
    """Run the writers to their end, killing one of them or the worker every now and then.

    A kill counts when it struck a process at work; who is done before the last one does some more.
    Returns how many changes were made in all.
    """
    rnd, struck = random.Random(20), 0
    shares = [changes // WRITERS] * WRITERS
    logs = [portal.folder / f"progress-{number}.txt" for number in range(WRITERS)]

    def writer(number: int):
        return portal.actor("change", number, shares[number], logs[number])

    writers, worker = [writer(n) for n in range(WRITERS)], portal.worker()
    limit = time.monotonic() + 1800
    while struck < kills or any(process.poll() is None for process in writers):
        assert time.monotonic() < limit
        time.sleep(rnd.uniform(0.3, 1.5))
        if struck == kills:
            continue
        if rnd.random() < 0.5:
            struck += worker.poll() is None
            end(worker)
            worker = portal.worker()
            continue
        number = rnd.randrange(WRITERS)
        if writers[number].poll() is None:
            struck += 1
            end(writers[number])
        else:
            shares[number] += MORE
        writers[number] = writer(number)
    for number, process in enumerate(writers):
        assert process.returncode == 0, portal.log(process)
        assert int(logs[number].read_text()) == shares[number]
    worker.send_signal(signal.SIGTERM)
    assert until(lambda: worker.poll() is not None, 30)
    assert worker.returncode == 0, portal.log(worker)
    return sum(shares)


def _is_postgresql(database_url: str) -> bool:
    return database_url.startswith("postgres")


def _tried_again(folder: Path) -> dict[str, int]:
    """What writers were refused because of each other, and did once more."""
    lines = [line for path in folder.glob("*.again") for line in path.read_text().splitlines()]
    return dict(Counter(line.split(":")[0] for line in lines))


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_what_is_rolled_back_leaves_the_index_bit_for_bit_the_same(faulty, scale, measured):
    """Transactions that add, edit and rename are rolled back. Afterwards the outbox and the files
    of the index (or the documents on the server) are the same, bit for bit.
    """
    faulty.act("change", 1, 12, faulty.folder / "progress.txt")
    faulty.drift()
    before = faulty.act("fingerprint")
    changes = faulty.act("roll-back", scale.of(40, 1_000))
    assert faulty.act("fingerprint") == before
    measured.update(changes=changes, files=sum(isinstance(value, str) for value in before.values()))


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_the_last_state_wins_however_updates_overtake_each_other(faulty, scale, measured):
    """Eight processes update the same twenty items. They delay each update for a random time, so
    that updates arrive in any order. Each item ends in its last state.
    """
    processes, items = 8 if scale.full else 4, 20
    updates = scale.of(150, 2_000)
    folder = faulty.folder
    racers = [faulty.actor("race", number, items, updates, folder) for number in range(processes)]
    for racer in racers:
        assert racer.wait(1800) == 0
    found = faulty.act("raced")
    measured.update(updates=processes * updates, items=len(found["held"]))
    assert len(found["held"]) == items
    assert found["held"] == _highest(folder)
    assert found["shown"] == found["held"]


def _highest(folder: Path) -> dict[str, int]:
    """Per item the highest version that any racer wrote down before it applied it."""
    highest: dict[str, int] = {}
    for path in folder.glob("race-*.txt"):
        for line in path.read_text().splitlines():
            id, version = line.split()
            highest[id] = max(highest.get(id, 0), int(version))
    return highest


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_a_late_update_does_not_bring_back_what_was_deleted(faulty, scale, measured):
    """An update that arrives after its item was deleted does not bring the item back."""
    pairs = scale.of(100, 1_000)
    assert faulty.act("resurrect", pairs) == []
    measured.update(pairs=pairs, came_back=0)
