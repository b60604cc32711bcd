"""Two processes read what one reads, and the second one never outlives the first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from search.engines.protocol import Audience
from search.index import loader, parallel_reading, sync
from search.index import rebuild as rebuilding
from search.index.consistency import check
from search.index.parallel_reading import Batch

SECONDS = 20.0

FIRST = """
from search.index.second_process import second_process
if __name__ == "__main__":
    import time
    with second_process() as pool:
        print(pool.submit(__import__("os").getpid).result(), flush=True)
        time.sleep(600)
"""


class AtOnce(Executor):
    """A helper that has read everything before anybody looks."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, act: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        future: Future[Any] = Future()
        future.set_result(act(*args, **kwargs))
        return future


class Dying(Executor):
    """One that falls over what it has, and takes no more."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, act: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        if self.given > 1:
            raise BrokenExecutor
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


class Never(Executor):
    """One that is at its first batch for as long as there are others."""

    def submit(self, act: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.result = lambda timeout=None: act(*args, **kwargs)  # type: ignore[method-assign]
        return future


def all_of(batches: list[Batch]) -> dict[str, Any]:
    return {item.id: found for batch in batches for item, found in batch.found.items()}


@pytest.mark.parametrize("make", [AtOnce, Dying, Never])
def test_with_a_helper_the_same_is_read(world, make):
    for number in range(7):
        world.practice(f"Kaart {number}")
    world.advice(recommendations=("Bouw huizen.",))
    alone = list(parallel_reading.read_batches(loader.batches(2), None))
    helped = list(parallel_reading.read_batches(loader.batches(2), make()))
    assert all_of(helped) == all_of(alone)
    assert len(helped) == len(alone)
    versions = [batch.version for batch in helped]
    assert len(set(versions)) == len(versions)


def test_a_rebuild_with_a_helper_is_as_one_without(world, monkeypatch):
    helper = AtOnce()
    monkeypatch.setattr(rebuilding, "batches", lambda: loader.batches(2))
    original = parallel_reading.read_batches
    monkeypatch.setattr(
        parallel_reading, "read_batches", lambda batches, pool: original(batches, helper)
    )
    for number in range(5):
        world.practice(f"Kaart {number}")
    world.practice("Binnen", under=world.inside)
    world.practice("Niet af", live=False)
    result = rebuilding.rebuild()
    assert helper.given
    assert result.documents == {Audience.PUBLIC: 5, Audience.INTERNAL: 6}
    sync.sync_all()
    assert not check().items


def test_few_pages_are_read_by_one(db):
    with parallel_reading.second_reader(parallel_reading.MIN_PAGES - 1) as pool:
        assert pool is None


def test_a_helper_ends_with_the_first_however_that_ends(tmp_path):
    script = tmp_path / "first.py"
    script.write_text(FIRST)
    root = Path(__file__).resolve().parents[3]
    environ = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'site'}"}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environ
    ) as first:
        assert first.stdout
        second = int(first.stdout.readline())
        assert second != first.pid
        first.send_signal(signal.SIGKILL)
    end = time.monotonic() + SECONDS
    while _lives(second) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _lives(second)


def _lives(process: int) -> bool:
    """A zombie that nobody has asked after yet does not count."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
