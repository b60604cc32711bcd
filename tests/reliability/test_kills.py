"""Processes are killed, changes are rolled back, updates overtake each other."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.reliability.conftest import FULL
from tests.reliability.scratch import Portal, end, until

pytestmark = pytest.mark.reliability

IN_FULL = pytest.mark.skipif(not FULL, reason="takes minutes: `make reliability` runs it")
ENGINES = [
    "embedded",
    pytest.param("elasticsearch", marks=[pytest.mark.elasticsearch, IN_FULL]),
]
DATABASES = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, IN_FULL])]
WRITERS = 4


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_killed_writers_and_workers_leave_nothing_behind(faulty, scale, measured, database_url):
    """Mixed changes from four processes, writers and worker killed at random."""
    # SQLite has one writer at a time: the same changes take it several times as long.
    changes = scale.of(80, 10_000 if database_url else 2_000)
    kills = scale.of(8, 100)
    done = _change_under_fire(faulty, changes, kills)
    found = faulty.drift()
    measured.update(changes=changes, kills=done, **found)
    assert found["drift"] == []
    assert found["failed"] == []
    assert found["items"] > 0
    assert done >= kills


def _change_under_fire(portal: Portal, changes: int, kills: int) -> int:
    """Run the writers to their end, killing one of them or the worker every now and then."""
    rnd, share, done = random.Random(20), changes // WRITERS, 0
    logs = [portal.folder / f"progress-{number}" for number in range(WRITERS)]

    def writer(number: int):
        return portal.actor("change", number, share, logs[number])

    writers, worker = [writer(n) for n in range(WRITERS)], portal.worker()
    limit = time.monotonic() + 3600
    while done < kills or any(process.poll() is None for process in writers):
        assert time.monotonic() < limit
        time.sleep(rnd.uniform(0.3, 1.5))
        if done < kills:
            if rnd.random() < 0.5:
                end(worker)
                worker = portal.worker()
            else:
                number = rnd.randrange(WRITERS)
                end(writers[number])
                writers[number] = writer(number)
            done += 1
    assert all(process.returncode == 0 for process in writers)
    assert [int(path.read_text()) for path in logs] == [share] * WRITERS
    worker.send_signal(signal.SIGTERM)
    assert until(lambda: worker.poll() is not None, 30)
    assert worker.returncode == 0
    return done


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_what_is_rolled_back_leaves_the_index_bit_for_bit_the_same(faulty, scale, measured):
    faulty.act("change", 1, 12, faulty.folder / "progress")
    faulty.drift()
    before = faulty.act("fingerprint")
    changes = faulty.act("roll-back", scale.of(40, 1_000))
    assert faulty.act("fingerprint") == before
    measured.update(changes=changes, files=sum(isinstance(value, str) for value in before.values()))


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_the_last_state_wins_however_updates_overtake_each_other(faulty, scale, measured):
    processes, items = scale.of(4, 8), 20
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


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_a_late_update_does_not_bring_back_what_was_deleted(faulty, scale, measured):
    pairs = scale.of(100, 1_000)
    assert faulty.act("resurrect", pairs) == []
    measured.update(pairs=pairs, came_back=0)
