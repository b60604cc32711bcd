"""Order hits by relevance, the same for both engines.

The engines compute the same score with different rounding (measured: a relative 3e-7), so scores
that are this close count as equal, and a run of such hits is ordered by id. A page is cut only from
complete runs, so that consecutive pages hold each hit once.
"""

from collections.abc import Sequence

# Relative. Thirty times the rounding, and far below any difference that matters.
CLOSE = 1e-5


def in_different_runs(higher: float, lower: float) -> bool:
    """Return whether two consecutive scores differ by more than rounding."""
    return higher - lower > CLOSE * higher


def run_is_complete(scores: Sequence[float], end: int) -> bool:
    """Return whether the run of rank `end - 1` ends within these falling scores."""
    return any(in_different_runs(scores[i - 1], scores[i]) for i in range(max(end, 1), len(scores)))


def runs(scores: Sequence[float], start: int, end: int) -> list[tuple[int, int]]:
    """Return the runs, as [first, past) ranks, that have a rank in [start, end)."""
    end = min(end, len(scores))
    if start >= end:
        return []
    first = start
    while first > 0 and not in_different_runs(scores[first - 1], scores[first]):
        first -= 1
    found = []
    while first < end:
        past = first + 1
        while past < len(scores) and not in_different_runs(scores[past - 1], scores[past]):
            past += 1
        found.append((first, past))
        first = past
    return found
