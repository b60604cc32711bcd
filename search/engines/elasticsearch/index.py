"""Read and write one Elasticsearch index or alias, by name."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from ..batch import chunks, latest_positions
from ..protocol import EngineUnavailable, Outcome, Put, Remove, Status
from .client import Busy, Client, IndexMissing
from .query import not_tombstones, tombstones_since
from .schema import bulk_operations

PAGE_SIZE = 5_000
KEEP_ALIVE = "2m"

CONFLICT = 409
MISSING = 404


def write(
    client: Client, index: str, batch: Sequence[Put | Remove], refresh: bool = True
) -> list[Outcome]:
    """Write the entries that are newer than the index, as Elasticsearch compares versions."""
    outcomes = [Outcome(item.id, Status.SUPERSEDED) for item in batch]
    positions = latest_positions(batch)
    answered: list[Outcome] = []
    for part in chunks(batch[position] for position in positions):
        last = refresh and len(answered) + len(part) == len(positions)
        answer = client.call_slow("bulk", operations=bulk_operations(index, part), refresh=last)
        results = (result["index"] for result in answer["items"])
        answered += (_outcome(item.id, result) for item, result in zip(part, results, strict=True))
    for position, outcome in zip(positions, answered, strict=True):
        outcomes[position] = outcome
    return outcomes


def entries(client: Client, index: str) -> Iterator[tuple[str, int]]:
    """Yield the id and version of every document, without tombstones."""
    body = {"query": not_tombstones(), "version": True, "_source": False}
    return ((hit["_id"], hit["_version"]) for hit in scan_all(client, index, body))


def recent_tombstones(client: Client, index: str, since: int) -> Iterator[Remove]:
    """Yield the tombstones left at or after `since` (epoch seconds)."""
    body = {"query": tombstones_since(since), "version": True, "_source": False}
    return (Remove(hit["_id"], hit["_version"]) for hit in scan_all(client, index, body))


def scan_all(client: Client, index: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every hit of a snapshot of the index, whatever is written meanwhile."""
    opened = client.call_slow("open_point_in_time", index=index, keep_alive=KEEP_ALIVE)
    pit, after = opened["id"], None
    try:
        while True:
            page = {"sort": ["_shard_doc"], **body, "size": PAGE_SIZE, "track_total_hits": False}
            page["pit"] = {"id": pit, "keep_alive": KEEP_ALIVE}
            if after:
                page["search_after"] = after
            answer = client.call_slow("search", body=page)
            hits, pit = answer["hits"]["hits"], answer["pit_id"]
            yield from hits
            if len(hits) < PAGE_SIZE:
                return
            after = hits[-1]["sort"]
    finally:
        with suppress(EngineUnavailable):  # it expires by itself
            client.call_slow("close_point_in_time", id=pit)


def _outcome(id_: str, item: dict[str, Any]) -> Outcome:
    status, error = item["status"], item.get("error", {})
    if status < 300:
        return Outcome(id_, Status.DONE)
    if status == CONFLICT:
        return Outcome(id_, Status.SUPERSEDED)
    if status == MISSING:
        raise IndexMissing(f"Elasticsearch has no index to write to: {error.get('reason')}")
    if status >= 500 or status == 429:
        raise Busy(f"Elasticsearch is too busy to write: {error.get('reason')}")
    return Outcome(id_, Status.FAILED, _reason(error))


def _reason(error: dict[str, Any]) -> str:
    cause = error.get("caused_by", {}).get("reason", "")
    return ": ".join(filter(None, (error.get("reason", ""), cause)))
