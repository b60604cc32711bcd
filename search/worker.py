"""The worker: one process that keeps the index up to date and lets periodic tasks come round.

Any number may run at once. One that is stopped ends after its batch; one that is killed leaves its
claim to the others. While the engine is away it waits ever longer, and an index that is missing or
damaged it builds anew.
"""

import logging
import time
from collections.abc import Callable

from django.db import Error, connections

from . import rounds, sync
from .engines.protocol import EngineDamaged, EngineUnavailable
from .rebuild import RebuildFailed
from .stopping import Stop, Stopped
from .tending import tend

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks at an empty outbox: what others save is findable in a second."""

LONGEST_PAUSE = 15.0
"""Seconds between two tries while the engine or the database is away."""

TEND_SECONDS = 60.0
"""How often each worker looks whether the index is there and whole; at once when it is told so."""


class Worker:
    def __init__(self, do_rounds: Callable[[], list[str]] = rounds.run_due) -> None:
        self.stop = Stop()
        self._do_rounds = do_rounds
        self._pause = PAUSE
        self._tend_at = 0.0

    def run(self, *, once: bool = False) -> bool:
        """Work until stopped, or until nothing is due. False if the last turn met a fault."""
        while not self.stop:
            well, busy = self.turn()
            self._pause = PAUSE if well else min(self._pause * 2, LONGEST_PAUSE)
            if once and not busy:
                return well
            if not busy:
                self.stop.wait(self._pause)
        return True

    def turn(self) -> tuple[bool, bool]:
        """The rounds that are due and one batch: whether all is well, whether there is more."""
        try:
            self._do_rounds()
            return self._carry_out()
        except (EngineUnavailable, RebuildFailed) as fault:
            log.warning("De zoekmachine is niet bereikbaar: %s", fault)
        except Stopped:
            return True, False
        except Error as error:
            log.error("De databank antwoordt niet: %s", error)
            connections.close_all()
        except Exception:
            log.exception("Er ging iets mis; het wordt opnieuw geprobeerd.")
        return False, False

    def _carry_out(self) -> tuple[bool, bool]:
        report, began = sync.Report(), time.monotonic()
        more = sync.step(report)
        if report.total:
            spent = 1000 * (time.monotonic() - began)
            log.info("%d bijgewerkt, %d geweigerd, %d ms", report.done, report.refused, spent)
        if isinstance(report.fault, EngineDamaged):
            tend(self.stop.check, str(report.fault))
            return True, True
        if report.fault:
            raise report.fault
        if time.monotonic() >= self._tend_at:
            self._tend_at = time.monotonic() + TEND_SECONDS
            tend(self.stop.check)
        return True, more
