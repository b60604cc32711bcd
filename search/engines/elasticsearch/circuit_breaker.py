"""Stop calling a server that does not answer, for a while.

After `failures` in a row the breaker opens: every call fails at once for `reset_seconds`. Then one
caller may try. If that fails the breaker opens again, if it succeeds the breaker closes. So a dead
server costs a visitor nothing, and the first few visitors one time-out each.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES = 3
RESET_SECONDS = 5.0


@dataclass
class CircuitBreaker:
    """A circuit breaker; safe to share between threads."""

    failures: int = FAILURES
    reset_seconds: float = RESET_SECONDS
    clock: Callable[[], float] = time.monotonic
    _failed: int = 0
    _closed_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self) -> bool:
        """Return whether to call now; after the pause this is true once, for a trial call."""
        with self._lock:
            if self._failed < self.failures:
                return True
            if self.clock() < self._closed_until:
                return False
            self._closed_until = self.clock() + self.reset_seconds
            return True

    @property
    def is_half_open(self) -> bool:
        """Return whether the next allowed call is a trial."""
        return self._failed >= self.failures

    def succeeded(self) -> None:
        """Close the breaker after a call that was answered."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """Count a failure, and open the breaker after the last one that it allows."""
        with self._lock:
            self._failed += 1
            if self._failed >= self.failures:
                self._closed_until = self.clock() + self.reset_seconds
