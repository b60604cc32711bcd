"""Asking a process to stop, at a moment that suits its work."""

import signal
import time
from types import FrameType
from typing import Any


class Stopped(Exception):
    """Raised by work that was broken off because a stop was asked for."""


class Stop:
    """False until a stop is asked for.

    No threading.Event: to set one in a signal's handler may wait for a lock that the interrupted
    code itself holds.
    """

    def __init__(self) -> None:
        self._asked = False

    def __bool__(self) -> bool:
        return self._asked

    def ask(self) -> None:
        self._asked = True

    def on_signals(self) -> None:
        """Ask when the process is told to end, as systemd and Ctrl-C do."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle)

    def wait(self, seconds: float) -> None:
        """Sleep, but not on when a stop is asked for."""
        until = time.monotonic() + seconds
        while not self and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))

    def check(self, *_: Any) -> None:
        if self:
            raise Stopped

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()
