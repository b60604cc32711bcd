"""Time a call: many times in one process, after warming up."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")

# A call is warm after both: a Java server needs hundreds of calls to compile its code.
MIN_WARM_UP_CALLS, WARM_UP_SECONDS = 3, 2.0

# A slower call is not warmed up, and is measured `SLOW_CALLS` times: warming up changes little in
# such a long time.
SLOW_SECONDS = 2.0
SLOW_CALLS = 2


@dataclass(frozen=True)
class Times:
    """Three percentiles of `count` calls, in milliseconds."""

    p50: float
    p95: float
    p99: float
    count: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        """Return the percentiles of these durations."""
        times = sorted(1000 * duration for duration in seconds)
        last = len(times) - 1
        return cls(*(times[min(int(len(times) * p), last)] for p in (0.5, 0.95, 0.99)), len(times))


def timed(call: Callable[[], object], count: int = 100, seconds: float = 20) -> dict[str, Any]:
    """Time a call after warming up, at most `count` times and for at most `seconds`."""
    first = once(call)
    if first > SLOW_SECONDS:
        return asdict(Times.of([first, *(once(call) for _ in range(SLOW_CALLS - 1))]))
    _warm_up(call, min(WARM_UP_SECONDS, count * first))
    durations: list[float] = []
    end = time.perf_counter() + seconds
    while len(durations) < count and (time.perf_counter() < end or not durations):
        durations.append(once(call))
    return asdict(Times.of(durations))


def _warm_up(call: Callable[[], object], seconds: float) -> None:
    end = time.perf_counter() + seconds
    calls = 1
    while calls < MIN_WARM_UP_CALLS or time.perf_counter() < end:
        call()
        calls += 1


def once(call: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


class TimedItems(Iterable[Item]):
    """An iterator that adds up the time spent on making its items, in `seconds`."""

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
    """Return the peak memory of this process in MiB, mapped files included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def size_on_disk(folder: Path) -> int:
    """Return the size of a folder in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2**20
