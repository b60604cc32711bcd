"""What both engines do alike with a batch."""

from collections.abc import Iterable, Iterator, Sequence

from .protocol import Put, Remove

MAX_ENTRIES = 500
"""Entries sent at a time: more go no faster."""

MAX_CHARACTERS = 4_000_000
"""Characters sent at a time: a test server has half a gigabyte, and books get indexed too."""


def latest_positions(batch: Sequence[Put | Remove]) -> list[int]:
    """Positions of each id's highest version, the first of equals; the others are superseded."""
    best: dict[str, int] = {}
    for position, item in enumerate(batch):
        rival = best.get(item.id)
        if rival is None or item.version > batch[rival].version:
            best[item.id] = position
    return sorted(best.values())


def chunks(items: Iterable[Put | Remove]) -> Iterator[list[Put | Remove]]:
    """The same entries in the same order, in parts that can be sent at once."""
    part: list[Put | Remove] = []
    weight = 0
    for item in items:
        more = _characters(item)
        if part and (len(part) >= MAX_ENTRIES or weight + more > MAX_CHARACTERS):
            yield part
            part, weight = [], 0
        part.append(item)
        weight += more
    if part:
        yield part


def _characters(item: Put | Remove) -> int:
    return sum(map(len, item.document.texts.values())) if isinstance(item, Put) else 0
