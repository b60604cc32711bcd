"""From outbox to index: claim rows, read the items as they are now, plan, apply.

`plan_steps` is pure. Nothing here looks at what a change was: only at what the item is now.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from django.db import Error

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Outcome, Put, Remove, Status
from . import outbox
from .loader import IndexItem, read_items
from .outbox import Claim, Item

log = logging.getLogger(__name__)

Plan = dict[Audience, list[Put | Remove]]
Apply = Callable[[Sequence[Put | Remove]], list[Outcome]]


@dataclass
class Report:
    """What came of it. With a `fault` the rest waits: the engine could not be reached."""

    done: int = 0
    refused: int = 0
    fault: EngineUnavailable | None = None

    @property
    def total(self) -> int:
        return self.done + self.refused

    @property
    def waiting(self) -> bool:
        return self.fault is not None


def plan_steps(items: Iterable[Item], found: Mapping[Item, IndexItem], version: int) -> Plan:
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


def sync_all(limit: int = 10_000) -> Report:
    """Carry out what is due, in batches, until nothing is or the engine can't be reached."""
    report = Report()
    while report.total < limit and sync_batch(report):
        pass
    return report


def sync_batch(report: Report) -> bool:
    """Carry out one batch; False when there is no more to do now. Never within a transaction."""
    claim = outbox.claim()
    if claim is None:
        return False
    try:
        _carry_out(claim, report)
    except EngineUnavailable as fault:
        outbox.release(claim, str(fault))
        report.fault = fault
        return False
    except Exception as error:
        # Unforeseen, so nothing is known of what was done: all of it is done once more, by others
        # if the database itself is away.
        with suppress(Error):
            outbox.release(claim, repr(error))
        raise
    return True


def read_safely(items: Iterable[Item]) -> tuple[dict[Item, IndexItem], dict[Item, str]]:
    """What may be found of these items, and why some could not be read, without harm to the others.

    What can't be read is not found, so it is taken out of the index rather than shown as it was.
    """
    items = list(items)
    try:
        return read_items(items), {}
    except Error:
        raise
    except Exception as error:
        if len(items) == 1:
            log.exception("Van %s kan geen document gemaakt worden.", items[0].id)
            return {}, {items[0]: repr(error)}
    found: dict[Item, IndexItem] = {}
    faults: dict[Item, str] = {}
    for item in items:
        here, fault = read_safely([item])
        found |= here
        faults |= fault
    return found, faults


def _carry_out(claim: Claim, report: Report) -> None:
    found, refused = read_safely(claim.items)
    steps = plan_steps(claim.items, found, claim.version)
    for audience in Audience:
        refused |= apply_safely(partial(engine().apply, audience), steps[audience])
    outbox.refuse(claim, refused)
    outbox.complete(claim, [item for item in claim.items if item not in refused])
    report.done += len(claim.items) - len(refused)
    report.refused += len(refused)


def apply_safely(apply: Apply, steps: Sequence[Put | Remove]) -> dict[Item, str]:
    """Apply a batch; what the index did not take, and why.

    A newer state that got there first is what we wanted: superseded is as good as done. An engine
    promises to refuse what it can't take; one that falls over it all the same holds up no other.
    """
    try:
        outcomes = apply(steps)
    except (EngineUnavailable, Error):
        raise
    except Exception as error:
        if len(steps) == 1:
            log.exception("De index valt over %s.", steps[0].id)
            return {Item.of(steps[0].id): repr(error)}
        return {item: why for one in steps for item, why in apply_safely(apply, [one]).items()}
    return {Item.of(one.id): one.reason for one in outcomes if one.status is Status.FAILED}
