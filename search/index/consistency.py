"""Index against database: what is missing, what is a ghost, what is stale, what is seen by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from .. import models
from ..engines import engine
from ..engines.protocol import Audience, Document, Query
from ..models import Entry
from . import outbox
from .documents import CHECKSUM
from .loader import IndexItem, read_all
from .outbox import Item
from .sync import sync_all

Groups = dict[Audience, list[str]]


@dataclass
class Drift:
    """Document ids that differ, by audience. What waits in the outbox is no drift."""

    missing: Groups = field(default_factory=dict)
    ghost: Groups = field(default_factory=dict)
    stale: Groups = field(default_factory=dict)
    exposed: list[str] = field(default_factory=list)
    """In the public index though only staff may find them."""
    waiting: int = 0

    @property
    def items(self) -> set[str]:
        groups = [*self.missing.values(), *self.ghost.values(), *self.stale.values()]
        return {id for group in groups for id in group}.union(self.exposed)

    def as_json(self) -> dict[str, Any]:
        return {
            "ontbreekt": self.missing,
            "spook": self.ghost,
            "verouderd": self.stale,
            "ten_onrechte_openbaar": self.exposed,
            "in_wachtrij": self.waiting,
        }


def check() -> Drift:
    """Compare every document.

    What was changed and carried out while it was being compared may look like drift. So if
    anything does, everything is compared once more, and only what still differs counts.
    """
    drift = _compare_all()
    return _in_both(drift, _compare_all()) if drift.items else drift


def check_and_store(*, mend: bool = False) -> Drift:
    """Check, keep what was found for whoever looks at it later, and repair it if asked to."""
    drift = check()
    models.Check.objects.all().delete()
    models.Check.objects.create(found=drift.as_json())
    if mend and drift.items:
        repair(drift)
    return drift


def repair(drift: Drift) -> None:
    """Send everything that differs through the ordinary way once more."""
    outbox.add(Item.of(id) for id in sorted(drift.items))
    sync_all()


def _compare_all() -> Drift:
    """Reads the index first, so that what is saved meanwhile is waiting."""
    now = int(time())
    held = {audience: _checksums_in_index(audience, now) for audience in Audience}
    meant: dict[Audience, dict[str, str]] = {audience: {} for audience in Audience}
    for found in _all_items():
        for audience in found.audiences:
            meant[audience][found.document.id] = _visible_checksum(found.document, now)
    waiting = _waiting()
    drift = Drift(waiting=len(waiting))
    for audience in Audience:
        _compare(drift, audience, held[audience], meant, waiting)
    return drift


def _waiting() -> set[str]:
    """What is on its way. What was given up is not: where it differs, it is drift."""
    rows = Entry.objects.exclude(status=Entry.Status.FAILED)
    return {Item(*row).id for row in rows.values_list("kind", "key")}


def _compare(
    drift: Drift,
    audience: Audience,
    here: Mapping[str, str],
    meant: Mapping[Audience, Mapping[str, str]],
    waiting: set[str],
) -> None:
    there = meant[audience]
    ghosts = here.keys() - there.keys() - waiting
    exposed = ghosts & meant[Audience.INTERNAL].keys() if audience is Audience.PUBLIC else set()
    drift.missing[audience] = sorted(there.keys() - here.keys() - waiting)
    drift.ghost[audience] = sorted(ghosts - exposed)
    drift.exposed += sorted(exposed)
    both = (here.keys() & there.keys()) - waiting
    drift.stale[audience] = sorted(id for id in both if here[id] != there[id])


def _in_both(before: Drift, now: Drift) -> Drift:
    """What differs now and did so before, in whatever way."""
    seen = before.items

    def kept(groups: Groups) -> Groups:
        return {audience: [id for id in ids if id in seen] for audience, ids in groups.items()}

    return Drift(
        missing=kept(now.missing),
        ghost=kept(now.ghost),
        stale=kept(now.stale),
        exposed=[id for id in now.exposed if id in seen],
        waiting=now.waiting,
    )


def _checksums_in_index(audience: Audience, now: int) -> dict[str, str]:
    """What the index holds, with what a search would show of it: nothing, where it is hidden."""
    shown = {
        hit.id: hit.payload[CHECKSUM] for hit in engine().scan(audience, Query(now=now, size=0))
    }
    return {id: shown.get(id, "") for id, _ in engine().entries(audience)}


def _visible_checksum(document: Document, now: int) -> str:
    visible = document.visible_from <= now < document.visible_until
    return document.payload[CHECKSUM] if visible else ""


def _all_items() -> Iterator[IndexItem]:
    for batch in read_all():
        yield from batch.values()
