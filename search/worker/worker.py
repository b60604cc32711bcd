"""Keep the index up to date and run periodic tasks, in one process.

Each lane of tasks has a thread of its own: a slow mail server or a heavy file delays neither a
change of the index nor a scheduled publication. Any number of workers may run at once. A worker
that is stopped ends after its batch, and the claim of one that is killed goes to the others. While
the engine is away a worker waits ever longer, and it rebuilds an index that is missing or damaged.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.db import Error, connections

from ..engines.protocol import EngineDamaged, EngineUnavailable
from ..index import sync
from ..index.rebuild import RebuildFailed
from ..index.recovery import recover
from . import schedule
from .shutdown import Stop, Stopped

log = logging.getLogger(__name__)

Done = TypeVar("Done")

# Runs what is due and returns the names.
Lane = Callable[[], list[str]]

# Seconds between two looks at an empty outbox, so that changes are found within a second.
PAUSE = 0.5

# Seconds between two tries while the engine or the database is away.
LONGEST_PAUSE = 15.0

# Seconds between two looks at which task is due.
SCHEDULE_PAUSE = 5.0

# How long a stop waits for a running task; systemd kills after 90 seconds.
STOP_SECONDS = 20.0

# How often each worker checks that the index is present and intact; at once after a report of
# damage.
RECOVERY_SECONDS = 60.0


class Worker:
    """A worker: one loop over the outbox, and a thread for each lane of tasks."""

    def __init__(self, *lanes: Lane) -> None:
        """Make a worker with these lanes, or with those of the schedule."""
        self.stop = Stop()
        self._lanes = lanes or [partial(schedule.run_due, t) for t in schedule.LANES.values()]
        self._pause = PAUSE
        self._recovery_due = 0.0

    def run(self, *, once: bool = False) -> bool:
        """Work until stopped, or with `once` until nothing is due.

        Returns:
            False if the last batch or a lane failed, with `once`.
        """
        if once:
            return self._once()
        log.info("De worker begint.")
        lanes = [
            threading.Thread(target=self._run_lane, args=(lane,), daemon=True)
            for lane in self._lanes
        ]
        for lane in lanes:
            lane.start()
        while not self.stop:
            _, busy = self.run_batch()
            if not busy:
                self.stop.wait(self._pause)
        until = time.monotonic() + STOP_SECONDS
        for lane in lanes:
            lane.join(max(until - time.monotonic(), 0))
        log.info("De worker stopt.")
        return True

    def run_batch(self) -> tuple[bool, bool]:
        """Carry out one batch, and return whether that went well and whether there is more."""
        more = self._attempt(self._carry_out)
        well = more is not None
        self._pause = PAUSE if well else min(self._pause * 2, LONGEST_PAUSE)
        return well, bool(more)

    def _once(self) -> bool:
        results = [self._attempt(lane) for lane in self._lanes]
        while (outcome := self.run_batch()) == (True, True) and not self.stop:
            pass
        return outcome[0] and None not in results

    def _run_lane(self, lane: Lane) -> None:
        while not self.stop:
            well = self._attempt(lane) is not None
            self.stop.wait(SCHEDULE_PAUSE if well else LONGEST_PAUSE)

    def _attempt(self, act: Callable[[], Done]) -> Done | None:
        """Return what a function returns; None if it failed, which is logged and ends nothing."""
        try:
            return act()
        except EngineUnavailable:
            pass  # the engine itself logs when an outage begins and ends
        except RebuildFailed as fault:
            log.warning("De heropbouw is mislukt: %s", fault)
        except Stopped:
            log.info("Een heropbouw is afgebroken.")
        except Error as error:
            log.error("De databank antwoordt niet: %s", error)
            connections.close_all()
        except Exception:
            log.exception("Er ging iets mis; het wordt opnieuw geprobeerd.")
        return None

    def _carry_out(self) -> bool:
        """Carry out one batch, check the index now and then, and return whether there is more."""
        report, began = sync.Report(), time.monotonic()
        more = sync.sync_batch(report)
        if report.total:
            spent = 1000 * (time.monotonic() - began)
            log.info("%d bijgewerkt, %d geweigerd, %d ms", report.done, report.refused, spent)
        if isinstance(report.fault, EngineDamaged):
            return recover(self.stop.check, str(report.fault))
        if report.fault:
            raise report.fault
        if time.monotonic() >= self._recovery_due:
            self._recovery_due = time.monotonic() + RECOVERY_SECONDS
            recover(self.stop.check)
        return more
