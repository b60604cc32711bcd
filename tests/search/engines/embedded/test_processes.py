"""Many processes on one embedded index: commits are seen, writers take turns, any may die."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import Put, Query, Status
from tests.search.engines.common import PUBLIC, live, total
from tests.search.engines.corpus import document, fill
from tests.search.engines.strategies import NOW

spawn = multiprocessing.get_context("spawn")


@pytest.fixture
def engine(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root, lock_timeout=0.2)


def _write(root: Path, first: int, count: int) -> None:
    engine = EmbeddedEngine(root, lock_timeout=30.0)
    for version in range(first, first + count):
        engine.apply(PUBLIC, [Put(document(version % 7), version), Put(document(version), version)])


def _build_forever(root: Path, ready) -> None:
    def endless():
        for number in range(10**9):
            if number == 500:
                ready.set()
            yield Put(document(number), 1)

    EmbeddedEngine(root).build(PUBLIC, endless())


def _write_forever(root: Path, ready) -> None:
    engine = EmbeddedEngine(root)
    for version in range(1, 10**9):
        engine.apply(PUBLIC, [Put(document(version % 50), version)])
        if version == 20:
            ready.set()


def _killed(target, root: Path) -> None:
    ready = spawn.Event()
    process = spawn.Process(target=target, args=(root, ready), daemon=True)
    process.start()
    assert ready.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    assert process.exitcode == -signal.SIGKILL


def test_a_commit_of_another_process_is_seen_by_the_next_search(root, engine):
    assert total(engine) == 0
    process = spawn.Process(target=_write, args=(root, 1000, 1))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert total(engine) == 2


def test_writers_in_several_processes_lose_nothing(root, engine):
    processes = [
        spawn.Process(target=_write, args=(root, first, 15)) for first in (1000, 2000, 3000)
    ]
    for process in processes:
        process.start()
    seen = []
    deadline = time.monotonic() + 60
    while any(process.is_alive() for process in processes) and time.monotonic() < deadline:
        seen.append(total(engine))
    for process in processes:
        process.join(5)
        assert process.exitcode == 0
    assert seen == sorted(seen), "a reader never sees an older commit again"
    versions = dict(engine.entries(PUBLIC))
    own = {f"praktijk-{n}": n for first in (1000, 2000, 3000) for n in range(first, first + 15)}
    assert own.items() <= versions.items()
    last = {f"praktijk-{n}": max(v for v in own.values() if v % 7 == n) for n in range(7)}
    assert last.items() <= versions.items()
    assert len(versions) == len(own) + 7


def test_a_killed_writer_leaves_the_last_commit_and_no_lock(root, engine):
    _killed(_write_forever, root)
    before = dict(engine.entries(PUBLIC))
    assert len(before) >= 19
    assert engine.apply(PUBLIC, [Put(document(1), 10**6)])[0].status == Status.DONE
    assert dict(engine.entries(PUBLIC)) == {**before, "praktijk-1": 10**6}


def test_a_killed_build_is_swept_and_a_living_one_is_not(root, engine):
    engine.apply(PUBLIC, [Put(document(), 1)])
    _killed(_build_forever, root)
    living = engine.build(PUBLIC, iter([Put(document(2), 1)]))
    swept = engine.sweep()
    assert len(swept) == 1
    assert swept[0].startswith("public/")
    assert total(engine) == 1
    living.swap()
    living.close()
    assert [hit.id for hit in engine.search(PUBLIC, Query(NOW)).hits] == ["praktijk-2"]
    assert engine.sweep() == []
    assert sorted(path.name for path in (root / PUBLIC).iterdir()) == sorted(
        ["current", "writer.lock", live(root).name]
    )


def test_a_reader_follows_every_swap(root, engine):
    reader = EmbeddedEngine(root)
    for number in range(5):
        fill(engine, [Put(document(n), 1) for n in range(number)])
        assert total(reader) == number
