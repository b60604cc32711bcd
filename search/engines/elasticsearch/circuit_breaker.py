"""Not asking, for a while, a server that does not answer.

After `failures` in a row the breaker opens: every call fails at once for `rest` seconds. Then one
caller may try; if that fails the rest begins again, if it succeeds all is as before. So a dead
server costs a visitor nothing, and a handful of visitors one time-out each.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES = 3
RESET_SECONDS = 5.0


@dataclass
class CircuitBreaker:
    failures: int = FAILURES
    reset_seconds: float = RESET_SECONDS
    clock: Callable[[], float] = time.monotonic
    _failed: int = 0
    _closed_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self) -> bool:
        """Whether to call now. After the rest this is true once, for the one who tries."""
        with self._lock:
            if self._failed < self.failures:
                return True
            if self.clock() < self._closed_until:
                return False
            self._closed_until = self.clock() + self.reset_seconds
            return True

    @property
    def is_half_open(self) -> bool:
        """Whether a call that is allowed now is a try after a rest."""
        return self._failed >= self.failures

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self.failures:
                self._closed_until = self.clock() + self.reset_seconds
