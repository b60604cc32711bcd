"""Carry out the outbox: claim rows, read the items as they are now, plan, apply.

`plan_steps` is pure. Nothing here asks what a change was, only what the item is now.
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
    """Counts of one run. With a `fault` the engine could not be reached and the rest waits."""

    done: int = 0
    refused: int = 0
    fault: EngineUnavailable | None = None

    @property
    def total(self) -> int:
        """Return the number of items that were carried out or refused."""
        return self.done + self.refused

    @property
    def waiting(self) -> bool:
        """Tell whether rows were left because the engine could not be reached."""
        return self.fault is not None


def plan_steps(items: Iterable[Item], loaded: Mapping[Item, IndexItem], version: int) -> Plan:
    """Return the steps for each index; an item that an audience may not find is removed."""
    steps: Plan = {audience: [] for audience in Audience}
    for item in items:
        loaded_item = loaded.get(item)
        for audience in Audience:
            if loaded_item is not None and audience in loaded_item.audiences:
                steps[audience].append(Put(loaded_item.document, version))
            else:
                steps[audience].append(Remove(item.id, version))
    return steps


def sync_all(limit: int = 10_000) -> Report:
    """Carry out rows in batches until none are due, `limit` is reached or the engine fails."""
    report = Report()
    while report.total < limit and sync_batch(report):
        pass
    return report


def sync_batch(report: Report) -> bool:
    """Carry out one batch, outside any transaction; False if there is no more to do now."""
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
        # An unexpected error leaves unknown what was done, so all of it is done again. If the
        # database itself is away, the rows become due when the lease ends.
        with suppress(Error):
            outbox.release(claim, repr(error))
        raise
    return True


def read_safely(items: Iterable[Item]) -> tuple[dict[Item, IndexItem], dict[Item, str]]:
    """Load these items, and return those that could not be read with their reasons.

    An item that cannot be read does not hold up the others. It is removed from the index rather
    than shown as it was.
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
    loaded: dict[Item, IndexItem] = {}
    faults: dict[Item, str] = {}
    for item in items:
        one_loaded, one_fault = read_safely([item])
        loaded |= one_loaded
        faults |= one_fault
    return loaded, faults


def _carry_out(claim: Claim, report: Report) -> None:
    loaded, refused = read_safely(claim.items)
    steps = plan_steps(claim.items, loaded, claim.version)
    for audience in Audience:
        refused |= apply_safely(partial(engine().apply, audience), steps[audience])
    outbox.refuse(claim, refused)
    outbox.complete(claim, [item for item in claim.items if item not in refused])
    report.done += len(claim.items) - len(refused)
    report.refused += len(refused)


def apply_safely(apply: Apply, steps: Sequence[Put | Remove]) -> dict[Item, str]:
    """Apply a batch, and return the items that the index did not take with their reasons.

    Superseded counts as done: the index already holds a newer state. An engine promises to refuse
    what it cannot take; if it raises all the same, the entries are tried one by one.
    """
    try:
        outcomes = apply(steps)
    except (EngineUnavailable, Error):
        raise
    except Exception as error:
        if len(steps) == 1:
            log.exception("De index valt over %s.", steps[0].id)
            return {Item.of(steps[0].id): repr(error)}
        return {
            item: reason for step in steps for item, reason in apply_safely(apply, [step]).items()
        }
    return {Item.of(step.id): step.reason for step in outcomes if step.status is Status.FAILED}
