"""From outbox to index: claim rows, read the items as they are now, plan, apply.

`plan` is pure. Nothing here looks at what a change was: only at what the item is now.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from . import outbox
from .engines import engine
from .engines.protocol import Audience, EngineUnavailable, Outcome, Put, Remove, Status
from .outbox import Claim, Item
from .reading import Found, read

log = logging.getLogger(__name__)

Plan = dict[Audience, list[Put | Remove]]


@dataclass
class Report:
    done: int = 0
    refused: int = 0
    waiting: bool = False


def plan(items: Iterable[Item], found: Mapping[Item, Found], version: int) -> Plan:
    """What each index must do: an item that an audience may not find is removed, never skipped."""
    steps: Plan = {audience: [] for audience in Audience}
    for item in items:
        here = found.get(item)
        for audience in Audience:
            if here is not None and audience in here.audiences:
                steps[audience].append(Put(here.document, version))
            else:
                steps[audience].append(Remove(item.id, version))
    return steps


def drain(limit: int = 10_000) -> Report:
    """Carry out what is due, in batches, until nothing is or the engine can't be reached."""
    report = Report()
    while report.done + report.refused < limit:
        claim = outbox.claim()
        if claim is None:
            return report
        try:
            _carry_out(claim, report)
        except EngineUnavailable as fault:
            log.warning("De zoekindex is niet bereikbaar: %s", fault)
            outbox.release(claim, str(fault))
            report.waiting = True
            return report
    return report


def drain_after_commit() -> None:
    """Bring the index up to date as soon as the change is certain, without failing the request."""
    transaction.on_commit(_try_to_drain, robust=True)


def _try_to_drain() -> None:
    if not transaction.get_connection().in_atomic_block:
        drain(limit=400)


def _carry_out(claim: Claim, report: Report) -> None:
    steps = plan(claim.items, read(claim.items), claim.version)
    refusals: dict[str, str] = {}
    for audience in Audience:
        for outcome in engine().apply(audience, steps[audience]):
            _note(outcome, refusals)
    for item in claim.items:
        if item.id in refusals:
            outbox.refuse(claim, item, refusals[item.id])
    accepted = [item for item in claim.items if item.id not in refusals]
    outbox.done(claim, accepted)
    report.done += len(accepted)
    report.refused += len(refusals)


def _note(outcome: Outcome, refusals: dict[str, str]) -> None:
    # A newer state that got there first is what we wanted: superseded is as good as done.
    if outcome.status is Status.FAILED:
        refusals[outcome.id] = outcome.reason
