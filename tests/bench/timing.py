"""How things are timed: the same question many times, warm, in one process."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Times:
    """Milliseconds at three percentiles of `count` calls."""

    p50: float
    p95: float
    p99: float
    count: int

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} / {self.p99:.1f}"


def timed(call: Callable[[], object], count: int = 100, seconds: float = 20) -> Times:
    """`call` at most `count` times, and for no longer than `seconds`, after three to warm up."""
    for _ in range(3):
        call()
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < count and (time.perf_counter() < end or not taken):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Times(
        *(taken[min(int(len(taken) * p), len(taken) - 1)] for p in (0.5, 0.95, 0.99)), len(taken)
    )


def once(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak_memory() -> int:
    """Most memory that this process has had in use, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def size_on_disk(folder: Path) -> int:
    """MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2**20


def machine() -> str:
    """The machine in one line: what a figure is worth nothing without."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    total = Path("/proc/meminfo").read_text().split()[1]
    return f"{len(names)} × {names[0]}, {int(total) // 2**20} GiB of memory"
