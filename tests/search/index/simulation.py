"""The outbox at work with an engine of dictionaries: several workers and a rebuild, each of whose
steps may fall between any two steps of the others. The outbox is the real one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from search.index import outbox, rebuild_journal
from search.index.outbox import Claim, Item
from search.models import Entry, Rebuild

ITEMS = tuple(Item("praktijk", str(number)) for number in range(2))
# What an item says; None when nobody may find it.
State = int | None


class Index(dict[Item, tuple[int, State]]):
    """Item → version and state; what was removed leaves its version behind."""

    def apply(self, item: Item, version: int, state: State) -> None:
        if version > self.get(item, (0, None))[0]:
            self[item] = (version, state)

    def state(self, item: Item) -> State:
        return self.get(item, (0, None))[1]


@dataclass
class Portal:
    """What the database says, what the index says, and how often anything was changed."""

    items: dict[Item, State] = field(default_factory=dict)
    live: Index = field(default_factory=Index)
    changes: int = 0
    awaits_repair: bool = False

    def change(self, items: Iterable[Item], gone: bool) -> None:
        for item in items:
            self.changes += 1
            self.items[item] = None if gone else self.changes
        outbox.add(items)

    def differing(self) -> set[Item]:
        return {item for item in ITEMS if self.items.get(item) != self.live.state(item)}


@dataclass
class Reading:
    """Items read one after the other, at a version that was taken before the first was read."""

    version: int
    unread: list[Item]
    read: list[tuple[Item, State]] = field(default_factory=list)

    def step(self, portal: Portal, index: Index) -> bool:
        """Read one, or when all is read write one; False when nothing is left."""
        if self.unread:
            item = self.unread.pop()
            self.read.append((item, portal.items.get(item)))
        elif self.read:
            item, state = self.read.pop()
            index.apply(item, self.version, state)
        return bool(self.unread or self.read)


@dataclass
class Worker:
    portal: Portal
    claim: Claim | None = None
    reading: Reading | None = None

    def step(self) -> None:
        if self.claim is None:
            self.claim = outbox.claim(limit=2)
            if self.claim:
                self.reading = Reading(self.claim.version, list(self.claim.items))
        elif self.reading:
            if not self.reading.step(self.portal, self.portal.live):
                self.reading = None
        else:
            self._end(lambda claim: outbox.complete(claim, claim.items))

    def fail(self) -> None:
        self._end(lambda claim: outbox.release(claim, "onbereikbaar"))

    def refuse(self) -> None:
        """The first item is refused, the others, if they were written, are done."""
        if self.claim and not self.reading:
            first, *others = self.claim.items
            outbox.refuse(self.claim, {first: "geweigerd"})
            outbox.complete(self.claim, others)
            self.die()

    def die(self) -> None:
        self.claim = self.reading = None

    def _end(self, act: Callable[[Claim], Any]) -> None:
        if self.claim:
            act(self.claim)
        self.die()


@dataclass
class Rebuilder:
    """`search.index.rebuild` in steps, with a name of its own for each of its runs."""

    portal: Portal
    token: str = ""
    begun: int = 0
    build: Index = field(default_factory=Index)
    to_fill: list[Item] = field(default_factory=list)
    reading: Reading | None = None
    filled: bool = False
    swapped: bool = False

    def advance(self) -> None:
        """To the next turn: begun, filled and caught up, swapped, or ended."""
        before = self._stage
        for _ in range(100):
            self.step()
            if self._stage != before:
                return

    @property
    def _stage(self) -> tuple[bool, bool, bool]:
        return bool(self.token), self.filled, self.swapped

    def step(self) -> None:
        if not self.token:
            self._begin()
        elif self.reading:
            if not self.reading.step(self.portal, self.build):
                self.reading = None
                self._beat()
        elif self.to_fill:
            self.reading = Reading(outbox.next_version(), [self.to_fill.pop()])
        elif not self.filled:
            self._catch_up()
        elif not self.swapped:
            self._swap()
        else:
            self._end()

    def die(self) -> None:
        self.token, self.filled, self.swapped = "", False, False

    def _begin(self) -> None:
        token = f"heropbouw {self.begun}"
        try:
            rebuild_journal.begin(token)
        except rebuild_journal.RebuildRunning:
            return
        self.token, self.begun = token, self.begun + 1
        self.build, self.to_fill, self.reading = Index(), list(ITEMS), None

    def _catch_up(self) -> None:
        items = rebuild_journal.take_replay(limit=2)
        self.filled = not items
        if items:
            self.reading = Reading(outbox.next_version(), list(items))

    def _beat(self) -> None:
        try:
            rebuild_journal.heartbeat(self.token)
        except rebuild_journal.RebuildRunning:
            self.die()

    def _swap(self) -> None:
        for item, (version, state) in self.portal.live.items():
            if state is None:  # the tombstones come along
                self.build.apply(item, version, None)
        self.portal.live, self.swapped = self.build, True
        self.portal.awaits_repair = not Rebuild.objects.filter(token=self.token).exists()

    def _end(self) -> None:
        if not rebuild_journal.end(self.token):
            outbox.add(self.portal.differing())
            self.portal.awaits_repair = False
        self.die()


def open_items() -> set[Item]:
    return {Item(*row) for row in Entry.objects.values_list("kind", "key")}
