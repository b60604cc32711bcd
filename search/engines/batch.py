"""What both engines do alike with a batch."""

from collections.abc import Sequence

from search.engines.protocol import Put, Remove


def winners(batch: Sequence[Put | Remove]) -> list[int]:
    """Positions of each id's highest version, the first of equals; the others are superseded."""
    best: dict[str, int] = {}
    for position, item in enumerate(batch):
        rival = best.get(item.id)
        if rival is None or item.version > batch[rival].version:
            best[item.id] = position
    return sorted(best.values())
