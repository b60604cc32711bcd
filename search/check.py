"""Index against database: what is missing, what is a ghost, what is stale, what is seen by whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import outbox
from .engines import engine
from .engines.protocol import Audience
from .models import Entry
from .outbox import Item
from .reading import everything
from .sync import drain


@dataclass
class Drift:
    """Document ids that differ, by audience. What waits in the outbox is no drift."""

    missing: dict[Audience, list[str]] = field(default_factory=dict)
    ghost: dict[Audience, list[str]] = field(default_factory=dict)
    stale: dict[Audience, list[str]] = field(default_factory=dict)
    exposed: list[str] = field(default_factory=list)
    """In the public index though only staff may find them."""
    waiting: int = 0

    @property
    def items(self) -> set[str]:
        groups = [*self.missing.values(), *self.ghost.values(), *self.stale.values()]
        return {id for group in groups for id in group}.union(self.exposed)


def check() -> Drift:
    """Compare every document. Reads the index first, so that what is saved meanwhile is waiting."""
    held = {audience: dict(engine().entries(audience)) for audience in Audience}
    meant: dict[Audience, dict[str, str]] = {audience: {} for audience in Audience}
    for id, audiences, digest in _meant():
        for audience in audiences:
            meant[audience][id] = digest
    waiting = {Item(*row).id for row in Entry.objects.values_list("kind", "key")}
    drift = Drift(waiting=len(waiting))
    for audience in Audience:
        here, there = held[audience], meant[audience]
        drift.missing[audience] = sorted(there.keys() - here.keys() - waiting)
        ghosts = here.keys() - there.keys() - waiting
        exposed = ghosts & meant[Audience.INTERNAL].keys() if audience is Audience.PUBLIC else set()
        drift.exposed += sorted(exposed)
        drift.ghost[audience] = sorted(ghosts - exposed)
        same = (here.keys() & there.keys()) - waiting
        drift.stale[audience] = sorted(id for id in same if here[id] != there[id])
    return drift


def repair(drift: Drift) -> None:
    """Send everything that differs through the ordinary way once more."""
    outbox.add(Item.of(id) for id in sorted(drift.items))
    drain()


def _meant() -> Iterator[tuple[str, frozenset[Audience], str]]:
    for batch in everything():
        for found in batch.values():
            yield found.document.id, found.audiences, found.document.digest
