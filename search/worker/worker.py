"""The worker: one process that keeps the index up to date and lets periodic tasks come round.

The tasks have a thread of their own, and so has the reading of documents: what waits for a mail
server or a heavy file keeps no change from the index. Any number may run at once. One that is
stopped ends after its batch; one that is killed leaves its claim to the others. While the engine is
away it waits ever longer, and an index that is missing or damaged it builds anew.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import Error, connections

from ..engines.protocol import EngineDamaged, EngineUnavailable
from ..index import sync
from ..index.rebuild import RebuildFailed
from ..index.recovery import recover
from . import schedule as rounds
from .shutdown import Stop, Stopped

log = logging.getLogger(__name__)

Done = TypeVar("Done")

Rounds = Callable[[], list[str]]
"""Runs what is due, and says what that was."""

PAUSE = 0.5
"""Seconds between two looks at an empty outbox: what others save is findable in a second."""

LONGEST_PAUSE = 15.0
"""Seconds between two tries while the engine or the database is away."""

ROUNDS_PAUSE = 5.0
"""Seconds between two looks at which task is due."""

LAST_SECONDS = 20.0
"""How long a stop waits for a task that is under way; systemd kills after 90."""

RECOVERY_SECONDS = 60.0
"""How often each worker looks whether the index is there and whole; at once when it is told so."""


class Worker:
    def __init__(
        self, do_rounds: Rounds = rounds.run_due, do_reading: Rounds = rounds.run_reading
    ) -> None:
        self.stop = Stop()
        self._lanes = (do_rounds, do_reading)
        self._pause = PAUSE
        self._recover_at = 0.0

    def run(self, *, once: bool = False) -> bool:
        """Work until stopped, or until nothing is due. False if the last turn met a fault."""
        if once:
            return self._once()
        log.info("De worker begint.")
        lanes = [
            threading.Thread(target=self._go_round, args=(lane,), daemon=True)
            for lane in self._lanes
        ]
        for lane in lanes:
            lane.start()
        while not self.stop:
            _, busy = self.turn()
            if not busy:
                self.stop.wait(self._pause)
        until = time.monotonic() + LAST_SECONDS
        for lane in lanes:
            lane.join(max(until - time.monotonic(), 0))
        log.info("De worker stopt.")
        return True

    def turn(self) -> tuple[bool, bool]:
        """One batch: whether all is well, whether there is more."""
        more = self._attempt(self._carry_out)
        well = more is not None
        self._pause = PAUSE if well else min(self._pause * 2, LONGEST_PAUSE)
        return well, bool(more)

    def _once(self) -> bool:
        rounds = [self._attempt(lane) for lane in self._lanes]
        while (turn := self.turn()) == (True, True) and not self.stop:
            pass
        return turn[0] and None not in rounds

    def _go_round(self, do_rounds: Rounds) -> None:
        while not self.stop:
            well = self._attempt(do_rounds) is not None
            self.stop.wait(ROUNDS_PAUSE if well else LONGEST_PAUSE)

    def _attempt(self, act: Callable[[], Done]) -> Done | None:
        """What it returns; None when it could not, which is logged and ends nothing."""
        try:
            return act()
        except (EngineUnavailable, RebuildFailed) as fault:
            log.warning("De zoekmachine is niet bereikbaar: %s", fault)
        except Stopped:
            log.info("Een heropbouw is afgebroken.")
        except Error as error:
            log.error("De databank antwoordt niet: %s", error)
            connections.close_all()
        except Exception:
            log.exception("Er ging iets mis; het wordt opnieuw geprobeerd.")
        return None

    def _carry_out(self) -> bool:
        """One batch, and now and then a look at the index itself; whether there is more."""
        report, began = sync.Report(), time.monotonic()
        more = sync.sync_batch(report)
        if report.total:
            spent = 1000 * (time.monotonic() - began)
            log.info("%d bijgewerkt, %d geweigerd, %d ms", report.done, report.refused, spent)
        if isinstance(report.fault, EngineDamaged):
            return recover(self.stop.check, str(report.fault))
        if report.fault:
            raise report.fault
        if time.monotonic() >= self._recover_at:
            self._recover_at = time.monotonic() + RECOVERY_SECONDS
            recover(self.stop.check)
        return more
