"""Split and deduplicate a batch of entries, the same way for both engines."""

from collections.abc import Iterable, Iterator, Sequence

from .protocol import Put, Remove

# Entries sent at a time; larger requests are not faster.
MAX_ENTRIES = 500

# Characters sent at a time: a test server has half a gigabyte of memory, and books are indexed too.
MAX_CHARACTERS = 4_000_000


def latest_positions(batch: Sequence[Put | Remove]) -> list[int]:
    """Return the positions of each id's highest version, the first of equal ones."""
    best: dict[str, int] = {}
    for position, item in enumerate(batch):
        rival = best.get(item.id)
        if rival is None or item.version > batch[rival].version:
            best[item.id] = position
    return sorted(best.values())


def chunks(items: Iterable[Put | Remove]) -> Iterator[list[Put | Remove]]:
    """Split entries, in their order, into chunks that can each be sent in one request."""
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
