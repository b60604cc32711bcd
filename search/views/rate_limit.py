"""How often one address may ask for suggestions: so many in so many seconds, in each process.

In memory alone, and gone with the seconds: nothing is kept of who asks. An address is often that
of a whole town hall, so this stops machines, not people.
"""

from collections import Counter
from threading import Lock
from time import monotonic

SECONDS = 10
MOST = 200
"""Twenty people who type at the same time; each asks about twice a second."""


class Pace:
    def __init__(self, most: int = MOST, seconds: int = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._window = 0
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        window = int(monotonic() / self._seconds)
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, Counter()
            self._counts[address] += 1
            return self._counts[address] <= self._most
