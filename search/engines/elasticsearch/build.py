"""A new Elasticsearch index beside the live one: filled, caught up, swapped in, or dropped."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from ..batch import chunks
from ..protocol import Audience, EngineDamaged, EngineUnavailable, Outcome, Put, Remove, Status
from .aliases import IndexNames
from .client import Busy, Client, IndexMissing
from .index import entries, recent_tombstones, write
from .schema import BUILDING, BUILT, SETTINGS, mapping

log = logging.getLogger(__name__)

TOMBSTONE_SECONDS = 24 * 60 * 60
"""Tombstones younger than this come along: no writer holds on to an older state for a day."""

COPY_SECONDS = 60
"""Longest wait for the second copy before the swap; afterwards it comes in its own time."""

WRITABLE = {"index.blocks.write": None}

PATIENCE = (1, 2, 5, 10, 20, 30)
"""Seconds to wait, one after the other, while the cluster is too busy to write."""

LINGER_SECONDS = 1.0
"""How long a replaced index stays after the swap: a search that had begun in it would fail."""


class ElasticsearchBuild:
    def __init__(
        self,
        client: Client,
        names: IndexNames,
        audience: Audience,
        puts: Iterable[Put],
        like: "ElasticsearchBuild | None" = None,
    ) -> None:
        self._client = client
        self._live = names.live(audience)
        self._index = names.new(audience)
        self._alias = names.building(self._index)
        self._swapped_at = 0.0
        """When, by the monotonic clock."""
        self._replaced_indices: list[str] = []
        try:
            if like:
                like.copy_to(self._index, self._alias)
            else:
                client.call_slow(
                    "indices.create",
                    index=self._index,
                    settings={**SETTINGS, **BUILDING},
                    mappings=mapping(),
                    aliases={self._alias: {}},
                )
            self._fill(puts)
        except BaseException:
            with suppress(EngineUnavailable):
                self.close()
            raise

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Waits where the cluster has too much to do: nobody waits for a build, and all of it would
        be lost. Writing the same twice does no harm."""
        for seconds in PATIENCE:
            try:
                return write(self._client, self._alias, batch, refresh=False)
            except Busy as busy:
                log.warning("Going on in %s s: %s", seconds, busy)
                time.sleep(seconds)
        return write(self._client, self._alias, batch, refresh=False)

    def copy_to(self, index: str, alias: str) -> None:
        """All that is in it by now: the server links the files. It asks that nothing be written
        meanwhile."""
        self._client.call_slow("indices.add_block", index=self._index, block="write")
        self._client.call_slow(
            "indices.clone",
            index=self._index,
            target=index,
            settings={**BUILDING, **WRITABLE},
            aliases={alias: {}},
        )
        self._client.call_slow("indices.put_settings", index=self._index, settings=WRITABLE)

    def entries(self) -> Iterator[tuple[str, int]]:
        self._client.call_slow("indices.refresh", index=self._alias)
        return entries(self._client, self._alias)

    def swap(self) -> None:
        self._carry_tombstones()
        self._client.call_slow("indices.put_settings", index=self._alias, settings=BUILT)
        self._client.call_slow("indices.refresh", index=self._alias)
        self._await_copy()
        self._replaced_indices = self._live_indices()
        self._client.call_slow(
            "indices.update_aliases",
            actions=[
                *(
                    {"remove": {"index": index, "alias": self._live}}
                    for index in self._replaced_indices
                ),
                {"remove": {"index": self._index, "alias": self._alias}},
                {"add": {"index": self._index, "alias": self._live}},
            ],
        )
        self._swapped_at = time.monotonic()

    def close(self) -> None:
        if self._swapped_at:
            self._drop_replaced()
        else:
            self._client.call_slow("indices.delete", index=self._index, ignore_unavailable=True)

    def _fill(self, puts: Iterable[Put]) -> None:
        for part in chunks(puts):
            for outcome in self.apply(part):
                if outcome.status == Status.FAILED:
                    log.error("%s cannot be indexed: %s", outcome.id, outcome.reason)

    def _drop_replaced(self) -> None:
        old, self._replaced_indices = self._replaced_indices, []
        if old:
            time.sleep(max(0.0, self._swapped_at + LINGER_SECONDS - time.monotonic()))
        for index in old:
            try:
                self._client.call_slow("indices.delete", index=index, ignore_unavailable=True)
            except EngineUnavailable as fault:
                log.warning("%s stays until the next sweep: %s", index, fault)

    def _live_indices(self) -> list[str]:
        try:
            return list(self._client.call_slow("indices.get_alias", name=self._live))
        except IndexMissing:
            return []

    def _carry_tombstones(self) -> None:
        since = int(time.time()) - TOMBSTONE_SECONDS
        try:
            recent = list(recent_tombstones(self._client, self._live, since))
        except IndexMissing:
            return
        except EngineDamaged as damage:
            log.warning("Tombstones of the replaced index are lost: %s", damage)
            return
        self.apply(recent)

    def _await_copy(self) -> None:
        """A swap to a single copy would lose the index with its node."""
        try:
            self._client.call_slow(
                "cluster.health",
                index=self._index,
                wait_for_status="green",
                wait_for_no_initializing_shards=True,
                timeout=f"{COPY_SECONDS}s",
            )
        except EngineUnavailable as slow:
            log.warning("The new index has no second copy yet: %s", slow)
