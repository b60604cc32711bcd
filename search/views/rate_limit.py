"""Limit suggestion requests per client address (fixed window, in memory, per process).

Nothing is kept of who asks once the window is over. An address is often that of a whole town hall,
so this stops machines, not people.
"""

from collections import Counter
from threading import Lock
from time import monotonic

SECONDS = 10

# Twenty people who type at the same time; each asks about twice a second.
MOST = 200


class RateLimit:
    """Count requests by address within the current window."""

    def __init__(self, most: int = MOST, seconds: int = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._window = 0
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Count a request of an address; return False beyond the limit."""
        window = int(monotonic() / self._seconds)
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, Counter()
            self._counts[address] += 1
            return self._counts[address] <= self._most
