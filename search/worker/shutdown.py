"""Stop a process at a moment that suits its work."""

import signal
import time
from types import FrameType
from typing import Any


class Stopped(Exception):
    """The work was broken off because a stop was requested."""


class Stop:
    """A flag that is false until a stop is requested.

    It is no threading.Event: setting one in a signal handler may wait for a lock that the
    interrupted code itself holds.
    """

    def __init__(self) -> None:
        self._requested = False

    def __bool__(self) -> bool:
        return self._requested

    def request(self) -> None:
        """Request a stop."""
        self._requested = True

    def on_signals(self) -> None:
        """Request a stop when the process is told to end, by systemd or Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle)

    def wait(self, seconds: float) -> None:
        """Sleep, at most until a stop is requested."""
        until = time.monotonic() + seconds
        while not self and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))

    def check(self, *_: Any) -> None:
        """Break off the work if a stop was requested.

        Raises:
            Stopped: a stop was requested.
        """
        if self:
            raise Stopped

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        self.request()
