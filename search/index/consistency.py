"""Compare the index with the database: missing, ghost, stale and exposed documents."""

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
    """The ids of documents that differ, by audience.

    An item with a row in the outbox is not counted: it is about to be updated.
    """

    missing: Groups = field(default_factory=dict)
    ghost: Groups = field(default_factory=dict)
    stale: Groups = field(default_factory=dict)
    # In the public index although only staff may find them.
    exposed: list[str] = field(default_factory=list)
    waiting: int = 0

    @property
    def items(self) -> set[str]:
        """Return the ids of all documents that differ."""
        groups = [*self.missing.values(), *self.ghost.values(), *self.stale.values()]
        return {id for group in groups for id in group}.union(self.exposed)

    def as_json(self) -> dict[str, Any]:
        """Return the differences as `Check.found` and `search check --json` hold them."""
        return {
            "ontbreekt": self.missing,
            "spook": self.ghost,
            "verouderd": self.stale,
            "ten_onrechte_openbaar": self.exposed,
            "in_wachtrij": self.waiting,
        }


def check() -> Drift:
    """Compare every document of both indices with the database.

    A change that is carried out during the comparison may look like a difference. So if anything
    differs, everything is compared a second time, and only what differs twice is returned.
    """
    drift = _compare_all()
    return _in_both(drift, _compare_all()) if drift.items else drift


def check_and_store(*, repair_drift: bool = False) -> Drift:
    """Compare, store the result for the page of the operator, and repair if asked to."""
    drift = check()
    models.Check.objects.all().delete()
    models.Check.objects.create(found=drift.as_json())
    if repair_drift and drift.items:
        repair(drift)
    return drift


def repair(drift: Drift) -> None:
    """Send every item that differs through the outbox once more."""
    outbox.add(Item.of(id) for id in sorted(drift.items))
    sync_all()


def _compare_all() -> Drift:
    """Compare all documents once.

    The index is read first, so that what is saved during the comparison is in the outbox.
    """
    now = int(time())
    actual = {audience: _checksums_in_index(audience, now) for audience in Audience}
    expected: dict[Audience, dict[str, str]] = {audience: {} for audience in Audience}
    for item in _all_items():
        for audience in item.audiences:
            expected[audience][item.document.id] = _visible_checksum(item.document, now)
    waiting = _waiting()
    drift = Drift(waiting=len(waiting))
    for audience in Audience:
        _compare(drift, audience, actual[audience], expected, waiting)
    return drift


def _waiting() -> set[str]:
    """Return the ids of items that are about to be updated.

    Rows that were given up are left out: if such an item differs, that is drift.
    """
    rows = Entry.objects.exclude(status=Entry.Status.FAILED)
    return {Item(*row).id for row in rows.values_list("kind", "key")}


def _compare(
    drift: Drift,
    audience: Audience,
    actual: Mapping[str, str],
    expected: Mapping[Audience, Mapping[str, str]],
    waiting: set[str],
) -> None:
    wanted = expected[audience]
    ghosts = actual.keys() - wanted.keys() - waiting
    exposed = ghosts & expected[Audience.INTERNAL].keys() if audience is Audience.PUBLIC else set()
    drift.missing[audience] = sorted(wanted.keys() - actual.keys() - waiting)
    drift.ghost[audience] = sorted(ghosts - exposed)
    drift.exposed += sorted(exposed)
    common = (actual.keys() & wanted.keys()) - waiting
    drift.stale[audience] = sorted(id for id in common if actual[id] != wanted[id])


def _in_both(before: Drift, now: Drift) -> Drift:
    """Return the differences of `now` in items that differed before, in whatever way."""
    ids_before = before.items

    def kept(groups: Groups) -> Groups:
        return {
            audience: [id for id in ids if id in ids_before] for audience, ids in groups.items()
        }

    return Drift(
        missing=kept(now.missing),
        ghost=kept(now.ghost),
        stale=kept(now.stale),
        exposed=[id for id in now.exposed if id in ids_before],
        waiting=now.waiting,
    )


def _checksums_in_index(audience: Audience, now: int) -> dict[str, str]:
    """Return, by id, the checksum that a search shows; empty for a document that is hidden."""
    checksums = {
        hit.id: hit.payload[CHECKSUM] for hit in engine().scan(audience, Query(now=now, size=0))
    }
    return {id: checksums.get(id, "") for id, _ in engine().entries(audience)}


def _visible_checksum(document: Document, now: int) -> str:
    visible = document.visible_from <= now < document.visible_until
    return document.payload[CHECKSUM] if visible else ""


def _all_items() -> Iterator[IndexItem]:
    for batch in read_all():
        yield from batch.values()
