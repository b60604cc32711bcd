"""How things are timed: the same question many times, warm, in one process."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")

WARM_UP, WARM_SECONDS = 3, 2.0
"""Calls, or seconds, after which a call is warm; a Java server takes hundreds to compile itself."""

SLOW_SECONDS = 2.0
"""A call that takes so long is not waited for three times before it is measured, nor measured more
than `FEW` times: what wears off with warming up is nothing beside it."""
FEW = 2


@dataclass(frozen=True)
class Times:
    """Milliseconds at three percentiles of `count` calls."""

    p50: float
    p95: float
    p99: float
    count: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        taken = sorted(1000 * each for each in seconds)
        last = len(taken) - 1
        return cls(*(taken[min(int(len(taken) * p), last)] for p in (0.5, 0.95, 0.99)), len(taken))


def timed(call: Callable[[], object], count: int = 100, seconds: float = 20) -> dict[str, Any]:
    """`call` at most `count` times, for no longer than `seconds`, after some to warm up."""
    first = once(call)
    if first > SLOW_SECONDS:
        return asdict(Times.of([first, *(once(call) for _ in range(FEW - 1))]))
    _warm(call, min(WARM_SECONDS, count * first))
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < count and (time.perf_counter() < end or not taken):
        taken.append(once(call))
    return asdict(Times.of(taken))


def _warm(call: Callable[[], object], seconds: float) -> None:
    end = time.perf_counter() + seconds
    calls = 1
    while calls < WARM_UP or time.perf_counter() < end:
        call()
        calls += 1


def once(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


class Apart(Iterable[Item]):
    """Items, with the time that making them takes kept apart, in `seconds`."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        start = time.perf_counter()
        try:
            return next(self._items)
        finally:
            self.seconds += time.perf_counter() - start


def peak_memory() -> int:
    """Most memory that this process has had in use, in MiB; mapped files that it read included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def size_on_disk(folder: Path) -> int:
    """MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2**20
