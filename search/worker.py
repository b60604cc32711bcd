"""The worker: one process that keeps the index up to date and lets periodic tasks come round.

Any number may run at once. One that is stopped ends after its batch; one that is killed leaves its
claim to the others. While the engine is away it waits ever longer, and an index that is missing or
damaged it builds anew.
"""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

from . import replay, rounds, sync
from .engines.protocol import EngineDamaged, EngineUnavailable
from .rebuild import RebuildFailed, rebuild
from .replay import RebuildRunning

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks at an empty outbox: what others save is findable in a second."""

LONGEST_PAUSE = 30.0
"""Seconds between two tries while the engine or the database is away."""


class Worker:
    def __init__(self, do_rounds: Callable[[], list[str]] = rounds.run_due) -> None:
        self._stopped = threading.Event()
        self._do_rounds = do_rounds
        self._pause = PAUSE

    def stop(self) -> None:
        """End after the batch that is being carried out."""
        self._stopped.set()

    def run(self, *, once: bool = False) -> bool:
        """Work until stopped, or until nothing is due. False if the last turn met a fault."""
        while not self._stopped.is_set():
            well, busy = self.turn()
            self._pause = PAUSE if well else min(self._pause * 2, LONGEST_PAUSE)
            if once and not busy:
                return well
            if not busy:
                self._stopped.wait(self._pause)
        return True

    def turn(self) -> tuple[bool, bool]:
        """One batch and the rounds that are due: whether all is well, whether there is more."""
        close_old_connections()
        try:
            replay.bury()
            self._do_rounds()
            return self._carry_out()
        except DatabaseError:
            log.exception("De databank antwoordt niet.")
            return False, False

    def _carry_out(self) -> tuple[bool, bool]:
        report = sync.Report()
        try:
            more = sync.step(report)
        except DatabaseError:
            raise
        except Exception:
            log.exception("Een partij is mislukt; ze wordt opnieuw geprobeerd.")
            return False, False
        if report.total:
            log.info("%d bijgewerkt, %d geweigerd.", report.done, report.refused)
        if isinstance(report.fault, EngineDamaged):
            return _build_anew(report.fault), False
        if report.fault:
            log.warning("De zoekmachine is niet bereikbaar: %s", report.fault)
            return False, False
        return True, more


def _build_anew(damage: EngineDamaged) -> bool:
    log.error("De zoekindex is beschadigd en wordt opnieuw opgebouwd: %s", damage)
    try:
        rebuild()
    except RebuildRunning:
        return True
    except (RebuildFailed, EngineUnavailable) as fault:
        log.error("De heropbouw is niet gelukt: %s", fault)
        return False
    return True
